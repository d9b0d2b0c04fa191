"""Limits that several readers and the cleaner share."""

SHORTEST_ARTICLE = 20
"""Words of the shortest article (docs/intake.md): a headline, a button or a page's contents have fewer in sentences."""
MOST_ARTICLES = 1000
"""Articles of one file: as many short ones take a good part of the seconds that a file has
(``pipeline.ingest.FILE_SECONDS``)."""
