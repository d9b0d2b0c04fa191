"""A module that nothing imports but a job that names it."""
