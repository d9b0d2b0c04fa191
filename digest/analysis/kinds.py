"""What kind of piece an article is: a report, or one of those that never lead a briefing.

The signs are a newsroom's own labels, in the address and the title. English labels decide on English alone; an
address (``/opinion/``) decides on every language. A new sign is one line in a table; the first that fits holds.
"""

import re

from digest.model import Article, Kind, Sentence

IN_ADDRESS: tuple[tuple[Kind, str], ...] = (
    ("opinion", r"/(?:opinions?|comment|commentisfree|commentary|editorials?|op-?eds?|columns?|columnists?)/"),
    ("live", r"/(?:live|live-?blog|liveticker|live-updates?)/|-live-updates?\b"),
    ("explainer", r"/(?:explainers?|explained|backgrounders?)/"),
)
"""Folders of an address."""

IN_TITLE: tuple[tuple[Kind, str], ...] = (
    ("opinion", r"\A(?:opinion|op-ed|editorial|comment|commentary|column|letters?|review)\s*[:|–—-]\s"),
    ("opinion", r"\|\s*(?:opinion|editorial|column|comment)\b"),
    ("live", r"\Alive(?:\s+(?:blog|updates?|coverage|ticker))?\s*[:|–—-]"),
    ("live", r"\blive (?:blog|updates|ticker)\b|\bas it happened\b"),
    ("anniversary", r"\A(?:on this day|(?:this|today) (?:day )?in history)\b"),
    ("anniversary", r"\banniversary\b|\b(?:years?|decades?) (?:on|later)\b[,:]?|\blook(?:ing)? back (?:at|on)\b"),
    ("explainer", r"\A(?:explainer|explained|analysis|q\s?&\s?a|factbox|timeline|backgrounder|profile)\s*[:|–—-]"),
    ("explainer", r"\b(?:explained|explainer)\Z|\bwhat (?:we|you need to) know\b|\b(?:what|things) to know\b"),
    ("explainer", r"\A(?:what|who|how|why) (?:is|are|was|were|does|do|did|will|could|the)\b"),
    ("static", r"\A(?:about us|contact us|privacy policy|terms (?:of|and)|cookie policy|advertise with us)\b"),
    ("static", r"\A(?:subscribe|newsletters?|careers|horoscopes?|crossword|tv (?:guide|listings)|weather forecast)\b"),
)
"""Labels in an English title."""

_ADDRESS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in IN_ADDRESS)
_TITLE = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in IN_TITLE)
_LONGEST_TITLE = 300
ENTRIES = 3
"""Sentences that begin with the time of day from which on a page is a live one, in any language."""
_ENTRY = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|BST|CET|ET))?(?:\s?[-–—:|]|\s(?=[^\W\d_a-z]))"
)


def kind_of(article: Article, sentences: tuple[Sentence, ...]) -> Kind:
    """The kind of an article; ``report`` unless something says otherwise, ``static`` without a sentence."""
    facts = article.facts
    address = facts.url.value if facts.url else ""
    english = facts.language is None or facts.language.value == "en"
    title = facts.title.value[:_LONGEST_TITLE].strip() if facts.title and english else ""
    for kind, pattern in _ADDRESS:
        if pattern.search(address):
            return kind
    for kind, pattern in _TITLE:
        if pattern.search(title):
            return kind
    numbered = [sentence.text for sentence in sentences if sentence.text[:1].isdecimal()]
    if sum(_ENTRY.match(text) is not None for text in numbered) >= ENTRIES:
        return "live"
    return "report" if sentences else "static"
