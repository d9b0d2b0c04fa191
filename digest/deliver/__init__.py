"""Bring a published briefing to a folder, a program, or readers by mail."""
