"""The note as a FHIR R4 (4.0.1) document: a Bundle that an EHR can take in as it stands.

`preliminary` until it is signed, then `final`; `amended` with addenda, `entered-in-error` when void. The diagnosis
is a Condition only when the clinician accepted a code. Ids follow from the visit and its last signature, so the
same export twice is the same document.
"""

from __future__ import annotations

import base64
import hashlib
import html
import uuid
from collections.abc import Iterator
from datetime import datetime

from scribe_app import __version__
from scribe_app.export.handover import Addition, Handover, Signature
from scribe_app.export.loinc import Code, document_code, section_code
from scribe_app.export.words import TITLE, diagnosis

Json = dict[str, object]

ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"
_HL7 = "http://terminology.hl7.org/CodeSystem"
_NAMESPACE = uuid.UUID("6f0f6c0e-7d0c-5a4e-9a58-3a1c0b1f9f10")


def bundle(handover: Handover, pdf: bytes | None = None) -> Json:
    """The document Bundle as JSON values. `pdf` goes into the DocumentReference beside the signed record."""
    ids = _Ids(handover)
    resources = [
        _composition(handover, ids),
        _patient(handover, ids),
        _practitioner(handover, ids),
        _encounter(handover, ids),
        *_conditions(handover, ids),
        _device(ids),
        *_provenances(handover, ids),
        *_references(handover, ids, pdf),
    ]
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": ids.of("Bundle")},
        "type": "document",
        "timestamp": _instant(handover.changed_at),
        "entry": [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources],
    }


class _Ids:
    """The ids of the resources of one state of one visit."""

    def __init__(self, handover: Handover) -> None:
        last = handover.void or (handover.addenda[-1] if handover.addenda else None)
        signature = last.signature if last else handover.signature
        self._state = signature.fingerprint if signature else _hash(handover)
        self._visit = handover.visit_id

    def bare(self, name: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self._visit}/{self._state}/{name}"))

    def of(self, name: str) -> str:
        return f"urn:uuid:{self.bare(name)}"

    def reference(self, name: str, display: str | None = None) -> Json:
        return {"reference": self.of(name), **({"display": display} if display else {})}


def _hash(handover: Handover) -> str:
    return hashlib.sha256(handover.model_dump_json().encode()).hexdigest()


def _composition(handover: Handover, ids: _Ids) -> Json:
    made: Json = {
        "resourceType": "Composition",
        "id": ids.bare("Composition"),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": ids.of("Composition")},
        "status": _composition_status(handover),
        "type": _concept(LOINC, document_code(handover.visit_type)),
        "subject": ids.reference("Patient"),
        "encounter": ids.reference("Encounter"),
        "date": _instant(handover.changed_at),
        "author": [ids.reference("Practitioner", handover.clinician)],
        "title": TITLE,
        "section": [*_sections(handover, ids), *(_addendum(addition) for addition in handover.addenda)],
    }
    if handover.signature is not None:
        made["attester"] = [
            {
                "mode": "legal",
                "time": _instant(handover.signature.at),
                "party": ids.reference("Practitioner", handover.signature.who),
            }
        ]
    if not made["section"]:
        made["section"] = [{"title": "Note", "text": _narrative(["No words in this note."])}]
    return made


def _sections(handover: Handover, ids: _Ids) -> Iterator[Json]:
    for section in handover.note.sections:
        if section.sentences:
            yield {
                "title": _clean(section.title),
                "code": _concept(LOINC, section_code(section.title)),
                "text": _narrative([" ".join(sentence.text for sentence in section.sentences)]),
            }
    if handover.code.accepted:
        yield {
            "title": "Diagnosis",
            "code": _concept(LOINC, Code(code="29308-4", display="Diagnosis")),
            "text": _narrative([diagnosis(handover)]),
            "entry": [ids.reference("Condition")],
        }


def _addendum(addition: Addition) -> Json:
    signature = addition.signature
    return {
        "title": f"Addendum by {_clean(signature.who)}, {_instant(signature.at)}",
        "code": _concept(LOINC, Code(code="55107-7", display="Addendum Document")),
        "text": _narrative([f"Reason: {addition.reason}", addition.text]),
    }


def _patient(handover: Handover, ids: _Ids) -> Json:
    made: Json = {"resourceType": "Patient", "id": ids.bare("Patient")}
    patient = handover.patient
    if patient is None:
        return {**made, "name": [{"text": "not entered"}]}
    if patient.identifier:
        kind = {"coding": [{"system": f"{_HL7}/v2-0203", "code": "MR", "display": "Medical record number"}]}
        made["identifier"] = [{"use": "usual", "type": kind, "value": _clean(patient.identifier)}]
    name: Json = {"use": "official", "text": _clean(patient.name), "family": _clean(patient.family)}
    if patient.given.strip():
        name["given"] = [_clean(patient.given)]
    made["name"] = [name]
    if patient.sex:
        made["gender"] = patient.sex
    if patient.birth_date:
        made["birthDate"] = patient.birth_date.isoformat()
    return made


def _practitioner(handover: Handover, ids: _Ids) -> Json:
    name = handover.signature.who if handover.signature else handover.clinician
    return {
        "resourceType": "Practitioner",
        "id": ids.bare("Practitioner"),
        "name": [{"text": _clean(name) or "not entered"}],
    }


def _encounter(handover: Handover, ids: _Ids) -> Json:
    return {
        "resourceType": "Encounter",
        "id": ids.bare("Encounter"),
        "identifier": [
            {"system": "urn:ietf:rfc:3986", "value": ids.of("Encounter")},
            {"value": handover.visit_id},
        ],
        "status": "in-progress" if handover.status == "draft" else "finished",
        "class": {"system": f"{_HL7}/v3-ActCode", "code": "AMB", "display": "ambulatory"},
        "subject": ids.reference("Patient"),
        "participant": [{"individual": ids.reference("Practitioner")}],
        "period": {"start": handover.date_of_service.isoformat()},
    }


def _conditions(handover: Handover, ids: _Ids) -> Iterator[Json]:
    code = handover.code
    if not code.accepted:
        return
    verification = {"draft": "provisional", "signed": "confirmed", "voided": "entered-in-error"}[handover.status]
    made: Json = {
        "resourceType": "Condition",
        "id": ids.bare("Condition"),
        "verificationStatus": _status("condition-ver-status", verification),
        "category": [_status("condition-category", "encounter-diagnosis")],
        "code": {
            "coding": [
                {
                    "system": ICD10CM,
                    **({"version": code.release} if code.release else {}),
                    "code": code.accepted,
                    **({"display": code.description} if code.description else {}),
                    "userSelected": True,
                }
            ],
            "text": code.description or code.accepted,
        },
        "subject": ids.reference("Patient"),
        "encounter": ids.reference("Encounter"),
        "recorder": ids.reference("Practitioner"),
        "recordedDate": _instant(handover.changed_at),
    }
    # con-5: no clinical status when the condition is entered in error.
    if handover.status != "voided":
        made["clinicalStatus"] = _status("condition-clinical", "active")
    yield made


def _device(ids: _Ids) -> Json:
    return {
        "resourceType": "Device",
        "id": ids.bare("Device"),
        "deviceName": [{"name": "lumbar-scribe", "type": "user-friendly-name"}],
        "version": [{"value": __version__}],
    }


def _provenances(handover: Handover, ids: _Ids) -> Iterator[Json]:
    signatures = [handover.signature, *(addition.signature for addition in handover.addenda)]
    if handover.void is not None:
        signatures.append(handover.void.signature)
    for number, signature in enumerate(signatures):
        made: Json = {
            "resourceType": "Provenance",
            "id": ids.bare(f"Provenance{number}"),
            "target": [ids.reference("Composition")],
            "recorded": _instant(signature.at if signature else handover.changed_at),
            "activity": {"coding": [{"system": f"{_HL7}/v3-DataOperation", "code": "CREATE", "display": "create"}]}
            if number == 0
            else {"coding": [{"system": f"{_HL7}/v3-DataOperation", "code": "UPDATE", "display": "revise"}]},
            "agent": [
                _agent("author", "Author", ids.reference("Practitioner", signature.who if signature else None)),
                _agent("assembler", "Assembler", ids.reference("Device")),
            ],
        }
        if signature is not None:
            made["signature"] = [_signature(signature, ids)]
        yield made


def _signature(signature: Signature, ids: _Ids) -> Json:
    return {
        "type": [
            {
                "system": "urn:iso-astm:E1762-95:2013",
                "code": "1.2.840.10065.1.12.1.1",
                "display": "Author's Signature",
            }
        ],
        "when": _instant(signature.at),
        "who": ids.reference("Practitioner", signature.who),
        "sigFormat": "application/octet-stream",
        "data": signature.value,
    }


def _references(handover: Handover, ids: _Ids, pdf: bytes | None) -> Iterator[Json]:
    content = []
    if pdf is not None:
        content.append(_attachment("application/pdf", pdf, TITLE, handover))
    if handover.document is not None:
        content.append(_attachment("application/json", handover.document.encode(), "Signed record", handover))
    if not content:
        return
    yield {
        "resourceType": "DocumentReference",
        "id": ids.bare("DocumentReference"),
        "status": "entered-in-error" if handover.status == "voided" else "current",
        "docStatus": _composition_status(handover),
        "type": _concept(LOINC, document_code(handover.visit_type)),
        "subject": ids.reference("Patient"),
        "date": _instant(handover.changed_at),
        "author": [ids.reference("Practitioner")],
        "content": content,
        "context": {"encounter": [ids.reference("Encounter")]},
    }


def _attachment(kind: str, data: bytes, title: str, handover: Handover) -> Json:
    return {
        "attachment": {
            "contentType": kind,
            "data": base64.b64encode(data).decode(),
            "size": len(data),
            # FHIR R4 asks for SHA-1 here; it identifies, the signature protects.
            "hash": base64.b64encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode(),
            "title": title,
            "creation": _instant(handover.changed_at),
        }
    }


def _composition_status(handover: Handover) -> str:
    if handover.status == "signed":
        return "amended" if handover.addenda else "final"
    return {"draft": "preliminary", "voided": "entered-in-error"}[handover.status]


def _agent(code: str, display: str, who: Json) -> Json:
    kind = {"coding": [{"system": f"{_HL7}/provenance-participant-type", "code": code, "display": display}]}
    return {"type": kind, "who": who}


def _concept(system: str, code: Code) -> Json:
    return {"coding": [{"system": system, "code": code.code, "display": code.display}]}


def _status(system: str, code: str) -> Json:
    return {"coding": [{"system": f"{_HL7}/{system}", "code": code}]}


def _narrative(paragraphs: list[str]) -> Json:
    inside = "".join(f"<p>{html.escape(_clean(words))}</p>" for words in paragraphs if words)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>'}


def _clean(words: str) -> str:
    """Without the control characters that XML does not allow."""
    return "".join(letter for letter in words if letter.isprintable() or letter in "\n\t").strip()


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
