"""A story's headline: the best title among its articles, or the opening clause of its lead."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.edition.snippets import Snippet, find_own_words, make_quotes, quote
from digest.model import AnalysedArticle, Article, Facts, Place, Quote, Story
from digest.text.labels import LABEL
from digest.text.sentences import collapse
from digest.text.words import tokenize

FEWEST_WORDS, MOST_WORDS = 5, 16
"""Words of an opening clause that serves as a headline. The figures of ten mornings are the same with 2 to 8 at least,
from 4 to 6 each line (``benchmarks/ranges.py``); sixteen fill three lines of a phone, as long titles of sources do.
"""

_TAIL = re.compile(r"\s+[(\[](?:updated?|corrected|videos?|photos?|live)[)\]]\Z", re.IGNORECASE)
_ENDS = re.compile(r"[,;:]\s|\s+[–—-]\s")
_ENGLISH_ENDS = re.compile(
    r",?\s+(?:which|who|after|as|amid|at|in|on|while|when|where|before|because|since|with|following|during"
    r"|despite|but|and|over|near|by|from|ahead)\s|" + _ENDS.pattern
)
_APPOSITION = re.compile(r"[^,]{1,90}(,) [^,]{2,90}(,) ")
"""A subject that is explained between commas ("Its envoy, Ada Renn, has …"): what happened stands behind both."""
_OPEN_END = re.compile(r"\b(?:to \w+|sa(?:id|ys)|told|was|were|is|are|be|been|the|an?|of|and)\Z", re.IGNORECASE)
"""Words that need what follows them: "a ceremony to swear | in", "has said | that"."""
WHOLE = 45
"""Words of a lead that may be a headline: nineteen of twenty leads of ten mornings have no more."""
_WORDS = re.compile(rf"(?:\S+\s+){{0,{MOST_WORDS - 1}}}\S+")
_BETWEEN, _QUOTES = " \n\t\r\u00a0.,;:", '"”'
"""What may end a heading, and what a sentence has behind a heading that is the whole of it."""


Title = tuple[str, str]
"""A headline, and the id of the article whose title it is."""


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story in words: its headline, where that stands, and its quotes, lead first."""

    headline: str
    quote: Quote | None
    opens_lead: bool
    quotes: tuple[Quote, ...]


def make_story_text(
    title: Title | None, articles: Sequence[AnalysedArticle], snippets: Sequence[Snippet], language: str
) -> StoryText:
    """Return headline and quotes of a story; without a title the lead's opening clause is the headline."""
    quotes = tuple(quote for snippet in snippets for quote in make_quotes(snippet))
    if title:
        headline, teller = title
        article = next(article for article, _ in articles if article.id == teller)
        return StoryText(headline, find_title_quote(article, headline), opens_lead=False, quotes=quotes)
    return _head_with_opening(snippets, quotes, language) if snippets else _quote_first_words(articles[0], language)


def choose_title(articles: Sequence[AnalysedArticle]) -> Title | None:
    """Return the cleaned title that says most of what the articles share, and its article; the leading one comes first.

    A title of four to sixteen words that asks nothing is better than any other. What it says counts as much as its
    article's opening tells the news, for that becomes the lead: a feature that sets a scene does not head the report
    of the storming. Of equals the leading article's.
    """
    shared = Counter(term for analysed in articles for term, _ in analysed.analysis.terms.lead)

    def merit(item: tuple[int, str, AnalysedArticle]) -> tuple[bool, float, int]:
        number, title, analysed = item
        terms = set(tokenize(title, analysed.article.facts.read_as).terms)
        share = sum(shared[term] for term in terms) / ((len(terms) + 3) * len(articles))
        plain = 4 <= len(title.split()) <= MOST_WORDS and not title.endswith("?") and not title.isupper()
        return plain, round(share * _score_opening(analysed), 6), -number

    titled = (
        (number, _clean_titles(analysed.article.facts), analysed)
        for number, analysed in enumerate(articles)
        if analysed.article.facts.title
    )
    _, headline, best = max(titled, key=merit, default=(0, "", None))
    return (headline, best.article.id) if best else None


def _score_opening(analysed: AnalysedArticle) -> float:
    """Return how surely the first sentence that can be quoted tells the news: 0 to 1."""
    return next((one.score for one in analysed.analysis.assessments if not one.passed_over), 0.0)


def _clean_titles(facts: Facts) -> str:
    title, outlet = facts.title, facts.outlet
    return clean_title(title.value if title else "", outlet.value if outlet else None)


def _head_with_opening(snippets: Sequence[Snippet], quotes: tuple[Quote, ...], language: str) -> StoryText:
    """Return the lead's opening clause as headline above the whole lead; a short lead is the headline itself."""
    article, lead = snippets[0].analysed.article, quotes[0]
    text = article.document.text[lead.start : lead.end]
    end = measure_opening_clause(text, language)
    headline = quote(article, lead.start, lead.start + end)
    if not text[end:].strip(f"{_BETWEEN}{_QUOTES}"):
        others = (replace(one, joined=one.joined and i > 0) for i, one in enumerate(quotes[1:]))
        return StoryText(headline.text, headline, opens_lead=False, quotes=tuple(others) or quotes)
    return StoryText(headline.text, headline, opens_lead=True, quotes=quotes)


def head_with_lead(story: Story, place: Place) -> Story:
    """Return a story without a title with its whole lead as headline, in full and apart; in one line it has a clause.

    In full nothing is read twice; where it has no other sentence to show, the clause heads it there too. Apart stand
    opinions and their like: of what they say, half a sentence says the opposite.
    """
    needed = {"full": 2, "apart": 1}.get(place)
    if needed is None or not story.opens_lead or len(story.quotes) < needed or story.quotes[0].speaker:
        return story
    lead, *others = story.quotes
    text = _strip_end(lead.text)
    if len(text.split()) > WHOLE:
        return story
    headline = replace(lead, text=text, end=lead.end - (len(lead.text) - len(text)))
    quotes = tuple(replace(one, joined=one.joined and at > 0) for at, one in enumerate(others)) or story.quotes
    return replace(story, headline=text, headline_quote=headline, opens_lead=False, quotes=quotes)


def _quote_first_words(analysed: AnalysedArticle, language: str) -> StoryText:
    """Return the heading of a story without a title and without a sentence that can be quoted."""
    if not analysed.analysis.sentences:
        return StoryText(analysed.article.document.path, None, opens_lead=False, quotes=())
    found = quote_opening_clause(analysed, 0, language)
    return StoryText(found.text, found, opens_lead=False, quotes=())


def quote_opening_clause(analysed: AnalysedArticle, position: int, language: str) -> Quote:
    """Return the opening clause of a sentence of an article, behind its dateline."""
    article = analysed.article
    start, end = find_own_words(analysed, position)
    return quote(article, start, start + measure_opening_clause(article.document.text[start:end], language))


def clean_title(title: str, outlet: str | None) -> str:
    """Return a title without labels ("Video:", "UPDATE 1-", "Opinion:") before it and its outlet's name behind it.

    What kind of piece it is, the page says in its own words. A label stays where the title goes on in small letters
    ("Analysis: how fog closed Marlow"): the rest begins no headline.
    """
    cleaned = collapse(title)
    while (label := LABEL.match(cleaned)) and not cleaned[label.end() : label.end() + 1].islower():
        if label.end() == len(cleaned):
            break
        cleaned = cleaned[label.end() :]
    cleaned = _TAIL.sub("", cleaned)
    if outlet:
        cleaned = re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}\Z", "", cleaned, flags=re.IGNORECASE)
    return cleaned


def find_title_quote(article: Article, headline: str) -> Quote | None:
    """Return where a headline stands in the article's text, if its title paragraph is a part of that."""
    words = r"\s+".join(re.escape(word) for word in headline.split())
    for paragraph in article.paragraphs:
        if paragraph.role == "title" and words:
            found = re.search(words, article.document.text[paragraph.start : paragraph.end])
            if found:
                return quote(article, paragraph.start + found.start(), paragraph.start + found.end())
    return None


def measure_opening_clause(sentence: str, language: str) -> int:
    """Return how many characters of a sentence make a heading: its longest opening clause of 5 to 16 words.

    The whole sentence, but for its full stop, where it has few more words than that; its first sixteen words where
    it can be cut nowhere. Clauses end at punctuation and, in English, before words that begin another one; never
    inside a subject that is explained between commas.
    """
    whole = len(_strip_end(sentence))
    if len(sentence.split()) < MOST_WORDS + FEWEST_WORDS:
        return whole
    pattern = _ENGLISH_ENDS if language == "en" else _ENDS
    explained = _APPOSITION.match(sentence)
    inside = {explained.start(1), explained.start(2)} if explained else set()
    ends = [found.start() for found in pattern.finditer(sentence) if found.start() not in inside]
    fitting = [end for end in ends if FEWEST_WORDS <= len(sentence[:end].split()) <= MOST_WORDS]
    balanced = [end for end in fitting if _is_balanced(sentence[:end]) and not _OPEN_END.search(sentence[:end])]
    return max(balanced, default=_WORDS.match(sentence).end())  # type: ignore[union-attr]


def _strip_end(sentence: str) -> str:
    """Return a sentence without its full stop, nor a quotation mark behind it that closes none of its quotations."""
    text = sentence.rstrip(_BETWEEN)
    stray = text.endswith(tuple(_QUOTES)) and not _is_balanced(text) and _is_balanced(text[:-1])
    return text[:-1].rstrip(_BETWEEN) if stray else text


def _is_balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("(") == text.count(")")
