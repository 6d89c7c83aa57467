"""The yardstick: medspaCy with its default ConText rules on the same transcripts, for red flags and leg pain.

    VENV/bin/python benchmarks/medspacy_yardstick.py FOLDER REPORTS

Runs in an environment of its own (`pip install medspacy 'numpy<2'`), never in the product's: medspaCy logs
patients' words. A term that stands stated makes its slot present, one negated makes it absent; what ConText calls
hypothetical, historical, family or uncertain is left out. Score with `eval/score.py`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from loguru import logger

logger.remove()

import medspacy  # type: ignore[import-not-found]  # noqa: E402
from medspacy.ner import TargetRule  # type: ignore[import-not-found]  # noqa: E402

TERMS = {
    "bowel_bladder": ("bladder", "bowel", "bowels", "incontinence", "urinary retention", "wet myself"),
    "saddle_anesthesia": ("saddle anesthesia", "numbness in the groin", "saddle numbness", "numb between my legs"),
    "progressive_neuro_deficit": (
        "weakness",
        "numbness",
        "foot drop",
        "dropped foot",
        "numbing",
        "tingling",
        "weak",
    ),
    "weight_loss": ("weight loss", "lost weight", "losing weight"),
    "fever": ("fever", "fevers", "chills", "night sweats"),
    "cancer_history": ("cancer", "tumor", "malignancy", "lymphoma"),
    "leg_pain": (
        "leg pain",
        "pain down the leg",
        "pain in your legs",
        "down my leg",
        "down my left leg",
        "sciatica",
    ),
}


def main() -> None:
    folder, reports = Path(sys.argv[1]), Path(sys.argv[2])
    reports.mkdir(parents=True, exist_ok=True)
    nlp = medspacy.load()
    matcher = nlp.get_pipe("medspacy_target_matcher")
    matcher.add([TargetRule(term, slot) for slot, terms in TERMS.items() for term in terms])
    for path in sorted(folder.glob("*.txt")):
        text = re.sub(r"(?m)^\[\w+\] ", "", path.read_text()).replace(" n't", "n't")
        told: dict[str, str] = {}
        for entity in nlp(text).ents:
            marks = entity._
            if marks.is_hypothetical or marks.is_historical or marks.is_family or marks.is_uncertain:
                continue
            value = "absent" if marks.is_negated else "present"
            if told.get(entity.label_) != "present":
                told[entity.label_] = value
        flags = {slot: {"status": told.get(slot, "not_assessed")} for slot in TERMS if slot != "leg_pain"}
        leg = {"leg_pain": told.get("leg_pain", "not_assessed")}
        found = {"findings": {"low_back_pain": True, "red_flags": flags, "radiation": leg}}
        (reports / f"{path.stem}.json").write_text(json.dumps(found))


if __name__ == "__main__":
    main()
