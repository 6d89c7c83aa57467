"""X12 835 remittances: denial by reason, reversals, other payers, damaged interchanges."""

import pytest

from scribe_app.errors import Refusal
from tests.scribe_app.billing.conftest import remittance


def clp(number="C1", status="1", charge="100", paid="0", patient="", icn="I1", frequency="1"):
    return f"CLP*{number}*{status}*{charge}*{paid}*{patient}*12*{icn}*11*{frequency}"


DENIED = [clp(), "SVC*HC:99213*100*0", "DTM*472*20260105", "CAS*CO*16*100", "LQ*HE*M76"]
PAID = [clp(paid="60", patient="15"), "SVC*HC:99213*100*60", "DTM*472*20260105", "CAS*CO*45*25", "CAS*PR*2*15"]


def test_a_denial_is_told_by_its_reason_not_by_the_status_of_the_claim(bring, claim):
    bring("a.835", remittance(DENIED, ["CLP*C4*4*100*100**12*I4*11*1", "SVC*HC:99213*100*100"]))
    assert (claim("C1").first, claim("C1").tie, claim("C1").dos) == ("denied", "direct", "2026-01-05")
    assert claim("C4").first == "paid"


@pytest.mark.parametrize(
    ("adjustments", "outcome"),
    [
        (["CAS*CO*45*100"], "zero"),
        (["CAS*CO*253*2", "CAS*CO*45*98"], "zero"),
        (["CAS*PR*1*100"], "patient"),
        (["CAS*OA*23*100"], "zero"),
        (["CAS*CO*24*100"], "zero"),
        (["CAS*CO*50*100"], "denied"),
        (["CAS*CO*45*30*1*50*70"], "denied"),
        (["CAS*PI*252*100"], "denied"),
    ],
)
def test_ordinary_adjustments_are_no_denials(bring, claim, adjustments, outcome):
    bring("a.835", remittance([clp(), "SVC*HC:99213*100*0", *adjustments]))
    assert claim("C1").first == outcome


def test_some_lines_denied_is_partly_denied(bring, claim):
    lines = ["SVC*HC:99213*60*40", "CAS*CO*45*20", "SVC*HC:97110*40*0", "CAS*CO*50*40"]
    bring("a.835", remittance([clp(paid="40"), *lines]))
    assert (claim("C1").first, claim("C1").paid, claim("C1").balance) == ("partial", 4000, 4000)


def test_claim_level_adjustments_deny_a_claim_without_lines(bring, claim):
    bring("a.835", remittance([clp(), "CAS*CO*50*100", "MOA***N115"]))
    assert (claim("C1").first, claim("C1").tie) == ("denied", "direct")


def test_a_reason_sixteen_without_a_diagnosis_remark_is_not_tied_to_the_diagnosis(bring, claim):
    bring("a.835", remittance([*DENIED[:-1], "LQ*HE*N290"]))
    assert (claim("C1").first, claim("C1").tie) == ("denied", "none")


def test_a_reversal_and_its_correction_count_once(bring, claim, book):
    reversal = [
        clp(status="22", charge="-100", paid="-60"),
        "SVC*HC:99213*-100*-60",
        "CAS*CO*45*-25",
        "CAS*PR*2*-15",
    ]
    corrected = [clp(paid="70", icn="I2"), "SVC*HC:99213*100*70", "CAS*CO*45*30"]
    bring("b.835", remittance(reversal, corrected, paid_on="20260301", check="CHK2"))
    bring("a.835", remittance(PAID))
    found = claim("C1")
    assert (found.paid, found.charge, found.balance, found.first, found.now) == (7000, 10000, 0, "paid", "paid")
    assert found.first_paid_on == "2026-03-01"
    assert len(list(book.claims("1"))) == 1


def test_a_reversal_alone_leaves_the_claim_open(bring, claim):
    bring("a.835", remittance(PAID))
    bring("b.835", remittance([clp(status="22", charge="-100", paid="-60")], paid_on="20260301", check="CHK2"))
    assert (claim("C1").paid, claim("C1").now, claim("C1").balance) == (0, "open", 10000)


def test_a_denial_paid_on_resubmission_stays_a_denial_of_the_first_adjudication(bring, claim):
    again = [clp(paid="60", patient="15", icn="I2", frequency="7"), *PAID[1:]]
    bring("b.835", remittance(again, paid_on="20260401", check="CHK2"))
    bring("a.835", remittance(DENIED))
    found = claim("C1")
    assert (found.first, found.first_on, found.now, found.paid) == ("denied", "2026-02-10", "paid", 6000)
    assert (found.reworked, found.balance) == (1, 0)


def test_a_duplicate_denial_says_nothing_of_the_claim(bring, claim):
    bring("a.835", remittance(PAID))
    again = [clp(icn="I2"), "SVC*HC:99213*100*0", "CAS*OA*18*100"]
    bring("b.835", remittance(again, paid_on="20260301", check="CHK2"))
    assert (claim("C1").first, claim("C1").now) == ("paid", "paid")


def test_a_second_payer_pays_the_patients_share_and_decides_nothing(bring, claim):
    second = ["CLP*C1*2*100*15**12*S1*11*1", "CAS*OA*23*85"]
    bring("b.835", remittance(second, paid_on="20260301", payer="MEDIGAP", check="CHK9"))
    bring("a.835", remittance(PAID))
    found = claim("C1")
    assert (found.payer, found.paid, found.balance, found.first) == ("AETNA", 7500, 0, "paid")


def test_the_same_remittance_in_two_files_counts_once(bring, claim):
    bring("a.835", remittance(PAID))
    both = bring("b.835", remittance(PAID, [clp("C2"), "CAS*CO*50*100"]))
    assert (both.taken, both.known) == (1, 1)
    assert claim("C1").paid == 6000


def test_provider_level_amounts_belong_to_no_claim_but_to_the_check(bring, book):
    text = remittance([*PAID, "PLB*1999999984*20261231*WO:REF1*10"], total=50)
    result = bring("a.835", text)
    assert result.remarks == ()
    assert book.database.rows("SELECT reason, reference, cents FROM provider_level") == [("WO", "REF1", 1000)]


def test_a_check_that_does_not_add_up_is_told(bring):
    result = bring("a.835", remittance(PAID, total=61))
    assert any("differ by 1.00" in text for _, _, text in result.remarks)


def test_charge_less_adjustments_must_be_the_payment(bring):
    result = bring("a.835", remittance([*PAID[:-1]]))
    assert any("Claim C1" in text and "15.00" in text for _, _, text in result.remarks)


def test_other_separators_and_one_line(bring, claim):
    text = remittance(PAID).replace("~\n", "|").replace("*", "+").replace(":", ">")
    bring("a.835", text)
    assert claim("C1").paid == 6000


def test_an_unreadable_claim_is_rejected_with_its_line_and_the_rest_taken(bring, claim, book):
    bad = [clp("C9", paid="sixty").replace("sixty", "6O"), "SVC*HC:99213*100*60"]
    result = bring("a.835", remittance(PAID, bad, total=60))
    assert result.rejected == 1
    (line, text) = next((line, text) for line, rejected, text in result.remarks if rejected)
    assert (line, "C9" in text) == (14, True)
    assert claim("C1").paid == 6000


WHOLE = remittance(PAID, DENIED)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace("IEA*1*000000001~\n", ""),
        WHOLE.replace("GE*1*1~", "GE*2*1~"),
        WHOLE.replace("SVC*HC:99213*100*60~\n", ""),
        WHOLE.replace("ST*835*", "ST*837*"),
        WHOLE.replace("*00501*", "*00501"),
        WHOLE.replace("BPR*I*60.00", "BPR*I*sixty"),
        WHOLE[:60],
        WHOLE[:107],
        WHOLE.replace("ST*835*0001~\n", ""),
        WHOLE.replace("LX*1~\n", "LX*1~\nSVC*HC:99213*1*1~\n"),
    ],
)
def test_a_damaged_interchange_is_refused_whole(bring, book, text):
    with pytest.raises(Refusal):
        bring("a.835", text)
    assert list(book.claims("1")) == []
    assert book.imports() == []
