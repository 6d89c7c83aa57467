"""The note as plain text, for a chart that takes nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from scribe_app.export.handover import Handover, Signature
from scribe_app.export.words import TITLE, diagnosis, facts_of_visit, headline, moment

WIDTH = 88


def text(handover: Handover) -> str:
    """The whole note; each line at most 88 characters wide unless a single word is longer."""
    lines = [*_head(handover), *_body(handover), *_signatures(handover)]
    return "\n".join(lines).rstrip() + "\n"


def _head(handover: Handover) -> Iterator[str]:
    yield TITLE
    if line := headline(handover):
        yield from ("", *_wrap(line))
    yield ""
    for label, value in facts_of_visit(handover):
        yield f"{label}: {value}"


def _body(handover: Handover) -> Iterator[str]:
    for section in handover.note.sections:
        if section.sentences:
            yield from ("", section.title.upper())
            yield from _wrap(" ".join(sentence.text for sentence in section.sentences))
    if code := diagnosis(handover):
        yield from ("", "DIAGNOSIS CODE")
        yield from _wrap(code)
    for addendum in handover.addenda:
        yield from ("", f"ADDENDUM, {addendum.signature.who}, {moment(addendum.signature.at)}")
        yield from _wrap(f"Reason: {addendum.reason}")
        yield from _wrap(addendum.text)


def _signatures(handover: Handover) -> Iterator[str]:
    yield ""
    if handover.signature is None:
        yield "NOT SIGNED"
        return
    yield from _block("Signed", handover.signature)
    for addendum in handover.addenda:
        yield from _block("Addendum signed", addendum.signature)


def _block(what: str, signature: Signature) -> Iterator[str]:
    yield f"{what} by {signature.who}, {moment(signature.at)}"
    yield f"  SHA-256 of the record: {signature.body_sha256}"
    yield f"  Ed25519 signature: {signature.value}"
    yield f"  Signer's key: {signature.key}"


def _wrap(words: str) -> list[str]:
    return [
        line
        for paragraph in words.splitlines() or [""]
        for line in textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
    ]
