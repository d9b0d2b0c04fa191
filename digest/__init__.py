"""digest: a folder of news articles in, the day's briefing out."""

__version__ = "2.0.7"
