"""The rest of the history as it was told, kept as words for the note: what no count, code or alert depends on."""
