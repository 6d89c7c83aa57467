"""Audits and checks of whole archives of notes: on all cores of one machine, or on a Dask cluster."""
