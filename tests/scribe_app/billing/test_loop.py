"""What denied visits lacked moves questions up, after safety, and says nothing of money."""

from datetime import date

import pytest

from scribe_app import cli, settings, signing
from scribe_app.billing import figures, loop, quality
from scribe_app.billing.figures import ElementGap
from scribe_app.store import Patient
from structuring.state import ChecklistItem, Visit


def gap(line, denied_missing, denied, paid_missing, paid):
    return ElementGap(
        line=line, denied_missing=denied_missing, denied=denied, paid_missing=paid_missing, paid=paid
    )


@pytest.mark.parametrize(
    ("gaps", "lines"),
    [
        ([gap("etiology", 45, 50, 20, 200)], ("etiology",)),
        ([gap("etiology", 4, 5, 1, 200)], ()),  # five denied visits prove nothing
        ([gap("etiology", 12, 50, 40, 200)], ()),  # 24 % beside 20 %: chance
        ([gap("plan", 0, 50, 100, 200)], ()),
        ([gap("a", 30, 50, 20, 200), gap("b", 45, 50, 20, 200)], ("b", "a")),
        ([gap(name, 45, 50, 20, 200) for name in "abcdef"], ("a", "b", "c", "d")),
        ([gap("etiology", 5, 50, 0, 0)], ()),
    ],
)
def test_only_clear_differences_move_a_question(gaps, lines):
    assert loop.telling(gaps) == lines


def item(element, safety=False, missing=()):
    return ChecklistItem(
        element=element,
        label=element,
        status="missing",
        missing=missing or (element,),
        ask=f"{element}?",
        safety=safety,
    )


def test_questions_come_earlier_but_never_before_safety(qapp):
    from scribe_app.window.visit.questions import to_ask

    items = (item("pain_region"), item("laterality"), item("etiology"), item("red_flags", safety=True))
    assert [one.element for one in to_ask(items)] == ["red_flags", "pain_region", "laterality", "etiology"]
    asked = [one.element for one in to_ask(items, ("etiology", "laterality"))]
    assert asked == ["red_flags", "etiology", "laterality", "pain_region"]
    assert {one.ask for one in to_ask(items, ("etiology",))} == {one.ask for one in to_ask(items)}


def test_signed_notes_join_their_claims(kept, state, book, bring):
    """A note signed in the store, its claim denied for the diagnosis: its missing line is counted."""
    visit = kept.new_visit(
        Visit(date_of_service=date(2026, 11, 24), visit_type="initial"),
        patient=Patient(family="Doe", identifier="P77"),
        clinician="Dr. Adams",
    )
    signing.sign(kept, visit, state, signing.Signer(name="Dr. Adams"))
    kept.new_visit(Visit(date_of_service=date(2026, 11, 24)), clinician="Dr. Adams")  # not signed: not counted
    assert quality.collect(book, kept) == 1
    head = "Claim #,MRN,DOS,Charge,Paid,Status,CARC\n"
    bring("a.csv", head + "C1,P77,11/24/2026,100,0,Denied,CO-11\nC2,P77,11/25/2026,100,0,Denied,CO-11\n")
    assert [(one.line, one.denied_missing, one.denied, one.paid) for one in figures.gaps(book)] == [
        ("exam.sensation", 1, 1, 0)
    ]


def test_the_order_is_kept_in_the_settings_and_can_be_cleared(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SCRIBE_CONFIG", str(tmp_path))
    settings.save(settings.load().model_copy(update={"ask_early": ("etiology",)}))
    assert settings.load().ask_early == ("etiology",)
    assert cli.main(["claims", "ask-early", "--clear"]) == 0
    assert settings.load().ask_early == ()
