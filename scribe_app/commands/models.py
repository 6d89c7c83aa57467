"""`scribe models list|fetch|verify`: the recogniser's weights on this machine, and larger ones to fetch."""

from __future__ import annotations

import argparse
import sys

from asr.models import (
    EMBEDDED,
    FETCHABLE,
    SUMS,
    TINY_EN,
    WEIGHTS,
    FetchableModel,
    ModelError,
    check,
    check_sums,
    digest,
)
from asr.models import embedded_folder as embedded
from scribe_app.errors import Refusal
from scribe_app.models import offered as model_list
from scribe_app.models.folder import models_folder
from scribe_app.models.offered import Model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|fetch|verify")
    listing = actions.add_parser("list", help="the models that there are, with their speed on this machine")
    listing.add_argument("--no-speed", action="store_true", help="do not measure the speed")
    fetching = actions.add_parser("fetch", help="fetches a model; Ctrl-C stops, the next call goes on from there")
    fetching.add_argument("name", metavar="NAME")
    checking = actions.add_parser("verify", help="holds the files of a model, or of all, against their checksums")
    checking.add_argument("name", metavar="NAME", nargs="?")


def run(args: argparse.Namespace) -> int:
    if args.action == "fetch":
        return _fetch(args.name)
    if args.action == "verify":
        return _verify(args.name)
    return _list(measure=not args.no_speed)


def _list(*, measure: bool) -> int:
    folder = models_folder()
    print(f"{'name':16}{'MB':>6}  {'licence':8}{'here':22}{'s per s of speech':>18}  SHA-256 of the weights")
    found = model_list.models(folder)
    tiny_speed = None
    for model in found:
        value = None
        if measure and model.folder is not None:
            try:
                value = model_list.speed(model.folder)
                model_list.keep_measured(folder, model.name, value)
            except ModelError as fault:
                print(f"{model.name:16}{fault}")
                continue
        if model.name == EMBEDDED:
            tiny_speed = value
        _row(model, value)
    if tiny_speed is not None:
        print(_advice(found, tiny_speed))
    return 0


def _row(model: Model, value: float | None) -> None:
    shown = f"{value:.3f}" if value is not None else ""
    if model.folder is None:
        state = "not installed" if model.name == EMBEDDED else "scribe models fetch"
    else:
        state = "embedded" if model.name == EMBEDDED else "fetched" if model.slower else "own folder"
    checksum = digest(model.folder / WEIGHTS) if model.folder is not None else ""
    print(f"{model.name:16}{model.size_mb:>6}  {model.licence:8}{state:22}{shown:>18}  {checksum}")


def _advice(found: list[Model], tiny_speed: float) -> str:
    """Which model this machine would carry in a live visit, from what the embedded one takes."""
    best = model_list.best(found, tiny_speed)
    if best is None:
        return "The embedded model is the right one for this machine: a larger one would fall behind in a visit."
    if best.folder is not None:
        return f"This machine is strong enough for {best.name}: use it with --model {best.name}."
    return f"This machine is strong enough for {best.name}, which hears better: 'scribe models fetch {best.name}'."


def _find(name: str) -> FetchableModel:
    for model in FETCHABLE:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in FETCHABLE)
    if name == EMBEDDED:
        raise Refusal(f"{EMBEDDED} is embedded in the program and need not be fetched. There are also {names}.")
    raise Refusal(f"There is no model '{name}'; those to fetch are {names}.")


def _fetch(name: str) -> int:
    from scribe_app.models.fetch import Cancelled, fetch

    model = _find(name)
    shown = -1

    def progress(file: str, done: int, total: int) -> None:
        nonlocal shown
        percent = 100 * done // total if total else 0
        if percent != shown:
            shown = percent
            print(f"\r{file}: {percent:3} % of {total / 1e6:.0f} MB", end="", file=sys.stderr, flush=True)

    try:
        folder = fetch(model, models_folder(), progress=progress)
    except (KeyboardInterrupt, Cancelled):
        print(file=sys.stderr)
        raise Refusal(f"Stopped. 'scribe models fetch {name}' goes on where it stopped.") from None
    print(file=sys.stderr)
    print(f"{name} is here and whole: {folder}. Use it with --model {name} or choose it in the settings.")
    return 0


def _verify(name: str | None) -> int:
    folder = models_folder()
    if name is None:
        names = [EMBEDDED, *(model.name for model in FETCHABLE if (folder / model.name / SUMS).is_file())]
    elif name == EMBEDDED or (folder / _find(name).name).is_dir():
        names = [name]
    else:
        raise Refusal(f"{name} has not been fetched; 'scribe models fetch {name}' does.")
    damaged = []
    for one in names:
        try:
            if one == EMBEDDED:
                check(embedded(), TINY_EN)
            else:
                check_sums(folder / one)
            print(f"{one}: whole")
        except ModelError as fault:
            damaged.append(str(fault))
    if damaged:
        raise Refusal(" ".join(damaged))
    return 0
