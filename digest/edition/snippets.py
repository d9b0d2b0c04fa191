"""The few sentences of an article that the page shows in one paragraph, and how they become quotes.

Sentences are positions of an analysis until the very end, where they become Quotes: nothing here makes words.
A sentence goes with what it leans on, with what answers it, and with the sentence that names its speaker.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from digest.model import AnalysedArticle, Article, Quote
from digest.text.dateline import find_own_start
from digest.text.numerals import find_numbers
from digest.text.sentences import collapse
from digest.text.similarity import overlap
from digest.text.unmet_needs import ABOVE, TITLE, bring, find_unmet
from digest.text.words import tokenize

ALIKE = 0.5
"""Share of the shorter sentence's terms from which on two sentences say the same. From .4 to .7 the figures of ten
mornings are the same; at .3 a first event of the day is lost, at .7 the sample week tells the dead of a bomb twice.
"""
LONGEST = 2
"""Sentences that stand in one paragraph: one, and the one that it leans on."""
REPEATED = 0.7
"""The same share for a sentence that an earlier day told, or of one article: what is new in a sentence often names what
is known. From .7 to .9 ten mornings are the same; at .6 three have other details, at .5 a first event is lost.
"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Sentences of one article that stand in one paragraph: ascending positions, and all terms of them.

    ``answered``: the last of them answers the one before it.
    """

    analysed: AnalysedArticle
    positions: tuple[int, ...]
    answered: bool = False
    terms: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        assessments = self.analysed.analysis.assessments
        # Asked for again and again while snippets compete for a place.
        object.__setattr__(self, "terms", frozenset().union(*(assessments[i].terms for i in self.positions)))

    @property
    def position(self) -> int:
        """The sentence that the snippet was made for."""
        return self.positions[-2] if self.answered else self.positions[-1]


def make_snippet(analysed: AnalysedArticle, position: int, above: Collection[int] = ABOVE) -> Snippet:
    """Return a sentence alone, or behind the one that gives what neither title nor lead does."""
    return Snippet(analysed, _bring(analysed, position, above) or (position,))


def _bring(
    analysed: AnalysedArticle,
    position: int,
    shown: Collection[int],
    directly: Collection[int] | None = None,
    said: Collection[str] = (),
) -> tuple[int, ...] | None:
    """Return a sentence, or the pair that gives what it needs; ``None`` where no sentence does that can be quoted."""
    assessments = analysed.analysis.assessments
    if not assessments[position].needs:
        return (position,)
    needs = [one.needs for one in assessments]
    passed_over = [i for i, one in enumerate(assessments) if one.passed_over]
    return bring(position, needs, shown, directly=directly, said=said, passed_over=passed_over)


def fit(analysed: AnalysedArticle, position: int, above: Sequence[Snippet], titled: Collection[str]) -> Snippet | None:
    """Return the snippet that shows a sentence below others, with what its needs lack; ``None`` if nothing gives it.

    ``titled``: the ids of the articles whose title stands above.
    """
    id_ = analysed.article.id
    title = {TITLE} if id_ in titled else set()
    shown = title.union(*(snippet.positions for snippet in above if snippet.analysed.article.id == id_))
    last = above[-1].positions[-1:] if above and above[-1].analysed.article.id == id_ else ()
    said = frozenset().union(*(snippet.terms for snippet in above if snippet.analysed.article.id != id_))
    found = _bring(analysed, position, shown, title.union(last), said)
    return Snippet(analysed, found) if found else None


def add_answer(snippet: Snippet, above: Sequence[Snippet], titled: Collection[str]) -> Snippet | None:
    """Return a snippet with what answers its sentence, where that is not shown; ``None`` where it cannot be quoted.

    "But the pilots say ..." belongs to what the harbour says: the page tells both sides, or neither. Nor is there room
    for what answers the sentence that the snippet leans on.
    """
    analysed, assessments = snippet.analysed, snippet.analysed.analysis.assessments
    id_, answer = analysed.article.id, snippet.position + 1
    shown = {*snippet.positions, *(i for one in above if one.analysed.article.id == id_ for i in one.positions)}
    if any(assessments[i].answered and i + 1 not in shown for i in snippet.positions[:-1]):
        return None
    if not assessments[snippet.position].answered or answer in shown:
        return snippet
    if assessments[answer].passed_over or find_unmet(
        assessments[answer].needs, shown | ({TITLE} if id_ in titled else set())
    ):
        return None
    return Snippet(analysed, (*snippet.positions, answer), answered=True)


def fit_with_answer(
    analysed: AnalysedArticle,
    position: int,
    above: Sequence[Snippet],
    chosen: Sequence[Snippet],
    titled: Collection[str],
) -> Snippet | None:
    """Return the snippet of a sentence that fits below those ``above``, with what answers it and is not chosen yet."""
    snippet = fit(analysed, position, above, titled)
    return add_answer(snippet, chosen, titled) if snippet else None


@dataclass(frozen=True, slots=True)
class PreviouslyQuoted:
    """Sentences of earlier days: the terms of this story's then, and the very sentences of any story.

    A story adds to these the tolls of its own articles that are no longer so.
    """

    terms: tuple[frozenset[str], ...] = ()
    sentences: frozenset[str] = frozenset()

    def has(self, snippet: Snippet, *, leads: bool = False) -> bool:
        """Tell whether a snippet was quoted, or nearly the same with all of its numbers: another toll is news.

        If it ``leads``, so is a word of its own headline ("agree"): the plan was told in nearly the same terms.
        """
        texts = (snippet.analysed.analysis.sentences[i].text for i in snippet.positions)
        told = not self.sentences.isdisjoint(texts)
        if told or not self.terms:
            return told
        news = find_numbers(snippet.terms)
        if leads:
            news = news.union(*(find_titled(snippet.analysed, i) for i in snippet.positions))
        return any(news <= terms and overlap(snippet.terms, terms) >= REPEATED for terms in self.terms)


NOTHING_QUOTED = PreviouslyQuoted()


def stands_alone(snippet: Snippet) -> bool:
    """Tell whether a snippet can be read without a headline above it."""
    assessments = snippet.analysed.analysis.assessments
    shown = frozenset(snippet.positions)
    return not any(
        find_unmet(assessments[i].needs, shown) or assessments[i].speaker is not None for i in snippet.positions
    )


def count_words(quotes: Iterable[Quote]) -> int:
    """Count the words that a reader reads of quotes, those that name a speaker too."""
    return sum(len(quote.text.split()) + (len(quote.speaker.text.split()) if quote.speaker else 0) for quote in quotes)


def count_own_words(snippet: Snippet) -> int:
    """Count the words of a snippet, without those that name its speaker."""
    return sum(len(snippet.analysed.analysis.sentences[i].text.split()) for i in snippet.positions)


def says_same(terms: frozenset[str], others: Iterable[frozenset[str]], share: float = ALIKE) -> bool:
    """Tell whether a sentence says what another one said already."""
    return any(overlap(terms, other) >= share for other in others)


def make_quotes(snippet: Snippet) -> tuple[Quote, ...]:
    """Return the Quotes of a snippet: the first names its speaker if that is another, the others are joined to it."""
    return tuple(_quote(snippet, i, joined=order > 0) for order, i in enumerate(snippet.positions))


def _quote(snippet: Snippet, position: int, *, joined: bool) -> Quote:
    article, analysis = snippet.analysed
    speaker = analysis.assessments[position].speaker
    known = speaker is None or speaker in snippet.positions
    named = None if known or speaker is None else quote(article, *find_own_words(snippet.analysed, speaker))
    return quote(article, *find_own_words(snippet.analysed, position), speaker=named, joined=joined)


def read_title(analysed: AnalysedArticle) -> frozenset[str]:
    """Return the terms of an article's title."""
    facts = analysed.article.facts
    return frozenset(tokenize(facts.title.value, facts.read_as).terms) if facts.title else frozenset()


def find_titled(analysed: AnalysedArticle, position: int) -> frozenset[str]:
    """Return the terms of the title that stand in a sentence's own words."""
    start, end = find_own_words(analysed, position)
    own = tokenize(analysed.article.document.text[start:end], analysed.article.facts.read_as).terms
    return read_title(analysed).intersection(own)


def find_own_words(analysed: AnalysedArticle, position: int) -> tuple[int, int]:
    """Return where a sentence's own words are: not those of a dateline before them, or of a heading run into them."""
    sentence, text = analysed.analysis.sentences[position], analysed.article.document.text
    start = find_own_start(text[sentence.start : sentence.end], analysed.article.facts.read_as)
    return sentence.start + start, sentence.end


def quote(article: Article, start: int, end: int, *, speaker: Quote | None = None, joined: bool = False) -> Quote:
    """Return the words of an article from start to end."""
    return Quote(article.id, start, end, collapse(article.document.text[start:end]), speaker, joined)
