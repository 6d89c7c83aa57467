"""An offer is planned when it is taken up, and only then; what the patient proposes, when the clinician agrees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in today?", "P: It's my lower back.")


def _kinds(sheet: FactSheet) -> set[str]:
    return {fact.path.removeprefix("plan.") for fact in sheet.under("plan.") if fact.value == "planned"}


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("physical_therapy", ("D: Would you be willing to try physical therapy?", "P: Sure, sign me up.")),
        ("injection", ("D: We could do an injection. Would you want that?", "P: Yeah, let's do it.")),
        ("acetaminophen", ("P: Can I just keep taking Tylenol?", "D: Yeah, that's fine.")),
        ("heat_ice", ("P: I've been using a heating pad.", "D: Good, keep doing that.")),
        ("activity_modification", ("P: Can I still run?", "D: Not for a couple of weeks.")),
        ("follow_up", ("P: So when do you want me back?", "D: Let's say four weeks.")),
    ],
)
def test_what_is_taken_up_is_planned(read: Read, kind: str, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*OPENING, *lines)) == {kind}


@pytest.mark.parametrize(
    "lines",
    [
        ("D: Would you want to try physical therapy?", "P: No thanks, I don't have the time."),
        ("D: Would you be open to physical therapy?", "P: I'd have to think about it."),
        ("D: We could do an injection. How do you feel about that?", "P: I'd rather not."),
        ("D: We could do an injection, but I don't think it would help.", "P: Okay, sounds good."),
        ("D: Have you tried physical therapy?", "P: Yes."),
        ("D: If it's no better we could think about an injection.", "P: Yes."),
        ("P: Should I see a chiropractor?", "D: I'd hold off on that."),
        ("D: I'd send you to physical therapy.", "P: No thanks, I'm not going to that."),
    ],
)
def test_what_is_refused_open_or_only_asked_is_not(read: Read, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*OPENING, *lines)) == set()


def test_a_stop_reaches_over_a_list_of_drugs_and_no_further(read: Read) -> None:
    assert _kinds(read(*OPENING, "D: Avoid the ibuprofen and the Aleve, and take Tylenol instead.")) == {
        "acetaminophen"
    }
