"""The report of one encounter: the form `lumbar-report/1` that other tools read, and its safe writing to disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from scribe_app.errors import Refusal
from structuring import state as shown
from structuring.turns import Evidence, Side, Speaker, Turn

DRAFT = "https://json-schema.org/draft/2020-12/schema"


Seconds = Annotated[float, AfterValidator(lambda seconds: round(seconds, 3))]


class Part(BaseModel):
    """A part of the report: no unknown keys, no infinities."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Quote(Part):
    """Where a thing was said; the seconds are null for a transcript without times."""

    line: int
    quote: str = Field(min_length=1)
    start_s: Seconds | None = None
    end_s: Seconds | None = None


class Source(Part):
    kind: Literal["sound", "transcript", "microphone"]
    name: str
    seconds: float | None = None


class Line(Part):
    line: int
    speaker: Speaker
    text: str
    start_s: Seconds | None = None
    end_s: Seconds | None = None


class ValueFinding(Part):
    value: str | None = None
    evidence: list[Quote] = []


class RegionFinding(ValueFinding):
    value: Literal["lumbar", "back_unspecified"] | None = None


class SideFinding(ValueFinding):
    value: Side | None = None


class OnsetFinding(Part):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, serialize_by_alias=True, populate_by_name=True)

    duration_class: Literal["acute", "subacute", "chronic"] | None = Field(default=None, alias="class")
    days: float | None = None
    evidence: list[Quote] = []


EtiologyLabel = Literal[
    "vertebrogenic", "mechanical", "muscular", "myofascial", "facetogenic",
    "disc", "stenosis", "fracture", "other_specified", "none_identified",
]  # fmt: skip


class EtiologyFinding(Part):
    labels: list[EtiologyLabel] = []
    evidence: list[Quote] = []


class RadiationFinding(Part):
    leg_pain: Literal["present", "absent", "not_assessed"] = "not_assessed"
    side: Literal["left", "right", "bilateral"] | None = None
    sciatica_or_radiculopathy_stated: bool = False
    evidence: list[Quote] = []


class ExamFinding(Part):
    result: Literal["normal", "abnormal"]
    side: Side | None = None
    evidence: list[Quote] = []


class ExamFindings(Part):
    range_of_motion: ExamFinding | None = None
    reflexes: ExamFinding | None = None
    sensation: ExamFinding | None = None
    motor_strength: ExamFinding | None = None
    straight_leg_raise: ExamFinding | None = None
    faber: ExamFinding | None = None
    palpation: ExamFinding | None = None


class FlagFinding(Part):
    status: Literal["present", "absent", "not_assessed"] = "not_assessed"
    evidence: list[Quote] = []


class RedFlagFindings(Part):
    bowel_bladder: FlagFinding = FlagFinding()
    saddle_anesthesia: FlagFinding = FlagFinding()
    progressive_neuro_deficit: FlagFinding = FlagFinding()
    weight_loss: FlagFinding = FlagFinding()
    fever: FlagFinding = FlagFinding()
    cancer_history: FlagFinding = FlagFinding()


class ExtendedFlagFindings(Part):
    """Red flags beyond the six of the guide, in the same form."""

    trauma: FlagFinding = FlagFinding()
    age: FlagFinding = FlagFinding()
    steroids: FlagFinding = FlagFinding()
    immunosuppression: FlagFinding = FlagFinding()
    drug_use: FlagFinding = FlagFinding()
    recent_infection: FlagFinding = FlagFinding()
    night_pain: FlagFinding = FlagFinding()
    osteoporosis: FlagFinding = FlagFinding()


class ImagingReviewed(Part):
    modality: str
    finding: str | None = None
    evidence: list[Quote] = []


class ImagingOrdered(Part):
    modality: str
    evidence: list[Quote] = []


class ImagingFinding(Part):
    reviewed: list[ImagingReviewed] = []
    ordered: list[ImagingOrdered] = []
    modic_or_endplate: bool = False
    disc_pathology_confirmed: bool = False
    clinician_links_finding_to_pain: bool = False


PlanKind = Literal[
    "nsaid", "acetaminophen", "muscle_relaxant", "opioid", "steroid_oral", "neuropathic_agent", "physical_therapy",
    "home_exercise", "activity_modification", "heat_ice", "chiropractic_massage_acupuncture", "imaging", "lab",
    "injection", "surgery_referral", "specialist_referral", "follow_up", "other",
]  # fmt: skip


class PlanItem(Part):
    kind: PlanKind
    text: str
    evidence: list[Quote] = []


class PlanFinding(Part):
    items: list[PlanItem] = []


class Findings(Part):
    """What the dialogue says, in the form in which gold labels are written; silence is null or `not_assessed`."""

    low_back_pain: bool = False
    visit_type: Literal["initial", "follow_up", "unknown"] = "unknown"
    pain_region: RegionFinding = RegionFinding()
    laterality: SideFinding = SideFinding()
    onset: OnsetFinding = OnsetFinding()
    etiology: EtiologyFinding = EtiologyFinding()
    injury_mechanism: ValueFinding = ValueFinding()
    radiation: RadiationFinding = RadiationFinding()
    exam: ExamFindings = ExamFindings()
    red_flags: RedFlagFindings = RedFlagFindings()
    red_flags_extended: ExtendedFlagFindings = ExtendedFlagFindings()
    imaging: ImagingFinding = ImagingFinding()
    plan: PlanFinding = PlanFinding()


class ChecklistEntry(Part):
    element: shown.Element
    status: shown.ItemState
    missing: list[str] = []
    ask: str = ""
    evidence: list[Quote] = []


class Tabular(Part):
    primary: str | None
    why: str


class Code(Part):
    primary: str | None
    tree: list[str]
    tabular: Tabular
    secondary: list[str] = []
    supporting: list[Quote] = []
    missing_words: list[str] = []


class AlertEntry(Part):
    kind: str
    text: str
    evidence: list[Quote] = []
    rule: str
    source: str


class NoteSentence(Part):
    text: str
    evidence: list[Quote] = []
    by: Literal["heard", "clinician"]


class NoteSection(Part):
    title: str
    sentences: list[NoteSentence]


class NoteEntry(Part):
    sections: list[NoteSection] = []


class Shown(Part):
    """One fact reaching the screen, in seconds of the encounter: when its words ended and when it was shown."""

    fact: str
    value: str
    said_end_s: Seconds
    shown_s: Seconds


class Quantiles(Part):
    """Median and 95th percentile; both null where nothing was measured."""

    p50: float | None = None
    p95: float | None = None


class Metrics(Part):
    audio_s: float | None = None
    compute_s: float
    partial_delay_s: Quantiles = Quantiles()
    commit_delay_s: Quantiles = Quantiles()
    fact_delay_s: Quantiles = Quantiles()
    structuring_ms_per_turn: Quantiles = Quantiles()
    peak_rss_mb: float
    samples_lost: int = 0


class Report(Part):
    """One encounter as `lumbar-report/1`."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, serialize_by_alias=True, populate_by_name=True)

    form: Literal["lumbar-report/1"] = Field(default="lumbar-report/1", alias="schema")
    source: Source
    transcript: list[Line]
    findings: Findings
    checklist: list[ChecklistEntry]
    code: Code
    alerts: list[AlertEntry]
    note: NoteEntry
    timeline: list[Shown] = []
    metrics: Metrics


def report_of(
    source: Source, turns: Iterable[Turn], state: shown.State, timeline: Sequence[Shown], metrics: Metrics
) -> Report:
    """The report of an encounter as it stands."""
    return Report(
        source=source,
        transcript=[
            Line(line=turn.line, speaker=turn.speaker, text=turn.text, start_s=turn.start_s, end_s=turn.end_s)
            for turn in turns
        ],
        findings=Findings.model_validate(state.findings),
        checklist=[
            ChecklistEntry(
                element=item.element,
                status=item.status,
                missing=list(item.missing),
                ask=item.ask,
                evidence=_quotes(item.evidence),
            )
            for item in state.checklist
        ],
        code=Code(
            primary=state.code.primary,
            tree=list(state.code.tree),
            tabular=Tabular(primary=state.code.tabular.primary, why=state.code.tabular.why),
            secondary=list(state.code.secondary),
            supporting=_quotes(state.code.supporting),
            missing_words=list(state.code.missing_words),
        ),
        alerts=[
            AlertEntry(
                kind=alert.kind,
                text=alert.text,
                evidence=_quotes(alert.evidence),
                rule=alert.rule,
                source=alert.source,
            )
            for alert in state.alerts
        ],
        note=NoteEntry(
            sections=[
                NoteSection(
                    title=section.title,
                    sentences=[
                        NoteSentence(text=sentence.text, evidence=_quotes(sentence.evidence), by=sentence.by)
                        for sentence in section.sentences
                    ],
                )
                for section in state.note.sections
            ]
        ),
        timeline=list(timeline),
        metrics=metrics,
    )


def schema() -> dict[str, Any]:
    """The JSON schema of the report, as written to a file."""
    return {"$schema": DRAFT, **Report.model_json_schema(mode="serialization", by_alias=True)}


def check_writable(path: Path) -> None:
    """Refuses before any work is done when `path` cannot become a report. Raises Refusal."""
    if path.is_dir():
        raise Refusal(f"The report cannot be written: {path} is a folder; name a file in it.")
    _temporary_beside(path).unlink(missing_ok=True)


def write(report: Report, path: Path) -> None:
    """Writes the report whole or not at all: to a temporary file beside `path`, then renamed. Raises Refusal."""
    temporary = _temporary_beside(path)
    try:
        with temporary.open("w", encoding="utf-8") as stream:
            stream.write(report.model_dump_json(indent=1, by_alias=True) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as fault:
        raise Refusal(f"The report cannot be written to {path}: {fault.strerror or fault}.") from fault
    finally:
        temporary.unlink(missing_ok=True)


def _temporary_beside(path: Path) -> Path:
    """A new empty file in the folder of `path`, readable by its owner alone: a report holds a patient's words."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except FileNotFoundError:
        raise Refusal(f"The report cannot be written: there is no folder {path.parent}; make it first.") from None
    except OSError as fault:
        raise Refusal(
            f"The report cannot be written to {path}: {fault.strerror or fault}; choose another place."
        ) from fault
    os.close(handle)
    return Path(name)


def _quotes(evidence: Iterable[Evidence]) -> list[Quote]:
    return [
        Quote(line=piece.line, quote=piece.quote, start_s=piece.start_s, end_s=piece.end_s) for piece in evidence
    ]
