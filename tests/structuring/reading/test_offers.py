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
        (
            "physical_therapy",
            (
                "D: Have you thought about physical therapy? Would you be open to that?",
                "P: Yes, I'd be open to that.",
            ),
        ),
        ("nsaid", ("P: I take naproxen twice a day.", "D: Good, let's just keep you on that.")),
        ("surgery_referral", ("D: I'd like you to see my colleague Sarah. She's great, she's a spine surgeon.",)),
        ("surgery_referral", ("D: I'm sending you to see Doctor Adams. He's a neurosurgeon here.",)),
        ("physical_therapy", ("D: I want you to see Kim downstairs. She's our physical therapist.",)),
        (
            "surgery_referral",
            ("D: I'll have you see Doctor Tran, he's one of our surgeons. I'm not saying you need surgery.",),
        ),
        ("heat_ice", ("D: Let me examine you. Your lungs are clear.", "D: Heat's going to feel good on it.")),
        ("nsaid", ("D: And for your back, meloxicam once a day.",)),
        ("follow_up", ("D: If you could schedule a follow up with me for next month.",)),
        ("activity_modification", ("D: No heavy lifting for the next two weeks.",)),
        ("imaging", ("D: We'll send you down the hall for an x-ray.",)),
        ("injection", ("D: Did the injection help?", "P: For months.", "D: Good, then let's do another one.")),
        ("muscle_relaxant", ("P: The ER gave me Flexeril and it helped.", "D: Okay, I'll refill that.")),
        ("surgery_referral", ("D: We've tried injections. I think it's time to see a surgeon.",)),
        ("nsaid", ("D: Take naproxen with food. If your stomach bothers you, stop the naproxen.",)),
        (
            "home_exercise",
            ("D: Are you doing your stretches?", "P: No.", "D: I want you to get back to doing those."),
        ),
        ("acetaminophen", ("D: I'd rather you use Tylenol than ibuprofen.",)),
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
        ("D: I could give you a muscle relaxer.", "P: No, I'm good."),
        ("D: I want you to see Doctor Chen about that eye.",),
        ("D: I'd like you to see Doctor Chen. She's a cardiologist.",),
        ("D: You're due for your colonoscopy, so I'll put that referral in.",),
        ("D: We'll draw labs today for the cholesterol and the thyroid.",),
        ("D: Follow up with me in three months for the diabetes.",),
        ("D: As far as the blood pressure goes, try to walk thirty minutes a day.",),
        ("D: For your depression I'm going to start you on duloxetine.",),
        ("D: For your second problem, your type two diabetes, I want you to walk thirty minutes a day.",),
        ("D: The second one is your knee. For that I'd like an x-ray.",),
        ("D: I'll order a lipid panel and a metabolic panel.",),
        ("D: Be careful with the ibuprofen because of your stomach.",),
        ("D: Let me examine you. Squeeze your knees together. Push out.",),
        ("D: So here's the plan. And then about your sugars, you need to exercise.",),
        ("P: And my cholesterol?", "D: We'll recheck your lipids in the fall."),
        ("D: The ER doctor recommended an MRI.", "P: Right.", "D: I don't think it's necessary yet."),
        ("D: I see you're on ibuprofen and gabapentin.", "P: Yes."),
        ("D: The disc is bulging but there is nothing pushing on the nerve.",),
        ("D: I'd send you to physical therapy.", "P: No thanks, I'm not going to that."),
        ("D: Ibuprofen is fine. Four hundred with food. It hardly gets into the milk.", "P: I'd rather not."),
        ("P: Do I need another MRI?", "D: No, this one is fine, so take it with you."),
        ("D: The surgeon you saw wanted to fuse you. We're not doing that.",),
    ],
)
def test_what_is_refused_open_or_only_asked_is_not(read: Read, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*OPENING, *lines)) == set()


def test_a_stop_reaches_over_a_list_of_drugs_and_no_further(read: Read) -> None:
    assert _kinds(read(*OPENING, "D: Avoid the ibuprofen and the Aleve, and take Tylenol instead.")) == {
        "acetaminophen"
    }


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("D: And don't skip your stretches.", "home_exercise"),
        ("D: See me in six weeks, sooner if the leg goes numb.", "follow_up"),
        ("D: Keep walking around the house.", "activity_modification"),
    ],
)
def test_what_is_to_be_kept_up_or_dated_is_planned(read: Read, line: str, kind: str) -> None:
    assert _kinds(read(*OPENING, "D: So here is what I want you to do.", line)) == {kind}


def test_a_study_called_off_is_no_longer_ordered(read: Read) -> None:
    sheet = read(*OPENING, "D: I'm ordering an MRI and an x-ray.", "D: On second thought, no x-ray.")
    assert {fact.path for fact in sheet.under("imaging.ordered.") if fact.status == "stated"} == {
        "imaging.ordered.mri"
    }


@pytest.mark.parametrize(
    ("condition", "word", "planned"),
    [
        ("P: If it's close by.", "D: It's close, right downstairs.", True),
        ("P: Only if my insurance covers it.", "D: It doesn't cover it.", False),
        ("P: If it's not too far.", "D: It's not far at all.", True),
        ("P: If it gets worse.", "D: Yes, we can wait.", False),
    ],
)
def test_what_is_taken_up_on_a_condition_is_planned_once_it_is_granted(
    read: Read, condition: str, word: str, planned: bool
) -> None:
    said = read(*OPENING, "D: Would you go to physical therapy?", condition, word)
    assert (_kinds(said) == {"physical_therapy"}) is planned


@pytest.mark.parametrize(
    "lines",
    [
        ("D: Physical therapy, I'd like to hold off on till after the shot.",),
        ("D: The therapy we'll skip for now.",),
        ("D: No opioids. Your pressure's high, so I'll put that in the message.",),
        ("P: What about that cement?", "D: Kyphoplasty. That's a possibility down the line."),
    ],
)
def test_what_is_put_off_stopped_or_only_given_its_name_is_not_planned(read: Read, lines: tuple[str, ...]) -> None:
    said = read(*OPENING, "D: So here is the plan. Naproxen 500 twice a day.", *lines)
    assert _kinds(said) == {"nsaid"}


NUMB_IT = "D: What I can do, if you want, is put a little numbing medicine into those two knots."
THE_PLAN = "D: So here is the plan. Naproxen 500 twice a day."


@pytest.mark.parametrize(
    ("kinds", "lines"),
    [
        ({"injection"}, (NUMB_IT, "P: Go ahead.")),
        (set(), (NUMB_IT, "P: I'd have to think about it.")),
        ({"nsaid"}, (THE_PLAN, "D: And therapy, you've done it, I don't see a reason to send you again.")),
        ({"nsaid"}, (THE_PLAN, "D: And physical therapy, I can put in for it now, or you can see how it goes.")),
        ({"nsaid", "physical_therapy"}, (THE_PLAN, "D: And therapy, twice a week.")),
        (
            {"nsaid", "physical_therapy"},
            (THE_PLAN, "D: There's a therapist who does it in the water, I'll send the order over today."),
        ),
        (
            {"follow_up"},
            (
                "D: Next Friday I'll do a full re-check, and if you're not half better by then I'll get films and "
                "we'll send you up to the spine people.",
            ),
        ),
        ({"nsaid", "heat_ice"}, (THE_PLAN, "D: Now ice on it tonight.", "P: Not heat?", "D: Not heat.")),
        (
            {"nsaid"},
            ("D: And what are you taking?", "P: Naproxen.", "D: Keep the naproxen for the bad Saturdays."),
        ),
        ({"chiropractic_massage_acupuncture"}, ("D: All right then. I'm gonna adjust that today.",)),
        (set(), ("D: I'm going to adjust your blood pressure pill.",)),
        ({"nsaid"}, (THE_PLAN, "D: It won't run your sugar up.")),
        (
            {"nsaid"},
            (THE_PLAN, "D: That's carpal tunnel. I'm sending you to neurology for a nerve test on the arms."),
        ),
    ],
)
def test_what_will_be_done_and_what_is_only_spoken_of(read: Read, kinds: set[str], lines: tuple[str, ...]) -> None:
    assert _kinds(read(*OPENING, *lines)) == kinds


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        # what the patient does already, or has a date for
        ("home_exercise", ("P: I do the bridges, every morning.", "D: Don't you give those up.")),
        ("home_exercise", ("P: I still do my yoga, Sundays.", "D: Don't let that slide.")),
        ("home_exercise", ("P: I do that stretch with the strap.", "D: Keep on with the strap.")),
        ("physical_therapy", ("P: I go to therapy with a lady named Brenda.", "D: Stay with Brenda.")),
        ("chiropractic_massage_acupuncture", ("P: I see the chiropractor every month.", "D: Keep seeing him.")),
        ("specialist_referral", ("P: I go to the pain clinic, first of every month.", "D: Stay with them.")),
        (
            "chiropractic_massage_acupuncture",
            ("P: My acupuncturist says ten more. Should I quit her?", "D: No, it's doing you good."),
        ),
        ("physical_therapy", ("P: They've got me down for therapy Friday. Should I cancel it?", "D: Keep that.")),
        (
            "surgery_referral",
            ("P: I've got the neurosurgeon on the ninth. I was thinking of calling it off.", "D: Please don't."),
        ),
        ("activity_modification", ("P: I lift my mother in and out of the tub.", "D: That has to stop.")),
        ("activity_modification", ("P: I've been mowing three lawns a week.", "D: No more of that.")),
        # the order follows on the answer
        ("physical_therapy", ("D: Physical therapy?", "P: If you say so.", "D: I do. The order's in.")),
        ("injection", ("P: I'm ready. Give me the shot.", "D: Okay, I'll draw it up.")),
        (
            "injection",
            ("D: They had a cancellation Tuesday for the epidural, so I grabbed it.", "P: What time?"),
        ),
        ("chiropractic_massage_acupuncture", ("P: I'd go to the chiropractor.", "D: Then chiropractor it is.")),
        (
            "surgery_referral",
            ("D: Whether to operate is for a surgeon to say. I'd like you to meet one.", "P: All right."),
        ),
        ("specialist_referral", ("D: There's a spine clinic in the county. I'm getting you in there.",)),
    ],
)
def test_what_is_to_go_on_or_was_chosen_is_planned(read: Read, kind: str, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*OPENING, *lines)) == {kind}


@pytest.mark.parametrize(
    "lines",
    [
        ("P: My husband does yoga every day.", "D: Good for him. He should keep that up."),
        ("P: I went to the chiropractor and it got worse.", "D: Stay away from him."),
        ("P: They've got me down for therapy Friday. Should I cancel it?", "D: Yeah, cancel it for now."),
        ("P: I have the surgeon Friday, should I call it off?", "D: I would. You don't need him."),
        ("P: I do yoga.", "D: Okay. Keep your arms up for me."),
        ("P: Should I stop the prednisone my lung doctor has me on?", "D: No, don't you dare stop that."),
        ("D: There's three roads. Therapy, shots, or wait.", "P: I'd rather wait.", "D: That's what we'll do."),
        ("D: Two choices. Surgery or leave it.", "P: Leave it.", "D: Good, let's do that."),
        ("D: When was your last tetanus?", "P: Couldn't tell you.", "D: So you get the shot before you go."),
        ("D: Narcotics, no. Muscle relaxers, I don't like.",),
        ("P: Should I cancel the MRI?", "D: Yes, we have the old one."),
        ("P: I lift weights.", "D: That has to hurt."),
        ("P: I had the shot in March.", "D: I have you down for the second one in May, is that right?"),
    ],
)
def test_what_is_to_end_or_was_not_chosen_is_not(read: Read, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*OPENING, *lines)) == set()


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (
            "plan.opioid",
            None,
            ("D: Drop the morning one. And those hydrocodone, are you still taking any?", "P: I quit them."),
        ),
        (
            "plan.neuropathic_agent",
            None,
            ("D: And the gabapentin, are you still taking that?", "P: No, I stopped."),
        ),
        (
            "plan.neuropathic_agent",
            "planned",
            ("D: The gabapentin, are you taking it?", "P: I am.", "D: Keep taking that."),
        ),
        (
            "plan.nsaid",
            "planned",
            ("D: Naproxen, do you have that at home?", "P: Yeah.", "D: Take that twice a day."),
        ),
        ("plan.muscle_relaxant", "planned", ("D: So I'll give you tizanidine, is that all right?", "P: Sure.")),
        ("plan.imaging", None, ("D: Dr. Stein was good enough to get an MRI before he sent you.",)),
        ("plan.injection", None, ("D: They were going to do that injection.", "P: I never went.")),
        ("plan.physical_therapy", None, ("D: You were going to do the therapy, how did that go?",)),
        ("plan.home_exercise", None, ("D: Most backs, I send folks home with stretches. Yours I won't.",)),
        ("plan.lab", None, ("D: For your a-fib, let's continue the Eliquis, and I'll get a CBC.",)),
        (
            "plan.surgery_referral",
            None,
            ("D: then we would talk about having the surgeon see you but if it goes numb you go to the ER",),
        ),
        ("plan.injection", "planned", ("D: They are going to do that injection on Monday.",)),
    ],
)
def test_what_is_asked_about_or_was_intended_by_others_is_not_planned(
    read: Read, path: str, value: str | None, lines: tuple[str, ...]
) -> None:
    assert read("D: What brings you in?", "P: My low back hurts.", *lines).value(path) == value
