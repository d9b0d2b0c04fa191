"""A story's headline: the best title among its articles, or the opening clause of its lead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.edition.extracts import Run, quote, quotes_of
from digest.model import Article, Quote, Work
from digest.text.sentences import collapse

FEWEST_WORDS, MOST_WORDS = 5, 16
"""Words of an opening clause that serves as a headline."""

_LABEL = re.compile(
    r"(?:(?:video|watch|live|live updates?|breaking(?: news)?|exclusive|update(?: \d+)?|updated|photos?|gallery|listen"
    r"|just in|developing|urgent|wrapup \d+)\s*[:|–—-]\s+|LIVE\s+)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+[|–—-]\s+(?:[A-Z][\w.&'’]*\s*){1,5}\Z")
_CLAUSE_ENDS = re.compile(
    r",?\s+(?:that|which|who|after|as|amid|at|in|on|while|when|where|before|because|since|with|following|during"
    r"|despite|but|and|over|near|by|from|ahead)\s|[,;:]\s|\s+[–—-]\s"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A story in words: its headline, where that stands, and its quotes, lead first."""

    headline: str
    quote: Quote | None
    opens_lead: bool
    quotes: tuple[Quote, ...]


def tell(works: Sequence[Work], runs: Sequence[Run]) -> Told:
    """Headline and quotes of a story. The first work with a title gives the headline."""
    quotes = tuple(quote for run in runs for quote in quotes_of(run))
    for article, _ in works:
        if article.facts.title:
            outlet = article.facts.outlet.value if article.facts.outlet else None
            headline = clean_title(article.facts.title.value, outlet)
            return Told(headline, title_quote(article, headline), opens_lead=False, quotes=quotes)
    return _from_lead(works, runs, quotes)


def _from_lead(works: Sequence[Work], runs: Sequence[Run], quotes: tuple[Quote, ...]) -> Told:
    if not runs:
        return _first_words(works)
    article, lead = runs[0].work[0], quotes[0]
    text = article.document.text[lead.start : lead.end]
    end = opening_clause(text)
    headline = quote(article, lead.start, lead.start + end)
    rest = lead.start + end + len(text[end:]) - len(text[end:].lstrip(" \n\t.,;:"))
    if rest >= lead.end:
        others = tuple(replace(one, joined=one.joined and i > 0) for i, one in enumerate(quotes[1:]))
        return Told(headline.text, headline, opens_lead=False, quotes=others or quotes)
    goes_on = quote(article, rest, lead.end, speaker=lead.speaker)
    return Told(headline.text, headline, opens_lead=True, quotes=(goes_on, *quotes[1:]))


def _first_words(works: Sequence[Work]) -> Told:
    """The heading of a story without a title and without a sentence to quote."""
    article, analysis = works[0]
    if not analysis.sentences:
        return Told(article.document.path, None, opens_lead=False, quotes=())
    first = analysis.sentences[0]
    end = first.start + opening_clause(article.document.text[first.start : first.end])
    found = quote(article, first.start, end)
    return Told(found.text, found, opens_lead=False, quotes=())


def clean_title(title: str, outlet: str | None) -> str:
    """A title without labels ("Video:", "LIVE") before it and without its outlet's name behind it."""
    cleaned = collapse(title)
    while (label := _LABEL.match(cleaned)) and len(cleaned) > label.end():
        cleaned = cleaned[label.end() :]
    if outlet:
        cleaned = re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}\Z", "", cleaned, flags=re.IGNORECASE)
    return cleaned


def title_quote(article: Article, headline: str) -> Quote | None:
    """Where a headline stands in the article's text, if its title paragraph is a part of that."""
    words = r"\s+".join(re.escape(word) for word in headline.split())
    for paragraph in article.paragraphs:
        if paragraph.role == "title" and words:
            found = re.search(words, article.document.text[paragraph.start : paragraph.end])
            if found:
                return quote(article, paragraph.start + found.start(), paragraph.start + found.end())
    return None


def opening_clause(sentence: str) -> int:
    """How many characters of a sentence make a heading: its longest opening clause of 5 to 16 words.

    The whole sentence, but for its full stop, where it has no more words than that.
    """
    whole = sentence.rstrip(" .")
    if len(whole.split()) <= MOST_WORDS:
        return len(whole)
    ends = [found.start() for found in _CLAUSE_ENDS.finditer(sentence)]
    return max((end for end in ends if FEWEST_WORDS <= len(sentence[:end].split()) <= MOST_WORDS), default=len(whole))
