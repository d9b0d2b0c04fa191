"""Values -> files."""
