"""The shipped lexicons, one TOML file a theme."""
