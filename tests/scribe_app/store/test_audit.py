"""The audit log names the first row that was altered, taken out or moved, whoever did it."""

from __future__ import annotations

import pytest

from scribe_app.store import Store

TRIGGERS = ("audit_stands", "audit_stays")


@pytest.fixture
def tampered(kept, visit_id):
    """A store with 12 more rows and a way to change them as somebody with the key could."""
    for number in range(12):
        kept.log("view", visit_id, {"n": number})
    with kept.database.transaction() as db:
        for name in TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")

    def change(*statements):
        with kept.database.transaction() as db:
            for statement in statements:
                db.execute(statement)
        return kept.audit.verify()

    return change


def test_an_untouched_log_is_whole(kept, visit_id):
    assert kept.audit.verify() is None
    actions = [row.action for row in kept.audit.rows()]
    assert actions[0] == "visit_created" and actions.count("edit") == 3


@pytest.mark.parametrize("column", ["at", "actor", "action", "visit_id", "detail"])
def test_an_altered_row_is_named(tampered, column):
    fault = tampered(f"UPDATE audit SET {column} = 'x' WHERE seq = 7")
    assert fault.seq == 7 and "Row 7" in fault.what and "altered" in fault.what


def test_a_missing_row_is_named(tampered):
    fault = tampered("DELETE FROM audit WHERE seq = 6")
    assert fault.seq == 6 and "Row 6 is missing" in fault.what


def test_missing_first_rows_are_named(tampered):
    fault = tampered("DELETE FROM audit WHERE seq < 4")
    assert fault.seq == 1 and "Row 1 is missing" in fault.what


def test_rows_taken_off_the_end_are_named(tampered, kept):
    count = len(kept.audit.rows())
    fault = tampered(f"DELETE FROM audit WHERE seq > {count - 2}")
    assert fault.seq == count - 1 and "missing" in fault.what


def test_a_moved_row_is_named(tampered):
    fault = tampered(
        "UPDATE audit SET seq = 1000 WHERE seq = 5",
        "UPDATE audit SET seq = 5 WHERE seq = 9",
        "UPDATE audit SET seq = 9 WHERE seq = 1000",
    )
    assert fault.seq == 5 and fault.what == "Row 5 was moved: it was written as row 9."


def test_a_missing_or_forged_head_is_named(tampered, kept):
    head = kept.folder / "audit.head"
    text = head.read_text()
    head.write_text(text.replace('"seq":', '"seq":1'))
    assert "audit.head was altered" in kept.audit.verify().what
    head.unlink()
    assert "audit.head is missing" in kept.audit.verify().what


def test_the_log_holds_no_words_of_the_visit(kept, visit_id):
    text = " ".join(" ".join(map(str, row)) for row in kept.audit.rows())
    for word in ("Rivera", "ached", "Friday", "reflexes"):
        assert word not in text


def test_a_log_that_lags_behind_by_a_crash_is_whole(tmp_path, key, kept, visit_id):
    """Killed between the commit and the head file: the head names an earlier row, and that is no fault."""
    head = kept.folder / "audit.head"
    earlier = head.read_bytes()
    kept.log("view", visit_id)
    head.write_bytes(earlier)
    with Store.open(tmp_path / "data", key, exclusive=False) as other:
        assert other.audit.verify() is None
