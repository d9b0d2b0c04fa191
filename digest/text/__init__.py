"""Pure functions on strings, for every stage."""
