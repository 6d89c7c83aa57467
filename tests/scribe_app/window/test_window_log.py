"""What somebody does with a note in the window is on the audit log, without the patient's words."""

from __future__ import annotations

from datetime import date

from scribe_app.signing import Signer
from structuring.state import Visit


def test_looking_at_a_stored_visit_is_on_the_log(window):
    visit_id = window.store.new_visit(Visit(date_of_service=date(2026, 11, 24)))
    window.open_stored(visit_id)
    assert [row.action for row in window.store.audit.rows(visit_id)] == ["visit_created", "view"]


def test_signing_and_handing_over_are_on_the_log(read_out, tmp_path):
    window, visit = read_out, read_out.flow.visit
    store, visit_id = visit.store, visit.visit_id
    assert window.signing.sign_as(visit, Signer(name="Dr. Kim Lee", credentials="MD"), {})
    assert window.encounter.handover.save("text", tmp_path / "note.txt")
    window.encounter.handover.copy_text()
    rows = [row for row in store.audit.rows(visit_id) if row.action in ("sign", "export")]
    assert [row.action for row in rows] == ["sign", "export", "export"]
    assert '"text"' in rows[1].detail and '"clipboard"' in rows[2].detail
    assert store.audit.verify() is None
    words = (tmp_path / "note.txt").read_text().lower()
    assert "pain" in words
    assert not any("pain" in " ".join(map(str, row)).lower() for row in store.audit.rows())
