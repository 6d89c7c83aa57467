"""Reads a written encounter into turns: .txt (one turn a line), .vtt, .srt, and .json of turns.

Line numbers are those of the file for .txt, so that evidence can be looked up in it; elsewhere turns are counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from scribe_app.errors import Refusal
from structuring.turns import Speaker, Turn

SUFFIXES = (".txt", ".vtt", ".srt", ".json")

_CLINICIAN = {"doctor", "dr", "d", "clinician", "provider", "physician", "doc", "pa", "np", "nurse practitioner"}
_PATIENT = {"patient", "pt", "p"}

_BRACKETED = re.compile(r"\s*\[([^\]\n]{1,40})\]\s*:?\s*(.*)", re.DOTALL)
# Told from "[laughs] well ...", where the brackets name no speaker.
_SOMEBODY_ELSE = re.compile(
    r"guest|other|unknown|speaker|nurse|family|wife|husband|son|daughter|interpreter", re.I
)
_VOICE_TAG = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|<\d[\d:.]*>")
_NAMED = re.compile(r"\s*([A-Za-z][A-Za-z .'_-]{0,30}?)\s*:\s*(.*)", re.DOTALL)
_TIMES = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{3})\s+-->\s+(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{3})")


class NotAnEncounter(Refusal):
    """A sound file by name, or a well-formed file that is something other than a transcript."""


def read(path: Path) -> tuple[Turn, ...]:
    """The turns of a transcript, at least one.

    Raises NotAnEncounter for a readable file of another kind, Refusal for a missing, empty or damaged one.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise NotAnEncounter(f"{path} is no transcript; one ends in {', '.join(SUFFIXES)}.")
    text = _text(path)
    if not text.strip():
        raise Refusal(f"{path} is empty; a transcript needs at least one turn.")
    if suffix == ".json":
        turns = tuple(_json_turns(path, text))
    elif suffix == ".txt":
        turns = tuple(_plain_turns(text))
    else:
        turns = tuple(_cue_turns(text))
    if suffix != ".json" and not any(turn.speaker != "unknown" for turn in turns):
        raise Refusal(
            f"{path} has no turn that begins with its speaker; write each as '[doctor] ...' or 'Patient: ...'."
        )
    if not turns:
        raise Refusal(f"{path} holds no turns; a transcript needs at least one.")
    return turns


def speaker_of(name: str) -> Speaker:
    """Who a label such as "Dr. Lee", "[doctor]" or "Pt" stands for; `unknown` for anyone else in the room."""
    plain = re.sub(r"[^a-z ]", " ", name.lower()).split()
    if not plain:
        return "unknown"
    whole = " ".join(plain)
    if whole in _CLINICIAN or plain[0] in {"dr", "doctor"}:
        return "clinician"
    return "patient" if whole in _PATIENT else "unknown"


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Refusal(f"There is no file {path}; check the name and the folder.") from None
    except OSError as fault:
        raise Refusal(f"{path} cannot be read: {fault.strerror or fault}.") from fault
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal(f"{path} is damaged or no text; save the transcript as UTF-8.") from None
    if "\0" in text:
        raise Refusal(f"{path} is damaged or no text; save the transcript as UTF-8.")
    return text


def _plain_turns(text: str) -> Iterator[Turn]:
    speaker: Speaker = "unknown"
    for line, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        named, words = _split_speaker(raw)
        if named is not None:
            speaker = named
        if words:
            yield Turn(line=line, speaker=speaker, text=words)


def _split_speaker(raw: str) -> tuple[Speaker | None, str]:
    if found := _BRACKETED.fullmatch(raw):
        speaker = speaker_of(found[1])
        if speaker != "unknown" or _SOMEBODY_ELSE.search(found[1]):
            return speaker, found[2].strip()
    if (found := _NAMED.fullmatch(raw)) and (speaker := speaker_of(found[1])) != "unknown":
        return speaker, found[2].strip()
    return None, raw.strip()


def _cue_turns(text: str) -> Iterator[Turn]:
    line = 0
    speaker: Speaker = "unknown"
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        rows = block.strip("\n").split("\n")
        at = next((n for n, row in enumerate(rows) if _TIMES.search(row)), None)
        if at is None:
            continue
        times = _TIMES.search(rows[at])
        assert times
        start_s, end_s = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:])
        spoken = " ".join(row.strip() for row in rows[at + 1 :])
        if voice := _VOICE_TAG.search(spoken):
            named: Speaker | None = speaker_of(voice[1])
            words = _MARKUP.sub("", spoken).strip()
        else:
            named, words = _split_speaker(_MARKUP.sub("", spoken))
        if named is not None:
            speaker = named
        if words:
            line += 1
            yield Turn(line=line, speaker=speaker, text=words, start_s=start_s, end_s=max(start_s, end_s))


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _json_turns(path: Path, text: str) -> Iterator[Turn]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal(f"{path} is damaged: it is no valid JSON.") from None
    rows = data if isinstance(data, list) else None
    if isinstance(data, dict):
        rows = data.get("turns", data.get("transcript"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "text" in row for row in rows):
        raise NotAnEncounter(f"{path} is no transcript; it needs a list of turns, each with a speaker and a text.")
    for number, row in enumerate(rows, start=1):
        words = str(row["text"]).strip()
        if words:
            yield Turn(
                line=number,
                speaker=speaker_of(str(row.get("speaker", ""))),
                text=words,
                start_s=_number(row, "start_s", "start"),
                end_s=_number(row, "end_s", "end"),
            )


def _number(row: dict[str, object], *names: str) -> float | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None
