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
from asr.vocabulary import Vocabulary, VocabularyFile

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
    """Said are "Modic type one changes at the endplates", heard as "nautic" and "end, blakes"."""
    told = utterances(recogniser, "4_modic_linked.ogg", 105, 120)
    repaired = {one.text[repair.start : repair.end]: repair.heard for one in told for repair in one.repairs}
    assert "Modic" in repaired
    assert any(said.startswith("endplate") for said in repaired)
    for said, heard in repaired.items():
        assert heard and heard.lower() != said.lower()
        assert said in " ".join(one.text for one in told)


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


PLAIN = """we then talked about some lumber things with her brother over dinner and the paris thesis of my neighbor
gave a motoring lesson while eating baked ham on the string quartet""".split()  # noqa: SIM905
GUARDED = sorted(PROTECTED | {"l4", "s1", "4", "10", "seven", "couldnt"})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(GUARDED), st.sampled_from(PLAIN)), min_size=1, max_size=10))
def test_even_a_sound_that_speaks_for_every_change_changes_no_negation_side_or_number(parts):
    words, repairs = DOUBTING.repair(words_of(" ".join(parts)), always)
    guarded = [part for part in parts if part in GUARDED]
    listed, _ = DOUBTING.repair(words_of(" ".join(parts)))
    if [word.text for word in listed] == parts:  # a listed wording may name a number itself
        assert [letters_of(word.text) for word in words if letters_of(word.text) in GUARDED] == guarded
    joined = " ".join(word.text for word in words)
    for one in repairs:
        assert 0 <= one.start < one.end <= len(joined)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=10))
def test_a_sound_that_speaks_for_what_was_heard_leaves_it_alone(parts):
    words = words_of(" ".join(parts))
    assert DOUBTING.repair(words, never) == DOUBTING.repair(words)


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
    def support_for(*terms):
        def support(texts, expecting, start_s, end_s):
            return [0.0, *(30.0 if any(term in text for term in terms) else -30.0 for text in texts[1:])]

        return support

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
    asked.clear()
    EVERYDAY.repair(words_of("I was losing brief of the wind for it", 0.5), support)
    assert not any("baclofen" in text for text in asked)
