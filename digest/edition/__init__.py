"""The day's Analyses, the history and the settings -> the Edition; pure."""
