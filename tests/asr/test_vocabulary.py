"""Repairs: misheard terms are put right, the original is kept, and nothing that matters is ever changed."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import structuring
from asr.transcript import Word
from asr.vocabulary import Vocabulary
from asr.vocabulary_file import Term, VocabularyFile

FILE = Path(structuring.__file__).parent / "packs" / "lumbar_pain" / "vocabulary.toml"
PACK = VocabularyFile.model_validate(tomllib.loads(FILE.read_text()))
# Any word list will do as "common" here; the recogniser's own is its tokenizer's.
COMMON = set(
    """a an and any are back been by do does down for from good had has have he her his how i in is it left
    leg like me my negative no normal not of on or over pain right she side so some take taking that the
    there they this to too took two up was we what with you your eye view type bare straight gate walk
    very fine plus were our one three point care""".split()  # noqa: SIM905
)
VOCABULARY = Vocabulary(PACK.terms, PACK.known, COMMON.__contains__, PACK.places)


def words_of(text):
    return [Word(word, float(place), place + 0.8, 0.9) for place, word in enumerate(text.split())]


def repaired(text, vocabulary=VOCABULARY):
    words, repairs = vocabulary.repair(words_of(text))
    joined = " ".join(word.text for word in words)
    return joined, [(one.heard, joined[one.start : one.end]) for one in repairs]


@pytest.mark.parametrize(
    ("heard", "right"),
    [
        ("Straight leg raise is negative by literally.", "Straight leg raise is negative bilaterally."),
        ("Your patellary flexes are too plus.", "Your patellar reflexes are two plus."),
        ("There is bare spindle tenderness,", "There is paraspinal tenderness,"),
        ("You have muscles pessim.", "You have muscle spasm."),
        ("Eye view prophin.", "Ibuprofen."),
        ("Your range of motion is built.", "Your range of motion is full."),
        ("Have you last weight without trying?", "Have you lost weight without trying?"),
        ("Any numbness between the lags.", "Any numbness between the legs."),
        ("Strength is normally both legs.", "Strength is normal in both legs."),
        ("Your last weight was good.", "Your last weight was good."),
        ("Tender over the S I joint,", "Tender over the SI joint,"),
        ("It is the ham string again.", "It is the hamstring again."),
        ("I took some naproksen", "I took some naproxen"),
        ("He has spondilolisthesis of", "He has spondylolisthesis of"),
    ],
)
def test_misheard_terms_are_put_right(heard, right):
    assert repaired(heard)[0] == right


def test_what_was_heard_is_kept_beside_the_repair_with_its_place():
    joined, repairs = repaired("No pain, and negative by literally, today.")
    assert joined == "No pain, and negative bilaterally, today."
    assert repairs == [("by literally", "bilaterally")]


def test_repaired_words_keep_their_time():
    words, _ = VOCABULARY.repair(words_of("it is negative by literally today"))
    assert [word.text for word in words][-2:] == ["bilaterally", "today"]
    assert (words[-2].start_s, words[-2].end_s) == (3.0, 4.8)


@pytest.mark.parametrize(
    "text",
    [
        "The gate to the garden is open.",
        "I have two plus two apples.",
        "He said that is too plus size.",
        "Tell me what that does to me.",
        "I was alive and well.",
        "A compression fracture of L1.",
        "I don't see a herniation.",
        "Any chills?",
        "The city scan was fun.",
        "So Luis is here with his daughter.",
        "There's point tenderness over the bone.",
        "The triceps and biceps are strong.",
        "She has ankylosing spondylitis.",
        "The knee clunks when I bend it.",
        "This is a compression fracture, Mr. Hill.",
        "I saw an osteopath, so I know the drill.",
        "That's chiropractic care.",
    ],
)
def test_ordinary_talk_is_left_alone(text):
    assert repaired(text.replace("city scan", "city"))[1] == []


GUARDED = [
    "no",
    "not",
    "never",
    "denies",
    "left",
    "right",
    "both",
    "two",
    "five",
    "negative",
    "positive",
    "L4",
    "without",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            GUARDED + [wording for term in PACK.terms for wording in (*term.heard[:2], term.say)] + sorted(COMMON)
        ),
        min_size=1,
        max_size=9,
    )
)
def test_no_repair_changes_a_negation_a_side_or_a_number_by_sound(parts):
    by_sound = Vocabulary(
        [Term(say=term.say, near=term.near, exact=term.exact) for term in PACK.terms],
        PACK.known,
        COMMON.__contains__,
    )
    words, repairs = by_sound.repair(words_of(" ".join(parts)))
    kept = [part for part in " ".join(parts).split() if part in GUARDED]
    assert [word.text for word in words if word.text in GUARDED] == kept
    joined = " ".join(word.text for word in words)
    for one in repairs:
        assert not {*one.heard.lower().split(), *joined[one.start : one.end].lower().split()} & set(GUARDED)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([w for term in PACK.terms for w in term.heard[:3]] + sorted(COMMON)), max_size=8))
def test_words_and_repairs_always_fit_the_text(parts):
    words, repairs = VOCABULARY.repair(words_of(" ".join(parts)))
    joined = " ".join(word.text for word in words)
    assert len(joined.split()) == len(words)
    assert all(first.start_s <= second.start_s for first, second in pairwise(words))
    for one in repairs:
        assert 0 <= one.start < one.end <= len(joined)
        assert joined[one.start : one.end] != one.heard


def test_listed_wordings_never_drop_a_negation_a_side_or_a_number():
    guarded = {*GUARDED, "one", "three", "four"} - {"L4"}
    for term in PACK.terms:
        say = set(term.say.lower().replace("-", " ").split())
        if any(letter.isdigit() for letter in term.say) or term.say == "two plus":
            continue
        for wording in term.heard:
            lost = (set(wording.split()) & guarded) - say
            assert not lost, f"{term.say}: {wording} loses {lost}"


def heard_with(probability, text):
    return [Word(word, float(place), place + 0.8, probability) for place, word in enumerate(text.split())]


def test_ordinary_words_are_repaired_only_where_the_sound_hardly_supports_them():
    everyday = Vocabulary(PACK.terms, PACK.known, lambda word: True, PACK.places)
    doubted, _ = everyday.repair(heard_with(0.2, "There is pain in the hem string"))
    sure, repairs = everyday.repair(heard_with(0.9, "There is pain in the hem string"))
    assert [word.text for word in doubted][-1] == "hamstring"
    assert [word.text for word in sure][-2:] == ["hem", "string"]
    assert not repairs


def test_after_words_that_a_medicine_follows_less_likeness_is_asked():
    assert repaired("I was taking toradine for the pain")[0] == "I was taking Toradol for the pain"
    assert repaired("The toradine of it all")[1] == []


@pytest.mark.parametrize(
    ("phrase", "misheard", "right"),
    [("He works at the lumber yard", "The lumber spine", "The lumbar spine")],
)
def test_a_word_is_right_in_a_phrase_that_people_say(phrase, misheard, right):
    assert repaired(phrase)[1] == []
    assert repaired(misheard)[0] == right


def test_the_sound_does_not_decide_against_a_phrase_that_people_say():
    def for_a_term(texts, expecting, start_s, end_s):
        return [0.0 if "Aleve" in text else -50.0 for text in texts]

    vocabulary = Vocabulary(PACK.terms, PACK.known, COMMON.__contains__, PACK.places)
    assert vocabulary.repair(heard_with(0.1, "Took olive oil"), for_a_term)[1] == ()
    assert vocabulary.repair(heard_with(0.1, "Took olive twice"), for_a_term)[1] != ()


def test_of_two_medicines_that_sound_alike_neither_is_guessed():
    assert repaired("I was taking triptilin for the pain")[1] == []


def test_a_kind_of_medicine_is_never_made_of_a_word_that_sounds_like_it():
    assert repaired("So for your back pain stay on the neurotic")[1] == []


@pytest.mark.parametrize(
    "name", ["fluoxetine", "paroxetine", "hydralazine", "metoprolol", "codeine", "prednisolone"]
)
def test_another_medicine_is_never_made_one_of_the_vocabulary(name):
    for probability in (0.1, 0.9):
        words, repairs = VOCABULARY.repair(heard_with(probability, f"I was taking {name} for years"))
        assert name in [word.text for word in words]
        assert not repairs
