"""Endpointing on frame probabilities alone."""

from hypothesis import given
from hypothesis import strategies as st

from asr.endpointing import Endpointer
from asr.vad import FRAME


def hear(*pieces):
    """Pieces of (probability, frames)."""
    endpointer = Endpointer()
    for probability, frames in pieces:
        for _ in range(frames):
            endpointer.hear(probability)
    return endpointer


def test_one_loud_frame_is_a_click_and_no_speech():
    assert hear((0.0, 5), (0.9, 1), (0.0, 5), (0.9, 1), (0.0, 5)).current is None


def test_speech_begins_at_its_first_frame():
    current = hear((0.0, 5), (0.9, 3)).current
    assert current is not None
    assert current.start == 5 * FRAME


def test_a_pause_is_kept_with_both_its_ends():
    current = hear((0.9, 10), (0.1, 4), (0.9, 3)).current
    assert current.pauses == [(10 * FRAME, 14 * FRAME)]
    assert current.end is None


def test_a_probability_between_the_two_limits_goes_on_as_it_was():
    assert hear((0.9, 10), (0.4, 5)).current.end is None
    assert hear((0.9, 10), (0.1, 1), (0.4, 5)).current.end == 10 * FRAME


def test_after_a_close_with_resume_the_new_stretch_holds_only_what_is_its_own():
    endpointer = hear((0.9, 10), (0.1, 4), (0.9, 10), (0.1, 3), (0.9, 5))
    endpointer.close(resume=14 * FRAME)
    assert endpointer.current.start == 14 * FRAME
    assert endpointer.current.pauses == [(24 * FRAME, 27 * FRAME)]


@given(st.lists(st.floats(0, 1), max_size=200))
def test_pauses_lie_inside_the_stretch_in_order(probabilities):
    endpointer = Endpointer()
    for probability in probabilities:
        endpointer.hear(probability)
    current = endpointer.current
    if current is not None:
        edges = [current.start, *(edge for pause in current.pauses for edge in pause)]
        edges += [current.end] if current.end is not None else []
        assert edges == sorted(edges)
        assert edges[-1] <= endpointer.position == len(probabilities) * FRAME
