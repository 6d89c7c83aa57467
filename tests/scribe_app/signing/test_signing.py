"""A signed note: frozen, verifiable by itself, and any changed byte found and placed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scribe_app import signing
from scribe_app.signing import document
from scribe_app.signing.canonical import canonical, segments
from scribe_app.signing.sign import Signer
from scribe_app.store import Store, StoreTrouble
from structuring.events import FactEntered
from structuring.pack import Pack

SIGNER = Signer(name="Dr. Jo Adams", credentials="MD")

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
@settings(max_examples=150, deadline=None)
def test_the_pieces_of_a_record_are_its_canonical_bytes(value):
    try:
        whole = canonical(value)
    except UnicodeEncodeError:
        return
    assert b"".join(piece for _, piece in segments(value)) == whole
    assert json.loads(whole) == value


@pytest.fixture
def signed(kept, visit_id, state):
    pack = Pack("lumbar_pain", {"rules.toml": "a = 1"})
    return signing.sign(
        kept, visit_id, state, SIGNER, pack=pack, acknowledged={"exam.sensation": "patient in pain"}
    )


def test_the_signature_covers_everything_the_note_was_made_from(signed):
    content = signed.content()
    assert content["note"]["sections"][1]["title"] == "Plan"
    assert content["facts"][0]["evidence"][0]["quote"] == "ached for two weeks"
    assert content["code"]["accepted"] == "M54.50"
    assert content["prompts"][0]["questions"] == ["What did the reflexes show?"]
    assert content["dismissals"][0] == {
        "at": content["dismissals"][0]["at"],
        "path": "exam.reflexes",
        "reason": "not_assessed",
    }
    assert content["acknowledged"] == {"exam.sensation": "patient in pain"}
    assert content["versions"]["recogniser_sha256"] == "ab" * 32
    assert list(content["versions"]["rules"]) == ["rules.toml"]
    assert content["patient"]["family"] == "Rivera"


def test_a_document_verifies_from_its_text_alone(signed):
    verdict = signing.verify(signed.text())
    assert verdict.ok and verdict.document.header.signer == "Dr. Jo Adams"


def test_every_flipped_byte_is_found(signed):
    small = document.make(
        {"note": {"text": "Low back pain – “two weeks”", "days": 14.5}, "alerts": [], "accepted": None},
        visit=signed.header.visit,
        seq=1,
        kind="note",
        signer=signed.header.signer,
        credentials="MD",
        signed_at=signed.header.signed_at,
        private_key=bytes(range(32)),
    )
    data = small.text().encode()
    assert signing.verify(data).ok
    # In the signature every bit: its last letter has bits that decode to nothing.
    signature = range(data.index(b'"signature"'), len(data))
    for place in range(len(data)):
        for bit in range(8) if place in signature else (place % 8, (place + 3) % 8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            assert not signing.verify(bytes(changed)).ok, f"bit {bit} of byte {place}"


def test_flipped_bytes_of_a_whole_note_are_found(signed):
    data = signed.text().encode()
    for place in range(0, len(data), 13):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        assert not signing.verify(bytes(changed)).ok, f"byte {place}"


def test_a_changed_word_is_placed(signed):
    changed = signed.text().replace("review in 4 weeks", "review in 5 weeks")
    problem = " ".join(signing.verify(changed).problems)
    assert "/note/sections/1/sentences/0/text" in problem


def test_a_document_signed_again_with_another_key_shows_another_key(signed):
    header = signed.header
    other = document.make(
        signed.content(),
        visit=header.visit,
        seq=1,
        kind="note",
        signer=header.signer,
        credentials=header.credentials,
        signed_at=header.signed_at,
        private_key=bytes(32),
    )
    assert signing.verify(other.text()).ok
    assert other.key_fingerprint != signed.key_fingerprint


def test_a_signed_visit_takes_no_more_events(kept, visit_id, signed):
    before = kept.events(visit_id)
    with pytest.raises(StoreTrouble, match="signed and cannot change"):
        kept.append(visit_id, FactEntered(path="onset", value="acute"))
    assert kept.events(visit_id) == before and kept.waiting == 0
    with pytest.raises(StoreTrouble, match="signed already"):
        signing.sign(kept, visit_id, None, SIGNER)
    with pytest.raises(StoreTrouble, match="signed"):
        kept.sound_writer(visit_id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signed_documents SET document = replace(document, '4 weeks', '5 weeks')",
        "DELETE FROM signed_documents",
        "UPDATE visits SET clinician = 'Dr. Other'",
        "UPDATE patients SET family = 'Other'",
    ],
)
def test_the_database_itself_refuses_to_change_a_signed_note(kept, visit_id, signed, statement):
    with pytest.raises(StoreTrouble), kept.database.transaction() as db:
        db.execute(statement)
    assert signing.signed_visit(kept, visit_id).note == signed


def test_a_forger_with_the_key_of_the_store_is_found(kept, visit_id, signed):
    with kept.database.transaction() as db:
        db.execute("DROP TRIGGER documents_stand")
        db.execute("UPDATE signed_documents SET document = replace(document, '4 weeks', '5 weeks')")
    assert any("/note/sections/1/sentences/0/text" in problem for problem in signing.verify_visit(kept, visit_id))
    with kept.database.transaction() as db:
        db.execute("DROP TRIGGER documents_stay")
        db.execute("DELETE FROM signed_documents")
    assert signing.verify_visit(kept, visit_id) == ("1 signed documents of this visit are missing.",)


def test_a_changed_word_of_the_transcript_is_found(kept, visit_id, signed):
    assert signing.verify_visit(kept, visit_id) == ()
    with kept.database.transaction() as db:
        db.execute("DROP TRIGGER events_stand")
        db.execute("UPDATE events SET body = replace(body, 'two weeks', 'ten weeks')")
    (problem,) = signing.verify_visit(kept, visit_id)
    assert "events of this visit" in problem


def test_addenda_and_voiding_keep_the_original(kept, visit_id, signed):
    signing.addendum(kept, visit_id, "Reflexes were symmetric.", "dictated too late", Signer(name="Dr. B"))
    signing.addendum(kept, visit_id, "MRI arrived.", "new result", SIGNER)
    read = signing.signed_visit(kept, visit_id)
    assert read.note == signed
    assert [(record.text, item.header.signer) for record, item in read.addenda] == [
        ("Reflexes were symmetric.", "Dr. B"),
        ("MRI arrived.", "Dr. Jo Adams"),
    ]
    assert signing.verify_visit(kept, visit_id) == ()
    signing.void(kept, visit_id, "wrong patient", SIGNER)
    read = signing.signed_visit(kept, visit_id)
    assert read.note == signed and read.void[0].reason == "wrong patient"
    assert kept.visit(visit_id).status == "voided"
    with pytest.raises(StoreTrouble, match="void"):
        signing.addendum(kept, visit_id, "More.", "late", SIGNER)
    kinds = [row.event.kind for row in kept.events(visit_id)][-4:]
    assert kinds == ["signed", "addendum_signed", "addendum_signed", "voided"]


def test_an_addendum_needs_a_signed_note_a_text_and_a_reason(kept, visit_id, state):
    with pytest.raises(StoreTrouble, match="not signed yet"):
        signing.addendum(kept, visit_id, "x", "y", SIGNER)
    signing.sign(kept, visit_id, state, SIGNER)
    with pytest.raises(StoreTrouble, match="reason"):
        signing.addendum(kept, visit_id, "x", " ", SIGNER)


def test_what_is_signed_is_what_is_stored(kept, visit_id, state):
    shown = [*kept.encounter_events(visit_id), FactEntered(path="onset", value="acute")]
    with pytest.raises(StoreTrouble, match="not signed"):
        signing.sign(kept, visit_id, state, SIGNER, events=shown)
    signing.sign(kept, visit_id, state, SIGNER, events=kept.encounter_events(visit_id))


def test_a_signed_note_reads_the_same_after_reopening(tmp_path, key, kept, visit_id, signed):
    with Store.open(tmp_path / "data", key, exclusive=False) as other:
        assert signing.signed_visit(other, visit_id).note == signed
