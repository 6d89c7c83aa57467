"""The form of a vocabulary file: words that are easily misheard, and words that tell two speakers apart."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Term(BaseModel):
    """One term: `say` is right, `heard` stands for it, `near` limits the repair to utterances with such a word.

    An `exact` term is repaired by `heard` alone, or where the sound decides for it if it is `told_by_sound`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str
    heard: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    exact: bool = False
    told_by_sound: bool = False
    capital: bool = False


class Place(BaseModel):
    """Words `after` which one of `terms` is likely, so that less likeness is asked of what was heard there.

    After the words `perhaps_after` the sound is asked as well, but nothing less is asked of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: tuple[str, ...]
    perhaps_after: tuple[str, ...] = ()
    terms: tuple[str, ...]


class VocabularyFile(BaseModel):
    """The form of a vocabulary file; `known` are words that are right although they sound
    like a term, and phrases in which a word is ("lumber yard")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    terms: tuple[Term, ...] = ()
    hotwords: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    speaker_cues: dict[str, float] = {}
