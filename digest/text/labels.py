"""Labels that newsrooms put before an English title ("Analysis: ", "LIVE ", "UPDATE 1-"): one table of their words.

``analysis.kinds`` takes an article's kind from them; ``edition.headlines`` takes them off, for the page says the kind
in its own words. A new label is a word here.
"""

import re

from digest.model import Kind

BY_KIND: tuple[tuple[Kind, str], ...] = (
    ("opinion", r"opinion|op-ed|editorial|comment(?:ary)?|column|letters?|review"),
    ("live", r"live(?: blog| updates?| coverage| ticker)?|the latest"),
    ("video", r"video|watch"),
    ("chronology", r"timeline|chronology|key dates"),
    ("interview", r"interview|transcript|q\s?&\s?a"),
    ("analysis", r"(?:news )?analysis|the (?:memo|notebook|upshot|debrief|big read|long read|big take)"),
    ("list", r"photos?|gallery"),
    ("explainer", r"explainer|explained|factbox|backgrounder|profile"),
)
"""Words of labels that say what kind of text an article is."""
_OF_ANY_KIND = (
    r"breaking(?: news)?|exclusive|update(?: \d+)?|updated|listen|just in|correct(?:ed|ion)|refiled?|developing|urgent"
    r"|wrapup(?: \d+)?"
)
SEPARATOR = r"\s?(?:[:|]|\s[–—-])(?:\s+|\Z)"
"""What parts a label from its title; a hyphen without blanks makes a compound ("Live-fire exercise")."""
BY_AGENCY: tuple[tuple[Kind, str], ...] = (
    ("analysis", r"(?-i:Analysis)-(?-i:(?=[A-Z“‘\"']))"),
    ("explainer", r"(?-i:Explainer|Factbox)-(?-i:(?=[A-Z“‘\"']))"),
    ("chronology", r"(?-i:Timeline)-(?-i:(?=[A-Z“‘\"']))"),
)
"""Labels that an agency ends with a hyphen alone ("Analysis-Fog closes Marlow"): words that make no compound."""
LABEL = re.compile(
    rf"(?:{'|'.join(words for _, words in BY_KIND)}|{_OF_ANY_KIND}){SEPARATOR}"
    rf"|{'|'.join(words for _, words in BY_AGENCY)}|(?-i:Exclusive)-(?-i:(?=[A-Z]))"
    r"|[(\[](?:updated?|correct(?:ed|ion)|live|video)[)\]]:?\s+"
    r"|(?-i:LIVE)\s+|(?-i:(?:UPDATE|WRAPUP) \d+|CORRECTED|CORRECTION|REFILE|RPT|EXCLUSIVE|ANALYSIS)\s?[–—-]\s?",
    re.IGNORECASE,
)
"""A label before a title, of any kind, also in brackets and as agencies write it."""
