"""The commands of `scribe`, one module each; see `scribe_app.cli`."""
