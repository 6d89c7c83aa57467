"""Brings the packs of clinical rules to the program, renews their code tables and prints them for staff."""
