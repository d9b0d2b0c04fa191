"""What a sentence and an article say of each theme, why, and which sentences to quote for it.

Deepen here: how places weigh, when a theme counts, which sentence stands for it. How phrases are found is
``matcher``, where they come from is ``lexicon``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from digest.analysis.context import Context
from digest.analysis.lexicon import Matcher, compile_themes, lint
from digest.analysis.matcher import Hit, fold, hits
from digest.model import OTHER, Article, ArticleTheme, Sentence, ThemeScore
from digest.text.words import Tokens, words

__all__ = ["Matcher", "compile_themes", "lint", "score_themes"]

_TITLE, _LEAD, _REST = 3.0, 2.0, 1.0
_LEAD_SENTENCES = 5
_FIRST = 0.9  # a theme that has less than this is not what the article is about
_FURTHER = 0.9  # and one that has less than this is only mentioned
_FURTHER_SHARE = 0.25  # of the first theme's score, likewise
_NEWS = 3.0  # the least that the sentence scores that carries a theme: one strong phrase
_NEAR = 0.10
_ENOUGH = 0.5
_MOST_QUOTES = 3
_NOBODY = 2.0  # what "other" has without a word for it


@dataclass(frozen=True, slots=True)
class _Place:
    """A title or a sentence: what it weighs and what was found in it, by theme."""

    weight: float
    found: Mapping[str, tuple[Hit, ...]]
    words: tuple[str, ...]


def score_themes(
    article: Article,
    sentences: Sequence[Sentence],  # noqa: ARG001 - the seam has it, scoring needs its words alone
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    matcher: Matcher,
) -> tuple[tuple[tuple[ThemeScore, ...], ...], tuple[ArticleTheme, ...]]:
    """Each sentence's themes with their cues, strongest first, and the article's with the sentences to quote.

    The article's themes are strongest first, the first of them primary; none when it is about something else.
    """
    language = article.facts.language
    english = language is None or language.value == "en"
    title = article.facts.title.value if article.facts.title else ""
    places = tuple(_place(token.words, number, matcher, english=english) for number, token in enumerate(tokens))
    heading = _Place(_TITLE, *_look(words(title), matcher, english=english))
    by_sentence = tuple(_sentence_scores(place, matcher) for place in places)
    news = tuple(place for place, context in zip(places, contexts, strict=True) if context.background is None)
    totals = _gated(_totals((heading, *news), matcher), (heading, *places[:2]), matcher)
    quotes = {name: _quotes(name, by_sentence, contexts) for name in matcher.names}
    return by_sentence, _article_themes(totals, quotes, (heading, *places[:2]), matcher)


def _look(
    found: Sequence[str], matcher: Matcher, *, english: bool
) -> tuple[Mapping[str, tuple[Hit, ...]], tuple[str, ...]]:
    folded = fold(found)
    return hits(folded, matcher.table, english=english), folded


def _place(found: Sequence[str], number: int, matcher: Matcher, *, english: bool) -> _Place:
    return _Place(_LEAD if number < _LEAD_SENTENCES else _REST, *_look(found, matcher, english=english))


def _sentence_scores(place: _Place, matcher: Matcher) -> tuple[ThemeScore, ...]:
    scores = []
    for name in matcher.names:
        cues: dict[str, float] = {}
        for hit in place.found.get(name, ()):
            cue = " ".join(place.words[hit.start : hit.end])
            cues[cue] = max(hit.phrase.weight, cues.get(cue, 0.0))
        if cues:
            scores.append(
                ThemeScore(name, round(sum(cues.values()), 3), tuple(sorted(cues, key=lambda cue: (-cues[cue], cue))))
            )
    return tuple(sorted(scores, key=lambda score: (-score.score, matcher.names.index(score.theme))))


def _totals(places: Sequence[_Place], matcher: Matcher) -> dict[str, float]:
    """Each theme's score over the places; a phrase that comes again adds ever less."""
    totals = dict.fromkeys((*matcher.names, OTHER), 0.0)
    for name in totals:
        seen: dict[str, int] = {}
        for place in places:
            for hit in place.found.get(name, ()):
                times = seen[hit.phrase.text] = seen.get(hit.phrase.text, 0) + 1
                totals[name] += place.weight * hit.phrase.weight / times
    return totals


def _gated(totals: dict[str, float], opening: Sequence[_Place], matcher: Matcher) -> dict[str, float]:
    """Totals after the gate of countries, over the square root of all that was found."""
    countries = {matcher.countries[word] for place in opening for word in place.words if word in matcher.countries}
    gated = {**totals, OTHER: totals[OTHER] + _NOBODY}
    gated[OTHER] *= 1.3 if not countries else 0.8 if len(countries) > 1 else 1.0
    if "diplomacy" in gated and len(countries) > 1:
        gated["diplomacy"] *= 1.15
    scale = sqrt(sum(gated.values()) + 20)
    return {name: round(score / scale, 3) for name, score in gated.items()}


def _quotes(name: str, by_sentence: Sequence[tuple[ThemeScore, ...]], contexts: Sequence[Context]) -> tuple[int, ...]:
    """Up to three sentences that report the theme's news, best first; none when no sentence carries it.

    The first is the earliest that reaches half of the best one's worth: news stands before its details.
    """
    worth = {}
    for number, (scores, context) in enumerate(zip(by_sentence, contexts, strict=True)):
        score = next((score.score for score in scores if score.theme == name), 0.0)
        if score and context.passed_over is None and context.background is None and not context.hypothetical:
            leaning = context.leans_on is not None or context.speaker not in (None, number)
            worth[number] = score * (0.5 if leaning else 1.0)
    best = max(worth.values(), default=0.0)
    if best < _NEWS:
        return ()
    enough = [number for number, value in worth.items() if value >= _ENOUGH * best]
    others = sorted(enough[1:], key=lambda number: (-worth[number], number))
    return (enough[0], *others[: _MOST_QUOTES - 1])


def _article_themes(
    totals: Mapping[str, float], quotes: Mapping[str, tuple[int, ...]], opening: Sequence[_Place], matcher: Matcher
) -> tuple[ArticleTheme, ...]:
    able = [name for name in matcher.names if quotes[name] and totals[name] >= _FIRST]
    if not able:
        return ()
    order = sorted(able, key=lambda name: (-totals[name], matcher.names.index(name)))
    first = order[0]
    if len(order) > 1 and totals[order[1]] > (1 - _NEAR) * totals[first]:
        near = _totals(opening, matcher)
        first = max(order[:2], key=lambda name: (near[name], totals[name]))
    if first not in matcher.own and totals[OTHER] > totals[first]:
        return ()
    further = [
        name for name in order if name != first and totals[name] >= max(_FURTHER, _FURTHER_SHARE * totals[first])
    ]
    return tuple(ArticleTheme(name, totals[name], name == first, quotes[name]) for name in (first, *further))
