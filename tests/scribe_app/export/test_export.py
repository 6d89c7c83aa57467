"""The three forms in which a note leaves the program, checked as their reader would."""

from __future__ import annotations

import base64
import io
import json
import re
import tomllib

import pytest
from pypdf import PdfReader

from scribe_app import export, signing
from scribe_app.errors import Refusal
from scribe_app.export.loinc import section_code
from scribe_app.rules.knowledge import load_pack
from scribe_app.signing import Signer

SIGNER = Signer(name="Dr. Jo Adams", credentials="MD")


@pytest.fixture
def draft(kept, visit_id, state):
    return export.of_draft(kept.visit(visit_id), state)


@pytest.fixture
def signed(kept, visit_id, state):
    signing.sign(kept, visit_id, state, SIGNER)
    return export.gather(kept, visit_id, load_pack())


@pytest.fixture
def amended(kept, visit_id, signed):
    signing.addendum(kept, visit_id, "Reflexes were symmetric.", "dictated too late", SIGNER)
    return export.gather(kept, visit_id, load_pack())


@pytest.fixture
def voided(kept, visit_id, amended):
    signing.void(kept, visit_id, "wrong patient", SIGNER)
    return export.gather(kept, visit_id, load_pack())


@pytest.fixture(params=["draft", "signed", "amended", "voided"])
def any_state(request):
    return request.param, request.getfixturevalue(request.param)


def words_of_pdf(data):
    reader = PdfReader(io.BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def squeezed(words):
    return re.sub(r"\s", "", words)


def test_plain_text_says_what_it_is_and_everything_in_it(any_state):
    name, handover = any_state
    text = export.rendered(handover, "text").decode()
    assert "Low back pain for 2 weeks & <no> trauma – “since Friday”." in text
    assert "Ana Rivera" in text and "MRN-0042" in text and "M54.50 Low back pain, unspecified" in text
    assert ("DRAFT" in text) == (name == "draft")
    assert ("NOT SIGNED" in text) == (name == "draft")
    assert ("Signed by Dr. Jo Adams, MD" in text) == (name != "draft")
    assert ("Reflexes were symmetric." in text) == (name in ("amended", "voided"))
    assert ("VOID: declared void by Dr. Jo Adams, MD" in text) == (name == "voided")


def test_the_words_of_the_pdf_can_be_taken_out_again(qapp, any_state):
    name, handover = any_state
    words = words_of_pdf(export.rendered(handover, "pdf"))
    packed = squeezed(words)
    assert squeezed("Low back pain for 2 weeks & <no> trauma – “since Friday”.") in packed
    assert squeezed("Physical therapy, review in 4 weeks.") in packed
    assert ("DRAFT–NOTSIGNED" in packed) == (name == "draft")
    assert ("VOID" in packed) == (name == "voided")
    if handover.signature:
        assert handover.signature.body_sha256 in packed
        assert squeezed(handover.signature.value) in packed and squeezed(handover.signature.key) in packed


def test_a_long_note_runs_over_pages_without_losing_a_line(qapp, draft):
    sentence = draft.note.sections[0].sentences[0]
    words = "Sentence number {} of a long, stiff and difficult note on affected fibers."
    many = tuple(sentence.model_copy(update={"text": words.format(n)}) for n in range(400))
    section = draft.note.sections[0].model_copy(update={"sentences": many})
    long = draft.model_copy(update={"note": draft.note.model_copy(update={"sections": (section,)})})
    data = export.rendered(long, "pdf")
    packed = squeezed(words_of_pdf(data))
    assert len(PdfReader(io.BytesIO(data)).pages) >= 3
    assert [n for n in range(400) if squeezed(words.format(n)) not in packed] == []


# Every code that may stand in a Bundle, by system; FHIR R4 4.0.1 value sets and the table of LOINC sections.
HL7 = "http://terminology.hl7.org/CodeSystem"
LOINC = {
    "34117-2", "11506-3", "10154-3", "10157-6", "69730-0", "10164-2",
    "10187-3", "11348-0", "10160-0", "29545-1", "18726-0",
    "51847-2", "51848-0", "18776-5", "34109-9", "29308-4", "55107-7",
}  # fmt: skip
ALLOWED = {
    "http://loinc.org": LOINC,
    "http://hl7.org/fhir/sid/icd-10-cm": {"M54.50"},
    f"{HL7}/v3-ActCode": {"AMB"},
    f"{HL7}/v2-0203": {"MR"},
    f"{HL7}/condition-clinical": {"active"},
    f"{HL7}/condition-ver-status": {"provisional", "confirmed", "entered-in-error"},
    f"{HL7}/condition-category": {"encounter-diagnosis"},
    f"{HL7}/provenance-participant-type": {"author", "assembler"},
    f"{HL7}/v3-DataOperation": {"CREATE", "UPDATE"},
    "urn:iso-astm:E1762-95:2013": {"1.2.840.10065.1.12.1.1"},
}
STATUSES = {
    "Composition": {"preliminary", "final", "amended", "entered-in-error"},
    "Encounter": {"in-progress", "finished"},
    "DocumentReference": {"current", "entered-in-error"},
}


def codings(value):
    if isinstance(value, dict):
        if "system" in value and "code" in value:
            yield value["system"], value["code"]
        for inner in value.values():
            yield from codings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from codings(inner)


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_the_bundle_is_a_valid_r4_document(qapp, any_state):
    bundles = pytest.importorskip("fhir.resources.R4B.bundle", reason="fhir.resources is not installed")
    name, handover = any_state
    made = json.loads(export.rendered(handover, "fhir"))
    bundles.Bundle.model_validate(made)
    assert made["type"] == "document" and made["identifier"]["value"].startswith("urn:uuid:")
    by_type = {}
    for entry in made["entry"]:
        by_type.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
        assert entry["fullUrl"] == "urn:uuid:" + entry["resource"]["id"]
    assert made["entry"][0]["resource"]["resourceType"] == "Composition"
    assert set(by_type) == {
        "Composition", "Patient", "Practitioner", "Encounter",
        "Condition", "Device", "Provenance", "DocumentReference",
    }  # fmt: skip
    composition = by_type["Composition"][0]
    expected = {"draft": "preliminary", "signed": "final", "amended": "amended", "voided": "entered-in-error"}
    assert composition["status"] == by_type["DocumentReference"][0]["docStatus"] == expected[name]
    assert ("attester" in composition) == (name != "draft")
    urls = {entry["fullUrl"] for entry in made["entry"]}
    assert set(references(made)) <= urls
    for system, code in codings(made):
        assert code in ALLOWED[system], (system, code)
    for kind, allowed in STATUSES.items():
        assert all(resource["status"] in allowed for resource in by_type[kind])
    assert [section["code"]["coding"][0]["code"] for section in composition["section"]][:3] == [
        "10164-2",
        "18776-5",
        "29308-4",
    ]


def test_the_bundle_carries_the_pdf_and_the_record_that_verifies(qapp, amended):
    made = json.loads(export.rendered(amended, "fhir"))
    reference = next(e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == "DocumentReference")
    pdf, record = (base64.b64decode(part["attachment"]["data"]) for part in reference["content"])
    assert squeezed("review in 4 weeks") in squeezed(words_of_pdf(pdf))
    assert signing.verify(record).ok


def test_a_code_that_was_not_accepted_is_no_condition(draft):
    undecided = draft.model_copy(update={"code": draft.code.model_copy(update={"accepted": None})})
    made = export.bundle(undecided)
    assert not [e for e in made["entry"] if e["resource"]["resourceType"] == "Condition"]
    assert "M54.50" not in json.dumps(made)
    assert "M54.50" not in export.text(undecided)


def test_words_that_would_break_xml_do_not(draft):
    from xml.etree import ElementTree

    sentence = draft.note.sections[0].sentences[0].model_copy(update={"text": "a\x00b <script> & \x1f ]]> é"})
    section = draft.note.sections[0].model_copy(update={"sentences": (sentence,)})
    odd = draft.model_copy(update={"note": draft.note.model_copy(update={"sections": (section,)})})
    made = export.bundle(odd)
    for part in made["entry"][0]["resource"]["section"]:
        ElementTree.fromstring(part["text"]["div"])


def test_a_draft_has_no_signed_record(draft):
    with pytest.raises(Refusal, match="not signed"):
        export.rendered(draft, "signed")


def test_a_file_is_written_whole_or_not_at_all(tmp_path, draft):
    place = tmp_path / export.default_name(draft, "text")
    assert "Rivera" not in place.name
    place.write_text("old")
    export.write(draft, "text", place)
    assert "Low back pain" in place.read_text()
    assert not list(tmp_path.glob(".*part")) and place.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refusal, match="no folder"):
        export.write(draft, "text", tmp_path / "nowhere" / "x.txt")
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(Refusal):
        export.write(draft, "text", tmp_path / "x.txt")
    assert not list(tmp_path.glob(".*part"))


def test_titles_find_their_sections():
    assert section_code("Physical examination").code == "29545-1"
    assert section_code("Assessment and plan").code == "51847-2"
    assert section_code("Something else").code == "34109-9"


def test_every_section_of_the_notes_wording_has_a_loinc_code_of_its_own():
    pack = load_pack()
    if not pack.has("wording.toml"):
        pytest.skip("the wording of the note is not there yet")
    wording = tomllib.loads(pack.text("wording.toml"))
    titles = [part["title"] for part in wording["section"]]
    assert len(titles) > 4
    assert {title: section_code(title).code for title in titles if section_code(title).code == "34109-9"} == {}
