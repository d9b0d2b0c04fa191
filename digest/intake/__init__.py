"""A file -> Articles."""
