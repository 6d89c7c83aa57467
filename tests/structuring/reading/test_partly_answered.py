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


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        # one of several granted by its name
        (("D: Any fevers, weight loss?", "P: No fevers, but yes, the weight."), "fever- weight_loss+"),
        (("D: Any fevers, weight loss?", "P: Fever no, weight yes."), "fever- weight_loss+"),
        (("D: any fever , or losing weight ?", "P: yes , fever . not the weight ."), "fever+ weight_loss-"),
        (("D: Fevers? Weight loss?", "P: No, my weight's fine and no fever."), "fever- weight_loss-"),
        # a word of the question is put again behind a story
        (
            (
                "D: Any trouble holding your water?",
                "P: So I drive Omaha to Denver twice a week, and the seat's shot.",
                "D: I hear you. The water, though?",
                "P: Oh. No, that's fine.",
            ),
            "bowel_bladder-",
        ),
        # how often it was says that it was
        (("D: Any leaking of urine?", "P: Three times since Sunday."), "bowel_bladder+"),
        (("D: Any fevers?", "P: About three times since the weekend."), "fever+"),
        (("D: have you had a fever with this ?", "P: on and off , yeah , hundred and one ."), "fever+"),
        (("D: How often do you get up to pee?", "P: Three times a night."), ""),
        # the place is told in answer
        (("D: Any numbness anywhere?", "P: Around my privates, since Sunday."), "saddle_anesthesia+"),
        (("D: any numbness ?", "P: yeah , my backside ."), "saddle_anesthesia+"),
        (("D: Any numbness?", "P: My bottom hurts when I sit."), ""),
        (("D: Any numbness?", "P: The bottom of my foot."), ""),
        (
            ("D: If you picture the part of you that touches a seat, is that numb?", "P: Nope."),
            "saddle_anesthesia-",
        ),
        # "in time" is of the bladder, without it of the legs
        (("D: Any trouble getting to the toilet in time?", "P: No, none."), "bowel_bladder-"),
        (("D: Any trouble getting to the toilet with your back?", "P: No, I manage."), ""),
        # the weight told with its day
        (
            ("D: Weight steady?", "P: One eighty-two in March and one eighty-two on your scale just now."),
            "weight_loss-",
        ),
        (("D: Any change in weight?", "P: One ninety last fall, one seventy two this morning."), "weight_loss+"),
        # no treatment is no denial of what was told
        (
            ("P: It was the big c.", "D: And did they give you chemo?", "P: No, they got it all."),
            "cancer_history+",
        ),
    ],
)
def test_what_is_granted_by_name(read: Callable[..., FactSheet], lines: tuple[str, ...], flags: str) -> None:
    assert ticked(read(*OPENING, *lines)) == flags


@pytest.mark.parametrize(
    ("path", "lines", "value"),
    [
        # weakness denied in one breath with the bladder is told, not tested
        ("exam.motor_strength", ("D: So no weakness in either leg, and you're peeing without difficulty?",), None),
        ("exam.motor_strength", ("D: Push against me. Good. No weakness in the legs.",), "normal"),
        ("red_flags.saddle_anesthesia", ("D: Perianal sensation is intact, no saddle anesthesia.",), "absent"),
        # the sides of what is numb are none of the back's
        (
            "laterality",
            ("P: I can't feel the seat.", "D: Can't feel it on both sides?", "P: Neither side."),
            None,
        ),
        ("laterality", ("D: Is it worse on one side?", "P: Neither side, it's dead center."), "midline"),
        ("laterality", ("P: My hips are out of line, he says, and that's the whole thing.",), None),
    ],
)
def test_told_back_is_not_found(read: Callable[..., FactSheet], path: str, lines: tuple[str, ...], value) -> None:
    assert read(*OPENING, *lines).value(path) == value
