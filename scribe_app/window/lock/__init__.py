"""Unlocking, and locking again when nobody is there."""
