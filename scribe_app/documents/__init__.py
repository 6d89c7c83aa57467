"""Reads written documents of many kinds as lines and rows, each with its place: for checking notes and audits."""

from scribe_app.documents.kinds import KINDS, Unreadable, kind_of, read
from scribe_app.documents.parts import Cell, Line, Part, Row

__all__ = ["KINDS", "Cell", "Line", "Part", "Row", "Unreadable", "kind_of", "read"]
