"""Red flags answered in part, by what was so before, or of a place named first: each row has all to be ticked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet
from tests.structuring.reading.test_red_flag_talk import OPENING, ticked


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        # falls are no weakness, unless weakness was asked for
        (("D: Any falls at home?", "P: No falls. She holds the furniture."), "trauma-"),
        (("D: Any weakness in the legs?", "P: No falls."), "progressive_neuro_deficit- trauma-"),
        # what he could do before and cannot do now
        (
            (
                "D: Rubbery like weak?",
                "P: Yeah, like on Saturday I could do the stairs okay and today I came up the stairs on my butt.",
            ),
            "progressive_neuro_deficit+",
        ),
        (("P: Last year I did the stairs fine and now I'm out of breath halfway.",), ""),
        (
            ("D: Any weakness?", "P: I can't go up the stairs without my knee giving way."),
            "progressive_neuro_deficit+",
        ),
        (("D: Any weakness?", "P: No, I walk without any trouble."), "progressive_neuro_deficit-"),
        (("D: The leg's not giving way on you?", "P: It holds me."), "progressive_neuro_deficit-"),
        # "not always" to "can you?" and to "any?"
        (("D: Are you making it to the bathroom in time?", "P: Every time."), "bowel_bladder-"),
        (
            ("D: Are you making it to the bathroom in time?", "P: Not always. Twice this week I didn't."),
            "bowel_bladder+",
        ),
        (("D: Any leaking of urine?", "P: Not every day."), "bowel_bladder+"),
        (("D: Are you able to pee okay?", "P: Not since last night. I've tried."), "bowel_bladder+"),
        (("D: And you're peeing and pooping the way you always do?", "P: Ha, yeah."), "bowel_bladder-"),
        # one of two answered by its article
        (
            (
                "D: Any trouble holding your water, or numbness in the saddle?",
                "P: The numbness, no. The water, well.",
            ),
            "saddle_anesthesia-",
        ),
        # numbness of the place named just before
        (
            ("D: And the part that'd touch a bike seat, any numbness there?", "P: Yeah, it's kind of gone dead."),
            "saddle_anesthesia+",
        ),
        (("D: What about your private parts? Any numbness there?", "P: No, nothing."), "saddle_anesthesia-"),
        (("D: And the feet, any numbness there?", "P: No."), "progressive_neuro_deficit-"),
        # a clause that belongs to what is asked for
        (
            (
                "D: Any fever, any weight you've lost without meaning to, any trouble peeing?",
                "P: No, none of that.",
            ),
            "bowel_bladder- fever- weight_loss-",
        ),
        (("D: Any fever, any weight you've lost without meaning to?", "P: Fever, no."), "fever-"),
        # sweaty is no night sweat
        (("D: Any fever?", "P: I haven't taken it. I was kinda sweaty last night."), ""),
        (("D: Any fever?", "P: I've been sweating through the sheets at night."), "fever+"),
        # two weights
        (
            (
                "D: How's her weight?",
                "P: She was one thirty-one at Christmas and it said one nineteen on your scale.",
            ),
            "weight_loss+",
        ),
        (
            (
                "D: I see on the scale you're down to a hundred and eight. You were one nineteen in the spring.",
                "P: I wasn't trying to, no.",
            ),
            "weight_loss+",
        ),
        (
            ("D: Your blood pressure's one nineteen over seventy. You were one thirty in the spring.", "P: Good."),
            "",
        ),
        (("D: You're down to two pills a day, and you were at four.", "P: Yep."), ""),
        # a cancer in a list of illnesses
        (
            (
                "D: That's better than my brother did. So Walter is a 71 year old male, he's got diabetes, he's "
                "got atrial fibrillation, a history of prostate cancer with surgery back in 2014 and back pain.",
            ),
            "age+ cancer_history+",
        ),
        (("D: He's had the heart doctor, the lung doctor and the cancer doctor all in a month.", "P: Yes."), ""),
        (("D: He has high blood pressure and he's worried about cancer because of his dad.",), ""),
    ],
)
def test_a_flag_is_ticked_only_by_what_answers_it(
    read: Callable[..., FactSheet], lines: tuple[str, ...], flags: str
) -> None:
    assert ticked(read(*OPENING, *lines)) == flags


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("P: I can't get past the mailbox without stopping.",), None),
        (("P: I can't stand up without it shooting down my leg.",), "present"),
        (("P: It doesn't go past my hips.",), "absent"),
        (("D: Does it go down your leg?", "P: Right butt. Then stop."), None),
        (("P: They gave me a cholesterol pill and it made my legs ache, so I quit.",), None),
        (("P: It's shooting down the backs of both legs.",), "present"),
    ],
)
def test_pain_in_the_leg_is_not_what_only_sounds_like_it(
    read: Callable[..., FactSheet], lines: tuple[str, ...], value: str | None
) -> None:
    assert read(*OPENING, *lines).value("radiation.leg_pain") == value
