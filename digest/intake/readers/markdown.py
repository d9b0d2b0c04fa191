"""Markdown, with or without front matter."""

from digest.intake.readers.plain import read_plain as read_markdown

__all__ = ["read_markdown"]
