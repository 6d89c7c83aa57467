"""Whose trouble is spoken of, and what of: people, topics, sides, denials, replies. No finding is read here."""
