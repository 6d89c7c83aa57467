"""What the clinician holds for the cause: taken up from the patient's words, named outright, or only told of
people in general."""

from __future__ import annotations

import pytest

LOW_BACK = ("D: What brings you in?", "P: My lower back hurts.")


@pytest.mark.parametrize(
    ("cause", "said", "reply"),
    [
        (
            "facetogenic",
            "P: The surgeon in Tulsa said it's my facet joints.",
            "D: He's right. That's my read too.",
        ),
        ("disc", "P: Is it a slipped disc, then?", "D: Afraid so."),
        ("muscular", "P: So it's just a pulled muscle?", "D: It is. You overdid it."),
        ("muscular", "P: my wife says i 've strained my back shoveling", "D: well your wife 's right"),
        ("disc", "P: the er doctor told me it was a herniated disc", "D: i agree with him ."),
        ("vertebrogenic", "P: They told me it's vertebrogenic.", "D: I couldn't have put it better myself."),
        ("myofascial", "P: the massage lady says it 's trigger points", "D: she nailed it"),
        ("stenosis", "P: What's spinal stenosis?", "D: The canal's pinched. I believe that's what's hurting you."),
        ("muscular", "P: You think I sprained my back?", "D: I think you did, yes."),
    ],
)
def test_a_cause_that_the_clinician_takes_up(read, cause: str, said: str, reply: str) -> None:
    assert read(*LOW_BACK, said, reply).value(f"etiology.{cause}") == "stated"


@pytest.mark.parametrize(
    ("cause", "said", "reply"),
    [
        ("disc", "P: My chiropractor says it's a disc problem.", "D: Right. And did he take any films?"),
        ("disc", "P: My chiropractor says it's a herniated disc.", "D: Is he right? Let's have a look."),
        ("muscular", "P: The ER doctor said pulled muscle.", "D: He may be right. I'm not sure yet."),
        ("muscular", "P: The ER said it's a strained muscle.", "D: I don't agree with that."),
        ("stenosis", "P: I read it could be stenosis.", "D: You're right to ask. We don't know yet."),
        ("disc", "P: I had a herniated disc back in 2011.", "D: That's right, I saw you for it."),
        ("fracture", "P: Do you think it's a fracture?", "D: That is what I want to find out."),
        (
            "muscular",
            "P: They said arthritis and a pulled muscle.",
            "D: You've a fracture, and that's why you hurt.",
        ),
    ],
)
def test_a_cause_that_is_not_taken_up(read, cause: str, said: str, reply: str) -> None:
    assert read(*LOW_BACK, said, reply).value(f"etiology.{cause}") is None


@pytest.mark.parametrize(
    ("cause", "line", "value"),
    [
        ("other_specified", "D: Your backache is coming from a kidney infection, I'm afraid.", "stated"),
        ("other_specified", "D: this pain in your back is from the fibroids", "stated"),
        ("other_specified", "D: The difference in your leg lengths is what's causing the back pain.", "stated"),
        ("other_specified", "D: Your back pain isn't coming from the kidneys.", "absent"),
        ("other_specified", "D: Some people get back pain from endometriosis.", None),
        ("other_specified", "D: We'll come back to that one, because of your kidneys.", None),
        ("muscular", "D: There's a lot of spasm here. That spasm is what's hurting you.", "stated"),
        ("muscular", "D: There's a lot of spasm here. I don't think the spasm is the problem.", "absent"),
        ("muscular", "D: for most folks it 's muscle , some it 's discs", None),
        ("disc", "D: For most folks it's muscle, but for you it's a herniated disc.", "stated"),
        ("mechanical", "D: Well, this is plain mechanical back pain.", "stated"),
        ("none_identified", "D: Well, this is plain mechanical back pain.", None),
        ("none_identified", "D: Well, this is just plain old back pain.", "stated"),
    ],
)
def test_a_cause_that_the_clinician_names(read, cause: str, line: str, value: str | None) -> None:
    assert read(*LOW_BACK, line).value(f"etiology.{cause}") == value


@pytest.mark.parametrize(
    ("cause", "lines", "value"),
    [
        ("disc", ("D: The cushion between your bones has worn down, and that's why your back hurts.",), "stated"),
        ("disc", ("D: The cushion between your bones has worn down. You're sixty.",), None),
        ("stenosis", ("D: The canal where the nerves run has gotten tight. That's the cause of it.",), "stated"),
        (
            "fracture",
            ("D: The X-ray shows you broke one of the bones in your back, that's why it hurts.",),
            "stated",
        ),
        ("muscular", ("D: What's hurting you is the muscles.",), "stated"),
        ("muscular", ("D: I'm not so sure it's just a muscle.",), None),
        ("muscular", ("D: You're a muscular guy. You lift?",), None),
        ("none_identified", ("P: So what's causing it?", "D: Honestly, we don't know."), "stated"),
        ("none_identified", ("P: So what's causing it?", "D: We don't know yet."), None),
        ("disc", ("D: They mention a small bulge at L4, and I'm not hanging your pain on it.",), None),
        ("fracture", ("D: Let's get a picture to look for a fracture.",), None),
        ("other_specified", ("D: You have a kidney stone, and that's what's causing the pain.",), "stated"),
        ("other_specified", ("D: You have a kidney stone, and that's why I want you to drink.",), None),
    ],
)
def test_a_cause_in_words_for_the_patient(read, cause: str, lines: tuple[str, ...], value: str | None) -> None:
    facts = [fact for fact in read(*LOW_BACK, *lines).all(f"etiology.{cause}") if fact.status == "stated"]
    assert [fact.value for fact in facts if fact.value == "stated"][:1] == ([value] if value else [])
