"""What may still settle itself while people talk: the code, and queries that hang on it, until a cause is stated.

A mechanism alone points to a code that the clinician's own words usually replace a minute later. Contradictions
between statements, sides and red flags are no matter of the code and are never held back.
"""

from __future__ import annotations

from structuring.state import Alert, State

ABOUT_THE_CODE = frozenset({"excludes1", "unspecified_after_workup"})


def settling(state: State, *, talking: bool) -> bool:
    """Whether the code is only "so far": the visit goes on, no cause was stated, and no code was chosen."""
    stated = any(item.element == "etiology" and item.status != "missing" for item in state.checklist)
    return talking and not stated and state.code.accepted is None


def in_sight(alerts: tuple[Alert, ...], *, so_far: bool) -> tuple[Alert, ...]:
    """The alerts that wait for an answer now."""
    return tuple(
        alert for alert in alerts if alert.acknowledged is None and not (so_far and alert.kind in ABOUT_THE_CODE)
    )
