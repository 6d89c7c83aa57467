"""Reads studies of the back that are looked at in this visit, and whether the clinician ties them to the pain."""

from __future__ import annotations

from structuring.reading.assertion import is_conditional, is_denied
from structuring.reading.ledger import Ledger
from structuring.reading.segments import Segment
from structuring.reading.state import Memory
from structuring.reading.topics import regions


def read(segment: Segment, memory: Memory, ledger: Ledger) -> None:
    """Notes imaging.reviewed.*, and Modic, disc and link statements of the clinician."""
    if segment.role == "patient" or segment.asked:
        return
    never = segment.hits.of("study", "never")
    named = regions(segment)
    elsewhere = bool(named) and not any(hit.what.rule.kind == "back" for hit in named)
    for hit in segment.hits.of("study"):
        if not hit.what.part.startswith("modality."):
            continue
        if any(hold.start < hit.end and hit.start < hold.end for hold in never):
            continue
        modality = hit.what.part.split(".", 1)[1]
        if is_conditional(segment, hit.start) or not segment.hits.has("study", "shown") or elsewhere:
            continue
        if not named and memory.region not in ("", "back") and memory.phase != "results":
            continue
        end = min(segment.end, hit.end + 16)
        ledger.add(f"imaging.reviewed.{modality}", segment.text(hit.start, end), segment.evidence(hit.start, end))
    for part, path in (("modic", "imaging.modic"), ("disc", "imaging.disc_pathology")):
        for hit in segment.hits.of("study", part):
            denied = is_denied(segment, hit.start, hit.end) or is_conditional(segment, hit.start)
            if denied or segment.hits.has("cue", "unsure"):
                continue
            seen = memory.phase == "results" or any(
                study.what.part.startswith("modality.") for study in segment.hits.of("study")
            )
            if part == "modic" or seen:
                ledger.add(path, "stated", segment.evidence(hit.start, hit.end))
                if segment.hits.has("study", "linked") and not segment.hits.has("doubt", "discount"):
                    ledger.add("imaging.linked", "stated", segment.evidence(hit.start, segment.end))
