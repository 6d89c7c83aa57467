"""The command line: finds the command, hands it its arguments, turns refusals into one sentence and exit 2.

Each command is a module of `scribe_app.commands` with `add_arguments(parser)` and `run(args) -> int`, imported
only when it is called, so that a look-up does not wait for Qt.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from scribe_app import __version__
from scribe_app.errors import Refusal
from structuring.pack import RuleError

COMMANDS: dict[str, str] = {
    "app": "opens the desktop app (the same as 'scribe' alone)",
    "demo": "opens the app and replays a bundled sample encounter as if it were happening now",
    "replay": "replays a recorded or written encounter through the same path as the microphone",
    "listen": "live capture without the window",
    "check": "holds an existing written note against the checklist and the code rules",
    "lookup": "ICD-10-CM: description, billable or not on a date, Excludes1",
    "audit": "finds retired or incomplete codes and Excludes1 pairs in templates, superbills and claim exports",
    "encounters": "the encounter store: list, show, export",
    "claims": "imports claims (CSV or X12 835)",
    "metrics": "billing figures",
    "models": "recogniser models: list, fetch, verify",
    "devices": "the microphones of this machine",
    "hints": "passages that possibly speak of items still silent (extra 'semantic')",
    "doctor": "a diagnosis of this machine",
}

USAGE_EXIT = 2
INTERRUPTED_EXIT = 130
MISTAKE_EXIT = 3  # of the program itself; SCRIBE_TRACEBACK=1 shows a developer where


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Returns the exit code: 0 done, 1 findings (check, audit), 2 bad input or usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0].startswith("-"):
        _overview().parse_args(arguments)
    name = arguments[0] if arguments else "app"
    try:
        if name not in COMMANDS:
            raise Refusal(f"There is no command '{name}'. 'scribe --help' lists them.")
        module = import_module(f"scribe_app.commands.{name}")
        parser = argparse.ArgumentParser(prog=f"scribe {name}", description=COMMANDS[name])
        module.add_arguments(parser)
        code = int(module.run(parser.parse_args(arguments[1:])))
        sys.stdout.flush()  # here, where a closed pipe is expected, and not when the interpreter ends
        return code
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return USAGE_EXIT
    except RuleError as fault:
        print(f"A rule file cannot be used: {fault}", file=sys.stderr)
        return USAGE_EXIT
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this the interpreter complains when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED_EXIT
    except Exception as fault:
        # A traceback quotes what it stumbled over, and that may be a patient's words.
        if os.environ.get("SCRIBE_TRACEBACK"):
            raise
        from scribe_app import logs

        print(logs.sentence(fault), file=sys.stderr)
        return MISTAKE_EXIT


def _overview() -> argparse.ArgumentParser:
    width = max((len(name) for name in COMMANDS), default=0)
    listing = "\n".join(f"  {name:{width}}  {does}" for name, does in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="scribe",
        description="A low-back-pain scribe that runs on this machine alone.",
        epilog=f"commands:\n{listing}\n\n'scribe COMMAND --help' tells more of one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"scribe {__version__}")
    return parser
