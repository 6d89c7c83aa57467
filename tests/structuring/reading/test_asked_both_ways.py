"""Questions put both ways in one turn, one limb less than the other, and plans not from this visit on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
OPENING = ("D: What brings you in today?", "P: My low back hurts, three weeks now.")
EXAMINED = (*OPENING, "D: Let me examine you. Bend forward. Okay, that's full.", "P: Okay.")
JUDGED = (*EXAMINED, "D: Sit up. So I think this is a lumbar strain.", "P: Okay.")


def _stated(sheet: FactSheet, path: str) -> set[str]:
    return {fact.value for fact in sheet.all(path) if fact.status == "stated"}


@pytest.mark.parametrize(
    ("flag", "value", "asked", "answer"),
    [
        (
            "bowel_bladder",
            "absent",
            "Can you hold your urine, does it ever come out by itself?",
            "No, no. That never.",
        ),
        ("bowel_bladder", "absent", "Can you hold your pee, does it ever sneak out on you?", "Nope, never."),
        ("bowel_bladder", "absent", "Can you hold your bladder, or does it sometimes just go on its own?", "No."),
        ("bowel_bladder", "absent", "Can you pee when you want? Does it ever dribble out on you?", "No, never."),
        ("bowel_bladder", "present", "Can you hold your urine?", "No, not since Sunday."),
        (
            "bowel_bladder",
            "present",
            "Can you hold it, does it ever come out by itself?",
            "It comes out by itself, yes.",
        ),
        ("saddle_anesthesia", "present", "Can you feel the paper when you wipe?", "No. Not really."),
        ("progressive_neuro_deficit", "absent", "Are your legs strong, do they ever give out?", "No, never."),
        ("weight_loss", "absent", "Is your weight steady, are you losing any?", "No, no."),
    ],
)
def test_a_no_is_to_the_way_it_was_put_last(read: Read, flag: str, value: str, asked: str, answer: str) -> None:
    sheet = read(*OPENING, f"D: {asked}", f"P: {answer}")
    assert _stated(sheet, f"red_flags.{flag}") == {value}


@pytest.mark.parametrize(
    ("flag", "lines"),
    [
        ("bowel_bladder", ("D: Are you making urine like normal, any burning, any foam?", "P: No foam.")),
        ("bowel_bladder", ("P: I thought it'd go away on its own.",)),
        ("bowel_bladder", ("D: Can you hold it okay? Is your wife well?", "P: No, she's in bed.")),
        ("saddle_anesthesia", ("D: Can you feel it when you wipe? Do you ever get headaches?", "P: No.")),
        ("weight_loss", ("D: Any fever since?", "P: Nope. Carol looked every day. She's lost twenty pounds.")),
    ],
)
def test_what_was_asked_or_told_of_something_else_ticks_nothing(
    read: Read, flag: str, lines: tuple[str, ...]
) -> None:
    assert _stated(read(*OPENING, *lines), f"red_flags.{flag}") == set()


@pytest.mark.parametrize(
    ("item", "value", "lines"),
    [
        (
            "reflexes",
            "abnormal",
            ("D: I'm just tapping. Knees are good. The left ankle, the left ankle is less.",),
        ),
        (
            "reflexes",
            "abnormal",
            ("D: Let me see about the reflexes. Right knee, good. Left knee I'm barely getting.",),
        ),
        ("reflexes", "abnormal", ("D: Checking your reflexes. Good, good. And this ankle, hm, not much there.",)),
        ("motor_strength", "abnormal", ("D: Up on your heels. Do you see that? The right one's dropping a bit.",)),
        ("motor_strength", "abnormal", ("D: Lift the knee up. Right's good. Left, I'm beating you a little.",)),
        (
            "sensation",
            "normal",
            ("D: And if I touch here, and here, thigh, shin, is it the same side to side?", "P: Same."),
        ),
        (
            "sensation",
            "normal",
            ("D: Can you feel me touching here?", "P: Yes.", "D: Now the hip. No pain in the groin?", "P: No."),
        ),
        (
            "faber",
            "normal",
            ("D: FABER, let your knee fall out, and I'm going to push. Those are both negative.",),
        ),
    ],
)
def test_one_limb_may_be_less_than_the_other(read: Read, item: str, value: str, lines: tuple[str, ...]) -> None:
    found = _stated(read(*EXAMINED, *lines), f"exam.{item}")
    assert value in found and (value == "abnormal" or found == {value})


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("nsaid", "That's what I wanted to come back to, the meloxicam. I'd like to stop that."),
        ("nsaid", "Now the naproxen. We're done with that one."),
        ("steroid_oral", "That's the osteoporosis, and the prednisone over the years. It makes the bones soft."),
        ("injection", "I'll needle those trigger points, dry needling, there's nothing in it."),
        ("activity_modification", "I'm going to get an x-ray to make sure there's no fracture hiding in there."),
        ("physical_therapy", "The therapy you had in the spring was the right thing to do. Now take naproxen."),
        ("opioid", "The hydrocodone, I want you off that. Let's switch you to Tylenol."),
        ("follow_up", "If it isn't better by Friday I want to see you in here."),
    ],
)
def test_what_does_not_hold_from_this_visit_is_not_planned(read: Read, kind: str, line: str) -> None:
    assert "planned" not in _stated(read(*JUDGED, f"D: {line}"), f"plan.{kind}")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("nsaid", "I want to come back to the naproxen. Twice a day with food, and keep it up."),
        ("chiropractic_massage_acupuncture", "I'll needle those trigger points, dry needling."),
        ("activity_modification", "No swelling there, no lifting for two weeks though."),
        ("follow_up", "I'll call you tomorrow night, and I want to see you in here Friday regardless."),
        ("follow_up", "In two weeks I'll re-test that side bend and we'll see where we're at."),
    ],
)
def test_what_holds_from_this_visit_is_planned(read: Read, kind: str, line: str) -> None:
    assert "planned" in _stated(read(*JUDGED, f"D: {line}"), f"plan.{kind}")
