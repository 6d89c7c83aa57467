"""Red flags as they are asked for and answered: each row has all that may be ticked, "+" present, "-" absent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

OPENING = ("D: What brings you in?", "P: My lower back has been killing me.")


def ticked(sheet: FactSheet) -> str:
    settled = {fact.path.split(".")[1]: fact.value for fact in sheet.under("red_flags")}
    signs = {"present": "+", "absent": "-"}
    return " ".join(sorted(name + signs[value] for name, value in settled.items()))


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        # a plain yes to a list settles nothing, a no all of it
        (("D: Any fevers, any weight loss, trouble with your bladder?", "P: Yes."), ""),
        (("D: Any fevers, weight loss, or night sweats?", "P: Nope, none of that."), "fever- weight_loss-"),
        (("D: No fever, no weight loss, no bladder trouble?", "P: No."), "bowel_bladder- fever- weight_loss-"),
        # a question that denies is contradicted by a verb, agreed with by a word
        (("D: You haven't lost any weight?", "P: I have, actually."), "weight_loss+"),
        (("D: You haven't lost any weight?", "P: Correct."), "weight_loss-"),
        # what the patient wonders about is not answered by "no, it's a strain"
        (("P: Do you think it is cancer?", "D: No, it's a strain."), ""),
        (("P: Could it mean an infection?", "D: No."), ""),
        # the machine that is going, and a sore spot at the bottom of the back
        (("D: I've got the recorder going, same as last time. Still okay with you?", "P: Yep, go ahead."), ""),
        (("D: Okay, lie down. A little tender down at the bottom in the middle okay.",), ""),
        # what is asked for as fine
        (("D: Peeing okay?", "P: Yes."), "bowel_bladder-"),
        (("D: Everything okay going to the bathroom?", "P: Yep."), "bowel_bladder-"),
        (("D: I'll see you in a week, okay?", "P: Yes."), ""),
        # a "not" of something else is no answer; a clinician's "yeah" answers the patient's question
        (("D: Have you had any fevers?", "P: I don't own a thermometer."), ""),
        (("D: Any fevers?", "P: A little warm, but I haven't checked."), ""),
        (
            ("D: Any bladder trouble?", "P: Did you say bladder?", "D: Yeah.", "P: No, I'm good."),
            "bowel_bladder-",
        ),
        (("D: Any accidents, wetting yourself?", "P: I don't remember having any accidents."), ""),
        (("D: Do your legs feel weak?", "P: Weak, no. Sore, yes."), "progressive_neuro_deficit-"),
        (("D: Has your leg given out on you?", "P: Not once."), "progressive_neuro_deficit-"),
        (("D: Has your leg given out on you?", "P: Twice this week."), "progressive_neuro_deficit+"),
        (("D: Can you feel when you need to go?", "P: Honestly, no."), "bowel_bladder+"),
        (("D: Has your weight changed?", "P: Yes."), ""),
        (("D: How's your weight been?", "P: Going down, actually."), "weight_loss+"),
        (("D: Any saddle numbness?", "P: I don't ride horses."), ""),
        (("D: Any night sweats?", "P: I'm in menopause, so yeah."), ""),
        (("D: Have you lost weight?", "P: Yeah, I've been working at it."), ""),
        (("D: How much weight have you lost?", "P: Twenty pounds or so."), "weight_loss+"),
        # asked on in the same breath, of the same thing or of another; asked whether it is new
        (("D: Bowels and bladder?", "P: What about them?", "D: Working okay?", "P: Yes."), "bowel_bladder-"),
        (("D: How's the bladder? Any problems there?", "P: Yeah."), "bowel_bladder+"),
        (("D: Any bladder trouble? Any problems with your meds?", "P: Yes."), ""),
        (("D: Any weakness? How are the kids?", "P: They're fine."), ""),
        (("D: So the leg weakness, is that new?", "P: No, since my stroke."), ""),
        (("D: The things to call me about are fever and weight loss.", "P: No problem."), ""),
        # of oneself and the family in one: only a no is for both
        (("D: Any personal or family history of cancer?", "P: No."), "cancer_history-"),
        (("D: Any personal or family history of cancer?", "P: Yes."), ""),
        # meant to be, of old, of another
        (("D: Any weight loss?", "P: I've lost fifteen pounds, but I've been dieting."), ""),
        (("P: I've been doing keto, so I'm down twenty pounds.",), ""),
        (("D: Any weight loss?", "P: No. Well, I have been losing some weight."), "weight_loss+"),
        (("P: I've dropped a size without dieting.",), "weight_loss+"),
        (("D: How's your appetite?", "P: Eating well."), ""),
        (("P: I've had a weak bladder since my second kid.",), ""),
        (("P: I've had a weak bladder for years, but now it's worse, I wet myself.",), "bowel_bladder+"),
        (("D: Any fevers?", "P: I had a fever with the flu last winter, nothing now."), "fever-"),
        # the bathroom is a place too
        (("P: I can't feel the toilet paper when I wipe.",), "saddle_anesthesia+"),
        (("D: Any accidents or falls?", "P: No."), "trauma-"),
        (("P: No accidents, no numbness down there.",), "bowel_bladder- saddle_anesthesia-"),
        (("D: Any numbness down there?", "P: No. The scar's a little numb."), "saddle_anesthesia-"),
        # one by one: which is which is not told by a first word
        (("D: Fevers, losing weight, wetting yourself?", "P: No, yes, no."), ""),
        (("D: Fevers, weight loss?", "P: No to the first, yes to the second."), ""),
        (("D: any fevers any weight loss", "P: wait what", "D: and the fevers"), ""),
        # read from the chart
        (
            ("D: Arthur is a seventy four year old male with prostate cancer that was treated.",),
            "age+ cancer_history+",
        ),
        (("D: The nurse has you down eight pounds from June.",), "weight_loss+"),
        (("P: I'm down twelve, but that I meant to do.",), ""),
        # trauma in everyday words
        (("P: I caught my grandson when he fell.",), ""),
        (("P: A patient fell and I caught her.",), ""),
        (("P: I slipped getting out of the tub.",), "trauma+"),
        (("D: Did you fall?", "P: Yeah, off a ladder."), "trauma+"),
        (("P: I got rear-ended two weeks ago.",), "trauma+"),
        (("P: I bent down to tie my shoe and it just hit me.",), ""),
        (("P: I feel like I got hit by a truck.",), ""),
        (("P: I almost fell in the shower.",), ""),
        (("P: I ran into my neighbor, then I went down the stairs and felt a pop.",), ""),
        (("P: I was knocked out by those muscle relaxers.",), ""),
    ],
)
def test_a_flag_is_ticked_as_it_is_said(
    read: Callable[..., FactSheet], lines: tuple[str, ...], flags: str
) -> None:
    assert ticked(read(*OPENING, *lines)) == flags


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        # asked by the place alone, behind the numbness or with the feeling
        (
            ("D: Numbness anywhere? Your legs, your bottom?", "P: Nope. Just pain."),
            "progressive_neuro_deficit- saddle_anesthesia-",
        ),
        (("D: When you wipe, does it feel normal to you?", "P: Sure, why wouldn't it?"), "saddle_anesthesia-"),
        (("D: Can you feel it when you wipe?", "P: Not on the left cheek."), "saddle_anesthesia+"),
        (("D: Has there been any loss of sensation in the genital area?", "P: Not at all."), "saddle_anesthesia-"),
        # numbness that grows
        (
            ("P: First it was only the toes that were numb.", "D: And now?", "P: Now it's the whole foot."),
            "progressive_neuro_deficit+",
        ),
        (("P: My toes are numb, same as they've been for years.",), ""),
        # new, and so it is there; how it used to be is how it is no more
        (("D: So the foot drop is new?", "P: Brand new, this weekend."), "progressive_neuro_deficit+"),
        (("D: Is the leaking new?", "P: It came on with the back, same day."), "bowel_bladder+"),
        (("D: Do you have to wait?", "P: I used to go like a racehorse."), ""),
        # two weights without the word; a guess of the clinician; a reason for what he has seen
        (
            ("D: You were one ninety-four in June and today you're one seventy.", "P: I hadn't realized."),
            "weight_loss+",
        ),
        (("D: Weight's been stable? No fevers?", "P: Yes to the weight and no fevers."), "fever- weight_loss-"),
        (("D: You look like you've lost some weight.", "P: No, it's the same, I got a haircut."), "weight_loss-"),
        (("D: You've lost some weight.", "P: Yeah, I've been on that keto thing."), ""),
        # left for something in the room, told to look out for, asked by others, of a dog, near to it
        (("D: Any fevers or weight loss? Hold on, let me get that door.", "P: No problem, take your time."), ""),
        (("D: I want you to watch for three things. One, numbness between your legs.", "P: Okay."), ""),
        (("P: The other doctor asked me had I lost weight and did I have a fever.",), ""),
        (("P: My dog lost the use of his back legs.",), ""),
        (("P: I hit the brakes so hard I about wet myself.",), ""),
        (("D: We'll get your temperature and your blood pressure.", "P: Okay."), ""),
        # cancer named alone, read from the chart, and what was none
        (("D: Any serious illness as a child?", "P: Leukemia."), "cancer_history+"),
        (("D: I see here the prostate came out for cancer?", "P: Be seven in May."), "cancer_history+"),
        (("D: Ever had cancer?", "P: They took a lump out of me, but it was benign."), "cancer_history-"),
        (("P: They checked me for cancer when I had the scan.",), ""),
    ],
)
def test_a_flag_is_read_from_talk(read: Callable[..., FactSheet], lines: tuple[str, ...], flags: str) -> None:
    assert ticked(read(*OPENING, *lines)) == flags


@pytest.mark.parametrize(
    "lines",
    [
        ("P: My bladder won't empty.", "D: How long has that been?", "P: Since Sunday."),
        ("P: My left foot's been slapping the ground.", "D: Since when?", "P: Started maybe Thursday."),
    ],
)
def test_a_time_asked_of_a_flag_is_no_onset(read: Callable[..., FactSheet], lines: tuple[str, ...]) -> None:
    assert read(*OPENING, *lines).settled("onset") is None


def test_the_scale_of_the_pain_asks_for_no_weight(read) -> None:
    sheet = read("P: My low back hurts.", "D: On a scale from zero to ten?", "P: About a six when I move.")
    assert not sheet.all("red_flags.weight_loss")


def test_a_question_asked_back_is_no_statement(read) -> None:
    asked = ("D: What brings you in?", "P: My lower back hurts.", "D: You've lost some weight, haven't you?")
    assert read(*asked, "P: Nobody's cooking.").value("red_flags.weight_loss") is None
    assert read(*asked, "P: No, I've gained.").value("red_flags.weight_loss") == "absent"
