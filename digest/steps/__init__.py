"""The steps of a run, each small enough to be read beside ``run.py``."""
