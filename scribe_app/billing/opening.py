"""Opens the ledger for a command: under the key of the encounters, asked for in the same way."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scribe_app.billing import quality
from scribe_app.billing.ledger import NAME, Ledger
from scribe_app.errors import Refusal
from scribe_app.store import database as encounters
from scribe_app.store import keys, opening
from scribe_app.store.files import data_folder
from scribe_app.store.keys import Key
from scribe_app.store.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, help="where encounters and claims are (the user's own data folder)")
    parser.add_argument("--passphrase-stdin", action="store_true", help="read the passphrase from standard input")


def open_ledger(args: argparse.Namespace, *, create: bool = False) -> Ledger:
    """The ledger of the data folder. With `create`, makes it, and the key where there is none yet.

    Raises Refusal when there is nothing to open, or the key is missing or wrong.
    """
    folder: Path = args.folder or data_folder()
    if not create and not (folder / NAME).exists():
        raise Refusal(
            "No claims have been imported yet: 'scribe claims import FILE' brings them in, "
            "'scribe metrics --demo' shows a sample practice."
        )
    return Ledger.open(folder, _key(args, folder, create))


def open_with_visits(args: argparse.Namespace) -> Ledger:
    """The ledger, with what the signed notes of the same folder say put beside the claims."""
    folder: Path = args.folder or data_folder()
    key = _key(args, folder, create=False) if (folder / NAME).exists() else None
    if key is None:
        return open_ledger(args)
    book = Ledger.open(folder, key)
    try:
        gather(book, folder, key)
    except BaseException:
        book.close()
        raise
    return book


@contextmanager
def open_beside_store(args: argparse.Namespace) -> Iterator[tuple[Ledger, Store | None]]:
    """The ledger, and the store of the same folder where there is one."""
    folder: Path = args.folder or data_folder()
    if not (folder / NAME).exists():
        open_ledger(args)  # refuses
    key = _key(args, folder, create=False)
    with ExitStack() as opened:
        store = None
        if (folder / encounters.NAME).exists():
            store = opened.enter_context(Store.open(folder, key, exclusive=False))
        yield opened.enter_context(Ledger.open(folder, key)), store


def gather(book: Ledger, folder: Path, key: Key) -> None:
    """Reads the signed notes of the folder, when there are any, into the ledger."""
    if (folder / encounters.NAME).exists():
        with Store.open(folder, key, exclusive=False) as store:
            quality.collect(book, store)


def _key(args: argparse.Namespace, folder: Path, create: bool) -> Key:
    if keys.exists(folder) or not create:
        return opening.unlock(folder, lambda: _ask(args, "Passphrase: "))
    passphrase = None
    if args.passphrase_stdin or keys.system_keyring() is None:
        passphrase = _ask(args, "New passphrase: ")
    key, phrase = opening.create(folder, passphrase)
    print(f"Recovery phrase, shown this once; keep it in a safe place:\n{phrase}", file=sys.stderr)
    return key


def _ask(args: argparse.Namespace, prompt: str) -> str:
    if args.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise keys.Locked(f"{prompt.rstrip(': ')} needed: call this at a terminal, or give '--passphrase-stdin'.")
    return getpass.getpass(prompt)
