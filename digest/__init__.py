"""digest: a folder of news articles in, the day's briefing out."""

__version__ = "1.0.0"
