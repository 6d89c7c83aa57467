"""The microphone as a source that can be paused: while paused the device is closed, so nothing is heard at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any


class MicrophoneSource:
    """Blocks of a microphone, numbered through over pauses. `open_device` gives a fresh one with `stop()`."""

    def __init__(self, open_device: Callable[[], Any], first: int = 0) -> None:
        """`first` is the number of the first sample, for a visit that goes on after an earlier recording."""
        self._open_device = open_device
        self._next = first
        self._change = threading.Condition()
        self._device: Any = None
        self._paused = False
        self._stopped = False

    def __iter__(self) -> Iterator[Any]:
        while self._wait_until_wanted():
            offset = self._next
            for item in self._device:
                moved = replace(item, first=item.first + offset)
                self._next = getattr(moved, "end", self._next)
                yield moved
            with self._change:
                ended_by_itself = not self._paused and not self._stopped
                self._device = None
            if ended_by_itself:
                return

    def _wait_until_wanted(self) -> bool:
        """Opens the device when it is wanted. False when the recording was stopped."""
        with self._change:
            while self._paused and not self._stopped:
                self._change.wait()
            if self._stopped:
                return False
            self._device = self._open_device()
            return True

    def pause(self) -> None:
        with self._change:
            self._paused = True
            if self._device is not None:
                self._device.stop()

    def resume(self) -> None:
        with self._change:
            self._paused = False
            self._change.notify_all()

    def stop(self) -> None:
        with self._change:
            self._stopped = True
            if self._device is not None:
                self._device.stop()
            self._change.notify_all()
