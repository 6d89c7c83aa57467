"""The settings: the dialog, the parts of its form, the choice of a model."""
