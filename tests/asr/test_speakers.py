"""Telling two voices apart within a visit, and which of them is the clinician's."""

import numpy as np
import pytest

from asr.speakers import Cues, Speakers
from asr.voice import SIZE, voice

CUES = Cues({"?": 2.5, "your": 1.5, "my": -1.2, "i've": -1.8, "yes": -1.5})
QUESTION, ANSWER, NEUTRAL = "How is your back?", "Yes, I've hurt my back.", "It goes on."


def voices(seed=3, apart=12.0):
    random = np.random.default_rng(seed)
    one = random.normal(size=SIZE) * 3
    other = one + apart * random.normal(size=SIZE) / np.sqrt(SIZE)
    return lambda which: (one if which == "clinician" else other) + random.normal(size=SIZE) * 0.7


def visit(speakers, turns, sound=None):
    sound = sound or voices()
    return [speakers.hear(place, sound(who), 2.5, text) for place, (who, text) in enumerate(turns)]


def test_two_voices_are_told_apart_and_named_by_what_they_say():
    turns = [("clinician", QUESTION), ("patient", ANSWER)] * 3 + [("clinician", NEUTRAL), ("patient", NEUTRAL)] * 4
    assert visit(Speakers(CUES), turns)[2:] == [who for who, _ in turns][2:]


def test_without_a_hint_the_speaker_is_unknown_rather_than_guessed():
    assert set(visit(Speakers(CUES), [("clinician", NEUTRAL), ("patient", NEUTRAL)] * 4)) == {"unknown"}


def test_one_person_dictating_is_the_clinician_throughout():
    assert set(visit(Speakers(CUES), [("clinician", QUESTION), ("clinician", NEUTRAL)] * 6)) == {"clinician"}


def test_a_correction_teaches_the_voice():
    speakers, sound = Speakers(CUES), voices()
    visit(speakers, [("clinician", NEUTRAL), ("patient", NEUTRAL)] * 4, sound)
    speakers.correct(0, "clinician")
    assert speakers.hear(20, sound("clinician"), 2.0, NEUTRAL) == "clinician"
    assert speakers.hear(21, sound("patient"), 2.0, NEUTRAL) == "patient"


def test_a_third_person_is_unknown():
    speakers, sound = Speakers(CUES), voices()
    visit(speakers, [("clinician", QUESTION), ("patient", ANSWER)] * 5, sound)
    stranger = sound("clinician") + 25.0 * np.sign(np.random.default_rng(9).normal(size=SIZE))
    assert speakers.hear(30, stranger, 3.0, NEUTRAL) == "unknown"


def test_a_cough_does_not_hide_the_second_voice():
    """An utterance that is like nothing else must not count as the one voice and everybody else as the other."""
    speakers, sound = Speakers(CUES), voices()
    turns = [("clinician", QUESTION), ("patient", ANSWER)] * 4
    visit(speakers, turns, sound)
    cough = sound("patient") + 60.0 * np.sign(np.random.default_rng(9).normal(size=SIZE))
    assert speakers.hear(20, cough, 1.0, NEUTRAL) == "unknown"
    later = [("patient", NEUTRAL), ("clinician", NEUTRAL)] * 5
    assert [speakers.hear(30 + n, sound(who), 2.5, text) for n, (who, text) in enumerate(later)] == [
        who for who, _ in later
    ]


def test_voices_of_two_pitches_differ_and_one_pitch_does_not():
    rate, seconds = 16_000, 2.0
    at = np.arange(int(rate * seconds)) / rate

    def buzz(pitch, brightness, seed):
        noise = np.random.default_rng(seed).normal(size=len(at)) * 0.003
        tone = sum(np.sin(2 * np.pi * pitch * n * at) / n**brightness for n in range(1, 20))
        return (0.1 * tone + noise).astype(np.float32)

    low, again, high = voice(buzz(110, 1.0, 1)), voice(buzz(112, 1.0, 2)), voice(buzz(210, 1.8, 3))
    speakers = Speakers(CUES)
    assert speakers.differ(low, seconds, high, seconds)
    assert not speakers.differ(low, seconds, again, seconds)


@pytest.mark.parametrize("length", [0, 100, 1000])
def test_a_very_short_stretch_still_has_a_voice(length):
    assert np.isfinite(voice(np.zeros(length, np.float32))).all()
