"""Fact sheets for the tests: written by hand, or taken from a label in the form of the report's findings."""

from __future__ import annotations

from typing import Any

from structuring.facts import Fact, FactSheet
from structuring.turns import Evidence


def sheet(*facts: Fact) -> FactSheet:
    by_path: dict[str, list[Fact]] = {}
    for fact in facts:
        by_path.setdefault(fact.path, []).append(fact)
    return FactSheet({path: tuple(found) for path, found in by_path.items()})


def said(path: str, value: str = "stated", **more: Any) -> Fact:
    return Fact(path=path, value=value, evidence=(Evidence(line=1, quote="word", start=0, end=4),), **more)


def low_back(*facts: Fact) -> FactSheet:
    """A visit for low back pain, with more said."""
    return sheet(said("complaint.low_back_pain", "present"), said("pain_region", "lumbar"), *facts)


def from_label(label: dict[str, Any]) -> FactSheet:
    """The facts that a label tells."""
    facts = [said("complaint.low_back_pain", "present" if label["low_back_pain"] else "absent")]
    if region := (label.get("pain_region") or {}).get("value"):
        facts.append(said("pain_region", region))
    onset = label.get("onset") or {}
    if onset.get("class"):
        days = {"days": onset["days"]} if onset.get("days") is not None else {}
        facts.append(said("onset", onset["class"], attributes=days))
    facts += [said(f"etiology.{one}") for one in (label.get("etiology") or {}).get("labels", ())]
    if mechanism := (label.get("injury_mechanism") or {}).get("value"):
        facts.append(said("injury_mechanism", mechanism))
    radiation = label.get("radiation") or {}
    if radiation.get("leg_pain") in ("present", "absent"):
        facts.append(said("radiation.leg_pain", radiation["leg_pain"], side=radiation.get("side")))
    if radiation.get("sciatica_or_radiculopathy_stated"):
        facts.append(said("diagnosis.sciatica"))
    imaging = label.get("imaging") or {}
    for path, key in (
        ("imaging.modic", "modic_or_endplate"),
        ("imaging.disc_pathology", "disc_pathology_confirmed"),
        ("imaging.linked", "clinician_links_finding_to_pain"),
    ):
        if imaging.get(key):
            facts.append(said(path))
    return sheet(*facts)
