"""Signs notes so that any later change is found, and verifies them without a network."""

from scribe_app.signing.document import SignedDocument, Verdict, verify
from scribe_app.signing.record import AddendumRecord, NoteRecord
from scribe_app.signing.sign import SignedVisit, Signer, addendum, sign, signed_visit, verify_visit, void
from scribe_app.signing.verification import problems

__all__ = [
    "AddendumRecord",
    "NoteRecord",
    "SignedDocument",
    "SignedVisit",
    "Signer",
    "Verdict",
    "addendum",
    "problems",
    "sign",
    "signed_visit",
    "verify",
    "verify_visit",
    "void",
]
