"""Keep in SQLite what lasts between runs (files seen, articles, editions, slots), and what one run has read so far."""

DATABASE, CACHE, FAILURE = "digest.sqlite", "cache.sqlite", "failure.json"
"""What lies in the folder ``page_names.STATE``."""
