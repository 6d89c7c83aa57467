"""Spoken variants of the checklist's items: each said by its proper speaker after its question, and what was read.

A `pos` must be read as the item, a `neg` must not be: not as present, abnormal, planned or that very value.
What a `trap` demands is told by `traps.toml`.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path

from transcripts import DAY
from traps import measure_traps

from scribe_app.rules.knowledge import load_pack
from structuring.facts import FactSheet
from structuring.reading import Reader
from structuring.turns import Speaker, Turn

_QUESTIONS = {
    "E1": "where exactly does it hurt ?",
    "E2": "which side ?",
    "E3": "when did this start ?",
    "E3.onset": "what were you doing when it started ?",
    "E6.bladder_bowel": "any trouble with your bladder or bowels ?",
    "E6.saddle": "any numbness between your legs or where you sit ?",
    "E6.neuro": "any weakness or numbness in the legs ?",
    "E6.weight": "have you lost weight without trying ?",
    "E6.fever": "any fever or chills ?",
    "E6.cancer": "ever had cancer ?",
    "E6.trauma": "any falls or accidents ?",
    "E6.other": "anything else about your health i should know ?",
    "E6.blanket": "",
}
_PATHS = {
    "E1.low_back": ("pain_region", {"lumbar"}, set()),
    "E3.acute": ("onset", {"acute"}, set()),
    "E3.subacute": ("onset", {"subacute"}, set()),
    "E3.chronic": ("onset", {"chronic"}, set()),
    "E4.vertebrogenic": ("etiology.vertebrogenic", {"stated"}, set()),
    "E4.mechanical": ("etiology.mechanical", {"stated"}, set()),
    "E4.muscular": ("etiology.muscular", {"stated"}, set()),
    "E4.myofascial": ("etiology.myofascial", {"stated"}, set()),
    "E4.facetogenic": ("etiology.facetogenic", {"stated"}, set()),
    "E4.unspecified": ("etiology.none_identified", {"stated"}, set()),
    "E5.rom": ("exam.range_of_motion", {"abnormal"}, {"normal"}),
    "E5.reflexes": ("exam.reflexes", {"abnormal"}, {"normal"}),
    "E5.sensation": ("exam.sensation", {"abnormal"}, {"normal"}),
    "E5.motor": ("exam.motor_strength", {"abnormal"}, {"normal"}),
    "E5.slr": ("exam.straight_leg_raise", {"abnormal"}, {"normal"}),
    "E5.palpation": ("exam.palpation", {"abnormal"}, {"normal"}),
    "E5.gait": ("exam_extra.gait", {"abnormal"}, {"normal"}),
    "E6.bladder_bowel": ("red_flags.bowel_bladder", {"present"}, {"absent"}),
    "E6.saddle": ("red_flags.saddle_anesthesia", {"present"}, {"absent"}),
    "E6.neuro": ("red_flags.progressive_neuro_deficit", {"present"}, {"absent"}),
    "E6.weight": ("red_flags.weight_loss", {"present"}, {"absent"}),
    "E6.fever": ("red_flags.fever", {"present"}, {"absent"}),
    "E6.cancer": ("red_flags.cancer_history", {"present"}, {"absent"}),
    "E6.trauma": ("red_flags_extended.trauma", {"present"}, {"absent"}),
}
_PREFIXES = {
    "E4.exits": ("etiology.", "diagnosis."),
    "E5.special": ("exam.faber", "exam_extra."),
    "E6.other": ("red_flags_extended.",),
    "E7.meds": (
        "plan.nsaid",
        "plan.acet",
        "plan.muscle",
        "plan.opioid",
        "plan.steroid",
        "plan.neuro",
        "plan.other",
    ),
    "E7.pt": ("plan.physical", "plan.home", "plan.chiro", "plan.other"),
    "E7.activity": ("plan.activity", "plan.heat", "plan.other"),
    "E7.imaging": ("plan.imaging", "plan.lab"),
    "E7.injection": ("plan.injection",),
    "E7.surgery": ("plan.surgery", "plan.specialist"),
    "E7.followup": ("plan.follow_up", "return_precautions"),
    "E6.blanket": ("red_flags.",),
    "E3.onset": ("injury_mechanism", "onset.manner"),
}
_AFFIRMED = {"present", "abnormal", "planned", "stated"}


def read(item: str, said: str) -> FactSheet:
    """The sheet after the opening words, the item's question and the variant."""
    group = item.split(".")[0]
    speaker: Speaker = "clinician" if group in ("E4", "E5", "E7") or item == "E6.blanket" else "patient"
    question = _QUESTIONS.get(item, _QUESTIONS.get(group, ""))
    lines: list[tuple[Speaker, str]] = [("clinician", "what brings you in ?"), ("patient", "my back hurts .")]
    if question:
        lines.append(("clinician", question))
    lines.append((speaker, said))
    reader = Reader(load_pack(), DAY)
    for number, (who, text) in enumerate(lines, 1):
        reader.hear(Turn(line=number, speaker=who, text=text))
    return reader.sheet()


def _sides(sheet: FactSheet) -> set[str]:
    found = {fact.side for fact in sheet if fact.status == "stated" and fact.value != "absent" and fact.side}
    value = sheet.value("laterality")
    return {side for side in found if side} | ({value} if value else set())


def verdict(item: str, kind: str, sheet: FactSheet) -> tuple[bool, str]:
    """Whether a variant was read right, and what was read."""
    if item.startswith("E2.") and item != "E2.traps":
        side = item.split(".")[1]
        found = _sides(sheet) if kind == "pos" else ({sheet.value("laterality")} - {None})
        return (side in found) == (kind == "pos"), ",".join(sorted(str(side) for side in found))
    if item in _PATHS:
        path, wanted, denied = _PATHS[item]
        value = sheet.value(path)
        if kind == "pos":
            return value in wanted, str(value)
        return (value in denied) if denied else (value not in wanted), str(value)
    prefixes = _PREFIXES[item]
    facts = [
        fact for path in sheet.paths() for fact in [sheet.settled(path)] if fact and path.startswith(prefixes)
    ]
    shown = ",".join(f"{fact.path.split('.', 1)[-1]}={fact.value[:12]}" for fact in facts)
    if item == "E6.blanket":
        denied_all = any(fact.value == "absent" for fact in facts)
        return denied_all == (kind == "pos"), shown
    if item == "E3.onset":
        return bool(facts) == (kind == "pos"), shown
    affirmed = any(fact.value in _AFFIRMED or fact.path.startswith("return") for fact in facts)
    return affirmed == (kind == "pos"), shown


def measure(file: Path, misses: bool, half: int | None = None) -> None:
    """Prints the share read right for each item."""
    items = json.loads(file.read_text())["items"]
    total: Counter[str] = Counter()
    for item, entry in items.items():
        if item.endswith("traps") or item.startswith("X."):
            continue
        counts: Counter[str] = Counter()
        for kind in ("pos", "neg"):
            for place, said in enumerate(entry[kind]):
                if half is not None and place % 2 != half:
                    continue
                right, shown = verdict(item, kind, read(item, said))
                counts[kind] += 1
                counts[f"{kind} right"] += right
                if misses and not right:
                    print(f"  {item:18} {kind}  {said!r:70} -> {shown}")
        total.update(counts)
        print(f"{item:20} pos {counts['pos right']}/{counts['pos']}  neg {counts['neg right']}/{counts['neg']}")
    if half is None:
        total.update(measure_traps(items, _QUESTIONS, misses))
    share = (total["pos right"] + total["neg right"]) / max(1, total["pos"] + total["neg"])
    kinds = "  ".join(f"{kind} {total[f'{kind} right']}/{total[kind]}" for kind in ("pos", "neg", "traps"))
    print(f"all: {kinds}  pos and neg right {share:.3f}  traps unchecked {total['traps unchecked']}")


def measure_labelled(folder: Path, misses: bool, half: int | None = None) -> None:
    """The same for phrases labelled one by one: each `[[phrase]]` names its slot and what it must hold."""
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.toml")):
        counts: Counter[str] = Counter()
        for place, phrase in enumerate(tomllib.loads(path.read_text())["phrase"]):
            if half is not None and place % 2 != half:
                continue
            said = _shown(phrase["slot"], _heard(phrase))
            kind = "trap" if phrase.get("trap") else "silent" if phrase["expected"] == "silent" else "said"
            right = said == phrase["expected"]
            counts[kind] += 1
            counts[f"{kind} right"] += right
            if misses and not right:
                wanted = f"{phrase['slot']}={phrase['expected']}"
                asked = f" after {phrase['asked']!r}" if phrase.get("asked") else ""
                print(f"  {wanted} read {said}: {phrase['speaker'][0]}: {phrase['said']!r}{asked}")
        total.update(counts)
        print(f"{path.stem:14}" + _shares(counts))
    print(f"{'all':14}" + _shares(total))


def _shares(counts: Counter[str]) -> str:
    kinds = ("said", "silent", "trap")
    parts = [f"  {kind} {counts[f'{kind} right']}/{counts[kind]}" for kind in kinds]
    right, wanted = sum(counts[f"{kind} right"] for kind in kinds), sum(counts[kind] for kind in kinds)
    return "".join(parts) + f"  right {right / max(1, wanted):.3f}"


def _heard(phrase: dict[str, str]) -> FactSheet:
    tags: dict[str, Speaker] = {"doctor": "clinician", "clinician": "clinician", "patient": "patient"}
    lines: list[tuple[Speaker, str]] = []
    if phrase["slot"] != "pain_region":
        lines = [("clinician", "What brings you in today?"), ("patient", "It's my lower back.")]
    if phrase.get("asked"):
        lines.append(("clinician", phrase["asked"]))
    lines.append((tags[phrase["speaker"]], phrase["said"]))
    reader = Reader(load_pack(), DAY)
    for number, (who, text) in enumerate(lines, 1):
        reader.hear(Turn(line=number, speaker=who, text=text))
    return reader.sheet()


def _shown(slot: str, sheet: FactSheet) -> str:
    if slot == "radiation.side":
        leg = sheet.settled("radiation.leg_pain")
        return leg.side if leg and leg.value == "present" and leg.side else "silent"
    value = sheet.value(slot)
    if value is None or (slot.startswith(("etiology.", "plan.")) and value not in ("stated", "planned")):
        return "silent"
    return value
