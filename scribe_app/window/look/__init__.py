"""How everything looks and behaves: theme, the small parts, marks, tab order, what a screen reader is told."""
