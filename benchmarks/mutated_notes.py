"""How often `scribe check` sees one changed fact in an otherwise sound note, and how often it cries over none.

    python -m benchmarks.mutated_notes [--notes 200] [--seed 7] [--show]

Sound notes are put together from templates with varied wording; each is then changed in one fact: a side, a
negation, or a code. A change counts as seen when the check of the changed note tells something that the check of
the sound note did not. A false alarm is a sound note that is told to be missing or contradictory in anything.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from scribe_app.audit.note_check import NoteCheck, NoteLine, check_note
from scribe_app.rules.knowledge import load_pack

TODAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Case:
    """A sound note by its facts; `lines` words them."""

    side: str
    exam_side: str
    leg: str | None  # side of the sciatica, or None
    raise_side: str | None  # side of a positive straight leg raise, or None
    flags: tuple[str, ...]  # present
    deficit: bool
    type: str
    code: str
    wording: int

    def lines(self) -> list[str]:
        pick = random.Random(self.wording)
        return list(_note(self, pick))


TYPES = {
    "mechanical": (
        "M54.59",
        ("Mechanical low back pain", "Low back pain, mechanical type", "Acute mechanical LBP"),
    ),
    "muscular": ("M54.59", ("Low back pain of muscular origin", "Muscular low back pain")),
    "none": (
        "M54.50",
        (
            "Low back pain, no specific cause identified",
            "Acute low back pain, no specific etiology identified",
            "Low back pain without an identified cause",
        ),
    ),
    "sciatica": (
        "",
        (
            "Low back pain with {leg}-sided sciatica",
            "Lumbago with sciatica, {leg} side",
            "LBP with {leg} sciatica",
        ),
    ),
}
FLAGS = (
    "bowel or bladder dysfunction",
    "saddle anesthesia",
    "progressive leg weakness",
    "fever",
    "unexplained weight loss",
)
WORDS = {
    "complaint": (
        "CC: Low back pain",
        "Chief complaint: low back pain",
        "Reason for visit: lower back pain",
        "CC: LBP",
    ),
    "reports": ("Patient reports", "Presents with", "45 yo with", "She has had", "Pt c/o"),
    "where": (
        "{side}-sided low back pain",
        "low back pain on the {side} side",
        "pain in the {side} lower back",
        "{side} low back pain",
        "{side} LBP",
    ),
    "time": ("for two weeks", "for 3 weeks", "x 10 days", "for the past four weeks", "that began 5 days ago"),
    "leg": (
        "Pain radiates down the {leg} leg.",
        "There is pain down the {leg} leg to the foot.",
        "Radiates to the {leg} calf.",
        "Radiating pain into the {leg} leg.",
    ),
    "no_leg": ("No leg pain.", "No radiation to the legs.", "Denies leg pain.", "Pain does not radiate."),
    "flags": ("Red flags", "ROS", "Red flag screen"),
    "exam": ("EXAM:", "Physical exam:", "Objective:", "PE:"),
    "palpation": (
        "Tender over the {exam_side} lumbar paraspinals.",
        "Palpation: tenderness over the {exam_side} lumbar paraspinal muscles.",
        "TTP over the {exam_side} lumbar paraspinal muscles.",
        "There is {exam_side} lumbar paraspinal tenderness.",
    ),
    "motion": (
        "Range of motion limited in flexion.",
        "Flexion limited by pain.",
        "Range of motion: full.",
        "ROM decreased in flexion and extension.",
    ),
    "reflexes": (
        "Reflexes 2+ and symmetric.",
        "Reflexes: 2+ bilaterally.",
        "DTRs 2+ and equal.",
        "Patellar and Achilles reflexes intact.",
    ),
    "sensation": ("Sensation intact to light touch.", "Sensation: intact.", "Sensation normal in both legs."),
    "strength": (
        "Strength 5/5 in both legs.",
        "Motor: 5/5 bilaterally.",
        "5/5 strength in the lower extremities.",
    ),
    "weak": (
        "Strength 4/5 in the {side} leg.",
        "Weakness of the {side} ankle, 4/5.",
        "Motor: 4/5 {side} great toe extension.",
    ),
    "raise": (
        "Straight leg raise positive on the {raise_side}.",
        "SLR: positive on the {raise_side}.",
        "Positive SLR {raise_side}.",
    ),
    "no_raise": (
        "Straight leg raise negative bilaterally.",
        "SLR negative.",
        "Negative straight leg raise.",
        "SLR neg b/l.",
    ),
    "assessment": ("Assessment", "Impression", "A", "Assessment/Plan", "Dx"),
    "plan": (
        "Plan: naproxen 500 mg twice daily, physical therapy.",
        "Plan: Ibuprofen 600 mg. Activity modification. Follow up in 4 weeks.",
        "Plan: NSAIDs, heat, home exercises.",
        "Treatment: start naproxen, refer to PT.",
    ),
}


def _note(case: Case, pick: random.Random) -> Iterator[str]:
    def word(key: str) -> str:
        return pick.choice(WORDS[key]).format(**vars(case))

    yield f"Date of service: {TODAY.isoformat()}"
    yield word("complaint")
    yield f"HPI: {word('reports')} {word('where')} {word('time')}."
    yield word("leg" if case.leg else "no_leg")
    absent = [flag for flag in FLAGS if flag not in case.flags]
    denied = ", ".join(absent[:-1]) + pick.choice((" or ", ", or ", ", ")) + absent[-1]
    head = pick.choice(("Denies", "Negative for", "Patient denies", "No"))
    cancer = (
        "History of cancer."
        if "history of cancer" in case.flags
        else pick.choice(("No history of cancer.", "No h/o cancer."))
    )
    yield f"{word('flags')}: {head} {denied}. {cancer}"
    for flag in case.flags:
        if flag != "history of cancer":
            yield f"{pick.choice(('Reports', 'Positive for', 'Patient has'))} {flag}."
    yield word("exam")
    yield word("palpation")
    yield word("motion")
    yield word("reflexes")
    yield word("sensation")
    yield word("weak" if case.deficit else "strength")
    yield word("raise" if case.raise_side else "no_raise")
    yield f"{word('assessment')}: {pick.choice(TYPES[case.type][1]).format(leg=case.leg)} ({case.code})"
    yield word("plan")


def sound(pick: random.Random) -> Case:
    side, kind = pick.choice(("left", "right")), pick.choice(tuple(TYPES))
    leg = side if kind == "sciatica" else None
    code = TYPES[kind][0] or ("M54.42" if leg == "left" else "M54.41")
    return Case(side, side, leg, leg, (), False, kind, code, pick.randrange(10**9))


def other(side: str) -> str:
    return "left" if side == "right" else "right"


def change_side(case: Case, pick: random.Random) -> Case:
    if case.leg:
        field = pick.choice(("exam_side", "raise_side", "code"))
        if field == "raise_side":
            return replace(case, raise_side=other(case.leg))
        if field == "code":
            return replace(case, code="M54.41" if case.leg == "left" else "M54.42")
    return replace(case, exam_side=other(case.side))


def change_negation(case: Case, pick: random.Random) -> Case:
    kinds = ["flag", "deficit"] + ([] if case.leg else ["raise"])
    kind = pick.choice(kinds)
    if kind == "flag":
        return replace(case, flags=(pick.choice((*FLAGS, "history of cancer")),))
    if kind == "deficit":
        return replace(case, deficit=True)
    return replace(case, raise_side=case.side)


def change_code(case: Case, pick: random.Random) -> Case:
    wrong = ["M54.5", "M54.50", "M54.59", "M54.41", "M54.42", "S39.012A", "S39.012", "M51.26", "M54.4", "M54.51"]
    return replace(case, code=pick.choice([code for code in wrong if code != case.code]))


CHANGES: dict[str, Callable[[Case, random.Random], Case]] = {
    "side": change_side,
    "negation": change_negation,
    "code": change_code,
}


def told(found: NoteCheck) -> set[str]:
    """What the check tells, as words that do not depend on the lines."""
    return (
        {f"{item.element} {item.status}" for item in found.missing}
        | {alert.id for alert in found.alerts}
        | {f"{fault.kind} {fault.text}" for fault in found.findings}
    )


def checked(case: Case) -> NoteCheck:
    lines = tuple(NoteLine(text, f"line {at}") for at, text in enumerate(case.lines(), start=1))
    return check_note(load_pack(), lines, None, TODAY)


def measure(notes: int, seed: int, show: bool = False) -> dict[str, float]:
    """Shares: "false_alarms", and "detected" in all and by kind of change."""
    pick = random.Random(seed)
    alarms = 0
    seen: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for number in range(notes):
        case = sound(pick)
        kind = tuple(CHANGES)[number % len(CHANGES)]
        changed = CHANGES[kind](case, pick)
        before, after = checked(case), checked(changed)
        if not before.clean:
            alarms += 1
            if show:
                print("FALSE ALARM", sorted(told(before)), *case.lines(), sep="\n   ")
        made[kind] += 1
        if not after.clean and told(after) - told(before):
            seen[kind] += 1
        elif show:
            print(f"NOT SEEN ({kind})", *changed.lines(), sep="\n   ")
    shares = {f"detected_{kind}": seen[kind] / made[kind] for kind in CHANGES if made[kind]}
    return {"detected": seen.total() / made.total(), "false_alarms": alarms / notes, **shares}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="print what was missed and each false alarm")
    args = parser.parse_args()
    for name, share in measure(args.notes, args.seed, args.show).items():
        print(f"{name:20}{share:7.1%}")


if __name__ == "__main__":
    main()
