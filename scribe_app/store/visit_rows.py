"""Visits and patients as the database gives them, and as values."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from scribe_app.store.records import Patient, VisitRecord
from scribe_app.store.trouble import Damaged

VISITS = """
SELECT visits.id, date_of_service, visit_type, clinician, visits.created_at,
    patients.id, family, given, birth_date, sex, identifier,
    (SELECT count(*) FROM events WHERE visit_id = visits.id),
    (SELECT count(*) FROM events WHERE visit_id = visits.id AND kind = 'turn_heard'),
    (SELECT kind FROM events WHERE visit_id = visits.id AND kind IN ('recording_started', 'recording_stopped')
        ORDER BY seq DESC LIMIT 1),
    (SELECT kind FROM signed_documents WHERE visit_id = visits.id AND kind IN ('note', 'void')
        ORDER BY seq DESC LIMIT 1)
FROM visits LEFT JOIN patients ON patients.id = patient_id
"""


def record_of(row: tuple[Any, ...]) -> VisitRecord:
    """A row of VISITS. Raises Damaged when it is none."""
    status = {"note": "signed", "void": "voided"}.get(row[14] or "")
    if status is None:
        status = "interrupted" if row[13] == "recording_started" else "draft"
    try:
        return VisitRecord.model_validate(
            {
                "id": row[0],
                "date_of_service": row[1],
                "visit_type": row[2],
                "clinician": row[3],
                "created_at": row[4],
                "patient": patient_of(row[5:11]) if row[5] else None,
                "status": status,
                "events": row[11],
                "turns": row[12],
            }
        )
    except ValidationError:
        raise Damaged(f"The visit '{row[0]}' cannot be read.") from None


def patient_of(row: tuple[Any, ...]) -> Patient:
    """A row of id, family, given, birth_date, sex, identifier."""
    fields = ("id", "family", "given", "birth_date", "sex", "identifier")
    return Patient.model_validate(dict(zip(fields, row, strict=True)))
