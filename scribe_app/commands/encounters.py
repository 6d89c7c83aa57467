"""`scribe encounters`: the stored visits without the window: list, show, export, verify, back up, delete."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from scribe_app import export, signing
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack
from scribe_app.store import backup as backups
from scribe_app.store import keys, opening, retention, salvage
from scribe_app.store.files import data_folder
from scribe_app.store.records import VisitRecord
from scribe_app.store.store import Store

FINDINGS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, help="where the encounters are (the user's own data folder)")
    parser.add_argument("--passphrase-stdin", action="store_true", help="read the passphrase from standard input")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, does: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=does, description=does)
        made.set_defaults(run_action=run)
        return made

    made = action("list", "all visits, today's unsigned first", _list)
    made.add_argument("--salvage", action="store_true", help="read what can be saved of a damaged database")
    made = action("show", "one visit as text", _show)
    made.add_argument("visit")
    made.add_argument("--salvage", action="store_true", help="read what can be saved of a damaged database")
    made = action("export", "a visit as FHIR document, PDF, text or signed record", _export)
    made.add_argument("visit")
    made.add_argument("--as", dest="form", choices=export.FORMS, default="pdf")
    made.add_argument("--to", type=Path, help="file or folder (the current folder)")
    made = action("verify", "whether log, signatures, sound and database are as they were written", _verify)
    made.add_argument("what", nargs="?", help="a visit, or the file of a signed record")
    made = action("log", "who did what when", _log)
    made.add_argument("visit", nargs="?")
    made = action("backup", "makes a backup in a folder and checks it", _backup)
    made.add_argument("to", type=Path)
    made = action("restore", "goes back to a backup; what is there now is moved aside", _restore)
    made.add_argument("backup", type=Path)
    made.add_argument("--recovery", action="store_true", help="with the recovery phrase; sets a new passphrase")
    made = action(
        "retention", "shows what has reached the end of its time; with --apply deletes it for good", _retain
    )
    for part in ("sound", "transcript", "note", "log"):
        made.add_argument(
            f"--{part}", type=int, metavar="DAYS", help=f"keep the {part} this many days after signing"
        )
    made.add_argument("--apply", action="store_true")
    made.add_argument("--date-is-right", action="store_true", help="believe a clock that seems to have jumped")
    made = action("delete", "deletes a visit that nobody signed", _delete)
    made.add_argument("visit")
    made.add_argument("--reason", required=True)
    action("passphrase", "sets a new passphrase", _passphrase)
    action("recover", "opens locked encounters with the recovery phrase and sets a new passphrase", _recover)


def run(args: argparse.Namespace) -> int:
    return int(args.run_action(args))


def _list(args: argparse.Namespace) -> int:
    if not opening.is_there(_folder(args)):
        print("No encounters yet.")
        return 0
    with _open(args) as store:
        records = store.visits()
        for record in records:
            print(_line(record))
        if not records:
            print("No encounters yet.")
    return 0


def _show(args: argparse.Namespace) -> int:
    with _open(args) as store:
        handover = export.gather(store, args.visit, load_pack())
        store.log("view", args.visit)
        print(export.text(handover), end="")
    return 0


def _export(args: argparse.Namespace) -> int:
    with _open(args) as store:
        handover = export.gather(store, args.visit, load_pack())
        target = args.to or Path()
        if target.is_dir():
            target = target / export.default_name(handover, args.form)
        if args.form in ("pdf", "fhir"):
            _painter()
        store.log("export", args.visit, {"form": args.form})
        print(export.write(handover, args.form, target))
    return 0


def _verify(args: argparse.Namespace) -> int:
    if args.what and Path(args.what).is_file():
        return _verify_file(Path(args.what))
    with _open(args) as store:
        problems = signing.problems(store, args.what)
        for problem in problems:
            print(problem)
        if not problems:
            print("Everything is as it was written.")
    return FINDINGS if problems else 0


def _verify_file(path: Path) -> int:
    try:
        verdict = signing.verify(path.read_bytes().strip())
    except OSError as fault:
        raise Refusal(f"{path} cannot be read: {fault.strerror}.") from fault
    for problem in verdict.problems:
        print(problem)
    if verdict.document is not None and verdict.ok:
        header = verdict.document.header
        print(f"As signed by {header.signer} at {header.signed_at:%Y-%m-%d %H:%M:%S} UTC.")
        print(f"Signer's key: {verdict.document.key_fingerprint}")
    return 0 if verdict.ok else FINDINGS


def _log(args: argparse.Namespace) -> int:
    with _open(args) as store:
        for row in store.audit.rows(args.visit):
            print(f"{row.seq:6} {row.at[:19]} {row.actor:16} {row.action:20} {row.visit_id or '':18} {row.detail}")
        fault = store.audit.verify()
    if fault:
        print(fault.what)
    return FINDINGS if fault else 0


def _backup(args: argparse.Namespace) -> int:
    with _open(args) as store:
        print(backups.back_up(store, args.to))
    return 0


def _restore(args: argparse.Namespace) -> int:
    backups.contents(args.backup)
    if args.recovery:
        key = keys.recover(args.backup, _ask(args, "Recovery phrase: "))
        passphrase = _new_passphrase(args)
        keys.refuse_short(passphrase)
        former = backups.restore(args.backup, _folder(args), key)
        keys.lock_with(_folder(args), key, passphrase)
    else:
        key = opening.unlock(args.backup, _asker(args))
        former = backups.restore(args.backup, _folder(args), key)
    print(f"Restored {args.backup.name}.")
    if former is not None:
        print(f"What was there before is kept in {former}.")
    return 0


def _retain(args: argparse.Namespace) -> int:
    days = {part: getattr(args, part) for part in ("sound", "transcript", "note", "log")}
    try:
        policy = retention.Policy(**{part: count for part, count in days.items() if count is not None})
    except ValueError:
        raise Refusal(
            f"Periods are whole days from 0 on, and the log is kept at least {retention.LOG_LEAST_DAYS} days."
        ) from None
    with _open(args, exclusive=args.apply) as store:
        if not args.apply:
            _tell(retention.due(store, policy), "due")
            return 0
        outcome = retention.apply(store, policy, date_is_right=args.date_is_right)
    _tell(outcome.due, "deleted")
    for path in outcome.unreached:
        print(f"not reached, may still hold it: {path}")
    return FINDINGS if outcome.unreached else 0


def _tell(due: retention.Due, word: str) -> None:
    for part in ("sound", "transcript", "note"):
        for visit_id in getattr(due, part):
            print(f"{word}: {part} of {visit_id}")
    if due.log_rows:
        print(f"{word}: {due.log_rows} rows of the log")
    for visit_id in due.unsigned:
        print(f"past its time but not signed, kept: {visit_id}")
    if due.nothing:
        print(f"Nothing {word}.")


def _delete(args: argparse.Namespace) -> int:
    with _open(args, exclusive=True) as store:
        retention.delete_visit(store, args.visit, args.reason)
    print(f"Deleted {args.visit}.")
    return 0


def _passphrase(args: argparse.Namespace) -> int:
    folder = _folder(args)
    key = opening.unlock(folder, _asker(args))
    keys.lock_with(folder, key, _new_passphrase(args))
    print("The new passphrase holds from now on. The recovery phrase stays the same.")
    return 0


def _recover(args: argparse.Namespace) -> int:
    folder = _folder(args)
    key = keys.recover(folder, _ask(args, "Recovery phrase: "))
    keys.lock_with(folder, key, _new_passphrase(args))
    print("The encounters open with the new passphrase.")
    return 0


def _folder(args: argparse.Namespace) -> Path:
    return args.folder or data_folder()


def _open(args: argparse.Namespace, *, exclusive: bool = False) -> Store:
    folder = _folder(args)
    key = opening.unlock(folder, _asker(args))
    if getattr(args, "salvage", False):
        store, losses = salvage.open_damaged(folder, key)
        for loss in losses:
            print(loss, file=sys.stderr)
        return store
    return Store.open(folder, key, exclusive=exclusive)


def _asker(args: argparse.Namespace) -> Callable[[], str]:
    return lambda: _ask(args, "Passphrase: ")


def _new_passphrase(args: argparse.Namespace) -> str:
    return _ask(args, "New passphrase: ")


def _ask(args: argparse.Namespace, prompt: str) -> str:
    if args.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise keys.Locked(f"{prompt.rstrip(': ')} needed: call this at a terminal, or give '--passphrase-stdin'.")
    return getpass.getpass(prompt)


def _line(record: VisitRecord) -> str:
    patient = record.patient.name if record.patient else "-"
    kind = (record.visit_type or "-").replace("_", "-")
    return f"{record.id}  {record.date_of_service}  {record.status:11}  {kind:9}  {patient}"


def _painter() -> None:
    """Qt paints the PDF; without a display it does so all the same."""
    import os

    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _painter.application = QGuiApplication(["scribe"])  # type: ignore[attr-defined]
