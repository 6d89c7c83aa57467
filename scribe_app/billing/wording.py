"""Figures as words: the same on the command line, in the window and on paper."""

from __future__ import annotations

from scribe_app.billing.tables import Definition
from scribe_app.billing.tally import AVERAGED, Figure
from scribe_app.billing.values import dollars


def value(figure: Figure, unit: str = "share") -> str:
    """The value; in brackets where fewer than ten cases stand behind it, "-" without cases."""
    if figure.value is None:
        return "-"
    text = f"{figure.value:.1f} d" if unit == "days" else f"{100 * figure.value:.1f} %"
    return f"({text})" if figure.small else text


def interval(figure: Figure) -> str:
    """The 95 % interval in per cent, "" where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{100 * figure.low:.1f}-{100 * figure.high:.1f} %"


def parts(definition: Definition, figure: Figure) -> str:
    """Numerator and denominator; money as decimals."""
    if (over := AVERAGED.get(definition.id)) is not None:
        amount = dollars if definition.money else str
        return f"{amount(figure.numerator)} / ({amount(figure.denominator)} / {over})"
    if definition.money:
        return f"{dollars(figure.numerator)} / {dollars(figure.denominator)}"
    return f"{figure.numerator} / {figure.denominator}"
