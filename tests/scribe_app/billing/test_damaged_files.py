"""Files damaged in any way: refused in one sentence or read, never a crash, never half."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scribe_app.billing import figures, importing, reproduce
from scribe_app.billing.figures import Query
from scribe_app.billing.ledger import Ledger
from scribe_app.errors import Refusal
from tests.scribe_app.billing.conftest import remittance

X12 = remittance(
    [
        "CLP*C1*1*100*60*15*12*I1*11*1",
        "NM1*QC*1*DOE",
        "SVC*HC:99213*100*60",
        "CAS*CO*45*25*PR*2*15",
        "DTM*472*20260105",
    ],
    ["CLP*C2*1*100*0**12*I2*11*1", "SVC*HC:99213*100*0", "CAS*CO*16*100", "LQ*HE*M76"],
    ["CLP*C1*22*-100*-60**12*I1*11*1", "PLB*1*20261231*WO:REF*0"],
    total=0,
).encode()
CSV = (
    b"Claim #,Payer,DOS,Charge,Paid,Status,Dx1,CARC,Frequency\n"
    b'C1,Aetna,1/5/2026,"1,000.00",80,Paid,M54.50,CO-45,1\nC2,"A, B",1/6/2026,(10.00),0,Denied,M5459,16;M76,8\n'
)
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 6), st.binary(max_size=6))


def damaged(data, edits):
    """Cuts pieces out, puts bytes in, repeats pieces."""
    for where, length, put in edits:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
        if length == 6:
            data += data[at : at + 40]
    return data


@pytest.mark.parametrize("whole", [X12, CSV], ids=["835", "csv"])
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_is_refused_or_read(tmp_path_factory, whole, edits):
    path = tmp_path_factory.mktemp("damaged") / "file"
    path.write_bytes(damaged(whole, edits))
    with Ledger.throwaway() as book:
        try:
            importing.run(book, *importing.prepare(book, path))
        except Refusal as refusal:
            assert str(refusal)
            assert book.imports() == []
            assert book.database.rows("SELECT count(*) FROM entries") == [(0,)]
        else:
            made = figures.report(book)
            assert reproduce.differences(book, Query(), made) == []
            assert sum(group.claims for group in made.payers) == made.overall.claims
