"""The demo encounter played to its end in a real window."""

from __future__ import annotations

from scribe_app import signing
from scribe_app.window.review.sign_dialog import open_paths


def test_the_transcript_shows_every_turn_and_nothing_provisional_at_the_end(read_out, demo_script):
    spoken = [line.partition("] ")[2] for line in demo_script.read_text().splitlines() if line.strip()]
    shown = read_out.encounter.transcript.plain_text()
    assert all(text in shown for text in spoken)
    assert read_out.encounter.transcript.provisional_text() == ""


def test_review_opens_only_after_the_end(read_out, qtbot):
    assert read_out.encounter.bar.phase == "done"
    read_out.flow.open_review()
    assert read_out.pages.currentWidget() is read_out.review
    assert read_out.review.open_count() > 0


def test_the_demo_is_signed_with_what_stays_open_on_record(read_out):
    visit = read_out.flow.visit
    left = open_paths(visit.session.state)
    assert any(path.startswith("red_flags.") for path in left)
    signer = signing.Signer(name="Dr. Kim Lee", credentials="MD")
    assert read_out.signing.sign_as(visit, signer, dict.fromkeys(left, "not assessed in this visit"))
    signed = signing.signed_visit(visit.store, visit.visit_id)
    assert set(signed.record.acknowledged) == set(left)
    assert signed.record.prompts, "the questions that stood on the screen are part of what is signed"
    assert read_out.encounter.bar.phase == "locked"
    assert not read_out.encounter.questions.isVisible()
