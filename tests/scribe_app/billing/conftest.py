"""A ledger in memory, and small files of claims and remittances written for the test at hand."""

from __future__ import annotations

import pytest

from scribe_app.billing import importing
from scribe_app.billing.ledger import Ledger

ISA = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260201*1200*^*00501*000000001*0*P*:"


@pytest.fixture
def book():
    with Ledger.throwaway() as ledger:
        yield ledger


@pytest.fixture
def bring(book, tmp_path):
    """Writes a file and imports it; returns the result."""

    def bring(name, text, into=None, encoding="utf-8", overrides=None, **options):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        target = into or book
        source, found = importing.prepare(target, path, options.get("system", "default"), overrides)
        return importing.run(target, source, found, **options)

    return bring


@pytest.fixture
def claim(book):
    """The claim with this number."""

    def claim(number):
        (found,) = book.claims("claim = ?", (number,))
        return found

    return claim


def remittance(*claims, paid_on="20260210", total=None, check="CHK1", payer="AETNA"):
    """An 835 with these claims, each a list of segments that begins with its CLP."""
    paid = sum(float(claim[0].split("*")[4]) for claim in claims) if total is None else total
    part = [
        "ST*835*0001",
        f"BPR*I*{abs(paid):.2f}*{'C' if paid >= 0 else 'D'}*ACH************{paid_on}",
        f"TRN*1*{check}*1999999999",
        f"N1*PR*{payer}*XV*60054",
        "N1*PE*PRACTICE*XX*1999999984",
        "LX*1",
        *(segment for claim in claims for segment in claim),
    ]
    segments = [ISA, "GS*HP*P*R*20260201*1200*1*X*005010X221A1", *part, f"SE*{len(part) + 1}*0001"]
    return "~\n".join([*segments, "GE*1*1", "IEA*1*000000001"]) + "~\n"
