"""`scribe devices`: the microphones of this machine, by the names that --device takes."""

from __future__ import annotations

import argparse

from scribe_app.errors import Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--names", action="store_true", help="the names alone, one a line")


def run(args: argparse.Namespace) -> int:
    from asr.microphone import NO_DEVICE, MicrophoneError, devices

    try:
        found = devices()
    except MicrophoneError as fault:
        raise Refusal(str(fault)) from fault
    if not found:
        raise Refusal(NO_DEVICE)
    for device in found:
        if args.names:
            print(device.name)
        else:
            mark = "*" if device.default else " "
            print(f"{mark} {device.index:>2}  {device.name}  ({device.channels} channels, {device.rate} Hz)")
    return 0
