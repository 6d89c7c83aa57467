"""The words that every form of export shares."""

from __future__ import annotations

from datetime import datetime

from scribe_app.export.handover import Handover

TITLE = "Visit note: low back pain"
DRAFT = "DRAFT – not signed"
VOID = "VOID"


def headline(handover: Handover) -> str:
    """The line that must not be overlooked; "" for a signed note that stands."""
    if handover.void is not None:
        void = handover.void
        return f"{VOID}: declared void by {void.signature.who}, {moment(void.signature.at)}. Reason: {void.reason}"
    return DRAFT if handover.status == "draft" else ""


def facts_of_visit(handover: Handover) -> list[tuple[str, str]]:
    """Label and value of what stands above the note."""
    patient = handover.patient
    found = [("Patient", patient.name if patient else "not entered")]
    if patient and patient.birth_date:
        found.append(("Date of birth", patient.birth_date.isoformat()))
    if patient and patient.identifier:
        found.append(("Record number", patient.identifier))
    found.append(("Date of service", handover.date_of_service.isoformat()))
    if handover.visit_type:
        found.append(("Visit", "initial" if handover.visit_type == "initial" else "follow-up"))
    found += [("Clinician", handover.clinician), ("Visit number", handover.visit_id)]
    return found


def diagnosis(handover: Handover) -> str:
    """The code that the clinician accepted, with its description; "" when none was."""
    code = handover.code
    return f"{code.accepted} {code.description}".strip() if code.accepted else ""


def moment(at: datetime) -> str:
    """A time as printed: in UTC, so that it means the same everywhere."""
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")
