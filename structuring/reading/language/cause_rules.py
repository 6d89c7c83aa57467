"""The form of reading_etiology.toml: what names the type or cause of the pain."""

from __future__ import annotations

from structuring.reading.language.rules import Words
from structuring.turns import Frozen


class Label(Frozen):
    """One type or cause of the pain."""

    id: str
    source: str
    says: Words
    shown: Words = ()  # what is found, and is the cause once the clinician lays the pain to it
    never: Words = ()
    against: Words = ()
    beside: str = ""  # the causes that it goes together with


class Term(Frozen):
    """A diagnosis by its term, with the etiology label it implies."""

    id: str
    says: Words
    never: Words = ()
    label: str = ""


class Etiology(Frozen):
    """reading_etiology.toml"""

    hedge: Words
    firm: Words
    seen: Words = ()
    announces: Words = ()
    called: Words = ()
    disowned: Words = ()
    endorses: Words = ()
    answers: Words = ()
    asks: Words = ()
    unknown: Words = ()
    general: Words = ()
    discount: Words
    label: tuple[Label, ...]
    term: tuple[Term, ...]
