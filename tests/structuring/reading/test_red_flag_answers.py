"""Red flags answered in passing, by a story, for another or of old: each row has all that may be ticked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet
from tests.structuring.reading.test_red_flag_talk import OPENING, ticked


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        # one of a list taken up; the others stay open
        (
            (
                "D: Any numbness around the groin, any fever, any weight you've lost?",
                "P: Numb down there? No, sir.",
            ),
            "saddle_anesthesia-",
        ),
        (
            (
                "D: Any weight loss, fevers, cancer in your past?",
                "P: Cancer? No, no, none of that.",
            ),
            "cancer_history- fever- weight_loss-",
        ),
        (
            (
                "D: Any fever, ever have cancer?",
                "P: Fever, no. Cancer? Not me, no.",
            ),
            "cancer_history- fever-",
        ),
        (
            (
                "D: Have you lost weight, had cancer, trouble holding urine?",
                "P: No, I haven't had any cancer, thank God, that's my mother's side.",
            ),
            "cancer_history-",
        ),
        # what denies something else, or says it in other words
        (
            (
                "D: Ever been told you had cancer? Any IV drugs?",
                "P: I never shot nothing in my life.",
            ),
            "",
        ),
        (
            (
                "D: Ever have a stroke, cancer, diabetes?",
                "P: I never had so much as a filling.",
            ),
            "",
        ),
        (
            (
                "D: Ever had cancer?",
                "P: Not that they've found.",
            ),
            "cancer_history-",
        ),
        (
            (
                "D: Are you peeing and moving your bowels all right?",
                "P: I don't drink much, but yeah, it all works.",
            ),
            "bowel_bladder-",
        ),
        (
            (
                "D: Peeing and pooping all normal? And no numb seat?",
                "P: Yeah, all normal, and I can feel my butt on the bike, trust me.",
            ),
            "bowel_bladder- saddle_anesthesia-",
        ),
        (
            (
                "D: Ever any cancer?",
                "P: They took a mole two years ago and they looked and it wasn't the bad kind.",
            ),
            "cancer_history-",
        ),
        (
            (
                "D: Bladder, bowels, any change there?",
                "P: I'm up twice a night but that's the prostate, it's been that way five years.",
            ),
            "bowel_bladder-",
        ),
        # an illness of the family, and then of oneself
        (
            (
                "D: Any cancer in the past?",
                "P: My dad, in the lung.",
                "D: And you yourself?",
                "P: Me, no.",
            ),
            "cancer_history-",
        ),
        (
            (
                "D: Any cancer?",
                "P: My mother. Ovarian.",
                "D: And you?",
                "P: Yeah, melanoma, they got it all, six years now.",
            ),
            "cancer_history+",
        ),
        (
            (
                "D: You had a melanoma, didn't you, or was that your wife?",
                "P: That was the wife. I just got a tough hide.",
            ),
            "",
        ),
        (
            (
                "D: Does your husband have back trouble too?",
                "P: He had the cancer.",
                "D: And you, are you sleeping?",
                "P: No.",
            ),
            "",
        ),
        (
            (
                "D: Any history of cancer?",
                "P: My sister had it in the breast.",
                "D: But not you?",
                "P: No, they keep a close eye on me though.",
            ),
            "cancer_history-",
        ),
        # an old illness by its date, an old episode by its time
        (
            (
                "D: And the thyroid cancer, that was when, 2008?",
                "P: Yes, half of it out.",
            ),
            "cancer_history+",
        ),
        (
            (
                "D: Ever had this before?",
                "P: Once, ten years back. That time it went down my right leg and I couldn't pee for a day.",
            ),
            "",
        ),
        (("P: The first time, back in 2009, I wet myself and they operated the same day.",), ""),
        (("P: The first time I wet the bed was Tuesday, and it's happened twice since.",), "bowel_bladder+"),
        (
            (
                "D: The numbness down there, that was when you were pregnant?",
                "P: Yes.",
            ),
            "",
        ),
        # told as it happens
        (
            (
                "D: When did you last pass water?",
                "P: I stood there I reckon twenty minutes this morning and it just kind of dribbled.",
            ),
            "bowel_bladder+",
        ),
        (
            (
                "D: How's the bladder?",
                "P: I don't know it's full till it's running down my leg.",
            ),
            "bowel_bladder+",
        ),
        (
            (
                "D: When you wipe, does it feel normal?",
                "P: Naw. You ever been to the dentist? It's like that.",
            ),
            "saddle_anesthesia+",
        ),
        (
            (
                "D: Any weakness?",
                "P: Last week I could do the ladder and this morning I couldn't hardly get up two steps.",
            ),
            "progressive_neuro_deficit+",
        ),
        (
            (
                "D: Any weakness?",
                "P: Everything's weak, I'm beat.",
            ),
            "",
        ),
        (
            ("P: Before you ask, I'm not numb in the saddle, I'm voiding fine, no fever, no foot drop.",),
            "bowel_bladder- fever- progressive_neuro_deficit- saddle_anesthesia-",
        ),
        # said outright, then by how much; not measured at all; asked for by halves
        (("D: Any weight changes?", "P: I've put on weight. Twenty pounds of drive-through."), "weight_loss-"),
        (("D: Any fevers?", "P: I haven't taken my temperature, I wouldn't know."), ""),
        (
            ("D: Your bladder?", "P: Up twice a night.", "D: So no loss of control?", "P: No, no."),
            "bowel_bladder-",
        ),
        (("P: If I stay still it's chill.",), ""),
        (("D: And your weight, you're one eighteen. You were one nineteen at Christmas.",), "weight_loss-"),
        # two weights, a figure read off
        (
            (
                "D: How's your weight?",
                "P: I was a hundred eighty in March and your girl just got a hundred sixty-two.",
            ),
            "weight_loss+",
        ),
        (
            (
                "D: Have you lost any weight?",
                "P: No. I eat like a bird but I always have.",
                "P: Dad. He was one ninety at Easter and he's one seventy now.",
            ),
            "weight_loss+",
        ),
        (
            (
                "D: Has your weight changed?",
                "P: I was one forty in the spring and I'm one forty now.",
            ),
            "weight_loss-",
        ),
        (
            (
                "D: Any weight loss?",
                "P: I was one ninety but I went on keto for the wedding and I'm one seventy.",
            ),
            "",
        ),
        (
            (
                "D: Have you dropped any weight?",
                "P: Five pounds, but that's for the season, everyone on the team does.",
            ),
            "",
        ),
        (
            (
                "D: You're a hundred and two here, so I believe you.",
                "P: Oh.",
            ),
            "fever+",
        ),
        (
            (
                "D: They got you at a hundred and one point nine out there.",
                "P: It's hot in the waiting room.",
            ),
            "fever+",
        ),
        (
            (
                "D: Fever, weight loss, night sweats?",
                "P: Sweats? Sure, it's August.",
            ),
            "",
        ),
        # one thing among many, said bare, by a relative, or recalled
        (
            (
                "D: Has there been any wetting?",
                "P: Not since kindergarten.",
            ),
            "bowel_bladder-",
        ),
        (
            (
                "D: How are things in the bathroom department?",
                "P: Not great. I sat there half an hour last night and couldn't get a drop out.",
            ),
            "bowel_bladder+",
        ),
        (("P: It's weird, when I wash down there it's like touching somebody else.",), "saddle_anesthesia+"),
        (
            ("D: Any numbness where you sit?", "P: No feeling down below, where I sit on the toilet."),
            "saddle_anesthesia+",
        ),
        (("D: Any numbness where you sit?", "P: No, the feeling is fine down there."), "saddle_anesthesia-"),
        (("P: When I wipe, I can't really feel it.",), "saddle_anesthesia+"),
        (("P: When I wipe, it's like somebody else.",), "saddle_anesthesia+"),
        (("P: When I wipe the counter, my wrist goes numb.",), ""),
        (
            (
                "D: How's the feeling between your legs?",
                "P: My wife would like to know the same thing.",
            ),
            "",
        ),
        (
            (
                "D: How's the strength?",
                "P: I went for the clutch and nothing moved, my leg just wouldn't do it.",
            ),
            "progressive_neuro_deficit+",
        ),
        (
            (
                "D: Is that leg weaker than the other?",
                "P: They're about even.",
            ),
            "progressive_neuro_deficit-",
        ),
        (
            (
                "D: Any weakness?",
                "P: Just for chocolate.",
            ),
            "",
        ),
        (
            (
                "D: Has he lost weight?",
                "P: I've had to take in all his trousers.",
            ),
            "weight_loss+",
        ),
        (
            (
                "D: Ever had a cancer?",
                "P: They were watching a spot on my lung for a while.",
            ),
            "",
        ),
        (
            (
                "D: Ever had a cancer?",
                "P: They were watching a spot on my lung for a while but it turned out to be nothing.",
            ),
            "cancer_history-",
        ),
        (
            (
                "D: No fevers, no weight loss, never had cancer, bladder and bowels okay?",
                "P: All good on all of those.",
            ),
            "bowel_bladder- cancer_history- fever- weight_loss-",
        ),
        (
            (
                "D: Numbness in the groin, trouble peeing, leg weakness, fever, we'd want to know about those.",
                "P: Sure thing.",
            ),
            "",
        ),
        (
            (
                "D: Any fevers, weight loss?",
                "P: Weight loss yes, fevers no.",
            ),
            "fever- weight_loss+",
        ),
        (
            (
                "D: Okay, any fevers, chills, unexpected weight loss, personal history of cancer?",
                "P: Just the weight. About fifteen pounds since Labor Day and I can't account for it.",
            ),
            "weight_loss+",
        ),
        (
            (
                "D: Any cancer, diabetes, heart trouble?",
                "P: Yeah, the sugar.",
            ),
            "",
        ),
        (
            (
                "D: Any cancer, diabetes, heart trouble?",
                "P: Cancer, yeah. Thyroid, in my thirties.",
            ),
            "cancer_history+",
        ),
        (
            (
                "D: The lymphoma's still in remission?",
                "P: Nine years.",
            ),
            "cancer_history+",
        ),
        (
            (
                "D: So you told me last visit you'd had some bladder trouble after your prostate surgery.",
                "P: Right, that's all cleared up.",
            ),
            "",
        ),
        (
            (
                "D: Past medical history?",
                "P: High blood pressure, and I had a cancer scare. It was a cyst.",
            ),
            "",
        ),
        (
            (
                "D: Ma'am, any numbness down below?",
                "P: She told me last night she can't feel when she wipes.",
            ),
            "saddle_anesthesia+",
        ),
        (
            (
                "D: Is he steady on his feet?",
                "P: That left leg buckles on him, he went down twice this week.",
            ),
            "progressive_neuro_deficit+",
        ),
        (("D: You're peeing and pooping the way you always do?", "P: Yes, thank God."), "bowel_bladder-"),
        (
            ("D: Bladder, bowel, saddle, all that?", "P: They're fine. Normal."),
            "bowel_bladder- saddle_anesthesia-",
        ),
        (("D: Losing weight without trying?", "P: Put some on."), "weight_loss-"),
        # said in general, of another, or with another cause
        (("D: Any fever, losing weight?", "P: I'm cutting to make lightweight. So kind of on purpose."), ""),
        (
            (
                "D: Most people with this get better, no weakness, no bladder problems, nothing like that.",
                "P: Good.",
            ),
            "",
        ),
        (
            (
                "D: With cauda equina people can't pee and go numb in the saddle. You don't have that.",
                "P: Okay.",
            ),
            "",
        ),
        (("P: I stepped in a hole and my leg went out from under me and I heard a pop.",), ""),
        (
            (
                "D: Hot flashes, sweats at night?",
                "P: Every night, thanks to the tamoxifen.",
            ),
            "",
        ),
        (("P: My husband can't hold his water anymore so I'm up and down changing sheets all night.",), ""),
        (
            (
                "D: You've lost some weight, good for you!",
                "P: Thanks, I've been walking.",
            ),
            "",
        ),
        (
            (
                "D: You've lost some weight.",
                "P: I know, and I don't know why.",
            ),
            "weight_loss+",
        ),
        (
            (
                "D: Ever have radiation or chemo?",
                "P: Just dental x-rays.",
            ),
            "",
        ),
    ],
)
def test_a_flag_is_ticked_as_it_is_answered(
    read: Callable[..., FactSheet], lines: tuple[str, ...], flags: str
) -> None:
    assert ticked(read(*OPENING, *lines)) == flags


@pytest.mark.parametrize(
    ("lines", "side"),
    [
        (("D: Ever had this before?", "P: Once, ten years back. That time it went down my right leg."), ""),
        (("D: Ever had this before?", "P: Once, on the right. This time it's going down my left leg."), "left"),
        (("D: Does it go into the legs?", "P: It doesn't. My left knee hurts, but that's skiing."), ""),
        (("D: How's the bladder?", "P: I don't know it's full till it's running down my leg."), ""),
        (("D: Did it go anywhere?", "P: It aches into my right butt cheek, not past the crease."), ""),
    ],
)
def test_pain_in_the_leg_is_that_of_this_episode(
    read: Callable[..., FactSheet], lines: tuple[str, ...], side: str
) -> None:
    told = read(*OPENING, *lines).settled("radiation.leg_pain")
    assert (told.side if told is not None and told.value == "present" else "") == side
