"""The demo encounter played to its end in a real window."""

from __future__ import annotations


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
