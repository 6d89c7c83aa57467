"""The live source: PortAudio's callback fills a queue, and whoever iterates gets blocks of sound and gaps.

The callback does nothing but copy and queue, so that no computing elsewhere can lose a sample. PortAudio tells
little about faults (a suspended source simply stops delivering), so the reading side watches the time.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import numpy as np
import soxr

from asr.audio import SAMPLE_RATE, Block, Gap, Samples, mono

BLOCK_S = 0.1
WATCHDOG_S = 1.0  # sound is missing when nothing has come for this long
REOPEN_S = 3.0  # a source that is silent for so long is opened anew: after sleep the old stream stays dead
_LATENCY_S = 0.2

NO_PORTAUDIO = (
    "The sound library PortAudio is not installed, so the microphone cannot be used. On Debian or Ubuntu: "
    "'sudo apt install libportaudio2'. Recorded encounters can still be replayed."
)
NO_DEVICE = (
    "No microphone was found. Plug one in or allow this program to use it in the system's sound settings, "
    "then try again; recorded encounters can still be replayed."
)
STOPPED = "The microphone has stopped delivering sound; check its plug and the system's sound settings."
UNPLUGGED = "The microphone was unplugged or the sound system stopped; recording goes on when it is back."
OVERFLOW = "The computer was too busy to take all of the sound."


class MicrophoneError(RuntimeError):
    """The microphone cannot be used; the message is a plain sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Device:
    """One input device as PortAudio lists it; `rate` in Hz is the one that it surely opens with."""

    index: int
    name: str
    channels: int
    rate: int
    default: bool


def devices() -> list[Device]:
    """All input devices, empty when there are none. Raises MicrophoneError without PortAudio."""
    sounddevice = _portaudio()
    chosen = sounddevice.default.device[0]
    return [
        Device(
            index=number,
            name=str(entry["name"]),
            channels=int(entry["max_input_channels"]),
            rate=round(entry["default_samplerate"]),
            default=number == chosen,
        )
        for number, entry in enumerate(sounddevice.query_devices())
        if entry["max_input_channels"] > 0
    ]


def _portaudio() -> Any:
    """sounddevice, imported here only: without PortAudio its import raises OSError."""
    try:
        import sounddevice
    except OSError as fault:
        raise MicrophoneError(NO_PORTAUDIO) from fault
    return sounddevice


def _find(device: str | int | None) -> Device:
    found = devices()
    if not found:
        raise MicrophoneError(NO_DEVICE)
    if device is None:
        return next((entry for entry in found if entry.default), found[0])
    for entry in found:
        if device == entry.index or str(device) == entry.name or str(device) == str(entry.index):
            return entry
    near = [entry for entry in found if str(device).casefold() in entry.name.casefold()]
    if len(near) == 1:
        return near[0]
    raise MicrophoneError(
        f"There is no one microphone called '{device}'; 'scribe devices' lists them: "
        + ", ".join(entry.name for entry in found)
        + "."
    )


class Microphone:
    """Iterate for blocks and gaps; `stop` (from any thread) ends the iteration after all captured sound.

    Opens at 16 kHz mono where the device can, otherwise at `rate` or the device's own rate and channels, mixed
    to one and resampled. `samples` counts what was handed out, `lost_s` the seconds in all gaps.
    """

    def __init__(
        self, device: str | int | None = None, *, rate: int | None = None, channels: int | None = None
    ) -> None:
        """Opens nothing yet. Raises MicrophoneError when PortAudio or the device is missing."""
        self._wanted, self._rate, self._channels = device, rate, channels
        self.device = _find(device)
        self._queue: queue.SimpleQueue[_Piece | None] = queue.SimpleQueue()
        self._stream: _Stream | None = None
        self._stopped = False
        self.samples = 0
        self.lost_s = 0.0

    def __enter__(self) -> Microphone:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begins to capture. Raises MicrophoneError when the device cannot be opened."""
        if self._stream is None:
            self._stream = _Stream(self.device, self._rate, self._channels, self._queue)

    def stop(self) -> None:
        """Ends the capture; what was captured until now is still handed out."""
        if not self._stopped:
            self._stopped = True
            if self._stream is not None:
                self._stream.close()
            self._queue.put(None)

    @property
    def waiting_s(self) -> float:
        """Seconds of sound that are captured and not yet fetched."""
        return self._queue.qsize() * BLOCK_S

    def __iter__(self) -> Iterator[Block | Gap]:
        self.start()
        heard_at = time.monotonic()
        told = False
        reason = STOPPED
        opened_at = heard_at
        while True:
            try:
                piece = self._queue.get(timeout=WATCHDOG_S / 4)
            except queue.Empty:
                now = time.monotonic()
                if self._stream is not None and self._stream.ended:
                    reason = UNPLUGGED
                missing = now - heard_at
                if not told and (missing >= WATCHDOG_S or reason is UNPLUGGED):
                    told = True
                    yield Gap(self.samples, missing, reason, over=False)
                if told and now - opened_at >= (WATCHDOG_S if reason is UNPLUGGED else REOPEN_S):
                    opened_at = now
                    self._reopen()
                continue
            if piece is None:
                yield from self._rest()
                if told:
                    yield self._gap(time.monotonic() - heard_at, reason)
                return
            now = time.monotonic()
            if told:
                yield from self._rest()
                yield self._gap(max(0.0, now - heard_at - BLOCK_S), reason)
                told, reason = False, STOPPED
            elif piece.lost_s > 0:
                yield self._gap(piece.lost_s, OVERFLOW)
            heard_at = now
            yield from self._block(piece.stream.convert(piece.frames))

    def _rest(self) -> Iterator[Block]:
        if self._stream is not None:
            yield from self._block(self._stream.flush())

    def _block(self, samples: Samples) -> Iterator[Block]:
        if len(samples):
            block = Block(self.samples, samples)
            self.samples += len(samples)
            yield block

    def _gap(self, seconds: float, reason: str) -> Gap:
        self.lost_s += seconds
        return Gap(self.samples, seconds, reason)

    def _reopen(self) -> None:
        """Opens the device anew, or the one that is now the default; silence goes on when it cannot be."""
        if self._stream is not None:
            self._stream.close()
        try:
            device = _find(self._wanted)
            before = self._stream if device == self.device else None
            self._stream = _Stream(
                device,
                before.rate if before is not None else self._rate,
                before.channels if before is not None else self._channels,
                self._queue,
            )
            self.device = device
        except MicrophoneError:
            return


@dataclass(frozen=True, slots=True)
class _Piece:
    """Frames as they came from the callback of `stream`; `lost_s` are missing before them."""

    frames: Any
    lost_s: float
    stream: _Stream


class _Stream:
    """One opened PortAudio stream and the resampler that goes with its rate."""

    def __init__(
        self, device: Device, rate: int | None, channels: int | None, pieces: queue.SimpleQueue[_Piece | None]
    ) -> None:
        sounddevice = _portaudio()
        self.ended = False
        self._pieces = pieces
        self._due: float | None = None
        last: Exception | None = None
        for try_rate, try_channels in _ways(device, rate, channels):
            try:
                self._stream = sounddevice.InputStream(
                    device=device.index,
                    samplerate=try_rate,
                    channels=try_channels,
                    dtype="float32",
                    blocksize=round(try_rate * BLOCK_S),
                    latency=_LATENCY_S,
                    callback=self._heard,
                    finished_callback=self._finished,
                )
                self.rate, self.channels = try_rate, try_channels
                self._resample = (
                    None
                    if try_rate == SAMPLE_RATE
                    else soxr.ResampleStream(try_rate, SAMPLE_RATE, 1, dtype="float32")
                )
                self._stream.start()
                return
            except (sounddevice.PortAudioError, ValueError) as fault:
                last = fault
        raise MicrophoneError(
            f"The microphone '{device.name}' cannot be opened; is it plugged in, allowed, and free? ({last})"
        ) from last

    def _heard(self, frames: Any, count: int, moment: Any, status: Any) -> None:
        lost = 0.0
        began = float(moment.inputBufferAdcTime)
        if status.input_overflow and self._due is not None:
            lost = max(0.0, began - self._due)
        self._due = began + count / self.rate
        self._pieces.put(_Piece(frames.copy(), lost, self))

    def _finished(self) -> None:
        self.ended = True

    def convert(self, frames: Any) -> Samples:
        samples = mono(frames)
        if self._resample is None:
            return samples
        return np.asarray(self._resample.resample_chunk(samples), np.float32)

    def flush(self) -> Samples:
        """What the resampler still holds."""
        if self._resample is None:
            return np.zeros(0, np.float32)
        rest = np.asarray(self._resample.resample_chunk(np.zeros(0, np.float32), last=True), np.float32)
        self._resample.clear()
        return rest

    def close(self) -> None:
        # A stream whose device is gone may refuse to stop; closing it is what counts.
        sounddevice = _portaudio()
        for step in (self._stream.stop, self._stream.close):
            try:
                step()
            except sounddevice.PortAudioError:
                continue


def _ways(device: Device, rate: int | None, channels: int | None) -> list[tuple[int, int]]:
    """(rate, channels) in the order in which they are tried."""
    rates = [rate] if rate else list(dict.fromkeys([SAMPLE_RATE, device.rate, 48_000, 44_100]))
    counts = [channels] if channels else list(dict.fromkeys([1, min(2, device.channels)]))
    return [(one, count) for one in rates for count in counts]
