"""What a sentence and an article say of each theme, why, and which sentences to quote for it.

Deepen here: how places weigh, when a theme counts, which sentence stands for it. How phrases are found is
``matcher``, where they come from is ``lexicon``. The constants were set on one half of the development
articles and confirmed on the other (docs/themes.md).
"""

import re
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from digest.analysis.context import Context
from digest.analysis.lexicon import Matcher, compile_themes, lint
from digest.analysis.matcher import Hit, fold, hits
from digest.model import OTHER, Article, ArticleTheme, Sentence, ThemeScore
from digest.text.words import Tokens, words

__all__ = ["Matcher", "compile_themes", "lint", "score_themes"]

# What a phrase weighs by its place: news is told from the top.
_TITLE, _OPENING, _LEAD, _REST = 4.0, 3.0, 2.0, 1.0
_LEAD_SENTENCES = 5
# The gate: an article that names no country is rarely about relations between them, one with two often is.
_NO_COUNTRY, _SEVERAL_COUNTRIES, _BETWEEN_COUNTRIES = 1.3, 0.8, 1.1
# What "other" has and what the scale has without a phrase: a few stray words make no theme.
_OTHER_ANYWAY, _SCALE_ANYWAY = 2.0, 20.0
# The least score of the primary theme; of a further one, also as a share of the primary's; unless a sentence of
# its own is worth so much (a strong phrase and a medium one): a deployment told in one line of a long report on
# talks.
_LEAST, _LEAST_FURTHER, _LEAST_SHARE, _TELLING = 0.9, 1.8, 0.35, 3.9
# The least score of a theme of the reader's own: nothing competes with it, so one word in passing must not do.
_LEAST_OWN = 1.2
# Themes that differ by less are told apart by title and lead.
_NEAR = 0.10
# Quotes: the least worth of the best (a medium phrase and a weak one), the share of it that is enough for the first,
# what each further phrase adds, and what is left of a sentence that leans on another, tells what could be, or
# is spoken by somebody whom an earlier one names: a comment is rarely the news.
_LEAST_WORTH, _ENOUGH, _FADING, _LEANING, _HYPOTHETICAL, _SPOKEN = 2.0, 0.5, 0.6, 0.7, 0.5, 0.4
_MOST_QUOTES = 3
# What is left of a phrase in a clause that only describes ("the guards, whose boats patrol the strait, said ..."):
# the sentence reports something else.
_DESCRIBING = 0.5
_ASIDE = re.compile(r", (?:whose|who|where)\b[^,;]*", re.IGNORECASE)


class _Place(NamedTuple):
    """A title or a sentence: what it weighs, its words, what was found in them by theme.

    ``quotable`` is the share of its worth that counts when it is to be quoted; ``strengths`` tell by theme how strongly
    it speaks of what was found.
    """

    weight: float
    words: tuple[str, ...]
    found: Mapping[str, tuple[Hit, ...]]
    quotable: float
    strengths: Mapping[str, float]


def score_themes(
    article: Article,
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    matcher: Matcher,
) -> tuple[tuple[tuple[ThemeScore, ...], ...], tuple[ArticleTheme, ...]]:
    """Each sentence's themes with their cues, strongest first, and the article's with the sentences to quote.

    The article's themes are strongest first; the primary one is the strongest or, in a near tie, that of title
    and lead. There are none when the article is about something else. A text that is not English is read with
    the reader's own phrases alone.
    """
    language = article.facts.language
    english = language is None or language.value == "en"
    title = article.facts.title.value if article.facts.title else ""
    heading = _place(words(title), "", _TITLE, 0.0, matcher, english=english)
    news = _are_news(contexts)
    places = [
        _place(
            token.words,
            sentence.text,
            _weight(number, news),
            _quotable(number, contexts, news),
            matcher,
            english=english,
        )
        for number, (token, sentence) in enumerate(zip(tokens, sentences, strict=True))
    ]
    opening = (heading, *places[:2])
    scores = _scores(_sums((heading, *places), matcher), _countries(opening, matcher) if english else None, matcher)
    worths = {name: [place.quotable * place.strengths.get(name, 0.0) for place in places] for name in matcher.names}
    by_sentence = tuple([_sentence_scores(place, matcher) if place.found else () for place in places])
    return by_sentence, _themes(scores, worths, opening, matcher)


def _place(
    found: Sequence[str], text: str, weight: float, quotable: float, matcher: Matcher, *, english: bool
) -> _Place:
    folded = fold(found)
    by_theme = hits(folded, matcher.table, english=english)
    if not by_theme:
        return _Place(weight, folded, {}, quotable, {})
    asides = _asides(text) if english else ()
    return _Place(
        weight, folded, by_theme, quotable, {name: _strength(each, asides) for name, each in by_theme.items()}
    )


def _asides(sentence: str) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a sentence stand that describe somebody or something, as words from and to."""
    if ", wh" not in sentence:
        return ()
    spans = [found.span() for found in _ASIDE.finditer(sentence)]
    return tuple((len(fold(words(sentence[:start]))), len(fold(words(sentence[:end])))) for start, end in spans)


def _weight(number: int, news: Sequence[bool]) -> float:
    """What a phrase weighs in a sentence; nothing where older news is told."""
    if not news[number]:
        return 0.0
    return _OPENING if number == 0 else _LEAD if number < _LEAD_SENTENCES else _REST


def _quotable(number: int, contexts: Sequence[Context], news: Sequence[bool]) -> float:
    context = contexts[number]
    if context.passed_over is not None or not news[number]:
        return 0.0
    spoken = context.speaker not in (None, number)
    leaning = context.leans_on is not None
    # What opens the article is its news, also when it is to come ("is set to meet").
    possible = context.hypothetical and number > 0
    return (_SPOKEN if spoken else 1.0) * (_LEANING if leaning else 1.0) * (_HYPOTHETICAL if possible else 1.0)


def _are_news(contexts: Sequence[Context]) -> list[bool]:
    """For each sentence whether neither it nor any that it leans on reports older news."""
    news: list[bool] = []
    for number, context in enumerate(contexts):
        before = context.leans_on
        supported = before is None or before >= number or news[before]
        news.append(context.background is None and supported)
    return news


def _sentence_scores(place: _Place, matcher: Matcher) -> tuple[ThemeScore, ...]:
    scores = [
        ThemeScore(name, round(place.strengths[name], 3), _told(place, place.found[name]))
        for name in matcher.names
        if place.found.get(name)
    ]
    if len(scores) > 1:
        scores.sort(key=lambda score: (-score.score, matcher.names.index(score.theme)))
    return tuple(scores)


def _told(place: _Place, found: Sequence[Hit]) -> tuple[str, ...]:
    """The phrases as they stand in the text, each once, heaviest first."""
    cues: dict[str, float] = {}
    for hit in found:
        cue = " ".join(place.words[hit.start : hit.end])
        cues[cue] = max(hit.phrase.weight, cues.get(cue, 0.0))
    return tuple(sorted(cues, key=lambda cue: (-cues[cue], cue)) if len(cues) > 1 else cues)


def _countries(opening: Sequence[_Place], matcher: Matcher) -> int:
    """How many countries title and lead name."""
    named = (matcher.countries.get(word) for place in opening for word in place.words)
    return len({country for country in named if country})


def _scores(sums: Mapping[str, float], countries: int | None, matcher: Matcher) -> dict[str, float]:
    """Each theme's score, "other" among them: its sum after the gate of countries, over the root of all sums.

    The root lets a long article have more of everything without being about everything. ``countries`` is
    ``None`` where nobody can tell: their names are known in English alone.
    """
    gated = {**sums, OTHER: sums[OTHER] + _OTHER_ANYWAY}
    if countries == 0:
        gated[OTHER] *= _NO_COUNTRY
    elif countries is not None and countries > 1:
        gated[OTHER] *= _SEVERAL_COUNTRIES
        if "diplomacy" in gated and "diplomacy" not in matcher.own:
            gated["diplomacy"] *= _BETWEEN_COUNTRIES
    scale = sqrt(sum(gated.values()) + _SCALE_ANYWAY)
    return {name: round(value / scale, 3) for name, value in gated.items()}


def _sums(places: Sequence[_Place], matcher: Matcher) -> dict[str, float]:
    """What a theme's phrases weigh together; one that comes again adds ever less (1, 1/2, 1/3 ...)."""
    sums = dict.fromkeys((*matcher.names, OTHER), 0.0)
    seen: dict[tuple[str, str], int] = {}
    for place in places:
        for name, each in place.found.items() if place.weight else ():
            for hit in each:
                times = seen[name, hit.phrase.text] = seen.get((name, hit.phrase.text), 0) + 1
                sums[name] += place.weight * hit.phrase.weight / times
    return sums


def _strength(found: Sequence[Hit], asides: Sequence[tuple[int, int]]) -> float:
    """How strongly a sentence speaks of a theme: its strongest phrase counts whole, each further one less.

    So a long sentence full of names and weak words does not beat the short one that reports the event.
    """
    weights = [_reporting(hit, asides) for hit in found] if asides else [hit.phrase.weight for hit in found]
    weights.sort(reverse=True)
    return sum([weight * _FADING**rank for rank, weight in enumerate(weights)])


def _reporting(hit: Hit, asides: Sequence[tuple[int, int]]) -> float:
    """What a phrase weighs in what a sentence reports; ``asides`` are the words of clauses that only describe."""
    aside = any(start <= hit.start < end for start, end in asides)
    return hit.phrase.weight * (_DESCRIBING if aside else 1.0)


def _quotes(worth: Sequence[float]) -> tuple[int, ...]:
    """Up to three sentences that report a theme's news, best first; none when no sentence carries it.

    The first is the *earliest* that is worth half of the best one: news stands before its details.
    """
    best = max(worth, default=0.0)
    if best < _LEAST_WORTH:
        return ()
    first, *others = [at for at, value in enumerate(worth) if value >= _ENOUGH * best]
    others.sort(key=lambda at: (-worth[at], at))
    return (first, *others[: _MOST_QUOTES - 1])


def _themes(
    scores: Mapping[str, float], worths: Mapping[str, Sequence[float]], opening: Sequence[_Place], matcher: Matcher
) -> tuple[ArticleTheme, ...]:
    quotes = {name: _quotes(worths[name]) for name in matcher.names}
    wanted = {name: _LEAST_OWN if name in matcher.own else _LEAST for name in matcher.names}
    order = [name for name in matcher.names if quotes[name] and scores[name] >= wanted[name]]
    order.sort(key=lambda name: (-scores[name], matcher.names.index(name)))
    first = _primary(order, scores, opening, matcher)
    if first is None:
        return ()
    least = max(_LEAST_FURTHER, _LEAST_SHARE * scores[first])
    kept = [name for name in order if name == first or scores[name] >= least or max(worths[name]) >= _TELLING]
    return tuple(ArticleTheme(name, scores[name], name == first, quotes[name]) for name in kept)


def _primary(
    order: Sequence[str], scores: Mapping[str, float], opening: Sequence[_Place], matcher: Matcher
) -> str | None:
    """The theme under which the article stands in full, of themes strongest first; ``None`` for "other"."""
    if not order:
        return None
    first = order[0]
    if len(order) > 1 and scores[order[1]] > (1 - _NEAR) * scores[first]:
        near = _sums(opening, matcher)
        first = max(order[:2], key=lambda name: (near[name], scores[name]))
    # "Other" was written against the shipped lexicons; a theme of the reader's own may well be sport.
    return None if first not in matcher.own and scores[OTHER] > scores[first] else first
