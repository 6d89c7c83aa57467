"""The sound decides where wording alone cannot: real sound of the sample visits, and rules for any sound."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import structuring
from asr import recording, whisper
from asr.audio import SAMPLE_RATE, Block
from asr.listener import Listener, Utterance
from asr.sounding import PROTECTED, letters_of
from asr.transcript import Word
from asr.vocabulary import Vocabulary
from asr.vocabulary_file import VocabularyFile

FILE = Path(structuring.__file__).parent / "packs" / "lumbar_pain" / "vocabulary.toml"
PACK = VocabularyFile.model_validate(tomllib.loads(FILE.read_text()))
SAMPLES = Path(__file__).parents[2] / "sample_audio"
# Nobody's word is common here, so every word is open to doubt.
DOUBTING = Vocabulary(PACK.terms, PACK.known, lambda word: False, PACK.places)
# Every word is common here, so that wording alone repairs little.
EVERYDAY = Vocabulary(PACK.terms, PACK.known, lambda word: True, PACK.places)


@pytest.fixture(scope="module")
def recogniser():
    return whisper.load()


def utterances(recogniser, name, start_s, end_s):
    """What the listener makes of a piece of a sample visit."""
    samples = recording.samples(SAMPLES / name)[round(start_s * SAMPLE_RATE) : round(end_s * SAMPLE_RATE)]
    listener = Listener(recogniser, vocabulary=PACK, partials=False)
    heard = [
        one
        for first in range(0, len(samples), 1600)
        for one in listener.feed(Block(first, samples[first : first + 1600]))
    ]
    return [one for one in [*heard, *listener.finish()] if isinstance(one, Utterance)]


def test_terms_that_only_the_sound_can_tell_are_put_right_and_what_was_heard_is_kept(recogniser):
    """Said are "Modic type one changes at the endplates"; the words are as they were heard once, since another
    processor's rounding may make others of the same sound."""
    samples = recording.samples(SAMPLES / "4_modic_linked.ogg")[105 * SAMPLE_RATE : 117 * SAMPLE_RATE]
    hypothesis = recogniser.decode(samples)
    start = next(word.end_s for word in hypothesis.words if word.text.startswith("shows"))
    end = next(word.start_s for word in hypothesis.words if word.text.startswith("L5"))
    texts = ["nautic", "type", "one", "changes", "at", "the", "end,", "blakes"]
    doubted = {"nautic", "blakes"}
    each = (end - start) / len(texts)
    words = [
        Word(text, start + each * place, start + each * (place + 1), 0.4 if text in doubted else 0.9)
        for place, text in enumerate(texts)
    ]
    everyday = Vocabulary(PACK.terms, PACK.known, recogniser.is_common, PACK.places)
    repaired, repairs = everyday.repair(words, recogniser.support(hypothesis))
    assert [word.text for word in repaired][:2] == ["Modic", "type"]
    assert "endplate" in " ".join(word.text for word in repaired)
    assert [repair.heard for repair in repairs] == ["nautic", "end, blakes"]


def test_in_a_patients_plain_talk_the_sound_speaks_for_no_term(recogniser):
    line = json.loads((SAMPLES / "1_nonspecific_complete.timing.json").read_text())["lines"]
    told = utterances(recogniser, "1_nonspecific_complete.ogg", 0, 40)
    spoken = " ".join(one["text"].lower() for one in line if one["start_s"] < 40)
    assert len(told) > 3
    for one in told:
        for repair in one.repairs:
            assert one.text[repair.start : repair.end].lower() in spoken


def words_of(text, probability=0.3):
    return [Word(word, float(place), place + 0.8, probability) for place, word in enumerate(text.split())]


def always(texts, expecting, start_s, end_s):
    """A sound that speaks for every change."""
    return [0.0, *(50.0 + place for place in range(len(texts) - 1))]


def never(texts, expecting, start_s, end_s):
    return [0.0, *(-5.0 for _ in texts[1:])]


def support_for(*terms):
    """A sound that speaks for these and for no others."""

    def support(texts, expecting, start_s, end_s):
        return [0.0, *(30.0 if any(term in text for term in terms) else -30.0 for text in texts[1:])]

    return support


PLAIN = """we then talked about some lumber things with her brother over dinner and the paris thesis of my neighbor
gave a motoring lesson while eating baked ham on the string quartet""".split()  # noqa: SIM905
LISTED = {wording for term in PACK.terms for wording in term.heard}
GUARDED = sorted(PROTECTED | {"l4", "s1", "4", "10", "seven", "couldnt"})


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(GUARDED), st.sampled_from(PLAIN)), min_size=1, max_size=10),
    st.lists(st.sampled_from([*GUARDED, *PLAIN, "lumbar", "gabapentin"]), max_size=10),
)
def test_even_a_sound_that_speaks_for_every_change_changes_no_negation_side_or_number(parts, other):
    """Whatever another hypothesis has in their place."""
    words, repairs = DOUBTING.repair(words_of(" ".join(parts)), always, [" ".join(other)])
    guarded = [part for part in parts if part in GUARDED]
    listed, _ = DOUBTING.repair(words_of(" ".join(parts)))
    if [word.text for word in listed] == parts:  # a listed wording may name a number itself
        assert [letters_of(word.text) for word in words if letters_of(word.text) in GUARDED] == guarded
    joined = " ".join(word.text for word in words)
    for one in repairs:
        assert 0 <= one.start < one.end <= len(joined)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=10))
def test_a_sound_that_speaks_for_what_was_heard_leaves_it_alone_but_for_listed_wordings(parts):
    _, repairs = DOUBTING.repair(words_of(" ".join(parts)), never)
    assert {one.heard for one in repairs} <= LISTED


def test_a_term_alike_by_wording_is_taken_only_where_the_sound_does_not_speak_against_it():
    words = words_of("my brother gave a motoring lesson")
    assert [one.heard for one in DOUBTING.repair(words)[1]] == ["motoring"]
    assert [one.heard for one in DOUBTING.repair(words, support_for("Motrin"))[1]] == ["motoring"]
    assert DOUBTING.repair(words, never) == (tuple(words), ())


def test_a_term_that_was_clearly_heard_is_never_made_another_one():
    words = [
        Word(text, float(place), place + 0.8, probability)
        for place, (text, probability) in enumerate(
            [("your", 0.2), ("lumbar", 0.9), ("spine", 0.9), ("straining", 0.5)]
        )
    ]
    repaired, _ = EVERYDAY.repair(words, always)
    assert "lumbar spine" in " ".join(word.text for word in repaired)


def test_of_two_medicines_that_the_sound_supports_alike_neither_is_taken():
    words = words_of("He was taking ultrin for it", 0.5)
    one, _ = EVERYDAY.repair(words, support_for("Ultram"))
    assert "Ultram" in [word.text for word in one]
    neither, repairs = EVERYDAY.repair(words, support_for("Ultram", "Motrin"))
    assert (neither, repairs) == (tuple(words), ())


def test_where_a_medicine_is_usual_the_sound_is_asked_however_odd_the_words():
    """Asked for by sound alone: what was heard has hardly a letter of it."""
    asked = []

    def support(texts, expecting, start_s, end_s):
        asked.extend(texts[1:])
        return [0.0, *(9.0 if "pregabalin for it" in text else -9.0 for text in texts[1:])]

    repaired, _ = EVERYDAY.repair(words_of("I was taking brief of the wind for it", 0.5), support)
    assert " ".join(word.text for word in repaired) == "I was taking pregabalin for it"
    # Said after such a word it is taken too where it is only half alike, but not elsewhere.
    for before, taken in (("taking", True), ("losing", False)):
        words = words_of(f"been {before} psychobins pre for it", 0.5)
        repaired, _ = EVERYDAY.repair(words, support_for("cyclobenzaprine"))
        assert ("cyclobenzaprine" in [word.text for word in repaired]) == taken
    asked.clear()
    EVERYDAY.repair(words_of("I was losing brief of the wind for it", 0.5), support)
    assert not any("baclofen" in text for text in asked)


def test_of_long_talk_only_the_words_around_a_term_are_held_against_the_sound():
    """An utterance without a full stop took seconds for one term, all of it being looked at for each."""
    said = ["really", *["so"] * 29, "sigh", "attica", *["the"] * 28, "really"]
    unsure = {0, 30, 31, 60}
    words = [
        Word(text, place * 0.3, place * 0.3 + 0.3, 0.2 if place in unsure else 0.9)
        for place, text in enumerate(said)
    ]
    held = []

    def support(texts, expecting, start_s, end_s):
        held.append((len(texts[0].split()), start_s, end_s))
        return [10.0 if "sciatica" in text else 0.0 for text in texts]

    mended, repairs = EVERYDAY.repair(words, support)
    assert [word.text for word in mended][30] == "sciatica" and repairs[0].heard == "sigh attica"
    assert held and all(number <= 24 for number, _, _ in held)
    assert any(start <= 9.0 < end for _, start, end in held)
