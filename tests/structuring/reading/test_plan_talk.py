"""The plan in the words people use: drugs by their brand, orders by the way, the next visit in its many wordings;
and what is only weighed, stopped, of another problem or another person's is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from structuring.facts import FactSheet

Read = Callable[..., FactSheet]
BEFORE = (
    "D: What brings you in today?",
    "P: It's my lower back, it's been killing me for three weeks.",
    "D: Does it go down the leg?",
    "P: No.",
    "D: Any fevers?",
    "P: No.",
    "D: Let me examine you. Bend forward for me. Okay. Straight leg raise is negative. Sit up.",
    "D: Okay, so here's what I'm thinking.",
)


def _kinds(sheet: FactSheet) -> set[str]:
    planned = (fact for fact in sheet.under("plan.") if fact.value == "planned" and fact.status == "stated")
    return {fact.path.removeprefix("plan.") for fact in planned}


@pytest.mark.parametrize(
    ("kinds", "lines"),
    [
        ("nsaid", ("D: You keep the naproxen, the way you've been taking it.",)),
        ("nsaid", ("D: Naproxen, two of the little ones, morning and evening, for ten days.",)),
        ("activity_modification", ("D: Let's keep the loading at under thirty pounds until Thanksgiving.",)),
        ("nsaid", ("D: I've got a cream. It's called diclofenac. You rub that on four times a day.",)),
        ("home_exercise", ("P: I had therapy. I still do the one with the knees.", "D: Keep doing that one.")),
        ("nsaid", ("D: There's a pill called meloxicam, one a day, I'd like you on that.",)),
        ("nsaid", ("D: I'm gonna have you on Celebrex, two hundred, once a day.",)),
        ("acetaminophen", ("D: Tylenol's your friend here.",)),
        ("acetaminophen", ("D: For the ache, I'd rather you used Tylenol than the ibuprofen.",)),
        # sent to the emergency room now, which warns of nothing
        (
            "imaging surgery_referral",
            (
                "D: I'm sending you to the emergency department right now and they're gonna do an MRI of your "
                "lumbar spine, and I talked to the neurosurgeon on call and she's gonna come down and see you.",
            ),
        ),
        (
            "chiropractic_massage_acupuncture",
            ("D: I want to adjust you today and then twice a week for three weeks.",),
        ),
        ("acetaminophen", ("D: Ibuprofen's out because of the kidneys, so it's Tylenol for you.",)),
        ("muscle_relaxant", ("D: Half a Zanaflex when you lie down, and see how you wake up.",)),
        ("muscle_relaxant", ("D: I'm swapping the Flexeril for baclofen.",)),
        ("muscle_relaxant", ("P: The ER gave me Flexeril. Should I stick with that?", "D: At night, sure.")),
        ("physical_therapy", ("D: You're going to hate me, but it's back to PT for you.",)),
        ("physical_therapy", ("P: Do I need PT?", "D: I think it'd do you good. I'll put in the order.")),
        ("home_exercise", ("D: I want you in the pool three times a week.",)),
        ("activity_modification", ("D: No hills and no intervals for two weeks.",)),
        ("activity_modification", ("D: Thirty minutes sitting at most, then you get up.",)),
        ("activity_modification", ("P: Can I still golf?", "D: Give it three weeks.")),
        ("heat_ice", ("D: Twenty minutes with the heating pad, a few times a day.",)),
        (
            "chiropractic_massage_acupuncture",
            ("P: What about acupuncture?", "D: I'm all for it. Give it six sessions."),
        ),
        ("imaging", ("D: They're doing an MRI as soon as you roll in, that's arranged.",)),
        ("imaging", ("D: Let's get a picture of it. X-ray's down the hall.",)),
        ("imaging", ("D: Swing by radiology on your way out, two views of the low back.",)),
        ("injection", ("D: How about we put some cortisone in that SI joint today?", "P: Do it.")),
        ("surgery_referral", ("D: I think it's time Dr. Bell took a look at you. He's the spine surgeon.",)),
        ("specialist_referral", ("D: I'm calling Dr. Nyberg, I want him to see you this week about this.",)),
        ("follow_up", ("D: And Friday you and Loretta are here at ten o'clock.",)),
        ("follow_up", ("D: Four weeks, you and me, same time.",)),
        ("follow_up", ("D: Get on my schedule for the week of the fifteenth.",)),
        ("follow_up", ("D: We'll touch base by phone on Monday.",)),
        ("follow_up", ("D: Tell them out front a month.",)),
        ("follow_up", ("P: Do I come back?", "D: In a month, yes.")),
        ("follow_up", ("D: We'll look at it again at your physical in June.",)),
        ("follow_up", ("D: I'll see you two weeks after the shot. That's not a phone call, I want to see you.",)),
        ("follow_up", ("D: Then back here with me on the twentieth. Any other questions?", "P: No thank you.")),
        ("nsaid", ("D: Stay on the meloxicam, but skip it the morning of the block.",)),
        (
            "nsaid",
            ("D: Celebrex two hundred once a day.", "D: Nothing changes there, Celebrex is okay with Lipitor."),
        ),
        (
            "injection",
            (
                "D: I'd like to set you up for an epidural.",
                "D: Hold off on the therapy until after the injection.",
            ),
        ),
        ("specialist_referral", ("D: I'm referring you to the bone clinic at the university.",)),
        ("specialist_referral", ("D: We'll set you up with pain medicine for that.",)),
        ("lab", ("D: I also want some blood work.",)),
        ("imaging", ("D: I still want an MRI.",)),
        ("home_exercise", ("D: Keep up what Priya taught you.",)),
        ("activity_modification", ("D: I'll write that you should have maximum twelve rooms a day.",)),
        ("activity_modification", ("D: Stay on the split shifts for now.",)),
        ("physical_therapy other", ("D: Why don't we start with physical therapy and the pain medicine.",)),
        ("home_exercise", ("D: I want you in the warm water pool at the Y, twice a week.",)),
        ("follow_up", ("D: Two weeks, back here.",)),
        ("imaging", ("D: You'll have the MRI tonight before you go home.",)),
        ("injection", ("D: He can do the epidural Thursday, so you're on his list.",)),
        (
            "chiropractic_massage_acupuncture",
            ("P: My sister does acupuncture. Is there any harm?", "D: None whatever. Try it, six or eight times."),
        ),
        ("home_exercise", ("P: I go to the Y, the water class.", "D: Love it. Don't stop.")),
        ("activity_modification", ("D: You don't lift that boy. His brother lifts him, or nobody does.",)),
        ("activity_modification", ("P: When can I ride?", "D: Leave the horse alone for a month.")),
        ("other", ("D: And lidocaine patches, over the counter, right on the sore spot.",)),
        (
            "nsaid",
            ("D: Naproxen for the back. The shoulder wants physical therapy, so Kim will do that with you.",),
        ),
        (
            "follow_up",
            ("D: Third, the inhaler, refilled. I'll have you back in four weeks and we'll go over the joint.",),
        ),
        (
            "activity_modification",
            (
                "D: Many people get prednisone for this, but with your sugar I do not want to do that.",
                "D: No lifting.",
            ),
        ),
        (
            "physical_therapy",
            ("D: I'd like to send you to physical therapy, the kind where they work you bending, on the bike.",),
        ),
    ],
)
def test_what_is_ordered_by_the_way_is_planned(read: Read, kinds: str, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*BEFORE, *lines)) == set(kinds.split())


@pytest.mark.parametrize(
    "lines",
    [
        ("D: There's an injection that goes right in the joint, but nobody needs to think about that now.",),
        ("D: Physical therapy, once it's knitted. But not now.",),
        ("D: If you're not right in four weeks I'd send you to therapy, but I don't think we'll need it.",),
        ("D: Your cardiologist, Dr. Hale, I'd like him to see you about that pressure.",),
        ("D: And your knee, ice it and come see me if it swells.",),
        ("D: Now the neck. Physical therapy for that, and a heating pad.",),
        ("D: Third, the pressure. I'll see you in three months for that.",),
        ("D: Swing by the pharmacy on your way out.",),
        ("D: The hip, that's bursitis, so I'll inject it, and ice it at night.",),
        ("D: The knee's arthritis. Tylenol for it, and I'd like you to see ortho about a shot.",),
        ("D: And the neck, that's from the computer. Heat, a better chair, and PT.",),
        ("D: The cough, I'd like a chest x-ray and a course of prednisone.",),
        ("D: Your blood pressure's high so I want you walking every day, and come back for a nurse check.",),
        ("D: The thyroid we'll recheck in six weeks.",),
        ("D: You don't have to come back to me for the back unless it acts up.",),
        ("D: Walking's fine, swimming's fine.",),
        ("D: I was also going to give her a little oxycodone.", "P: That makes her loopy.", "D: Then we don't."),
        ("D: I don't need a picture, an x-ray shows bones.",),
        ("P: Can I take Advil?", "D: I'd rather you didn't."),
        ("D: And the therapy last winter, I've got down that you did eight weeks.",),
        ("D: You were going to try yoga. Did you?", "P: Twice."),
        ("D: I see Dr. Patel ordered an MRI, that's for Thursday.",),
        ("P: I've an appointment with neurosurgery on the ninth.", "D: Okay. Who set that up?"),
        ("D: Lie down on your side. Relax. I'm going to put some pressure on here.",),
        ("D: Second, the a fib. You're on metoprolol, so continue that.",),
        ("D: I'd like to see that mole again in three months.",),
        ("D: I'm going to have the surgeon look at that gallbladder.",),
        ("P: They gave me a steroid pack in the ER.", "D: Okay. And did you finish it?", "P: Yesterday."),
        ("D: I would have given you meloxicam but your kidneys won't stand for it.",),
        ("D: So no to the chiropractor, no to the shots.",),
        ("P: Do I come back?", "D: Only if it isn't gone."),
        ("P: Will I need an operation?", "D: I doubt it very much."),
        ("P: I've been taking Aleve.", "D: With that blood pressure? Uh-uh. No more."),
        ("P: I took some of my wife's Percocet. Should I worry about that?", "D: No, sure, no harm done."),
        ("D: An MRI wouldn't change a thing.",),
        ("D: We did get an x-ray, and we'll look at it together.",),
        ("D: So I've got the labs, your LDL is ninety-four.",),
        ("D: I don't see any point in a third round of formal PT.", "P: God, no.", "D: I'll put that in writing."),
        (
            "D: We can send you to physical therapy as well, if you like.",
            "P: Nah, I don't think I have time for that. Let's see how it goes.",
            "D: Okay, that's fair, we'll hold off on that.",
        ),
        ("D: The endplates have their own nerve, the basivertebral nerve, and that's what's been shouting.",),
        ("D: We go to those little nerves and instead of numbing them we heat them up.",),
        ("D: She'll put the scanner on your belly to see how much is in your bladder.",),
        ("D: I'd send you to therapy, but I know what you're going to say.",),
        ("D: The meloxicam, do you take that every day?", "P: Yes."),
        ("D: Here's the MRI from last winter that he went over.", "P: Okay.", "D: That's set up on the screen."),
        ("D: The meloxicam was tearing up your stomach, so that's gone.",),
    ],
)
def test_what_is_put_off_stopped_or_of_something_else_is_not(read: Read, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*BEFORE, *lines)) == set()


@pytest.mark.parametrize(
    ("kinds", "lines"),
    [
        # somebody else does it, or it is done another way
        ("activity_modification", ("D: Get the boy to do the feed sacks.",)),
        ("activity_modification", ("D: Have somebody else do the vacuuming for a couple of weeks.",)),
        ("activity_modification", ("D: Switch hips with him, or better yet put him in a carrier on your front.",)),
        ("activity_modification", ("D: Keep it under ten pounds till I see you.",)),
        ("activity_modification", ("D: I'm taking you off the loading dock until it settles.",)),
        ("activity_modification", ("D: I don't want you hauling those feed sacks, get a hand truck.",)),
        ("home_exercise", ("D: I'd like you to ride that bicycle, twenty minutes, every day if you can.",)),
        ("home_exercise", ("D: Keep up what she showed you, morning and night.",)),
        ("home_exercise", ("D: I'd like you walking, half an hour, most days.",)),
        ("follow_up", ("D: I'd like to see you and Ed on Monday, the two of you.",)),
        ("follow_up", ("D: Let's see where you are in six weeks.",)),
        (
            "follow_up imaging",
            ("D: Thyroid's due, we'll draw that. I want her back in a month with another x-ray.",),
        ),
        ("chiropractic_massage_acupuncture", ("D: I'd like to do some gentle adjusting, twice a week.",)),
        # asked for in the negative, granted behind a preamble
        ("imaging", ("P: Shouldn't I get an MRI?", "D: You know what, yes, with that foot I'd like one.")),
        ("injection", ("P: Can I have another one of those shots?", "D: We can do that.")),
        # one of several is taken
        (
            "physical_therapy",
            ("D: Your options are therapy, an injection, or just waiting.", "P: I'll do the therapy."),
        ),
        (
            "injection",
            ("D: You can live with it, you can have an injection, or there's surgery.", "P: I'll take the shot."),
        ),
        (
            "injection",
            (
                "D: You can wait, or you can repeat the injection, or there's surgery.",
                "P: I'm not ready to be cut.",
                "D: Then we'll repeat the epidural.",
            ),
        ),
    ],
)
def test_what_is_settled_in_other_words_is_planned(read: Read, kinds: str, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*BEFORE, *lines)) == set(kinds.split())


@pytest.mark.parametrize(
    "lines",
    [
        ("D: At this point we can do another shot, we can wait, or we can operate.", "P: Hm."),
        ("D: You've done the therapy, you've had the shot. We can do another one of those, or we can wait.",),
        ("D: Your options are therapy, an injection, or just waiting.", "P: I'd like to think about it."),
        ("D: I go in with a needle, and heat it. You go home the same day.",),
        ("D: The heat in here's terrible, sorry.",),
        ("D: Let the nurse carry that for you.",),
        ("D: Who does the lifting at home?", "P: My son does."),
        ("D: Did you keep up what she showed you?", "P: For a while."),
        ("D: Nice to see you and Ed again.",),
        ("P: Shouldn't I get an MRI?", "D: Not with what I'm seeing, no."),
    ],
)
def test_what_there_is_to_choose_from_or_is_only_talked_of_is_not(read: Read, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*BEFORE, *lines)) == set()


@pytest.mark.parametrize(
    ("kinds", "lines"),
    [
        ("", ("D: I can prescribe some tramadol for the bad nights.", "P: No, none of that for me.")),
        ("opioid", ("D: I could write you a little oxycodone.", "P: Sure, that would help.")),
        ("", ("D: I considered a Medrol pack, but with your diabetes, no.",)),
        ("", ("D: I'm going to give you a Medrol pack. Hm. Your sugars. No, let's not.", "P: Fine.")),
        (
            "acetaminophen",
            ("D: Let's start meloxicam. Wait, no, your kidneys. Tylenol, a gram three times a day.",),
        ),
        ("imaging physical_therapy", ("D: I'll get an MRI. And let's not forget therapy, I'll put that in.",)),
        ("", ("D: Any drug allergies?", "P: Naproxen. My lips swelled up.", "D: I'll put the naproxen down.")),
        ("nsaid", ("P: My dad is allergic to ibuprofen.", "D: I'll start you on ibuprofen, six hundred.")),
        ("nsaid", ("D: Any allergies?", "P: No, I take ibuprofen.", "D: Then take ibuprofen, six hundred.")),
        ("", ("D: How is the knee?", "P: Swollen.", "D: Put some ice on it tonight.")),
        ("", ("P: I run a forklift.", "D: That's why you only take it at bedtime.")),
        ("", ("D: Half a tablet at first, see how sleepy you are in the morning.",)),
        ("follow_up", ("D: The tech will have you come back in the afternoon. Then see me in two weeks.",)),
        ("", ("P: How do I get the patch on?", "D: Get your neighbor to do it.")),
        ("", ("D: An MRI won't tell us anything we don't know.",)),
        # pointing back at the drug that was named, with how much of it
        ("muscle_relaxant", ("P: I'm nearly out of the tizanidine.", "D: I'll call in thirty more.")),
        ("neuropathic_agent", ("P: I take two gabapentin at night.", "D: Then let's go up to three.")),
        ("nsaid", ("P: What was the one I had before, Mobic?", "D: Meloxicam, of course.")),
        ("muscle_relaxant", ("D: We'll try something milder. It's called baclofen.",)),
        ("opioid", ("D: I'm going to let you have a few Norco for the weekend.",)),
        ("acetaminophen", ("D: From now on only Tylenol, nothing else.",)),
        ("", ("P: I ran out of the lisinopril, too.", "D: I'll send another ninety.")),
        ("", ("P: I take ibuprofen, and Flexeril.", "D: And ibuprofen, sure.")),
        ("", ("D: I want to tell you something. Surgery is not magic.", "P: Okay.")),
        ("", ("P: I had an MRI in June.", "D: So get that to me when you can.")),
    ],
)
def test_what_is_offered_weighed_or_of_something_else_waits(
    read: Read, kinds: str, lines: tuple[str, ...]
) -> None:
    sheet = read(*BEFORE[:2], *lines)
    assert _kinds(sheet) == set(kinds.split())
    assert sheet.value("etiology.none_identified") is None


@pytest.mark.parametrize(
    ("kinds", "lines"),
    [
        ("activity_modification", ("D: Golf's off the table for a month.",)),
        ("activity_modification", ("D: No hoisting the baby out of the bath.",)),
        ("activity_modification", ("D: Leave the tool belt in the truck.",)),
        ("activity_modification", ("P: I've got a tournament this weekend.", "D: No tournament. You can watch.")),
        ("activity_modification", ("D: Weed from a bucket, not bent over.",)),
        ("follow_up", ("D: I've got you in here on the third.",)),
        ("follow_up", ("D: I'll see you the second of July.",)),
        ("follow_up", ("D: Write to me on the portal Friday, one line.",)),
        ("follow_up", ("D: Thursday you're seeing Carmen, my nurse, she'll check how you're doing.",)),
        ("home_exercise", ("P: You want me doing the lunges?", "D: The lunges, yes, every night.")),
        ("physical_therapy", ("D: And you do therapy while we wait on the insurance.",)),
    ],
)
def test_what_is_barred_dated_or_granted_is_planned(read: Read, kinds: str, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*BEFORE, *lines)) == set(kinds.split())


@pytest.mark.parametrize(
    "lines",
    [
        ("D: I'll let the podiatrist handle that toenail.",),
        ("D: I don't want two doctors pulling you in different directions.",),
        ("D: Leave your socks on. Have a seat.",),
        ("D: I've got you down for the three month sugar check.",),
        ("D: You're seeing the cardiologist Friday, right?", "P: Yes."),
        ("D: If it's not better, message me on the portal Friday.",),
        ("D: Pull that knee to your chest. Does that hurt?", "P: No."),
    ],
)
def test_what_only_sounds_barred_dated_or_ordered_is_not(read: Read, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*BEFORE, *lines)) == set()


@pytest.mark.parametrize(
    ("kinds", "lines"),
    [
        # remedies told off without a verb, and what was only tried
        ("heat_ice nsaid", ("D: Ice, Aleve, a couple of days of taking it slow. You'll be right as rain.",)),
        (
            "acetaminophen follow_up heat_ice",
            ("D: Tylenol, heat as you like, and I'll see you in three weeks.",),
        ),
        ("", ("D: So Advil, heat, and rest didn't do anything for you.", "P: Not a thing.")),
        ("", ("D: Advil, heat, ice, what have you tried so far?", "P: All that.")),
        # a question that takes for settled what it names
        ("nsaid", ("P: How long do I stay on the naproxen?", "D: Two weeks, then we'll see.")),
        ("", ("P: How long does an epidural last?", "D: Three months, for some people.")),
        ("nsaid", ("P: Do I keep taking the meloxicam?", "D: You do.")),
        ("", ("P: Do I keep taking the meloxicam?", "D: No, you're done with that one.")),
        # what is asked for by need, or by somebody at home
        ("muscle_relaxant", ("P: I'm out of the baclofen.", "D: I'll send more over.")),
        ("", ("P: I'm low on that tizanidine.", "D: I'd sooner get you off it.")),
        (
            "chiropractic_massage_acupuncture",
            ("P: My wife wants me to try massage.", "D: Give it six sessions."),
        ),
        ("", ("P: My mother wants me to get an MRI.", "D: It wouldn't change a thing right now.")),
        # praised before it is told, or in the next words
        ("heat_ice", ("D: A hot shower first thing, that'll loosen you up.",)),
        ("chiropractic_massage_acupuncture", ("D: A gentle massage wouldn't be a bad thing.",)),
        ("", ("D: Surgery would settle it, but you're nowhere near that.",)),
        ("activity_modification", ("D: You can work, but no climbing and no lifting.",)),
        ("lab", ("D: Stop at the lab on your way out.",)),
        ("", ("D: I saw that Doctor Wu put you on meloxicam and sent you to therapy.", "P: She did.")),
        ("follow_up", ("D: Same time next month?", "P: Sure.")),
        ("home_exercise", ("D: Are you doing your stretches?", "P: Every day.", "D: Good, don't let up.")),
        # how much and how often, told without its name
        (
            "nsaid",
            ("P: Aleve, I can buy it in the shop?", "D: Two in the morning, one in the evening, with food."),
        ),
        ("home_exercise", ("D: You could stand to do some stretching.", "P: I know.", "D: Every morning.")),
        ("", ("P: They gave me tramadol in the ER.", "D: One at bedtime.")),
        ("", ("P: My mom takes gabapentin.", "D: One at bedtime, probably.")),
        ("", ("P: How much ibuprofen is too much?", "D: More than six tablets in a day.")),
        ("opioid", ("P: Can you refill my tramadol?", "D: I can give you ten more.")),
        ("", ("P: Do you want to see my x-ray?", "D: Sure.")),
        ("", ("D: Are you coming back in two weeks for your diabetes?", "P: Yes.")),
    ],
)
def test_everyday_words_settle_what_is_done(read: Read, kinds: str, lines: tuple[str, ...]) -> None:
    assert _kinds(read(*BEFORE[:2], *lines)) == set(kinds.split())


def test_a_dose_told_across_two_turns_is_one_dose(read: Read) -> None:
    sheet = read(
        "D: What brings you in?",
        "P: My low back hurts.",
        "D: Here's the plan. You'll take gabapentin three",
        "D: hundred milligrams at night.",
    )
    fact = sheet.settled("plan.neuropathic_agent")
    assert fact is not None
    assert fact.attributes["dose"] == "three hundred milligrams at night"


@pytest.mark.parametrize(
    "lines",
    [
        ("D: We could do an injection.", "P: I don't want to rush into it."),
        ("D: Would you do an injection?", "P: I don't want to pursue that right now."),
    ],
)
def test_a_treatment_refused_in_other_words_is_not_planned(read: Read, lines: tuple[str, ...]) -> None:
    opening = ("D: What brings you in?", "P: My low back hurts.")
    assert read(*opening, *lines).value("plan.injection") != "planned"


def test_of_the_things_one_can_do_only_the_one_chosen_is_planned(read: Read) -> None:
    sheet = read(
        "D: What brings you in?",
        "P: My low back hurts.",
        "D: There are four things one can do. Therapy, medicine, injections, and surgery.",
        "D: I'd start with therapy, but the right kind.",
    )
    planned = {fact.path for fact in sheet.under("plan") if fact.value == "planned" and fact.status == "stated"}
    assert planned == {"plan.physical_therapy"}
