"""The tables of words that we ship: the lexicons of themes and what they share, countries, regions and places."""
