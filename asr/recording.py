"""Reads recorded sound block by block: wav, flac, ogg, mp3 through libsndfile; m4a and the rest through FFmpeg."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr

from asr.audio import SAMPLE_RATE, Block, Samples, mono
from asr.integrity import damage, tells_length

BLOCK_SECONDS = 0.1
SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".m4a", ".mp4", ".aac", ".aiff", ".aif"})
_FFMPEG = frozenset({".m4a", ".mp4", ".aac"})


class RecordingError(ValueError):
    """Sound that cannot be read; the message says which file and why in plain words."""


def read(path: str | Path, block_s: float = BLOCK_SECONDS) -> Iterator[Block]:
    """The recording as consecutive blocks of `block_s` seconds at 16 kHz mono, the last one shorter.

    Raises RecordingError (before the first block) when the file is missing, empty, or no sound.
    """
    source = Path(path)
    if not source.exists():
        raise RecordingError(f"There is no file {source}.")
    if source.is_dir():
        raise RecordingError(f"{source} is a folder, not a recording.")
    if source.stat().st_size == 0:
        raise RecordingError(f"The recording {source} is empty.")
    if fault := damage(source):
        raise RecordingError(f"The recording {source} is damaged: {fault}.")
    pieces = _with_ffmpeg(source) if source.suffix.lower() in _FFMPEG else _with_sndfile(source)
    blocks = _blocks(_checked(pieces, source), max(1, round(block_s * SAMPLE_RATE)))
    first = next(blocks, None)
    if first is None:
        raise RecordingError(f"The recording {source} holds no sound.")
    return _after(first, blocks)


def seconds(path: str | Path) -> float:
    """The length of a recording. Raises RecordingError like `read`."""
    return sum(len(block.samples) for block in read(path, 10.0)) / SAMPLE_RATE


def samples(path: str | Path) -> Samples:
    """The whole recording as one array of shape (n,). Raises RecordingError like `read`."""
    return np.concatenate([block.samples for block in read(path, 10.0)])


def _after(first: Block, rest: Iterator[Block]) -> Iterator[Block]:
    yield first
    yield from rest


def _checked(pieces: Iterator[Samples], source: Path) -> Iterator[Samples]:
    """The same pieces; a damaged file is told as RecordingError, values that are no numbers become silence."""
    try:
        for piece in pieces:
            yield np.nan_to_num(piece, nan=0.0, posinf=1.0, neginf=-1.0)
    except RecordingError:
        raise
    except OSError as fault:
        raise RecordingError(f"The recording {source} cannot be read: {fault.strerror or fault}.") from fault
    except (RuntimeError, ValueError) as fault:
        raise RecordingError(f"{source} is no sound that can be read, or it is damaged.") from fault


def _blocks(pieces: Iterator[Samples], size: int) -> Iterator[Block]:
    first = 0
    rest: Samples = np.zeros(0, np.float32)
    for piece in pieces:
        rest = np.concatenate([rest, piece]) if len(rest) else piece
        whole = len(rest) // size * size
        for start in range(0, whole, size):
            yield Block(first + start, rest[start : start + size])
        first += whole
        rest = rest[whole:]
    if len(rest):
        yield Block(first, rest)


def _with_sndfile(source: Path) -> Iterator[Samples]:
    try:
        sound = soundfile.SoundFile(source)
    except soundfile.LibsndfileError:
        # An unknown wrapping: FFmpeg reads more of them, and says itself when it is no sound at all.
        yield from _with_ffmpeg(source)
        return
    with sound:
        resample = _to_16k(sound.samplerate)
        read = 0
        while len(piece := sound.read(sound.samplerate, dtype="float32", always_2d=True)):
            read += len(piece)
            yield resample(mono(piece), False)
        yield resample(np.zeros(0, np.float32), True)
        if read < sound.frames - sound.samplerate and tells_length(source):
            raise RecordingError(
                f"The recording {source} is damaged: {read / sound.samplerate:.0f} of its "
                f"{sound.frames / sound.samplerate:.0f} seconds can be read."
            )


def _with_ffmpeg(source: Path) -> Iterator[Samples]:
    import av

    try:
        with av.open(str(source)) as container:
            if not container.streams.audio:
                raise RecordingError(f"There is no sound in {source}.")
            resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
            for frame in container.decode(audio=0):
                for piece in resampler.resample(frame):
                    yield piece.to_ndarray().reshape(-1).astype(np.float32)
            for piece in resampler.resample(None):
                yield piece.to_ndarray().reshape(-1).astype(np.float32)
    except av.error.FFmpegError as fault:
        raise RecordingError(f"{source} is no sound that can be read, or it is damaged.") from fault


class _to_16k:
    """Resamples a stream of mono pieces to 16 kHz, keeping the filter's state between pieces."""

    def __init__(self, rate: int) -> None:
        self._stream = None if rate == SAMPLE_RATE else soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")

    def __call__(self, piece: Samples, last: bool) -> Samples:
        if self._stream is None:
            return piece
        return np.asarray(self._stream.resample_chunk(piece, last=last), dtype=np.float32)
