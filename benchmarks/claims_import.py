"""How long a large import takes and how much memory: python -m benchmarks.claims_import [LINES] [--x12].

Writes a claim export (three lines a claim) or an 835 of that many lines, imports it into an encrypted ledger and
prints CPU seconds, lines a second and peak resident memory, then the same for computing every figure.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from scribe_app.billing import figures, importing
from scribe_app.billing.ledger import Ledger
from scribe_app.store.keys import Key


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--x12", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / ("claims.835" if args.x12 else "claims.csv")
        (_write_x12 if args.x12 else _write_csv)(path, args.lines)
        print(f"{path.name}: {args.lines:,} lines, {path.stat().st_size / 1e6:.0f} MB")
        with Ledger.open(folder / "data", Key.throwaway()) as book:
            started = time.process_time()
            result = importing.run(book, *importing.prepare(book, path))
            _tell("import", started, result.taken)
            print(f"  {result.claims:,} claims, {result.rejected} rejected")
            started = time.process_time()
            made = figures.report(book)
            _tell("every figure", started, made.overall.claims)
        print(f"  ledger: {(folder / 'data' / 'claims.db').stat().st_size / 1e6:.0f} MB")
    return 0


def _tell(what: str, started: float, count: int) -> None:
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {what}: {spent:.1f} s CPU, {count / spent:,.0f} a second, peak memory {peak:.0f} MB")
    sys.stdout.flush()


def _write_csv(path: Path, lines: int) -> None:
    dice = random.Random(1)
    with path.open("w") as file:
        file.write("Claim #,MRN,Payer,DOS,Submit Date,Provider,CPT,Charge,Paid,Paid Date,Status,Dx1,Dx2,CARC\n")
        for number in range(lines):
            claim = number // 3
            day = f"{claim % 12 + 1}/{claim % 28 + 1}/2025"
            denied = claim % 9 == 0
            paid = "0,,Denied" if denied else f"{50 + claim % 40}.00,12/30/2025,Paid"
            file.write(
                f"C{claim:08d},P{dice.randint(1, 99999)},Payer {claim % 12},{day},12/29/2025,Dr. {claim % 8},"
                f"{(99213, 97110, 97140)[number % 3]},120.00,{paid},M54.{(50, 59, 51)[claim % 3]},"
                f"{'G89.29' if claim % 4 == 0 else ''},{'CO-16' if denied else 'CO-45'}\n"
            )


def _write_x12(path: Path, lines: int) -> None:
    with path.open("w") as file:
        file.write(
            f"ISA*00*{'':10}*00*{'':10}*ZZ*{'PAYER':15}*ZZ*{'PRACTICE':15}*251230*1200*^*00501*000000001*0*P*:~\n"
            "GS*HP*P*R*20251230*1200*1*X*005010X221A1~\n"
        )
        transactions, number = 0, 0
        while number < lines:
            transactions += 1
            claims = min(1000, (lines - number + 2) // 3)
            file.write(
                f"ST*835*{transactions:04d}~\nBPR*I*{claims * 240}.00*C*ACH************20251230~\n"
                f"TRN*1*CHK{transactions}*1~\nN1*PR*PAYER {transactions % 12}~\nLX*1~\n"
            )
            for claim in range(number // 3, number // 3 + claims):
                file.write(f"CLP*C{claim:08d}*1*360.00*240.00*0*12*I{claim}*11*1~\n")
                for cpt in (99213, 97110, 97140):
                    file.write(f"SVC*HC:{cpt}*120.00*80.00~\nDTM*472*20251201~\nCAS*CO*45*40.00~\n")
            file.write(f"SE*{6 + claims * 10}*{transactions:04d}~\n")
            number += claims * 3
        file.write(f"GE*{transactions}*1~\nIEA*1*000000001~\n")


if __name__ == "__main__":
    raise SystemExit(main())
