"""Choose what a story shows under another theme than its own: the sentences that speak of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.edition.snippets import LONGEST, PreviouslyQuoted, Snippet, fit_with_answer, make_quotes, says_same
from digest.edition.story_themes import Themes
from digest.model import AnalysedArticle, Quote

SLIGHT = 3.9
"""What a sentence scores that needs another before it: more than a single strong phrase. Of labelled articles' passages
(``benchmarks/ranges.py``) 14 of 30 are right from 3.5 to 3.9 and 15 at 4.4, of 31 with less 14, of 29 with more 14.
"""
BEYOND = 1.25
"""How much more of a further theme than of its story's own a sentence speaks that stands in the story too: with 1 there
are 33 passages, no more of them right, with 1.5 there are 27, and 12 right.
"""


@dataclass(frozen=True, slots=True)
class CrossPassage:
    """The paragraph of a story that stands under another theme.

    ``second``: another passage of the theme is better to begin with, since somebody else speaks in this one;
    ``strength`` is how strongly it speaks of the theme.
    """

    theme: str
    quotes: tuple[Quote, ...]
    second: bool
    strength: float


def gather_passages(
    articles: Sequence[AnalysedArticle], themes: Themes, shown: Sequence[Snippet], known: PreviouslyQuoted
) -> tuple[CrossPassage, ...]:
    """Return what a story shows under other themes, each sentence under the one that it speaks of most.

    Of equals that is the story's stronger one.
    """
    passages = {
        theme: choose_passage(articles, theme, home=themes.main, shown=shown, known=known) for theme in themes.others
    }
    best: dict[tuple[str, tuple[int, ...]], tuple[float, str]] = {}
    for theme, snippets in passages.items():
        for snippet in snippets:
            score = score_theme(snippet, theme)
            if best.get(_identify(snippet), (-1.0, ""))[0] < score:
                best[_identify(snippet)] = score, theme
    found = []
    for theme, snippets in passages.items():
        for snippet in [one for one in snippets if best[_identify(one)][1] == theme][:1]:
            quotes = make_quotes(snippet)
            found.append(CrossPassage(theme, quotes, quotes[0].speaker is not None, score_theme(snippet, theme)))
    return tuple(found)


def _identify(snippet: Snippet) -> tuple[str, tuple[int, ...]]:
    return snippet.analysed.article.id, snippet.positions


def choose_passage(
    articles: Sequence[AnalysedArticle], theme: str, *, home: str, shown: Sequence[Snippet], known: PreviouslyQuoted
) -> tuple[Snippet, ...]:
    """Return the sentences of a theme that a story may show under it; none where it does not touch it.

    Best first, nothing twice, nothing that was told on an earlier day. They are of those that each article's analysis
    would quote for the theme. A sentence that speaks more of another theme has no place under this one, nor has one
    that needs another before it and says little. What stands in the story in full, under its theme ``home``, or is the
    best of another theme, gives way, and is returned alone when there is nothing else: no theme misses its news. Only
    the story's headline stands near it.
    """
    best_of_others = {
        (article.id, one.quotes[0])
        for article, analysis in articles
        for one in analysis.themes
        if one.name != theme and one.quotes
    }
    ranked = sorted(
        (place, -one.score, order, snippet)
        for order, analysed in enumerate(articles)
        for one in analysed.analysis.themes
        if one.name == theme
        for place, position in enumerate(one.quotes)
        if (snippet := fit_with_answer(analysed, position, (), (), {analysed.article.id}))
    )
    said = [one.terms for one in shown]
    chosen: list[Snippet] = []
    spare: list[Snippet] = []
    for *_, snippet in ranked:
        earlier = [one.terms for one in (*chosen, *spare)]
        if not _belongs(snippet, theme) or known.has(snippet) or says_same(snippet.terms, earlier):
            continue
        if says_same(snippet.terms, said):
            spare += [snippet] if score_theme(snippet, theme) >= BEYOND * score_theme(snippet, home) else []
        elif chosen and (snippet.analysed.article.id, snippet.position) in best_of_others:
            spare.append(snippet)
        else:
            chosen.append(snippet)
    return tuple(chosen or spare[:1])


def _belongs(snippet: Snippet, theme: str) -> bool:
    """Tell whether a sentence speaks of a theme more than of any other, and enough if it does not stand alone."""
    score = score_theme(snippet, theme)
    own = len(snippet.positions) - snippet.answered
    return score >= _find_strongest(snippet) and (own == 1 or (own <= LONGEST and score >= SLIGHT))


def score_theme(snippet: Snippet, theme: str) -> float:
    """Return how strongly the sentence that a snippet was made for speaks of a theme."""
    themes = snippet.analysed.analysis.assessments[snippet.position].themes
    return next((one.score for one in themes if one.theme == theme), 0.0)


def _find_strongest(snippet: Snippet) -> float:
    return max((one.score for one in snippet.analysed.analysis.assessments[snippet.position].themes), default=0.0)
