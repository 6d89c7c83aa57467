"""Traps of the spoken variants: words that come close to an item and mean something else.

Each trap tells in words how it must be read; `traps.toml` says what those words demand of the sheet. A reading
that no rule knows is counted as unchecked, never as right.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from transcripts import DAY

from scribe_app.rules.knowledge import load_pack
from structuring.facts import FactSheet
from structuring.reading import Reader
from structuring.turns import Speaker, Turn

_RULES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("traps.toml").read_text())
_OWN = {
    "E1": ("pain_region",),
    "E3": ("onset",),
    "E4": ("etiology.", "diagnosis."),
    "E5": ("exam.", "exam_extra."),
    "E6.bladder_bowel": ("red_flags.bowel_bladder",),
    "E6.saddle": ("red_flags.saddle_anesthesia",),
    "E6.neuro": ("red_flags.progressive_neuro_deficit",),
    "E6.weight": ("red_flags.weight_loss",),
    "E6.fever": ("red_flags.fever",),
    "E6.cancer": ("red_flags.cancer_history",),
    "E6.trauma": ("red_flags_extended.trauma",),
    "E6.other": ("red_flags_extended.",),
    "E6.blanket": ("red_flags.",),
    "E7": ("plan.",),
    "X": ("plan.", "red_flags.", "etiology."),
}
_OPENING: list[tuple[Speaker, str]] = [("clinician", "what brings you in ?"), ("patient", "my back hurts .")]
_BY_CLINICIAN = ("E4", "E5", "E6.blanket", "E7")
_VOICE = re.compile(r"(?:^|\s)(doctor|patient|daughter|wife|interpreter|recording cut|D|P):\s*")
_ASKS = re.compile(
    r"^(any|do|does|did|have|has|is|are|was|were|when|which|what|where|one side|red flags|so no)\b", re.I
)


def turns_of_trap(item: str, said: str, reading: str) -> list[tuple[Speaker, str]]:
    """The turns that a trap's words stand for: voices named in it, else question and answer, else one speaker."""
    said = re.sub(r"\([^)]*\)", "", said).strip()
    voices = _VOICE.split(said)
    if len(voices) > 1:
        turns = [(voices[place], voices[place + 1].strip()) for place in range(1, len(voices), 2)]
        return [("clinician" if who in ("doctor", "D") else "patient", text) for who, text in turns if text]
    if item.startswith(_BY_CLINICIAN):
        sentences = re.findall(r"[^?]+\??", said)
        if len(sentences) > 1 and sentences[0].endswith("?"):
            return [("clinician", sentences[0]), ("patient", " ".join(sentences[1:]).strip())]
        answered = reading.startswith("unanswered") or "what are those" in said
        return [("patient" if answered else "clinician", said)]
    if any(word in reading for word in _RULES["clinician"]):
        return [("clinician", said + (" ?" if "question" in reading and not said.endswith("?") else ""))]
    turns: list[tuple[Speaker, str]] = []
    for sentence in re.findall(r"[^.?!]+[.?!]?", said):
        sentence = sentence.strip()
        asks = sentence.endswith("?") and _ASKS.match(sentence)
        who: Speaker = "clinician" if asks else "patient"
        if turns and turns[-1][0] == who:
            turns[-1] = (who, turns[-1][1] + " " + sentence)
        else:
            turns.append((who, sentence))
    return turns


def _sheet(item: str, turns: Iterable[tuple[Speaker, str]], question: str) -> FactSheet:
    lines = list(_OPENING) if item[:2] not in ("X.", "E1") else []
    turns = list(turns)
    if question and turns[0][0] == "patient":
        lines.append(("clinician", question))
    reader = Reader(load_pack(), DAY)
    for number, (who, text) in enumerate([*lines, *turns], 1):
        reader.hear(Turn(line=number, speaker=who, text=text))
    return reader.sheet()


def rule_of(item: str, reading: str) -> dict[str, Any] | None:
    """The first rule for this item that knows the reading."""
    for rule in _RULES["rule"]:
        if not item.startswith(tuple(rule["items"])):
            continue
        if any(word in reading for word in rule.get("except", ())):
            continue
        if any(word in reading for word in rule["words"]):
            return dict(rule)
    return None


def faults(item: str, rule: dict[str, Any], sheet: FactSheet) -> list[str]:
    """What of a rule's demands the sheet does not meet."""
    found: list[str] = []
    own = rule.get("own")
    if own is not None and item.startswith("E2"):
        sides = {fact.side for fact in sheet if fact.status == "stated" and fact.value == "present" and fact.side}
        sides |= {side} if (side := sheet.value("laterality")) else set()
        if sides != (set() if own == "silent" else {own}):
            found.append("sides " + ",".join(sorted(map(str, sides))))
    elif own is not None:
        prefixes = _OWN.get(item) or _OWN[item.split(".")[0]]
        shown = {fact.path: fact.value for prefix in prefixes for fact in sheet.under(prefix)}
        shown = {path: value for path, value in shown.items() if path != "diagnosis.low_back_pain"}
        if own == "silent":
            quiet = ("stopped", "absent") if item.startswith(("E7", "E4")) else ("stopped",)
            found += [f"{path}={value}" for path, value in shown.items() if value not in quiet]
        elif not set(own.split("|")) & set(shown.values()):
            found.append(f"{prefixes[0]} read {shown or 'silent'}")
    for path, wanted in rule.get("holds", {}).items():
        values = {sheet.value(one) or "silent" for one in path.split("|")}
        if not values & set(wanted.split("|")):
            found.append(f"{path} read {','.join(values)}")
    for path, side in rule.get("side", {}).items():
        fact = sheet.settled(path)
        if fact is None or fact.side != side:
            found.append(f"{path} side {fact.side if fact else None}")
    for path, statuses in rule.get("noted", {}).items():
        if not {fact.status for fact in sheet.all(path)} & set(statuses):
            found.append(f"{path} not noted")
    return found


def measure_traps(items: dict[str, Any], questions: dict[str, str], misses: bool) -> Counter[str]:
    """Checks every trap of `items`; counts "traps", "traps right" and "traps unchecked"."""
    total: Counter[str] = Counter()
    for item, entry in items.items():
        counts: Counter[str] = Counter()
        for trap in entry.get("trap", ()):
            rule = rule_of(item, trap["reading"])
            if rule is None:
                counts["traps unchecked"] += 1
                if misses:
                    print(f"  {item:18} unchecked {trap['said']!r}: {trap['reading']}")
                continue
            question = questions.get(item, questions.get(item.split(".")[0], ""))
            wrong = faults(item, rule, _sheet(item, turns_of_trap(item, trap["said"], trap["reading"]), question))
            counts["traps"] += 1
            counts["traps right"] += not wrong
            if misses and wrong:
                print(f"  {item:18} trap {trap['said']!r}: {trap['reading']} -> {'; '.join(wrong)}")
        if counts:
            print(f"{item:20} trap {counts['traps right']}/{counts['traps']}")
        total.update(counts)
    return total
