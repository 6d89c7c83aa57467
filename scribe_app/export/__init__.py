"""Hands a note over: FHIR, PDF, plain text. Files are written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, get_args

from scribe_app.errors import Refusal
from scribe_app.export.fhir import bundle
from scribe_app.export.handover import Handover, gather, of_draft, of_signed
from scribe_app.export.text import text
from scribe_app.store.files import write_whole

Form = Literal["fhir", "pdf", "text", "signed"]
FORMS: tuple[str, ...] = get_args(Form)
SUFFIX: dict[str, str] = {"fhir": ".fhir.json", "pdf": ".pdf", "text": ".txt", "signed": ".signed.json"}


def rendered(handover: Handover, form: Form) -> bytes:
    """The bytes of one form. `pdf` and `fhir` need a QGuiApplication.

    Raises Refusal when the note cannot be given in that form.
    """
    if form == "text":
        return text(handover).encode("utf-8")
    if form == "signed":
        if handover.document is None:
            raise Refusal("This note is not signed, so there is no signed record to hand over.")
        return handover.document.encode("utf-8")
    from scribe_app.export.pdf import pdf

    page = pdf(handover)
    if form == "pdf":
        return page
    return json.dumps(bundle(handover, page), ensure_ascii=False, indent=1).encode("utf-8")


def write(handover: Handover, form: Form, path: Path) -> Path:
    """Writes one form to `path`; a file that is there is replaced in one step. Raises Refusal."""
    data = rendered(handover, form)
    if not path.parent.is_dir():
        raise Refusal(f"There is no folder {path.parent}. Make it, or choose another place.")
    write_whole(path, data)
    return path


def default_name(handover: Handover, form: Form) -> str:
    """A file name without the patient's words."""
    return f"visit-{handover.visit_id}{SUFFIX[form]}"


__all__ = [
    "FORMS",
    "SUFFIX",
    "Form",
    "Handover",
    "bundle",
    "default_name",
    "gather",
    "of_draft",
    "of_signed",
    "rendered",
    "text",
    "write",
]
