"""Whether low back pain is a problem of the visit, told in a few words by either side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
VERDICTS = sorted((Path(__file__).parents[1] / "verdicts").glob("*-*.txt"))
KNOWN = {
    "back-vc24"
}  # stiffness "down low" for years, which turns out to be a spondylitis: told by no word for the back


@pytest.mark.parametrize(
    "lines",
    [
        ("D: What's up?", "P: I'm stuck.", "D: Show me where.", "P: Down here, just above the belt."),
        ("D: So this is about your lumbar.", "P: Yes ma'am, fell off the porch Sunday.", "D: Tender over L3."),
        ("D: How did the shots do?", "P: Two weeks.", "D: This is the low back, right side?", "P: Yep."),
        ("D: What happened?", "P: She sat down hard on the ice. It's her lower spine."),
        ("D: Your back's been hurting since when?", "P: Since the move.", "D: Touch your toes."),
        ("D: Anything else?", "P: Oh, the small of my back's been giving me fits."),
        (
            "D: Is it the upper back, not the low back?",
            "P: No, it's the low back, right at the belt.",
            "D: Bend forward. That's a lumbar strain.",
        ),
        (
            "D: Have you ever had back trouble before?",
            "P: I hurt my back in 2006. This is the same thing, it's my low back again.",
            "D: Touch your toes. That's a strain.",
        ),
        ("D: What's going on?", "P: My hip's killing me.", "D: That's your low back, actually. Bend forward."),
    ],
)
def test_the_back_is_what_the_visit_is_about(read: Read, lines: tuple[str, ...]) -> None:
    assert read(*lines).value("complaint.low_back_pain") == "present"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "D: What brings you in?",
            "P: My back, up top between the shoulder blades.",
            "D: Not the low back?",
            "P: No, just up there.",
            "D: There's a trigger point by the left shoulder blade. Heat and Advil for it.",
        ),
        (
            "D: She's written back pain here. Tell me where.",
            "P: High. Between the wings.",
            "D: Between the shoulder blades. Not the low back?",
            "P: No, no, the low is good.",
            "D: This is a muscle strain of the upper back.",
        ),
        (
            "D: Where in your back?",
            "P: Up here by the wing bone.",
            "D: Shoulder blade. It isn't the lower back?",
            "P: No.",
            "D: Your lumbar spine isn't tender. That's a trapezius strain.",
        ),
        (
            "D: Have you ever hurt that elbow before?",
            "P: No. I hurt my back in 1998, on the docks, I had the sciatica with it.",
            "D: And the back's been quiet since?",
            "P: Yeah.",
            "D: So for the elbow I want an x-ray.",
        ),
        (
            "D: Hi Ruth, where's Hal today?",
            "P: He had the surgery, the L five, the disc.",
            "D: And you?",
            "P: I'm here for the sugar, and the arm.",
        ),
        ("D: What brings you in?", "P: There's a mole on my lower back my wife doesn't like."),
        ("D: How's the back? You had such a time with it.", "P: It's held up. It's my shoulder today."),
        ("D: What's the matter?", "P: My groin, when I put my socks on.", "D: Any back pain?", "P: No, never."),
        ("D: How's your mother's back?", "P: Still bad.", "D: And what can I do for you?", "P: I've got a cough."),
    ],
)
def test_another_part_or_person_is_not(read: Read, lines: tuple[str, ...]) -> None:
    assert read(*lines).value("complaint.low_back_pain") != "present"


@pytest.mark.parametrize("path", VERDICTS, ids=lambda path: path.stem)
def test_a_visit_is_told_from_others_however_little_is_said_of_the_back(read: Read, path: Path) -> None:
    lines = [line.partition(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    told = read(*(f"{'D' if tag == '[doctor]' else 'P'}: {said}" for tag, _, said in lines))
    about = told.value("complaint.low_back_pain") == "present"
    assert about == path.stem.startswith("back") or path.stem in KNOWN
