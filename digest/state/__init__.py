"""What is remembered between runs: one SQLite file, one writer under a lock."""
