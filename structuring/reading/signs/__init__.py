"""Red flags and other signs: named, explained away, taken back, or only mentioned in passing."""
