"""What can go wrong while keeping, each in the clinician's words."""

from __future__ import annotations

import errno

from sqlcipher3 import dbapi2 as sqlcipher

from scribe_app.errors import Refusal


class StoreTrouble(Refusal):
    """The store cannot do what was asked. The text says what stands and what to do next.

    `refuses`: the store is well and declines (a signed note cannot change); else the machine is in the way.
    """

    def __init__(self, text: str, *, refuses: bool = False) -> None:
        super().__init__(text)
        self.refuses = refuses


class DiskFull(StoreTrouble):
    """No room left; what was handed over is kept in memory and written as soon as there is room."""


class Damaged(StoreTrouble):
    """The database or a sound file is damaged."""


class InUse(StoreTrouble):
    """Another running copy of the program holds the store."""


FULL = (
    "The disk is full. Nothing written so far is lost and what is new is kept in memory: free some space "
    "and go on; do not close the program before that."
)
READ_ONLY = (
    "The folder of the store cannot be written to. Nothing written so far is lost: make the folder "
    "writable for you, or choose another one in the settings."
)
FAILING = (
    "The disk reports an error. Nothing written so far is lost and what is new is kept in memory: "
    "check the disk, and make a backup with 'scribe encounters backup FOLDER'."
)
LOCKED = "Another copy of the program is writing at the moment. Close it, or try again in a few seconds."
DAMAGED = (
    "The database is damaged. It was not changed: 'scribe encounters list --salvage' reads what can be saved, "
    "'scribe encounters restore BACKUP' goes back to a backup."
)


def explain(fault: Exception) -> StoreTrouble:
    """The plain sentence for an error of the database or of the operating system."""
    if isinstance(fault, StoreTrouble):
        return fault
    if isinstance(fault, OSError):
        return _explain_os(fault)
    name = str(getattr(fault, "sqlite_errorname", "") or "")
    if name.startswith("SQLITE_FULL"):
        return DiskFull(FULL)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreTrouble(READ_ONLY)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return InUse(LOCKED)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return Damaged(DAMAGED)
    if name.startswith("SQLITE_IOERR"):
        return StoreTrouble(FAILING)
    if name.startswith("SQLITE_CONSTRAINT"):
        return StoreTrouble(f"The store declines: {fault}.", refuses=True)
    if isinstance(fault, sqlcipher.Error):
        return Damaged(DAMAGED) if "malformed" in str(fault) else StoreTrouble(f"The store reports: {fault}.")
    return StoreTrouble(f"The store reports: {fault}.")


def _explain_os(fault: OSError) -> StoreTrouble:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(FULL)
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreTrouble(READ_ONLY)
    return StoreTrouble(FAILING)
