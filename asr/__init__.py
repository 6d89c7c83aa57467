"""Hears: sound in, utterances out. Knows no medicine, no window, no store."""
