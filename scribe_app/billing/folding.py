"""Derives the rows of claims from what was imported about them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from scribe_app.billing import tables
from scribe_app.billing.claim import Claim, Said, fold
from scribe_app.billing.payers import canonical

BATCH = 2000
FAMILY = ("M54.50", "M54.51", "M54.59")
TIES = ("", "none", "weak", "some", "direct")


def refold(db: Any, names: Mapping[str, str]) -> int:
    """Derives the touched claims anew from their entries; returns how many stand."""
    for table in ("claim_dx", "claim_reasons", "postings"):
        db.execute(
            f"DELETE FROM {table} WHERE claim_id IN (SELECT id FROM claims JOIN touched USING (system, claim))"
        )
    db.execute("DELETE FROM claims WHERE id IN (SELECT id FROM claims JOIN touched USING (system, claim))")
    number = db.execute("SELECT coalesce(max(id), 0) FROM claims").fetchone()[0]
    start, waiting = number, _Rows(db)
    for (system, claim), said in groupby(_entries(db), key=lambda row: (row[0], row[1])):
        number += 1
        folded = fold(claim, (Said(row[2], row[3], json.loads(row[4])) for row in said))
        waiting.add(number, system, folded, canonical(folded.payer, names))
    waiting.write()
    db.execute("DELETE FROM touched")
    return int(number - start)


def _entries(db: Any) -> Iterator[tuple[Any, ...]]:
    cursor = db.execute(
        "SELECT e.system, e.claim, e.kind, e.file, e.body FROM touched t JOIN entries e USING (system, claim) "
        "ORDER BY t.system, t.claim, e.file, e.seq"
    )
    while page := cursor.fetchmany(BATCH):
        yield from page


class _Rows:
    """The derived rows of folded claims, written in batches."""

    def __init__(self, db: Any) -> None:
        self.db = db
        self.claims: list[tuple[Any, ...]] = []
        self.dx: list[tuple[Any, ...]] = []
        self.reasons: list[tuple[Any, ...]] = []
        self.postings: list[tuple[Any, ...]] = []

    def add(self, number: int, system: str, claim: Claim, payer_key: str) -> None:
        known, gone = tables.reasons(), tables.retired()
        ties = [known.tie(reason.carc, reason.remarks) for reason in claim.reasons]
        retired = [code for code in claim.dx if claim.dos and gone.hit(code, claim.dos)]
        self.claims.append(
            (
                number,
                system,
                claim.claim,
                claim.visit,
                claim.patient,
                claim.payer,
                payer_key,
                claim.provider,
                claim.dos,
                claim.dos or claim.submitted or claim.first_on,
                claim.submitted,
                claim.charge,
                claim.rejected,
                claim.accepted,
                claim.reworked,
                claim.first,
                claim.first_on,
                claim.now,
                claim.paid,
                claim.first_paid_on,
                claim.open_balance,
                " ".join(code for code in FAMILY if code in claim.dx),
                claim.dx[0] if claim.dx else "",
                len(claim.dx),
                " ".join(retired),
                max(ties, key=TIES.index, default=""),
            )
        )
        self.dx += [(number, place, code) for place, code in enumerate(claim.dx)]
        self.reasons += [
            (number, place, reason.group, reason.carc, " ".join(reason.remarks), tie, reason.cents)
            for place, (reason, tie) in enumerate(zip(claim.reasons, ties, strict=True))
        ]
        self.postings += [(number, place, *posting) for place, posting in enumerate(claim.postings)]
        if len(self.claims) >= BATCH:
            self.write()

    def write(self) -> None:
        for table, found in (
            ("claims", self.claims),
            ("claim_dx", self.dx),
            ("claim_reasons", self.reasons),
            ("postings", self.postings),
        ):
            if found:
                marks = ", ".join("?" * len(found[0]))
                self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
                found.clear()
