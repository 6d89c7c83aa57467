"""Facts: what was said, with its evidence, and in which state it stands.

A fact has a `path`; the vocabulary of paths is closed (a pack lists it) so that reader, checklist, coding and
note mean the same thing:

path                           value
complaint.low_back_pain        present | absent
complaint.other_region         thoracic | flank | loin | coccyx | buttock | hip | neck | other
visit.type                     initial | follow_up
pain_region                    lumbar | back_unspecified
laterality                     left | right | bilateral | midline         (of the back pain, not of the leg)
onset                          acute | subacute | chronic; attributes: days (number), began (text),
                               chronic_word (true when the clinician said "chronic")
onset.course                   text: an older course around the present episode
onset.manner                   gradual
etiology.<label>               stated     label: vertebrogenic mechanical muscular myofascial facetogenic disc
                               stenosis fracture other_specified none_identified
diagnosis.<term>               stated     the clinician's own diagnosis; term: strain sprain spasm contusion
                               sciatica radiculopathy radiculitis facet_arthropathy spondylosis stenosis
                               spondylolisthesis disc_herniation disc_bulge disc_degeneration discogenic
                               neurogenic_claudication sacroiliitis sacroiliac_dysfunction coccydynia
                               ankylosing_spondylitis scoliosis fracture compression_fracture failed_back_surgery
                               myofascial_pain_syndrome cauda_equina_syndrome metastasis discitis osteomyelitis
                               kidney_stone renal_colic pregnancy low_back_pain chronic_pain_syndrome
                               post_traumatic_pain postprocedural_pain neoplasm_pain
                               pain_with_psychological_factors; attributes: level (L4, L5-S1), side.
                               A line of a report alone is imaging, no diagnosis.
treatment_phase                active | healing | sequela   (of a current injury; sets the seventh character)
visit.purpose                  pain_management | procedure
injury_mechanism               text
radiation.leg_pain             present | absent (side)
exam.<item>                    normal | abnormal (side); item: range_of_motion reflexes sensation motor_strength
                               straight_leg_raise faber palpation
exam_extra.<item>              normal | abnormal or text (gait, inspection, ...)
red_flags.<item>               present | absent; item: bowel_bladder saddle_anesthesia progressive_neuro_deficit
                               weight_loss fever cancer_history
red_flags_extended.<item>      present | absent; item: trauma age steroids immunosuppression drug_use
                               recent_infection night_pain osteoporosis
red_flags.blanket              absent ("no red flags" without naming them)
imaging.reviewed.<modality>    text of the finding; modality: xray mri ct other
imaging.ordered.<modality>     ordered
imaging.modic | imaging.disc_pathology | imaging.linked     stated
plan.<kind>                    planned | stopped; kind as in the report form; attributes: drug, dose, text
hpi.<item>                     text; item: quality severity timing provocation palliation function
                               treatment_tried course associated
history.<item>                 text: surgery, medication, other problems that bear on the back
return_precautions             text
told.<item>                    text that is kept for the note alone and counts nowhere: introduction concern work
                               caution instructions examination
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from structuring.turns import Evidence, Frozen, Side

Status = Literal[
    "stated",  # said, and counts
    "uncertain",  # hedged, or answered by implication only
    "asked",  # asked, not answered
    "hypothetical",  # "if you get numbness ..."
    "family",  # somebody else's
    "past",  # before this episode
    "retracted",  # taken back later in the visit
    "conflict",  # said both ways and not resolved
]


class Fact(Frozen):
    """One thing said about one path. Only `stated` facts with evidence (or the clinician's own entry) count."""

    path: str
    value: str
    status: Status = "stated"
    side: Side | None = None
    attributes: Mapping[str, str | float | bool] = {}
    evidence: tuple[Evidence, ...] = ()
    by: Literal["heard", "clinician"] = "heard"


class FactSheet:
    """All facts of a visit by path, in the order in which they were said. Immutable by convention.

    What counts is worked out once for each path: note, code and alerts ask for it some hundred times a turn.
    """

    __slots__ = ("_by_path", "_paths", "_settled")

    def __init__(self, by_path: Mapping[str, tuple[Fact, ...]] | None = None) -> None:
        self._by_path = dict(by_path or {})
        self._paths = sorted(self._by_path)
        self._settled: dict[str, Fact | None] = {}

    def all(self, path: str) -> tuple[Fact, ...]:
        """Every fact of a path, whatever its status."""
        return self._by_path.get(path, ())

    def settled(self, path: str) -> Fact | None:
        """The fact that counts: the clinician's entry if there is one, else the last `stated` one; None if silent
        or in conflict."""
        if path not in self._settled:
            self._settled[path] = self._settle(path)
        return self._settled[path]

    def _settle(self, path: str) -> Fact | None:
        facts = self._by_path.get(path, ())
        for fact in reversed(facts):
            if fact.by == "clinician":
                return fact
        if any(fact.status == "conflict" for fact in facts):
            return None
        for fact in reversed(facts):
            if fact.status == "stated":
                return fact
        return None

    def value(self, path: str) -> str | None:
        """The settled value, or None."""
        fact = self.settled(path)
        return fact.value if fact else None

    def under(self, prefix: str) -> Iterator[Fact]:
        """The settled facts whose path begins with `prefix`, in order of path."""
        for path in self._paths:
            if path.startswith(prefix) and (fact := self.settled(path)):
                yield fact

    def paths(self) -> list[str]:
        """Every path of which anything was said, sorted."""
        return self._paths.copy()

    def __iter__(self) -> Iterator[Fact]:
        for path in self._paths:
            yield from self._by_path[path]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FactSheet) and self._by_path == other._by_path


def entries(path: str) -> tuple[tuple[str, str], ...]:
    """What may be entered by hand for a path, as (path, value) pairs; empty where only free text would do.

    A path that stands for a group ("etiology", "plan") offers the paths below it.
    """
    if path in _BELOW:
        return tuple((f"{path}.{name}", _BELOW_VALUE[path]) for name in _BELOW[path])
    values = _VALUES.get(path) or _VALUES.get(path.partition(".")[0], ())
    return tuple((path, value) for value in values)


_VALUES: dict[str, tuple[str, ...]] = {
    "complaint.low_back_pain": ("present", "absent"),
    "visit.type": ("initial", "follow_up"),
    "pain_region": ("lumbar", "back_unspecified"),
    "laterality": ("left", "right", "bilateral", "midline"),
    "onset": ("acute", "subacute", "chronic"),
    "onset.began": (),
    "radiation.leg_pain": ("present", "absent"),
    "etiology": ("stated",),
    "exam": ("normal", "abnormal"),
    "exam_extra": ("normal", "abnormal"),
    "red_flags": ("absent", "present"),
    "red_flags_extended": ("absent", "present"),
    "plan": ("planned",),
}
_BELOW: dict[str, tuple[str, ...]] = {
    "etiology": (
        "mechanical", "muscular", "myofascial", "facetogenic", "vertebrogenic", "disc", "stenosis", "fracture",
        "other_specified", "none_identified",
    ),
    "plan": (
        "nsaid", "acetaminophen", "muscle_relaxant", "opioid", "steroid_oral", "neuropathic_agent",
        "physical_therapy", "home_exercise", "activity_modification", "heat_ice",
        "chiropractic_massage_acupuncture", "imaging", "lab", "injection", "surgery_referral",
        "specialist_referral", "follow_up", "other",
    ),
}  # fmt: skip
_BELOW_VALUE = {"etiology": "stated", "plan": "planned"}
