"""Words the facts of a visit as a note: `Writer(pack).note(sheet, decisions)`. The template is wording.toml."""

from structuring.wording.writer import Writer

__all__ = ["Writer"]
