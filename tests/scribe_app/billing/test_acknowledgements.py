"""X12 277CA claim acknowledgements: rejections at the front end come apart from denials."""

import itertools

import pytest

from scribe_app.billing import figures
from scribe_app.billing.ledger import Ledger
from scribe_app.errors import Refusal
from tests.scribe_app.billing.conftest import ISA, remittance

EXPORT = "Claim #,Payer,DOS,Submitted,Charge,Status\n" + "".join(
    f"{name},Aetna,1/5/2026,1/6/2026,100,Billed\n" for name in ("ACC", "REJ", "LINE", "FIXED", "WAIT", "DEN")
)


def acknowledgement(*claims, version="005010X214", purpose="0085"):
    """A 277CA with these claims, each the list of segments below its HL."""
    part = [
        f"ST*277*0001*{version}",
        f"BHT*{purpose}*08*277X*20260107*1200*TH",
        "HL*1**20*1",
        "NM1*PR*2*AETNA*****PI*60054",
        "TRN*1*BATCH",
        "DTP*050*D8*20260106",
        "HL*2*1*21*1",
        "NM1*41*2*PRACTICE*****46*S1",
        "TRN*2*OURBATCH",
        "STC*A1:19:PR*20260107*WQ*600",
        "HL*3*2*19*1",
        "NM1*85*2*PRACTICE*****XX*1999999984",
    ]
    for place, claim in enumerate(claims, start=4):
        part += [f"HL*{place}*3*PT", "NM1*QC*1*DOE*JO****MI*M1", *claim]
    segments = [ISA, "GS*HN*P*R*20260201*1200*1*X*005010X214", *part, f"SE*{len(part) + 1}*0001"]
    return "~\n".join([*segments, "GE*1*1", "IEA*1*000000001"]) + "~\n"


ACCEPTED = ["TRN*2*ACC", "STC*A2:20:PR*20260107*WQ*100", "REF*1K*ICN1", "DTP*472*D8*20260105"]
REJECTED = ["TRN*2*REJ", "STC*A7:255:PR*20260107*U*100", "DTP*472*RD8*20260105-20260105"]
BY_LINE = ["TRN*2*LINE", "STC*A1:20*20260107**100", "SVC*HC:99213*100", "STC*A6:21*20260107**100"]
FIXED = ["TRN*2*FIXED", "STC*A3:21*20260107*U*100"]
FIXED_LATER = ["TRN*2*FIXED", "STC*A2:20*20260109*WQ*100"]
WAITING = ["TRN*2*WAIT", "STC*A0:16*20260107**100"]


def test_acceptance_and_rejection_come_apart(bring, claim):
    bring("claims.csv", EXPORT)
    result = bring("a.277", acknowledgement(ACCEPTED, REJECTED, BY_LINE, WAITING))
    assert (result.taken, result.rejected) == (4, 0)
    assert [note for _, _, note in result.remarks] == ["Claim WAIT is neither accepted nor rejected yet."]
    found = {
        name: (claim(name).now, claim(name).rejected, claim(name).accepted)
        for name in ("ACC", "REJ", "LINE", "WAIT")
    }
    assert found == {
        "ACC": ("open", 0, 1),
        "REJ": ("rejected", 1, 0),
        "LINE": ("rejected", 1, 0),
        "WAIT": ("open", 0, 0),
    }
    assert claim("REJ").first is None


def test_by_hand_two_of_six_rejected_and_one_of_one_denied(bring, book):
    """REJ and FIXED were turned away; only DEN was judged, and denied. ACC, FIXED and DEN got past the door."""
    bring("claims.csv", EXPORT)
    bring("a.277", acknowledgement(ACCEPTED, REJECTED, FIXED))
    bring("b.277", acknowledgement(FIXED_LATER))
    denied = ["CLP*DEN*1*100*0**12*I9*11*1", "CAS*CO*50*100"]
    bring("c.835", remittance(denied))
    made = figures.report(book).overall
    found = {name: made.figure(name) for name in ("rejection_rate", "denial_rate", "clean_claim_rate")}
    assert {name: (each.numerator, each.denominator) for name, each in found.items()} == {
        "rejection_rate": (2, 6),
        "denial_rate": (1, 1),
        "clean_claim_rate": (2, 4),
    }


def test_neither_the_order_of_files_nor_their_repetition_matters(tmp_path, claim):
    from scribe_app.billing import importing

    texts = {"c.csv": EXPORT, "a.277": acknowledgement(FIXED, REJECTED), "b.277": acknowledgement(FIXED_LATER)}
    seen = set()
    for order in itertools.permutations(texts):
        with Ledger.throwaway() as book:
            for name in (*order, order[0]):
                (tmp_path / name).write_text(texts[name])
                importing.run(book, *importing.prepare(book, tmp_path / name))
            rows = [row for row in book.claims("1") if row.claim in ("FIXED", "REJ")]
            seen.add(frozenset((row.claim, row.now, row.rejected, row.submitted) for row in rows))
    assert len(seen) == 1
    assert {row[:3] for row in seen.pop()} == {("FIXED", "open", 1), ("REJ", "rejected", 1)}


def test_a_claim_known_by_its_acknowledgement_alone(bring, claim):
    bring("a.277", acknowledgement(ACCEPTED))
    found = claim("ACC")
    assert (found.payer, found.charge, found.dos, found.submitted) == ("AETNA", 10000, "2026-01-05", "2026-01-06")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (acknowledgement(ACCEPTED).replace("SE*19*", "SE*18*"), "announces 18 segments"),
        (acknowledgement(ACCEPTED, purpose="0010"), "answers an inquiry"),
        (acknowledgement(ACCEPTED).replace("ST*277", "ST*837"), "X12 837"),
        (acknowledgement(ACCEPTED).partition("SE*")[0], "cut short"),
    ],
)
def test_what_cannot_be_trusted_leaves_nothing(bring, book, text, says):
    with pytest.raises(Refusal, match=says):
        bring("a.277", text)
    assert book.imports() == []


def test_a_claim_without_a_status_is_rejected_by_name(bring, book):
    result = bring("a.277", acknowledgement(ACCEPTED, REJECTED, ["TRN*2*NONE"]))
    assert (result.taken, result.remarks[0][2]) == (2, "claim NONE: it has no status (STC)")
