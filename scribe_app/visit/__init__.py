"""Follows one encounter, heard, replayed or read: source in; turns, state and report out."""
