"""The use cases: everything that touches folders, clock and database, in the order in which a run does it.

``day.make_day`` is the core that all of them share: run, dry run and back-fill make days with it; rebuild, repair and
audit work on what it made; the daemon calls run.
"""
