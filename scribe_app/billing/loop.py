"""From denials back to the exam room: which lines of the checklist deserve an earlier question.

Only the documentation decides: how much oftener a line was missing in visits whose claim was denied for the
diagnosis or its documentation than in visits that were paid. What the exam room gets is a list of lines, without a
word of money.
"""

from __future__ import annotations

from collections.abc import Iterable

from scribe_app.billing.figures import ElementGap
from scribe_app.billing.intervals import wilson

LEAST_DENIED = 10
MOST = 4


def telling(gaps: Iterable[ElementGap]) -> tuple[str, ...]:
    """At most four lines, widest difference first: intervals that lie apart, ten denied visits or more."""
    found = []
    for gap in gaps:
        denied, paid = wilson(gap.denied_missing, gap.denied), wilson(gap.paid_missing, gap.paid)
        if denied is None or paid is None or gap.denied < LEAST_DENIED or denied[0] <= paid[1]:
            continue
        found.append((gap.denied_missing / gap.denied - gap.paid_missing / gap.paid, gap.line))
    return tuple(line for _, line in sorted(found, key=lambda entry: (-entry[0], entry[1]))[:MOST])
