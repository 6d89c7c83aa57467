"""Words the facts of a visit as a note: `Writer(pack).note(sheet, decisions)`. The template is wording.toml."""

from structuring.pack import Pack
from structuring.wording.rules import FILE, WordingRules
from structuring.wording.writer import Writer


def section_titles(pack: Pack) -> tuple[str, ...]:
    """The titles of the note's sections in their order, also of those with nothing in them yet."""
    return tuple(section.title for section in pack.section(FILE, WordingRules).section)


__all__ = ["Writer", "section_titles"]
