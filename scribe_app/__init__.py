"""Shows and keeps: window, commands, store, export. Nothing clinical is decided here."""

__version__ = "0.1.0"
