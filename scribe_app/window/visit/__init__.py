"""The visit under way: the encounter page and its panels, and the session that keeps what happens."""
