"""Recogniser weights of the user's own: where they lie, and the one connection of the program, to fetch them."""
