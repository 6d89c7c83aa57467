"""Understands: turns in, state out. Pure: no clock, no files, no network, no window."""
