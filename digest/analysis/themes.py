"""Put each sentence and article under its themes, and choose the sentences to quote for them.

What the phrases find is ``evidence``, what that counts ``verdict``, where the phrases come from ``lexicon``.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from digest.analysis.context import Context
from digest.analysis.evidence import Evidence, ScannedText, list_cues, scan_text, score_sentence, weigh
from digest.analysis.lexicon import Matcher
from digest.analysis.verdict import Verdict, choose_first_theme, judge
from digest.model import OTHER, Article, ArticleTheme, Sentence, ThemeScore
from digest.text.unmet_needs import LOOSE
from digest.text.words import Tokens, split_words

# All of these were set on one half of 185 labelled articles, and confirmed on the other. On all of them F1 of the
# themes is .925, and of the quotes wanted .882 are given (`make score`, lenient); behind another value stands what it
# gives.
_LEAST = 1.3
"""The least points of the primary theme; from 0.6 to 2 the same."""
_LEAST_FURTHER = 2.2
"""The least points of a further theme; 1.5: .906 .890, 3: .918 .838."""
_TELLING = 4.4
"""What a sentence is worth (a strong phrase and two medium ones) that alone makes a further theme: a deployment told in
one line of a long report on talks. 3: .831 .904, 6: .921 .868."""
_LEAST_WORTH = 2.0
"""What the best quote of a theme is worth at least: a medium phrase and a weak one. 3: .921 .868; 1: .930 .882, but of
the quotes given .952 are right, not .968."""
_LEAST_VOUCHED = 1.0
"""The same, where the title vouches for the theme with a strong phrase; from 0 to 2 the same, but at 2 three of the
reports of fifteen words in ``tests/analysis/test_themes_classes.py`` lose their theme."""
_ENOUGH = 0.5
"""The share of the best quote's worth that is enough for an earlier one to come first; 0.25: .838, 0.75: .816."""
_HYPOTHETICAL = 0.5
"""What is left of the worth of a sentence that tells what could be; 0.25: .921 .875, 1: the same, but of 356 other
articles five get another theme and 13 another first quote, mostly a plan or a threat in place of the news."""
_SPOKEN = 0.4
"""What is left of it when somebody speaks whom an earlier one names: a comment is rarely the news. From 0.2 to 1
the same: no label hangs on it, but at 1 an analyst's view of troops makes deployments of talks (a test has it)."""
_MOST_QUOTES = 3
"""Quotes of a theme, of which a passage shows what others have not said: the labels judge the first alone."""


class Observation(NamedTuple):
    """What an article shows before anything is decided: its title and sentences with their phrases, all together, and
    how many countries title and first two sentences name (None in another language than English)."""

    title: ScannedText
    scanned: Sequence[ScannedText]
    news: Sequence[bool]
    evidence: Evidence
    countries: int | None


class ThemeExplanation(NamedTuple):
    """Why an article stands under its themes: each theme's name, points and phrases, and why the first one won."""

    themes: tuple[tuple[str, float, tuple[str, ...]], ...]
    why: str


class _Decision(NamedTuple):
    verdict: Verdict
    themes: tuple[ArticleTheme, ...]
    why: str


def score_themes(
    article: Article,
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    matcher: Matcher,
) -> tuple[tuple[tuple[ThemeScore, ...], ...], tuple[ArticleTheme, ...]]:
    """Return each sentence's themes with their cues, strongest first, and the article's with the sentences to quote.

    The article's themes are strongest first; one of them is the primary, or none when the article is about something
    else. A text that is not English is read with the reader's own phrases alone.
    """
    seen = gather_evidence(article, sentences, tokens, contexts, matcher)
    by_sentence = tuple([score_sentence(text, matcher) if text.found else () for text in seen.scanned])
    decision = _decide(seen, contexts, matcher)
    return by_sentence, decision.themes


def explain_decision(
    article: Article,
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    matcher: Matcher,
) -> ThemeExplanation:
    """Return every theme's points and phrases, *other* among them, most points first, and why the first one won."""
    seen = gather_evidence(article, sentences, tokens, contexts, matcher)
    decision = _decide(seen, contexts, matcher)
    news = [text for text, is_news in zip(seen.scanned, seen.news, strict=True) if is_news]
    points = decision.verdict.points
    order = sorted(points, key=lambda name: (-points[name], name == OTHER, name))
    themes = tuple((name, points[name], list_cues((seen.title, *news), name, matcher)) for name in order)
    return ThemeExplanation(themes, decision.why)


def _decide(seen: Observation, contexts: Sequence[Context], matcher: Matcher) -> _Decision:
    """Choose the themes of an article and their quotes."""
    verdict = judge(seen.evidence, seen.countries, matcher, titled=bool(seen.title.words))
    points, worths = verdict.points, _weigh_sentences(seen, contexts, matcher)
    vouched = [name for name in matcher.names if seen.evidence.strong[name][0]]
    quotes = {
        name: _choose_quotes(worth, _LEAST_VOUCHED if name in vouched else _LEAST_WORTH)
        for name, worth in worths.items()
    }
    telling = {name for name, worth in worths.items() if max(worth, default=0.0) >= _TELLING}
    order = _find_candidates(quotes, telling, verdict, matcher)
    first, why = choose_first_theme(order, verdict, seen.evidence, matcher)
    if first is None:
        return _Decision(verdict, (), why)
    kept = [name for name in order if name == first or name in telling or points[name] >= _LEAST_FURTHER]
    themes = tuple(ArticleTheme(name, points[name], name == first, quotes[name]) for name in kept)
    return _Decision(verdict, themes, why)


def gather_evidence(
    article: Article,
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    matcher: Matcher,
) -> Observation:
    """Find the phrases of all themes in an article and add them up."""
    english = article.facts.read_as == "en"
    title = scan_text(
        "", split_words(article.facts.title.value if article.facts.title else ""), matcher, english=english
    )
    scanned = [
        scan_text(sentence.text, token.words, matcher, english=english)
        for token, sentence in zip(tokens, sentences, strict=True)
    ]
    news = _tell_news(contexts)
    evidence = weigh(title, zip(scanned, news, strict=True), matcher)
    countries = _count_countries((title, *scanned[:2]), matcher) if english else None
    return Observation(title, scanned, news, evidence, countries)


def _weigh_sentences(seen: Observation, contexts: Sequence[Context], matcher: Matcher) -> dict[str, list[float]]:
    """Return by theme what each sentence is worth when it is to be quoted."""
    shares = [_weigh_as_quote(number, contexts, seen.news) for number in range(len(seen.scanned))]
    return {
        name: [share * text.strengths.get(name, 0.0) for share, text in zip(shares, seen.scanned, strict=True)]
        for name in matcher.names
    }


def _find_candidates(
    quotes: Mapping[str, Sequence[int]], telling: Collection[str], verdict: Verdict, matcher: Matcher
) -> list[str]:
    """Return the themes that have a sentence to quote, and points enough or a telling one, strongest first.

    Points that several themes share are enough together: what violates an airspace is news of all three.
    """
    points = verdict.points
    shared = sum(points[name] for name in matcher.names if name not in matcher.own and points[name] > 0)
    order = [
        name
        for name in matcher.names
        if quotes[name] and (name in telling or (points[name] if name in matcher.own else shared) >= _LEAST)
    ]
    return sorted(order, key=lambda name: (-points[name], matcher.names.index(name)))


def _weigh_as_quote(number: int, contexts: Sequence[Context], news: Sequence[bool]) -> float:
    """Return the share of a sentence's worth that counts when it is to be quoted."""
    context = contexts[number]
    if context.passed_over is not None or not news[number]:
        return 0.0
    spoken = context.speaker_line not in (None, number)
    # What opens the article is its news, also when it is to come ("is set to meet").
    possible = context.hypothetical and number > 0
    return (_SPOKEN if spoken else 1.0) * (_HYPOTHETICAL if possible else 1.0)


def _tell_news(contexts: Sequence[Context]) -> list[bool]:
    """Return for each sentence whether neither it nor the one that it goes on from tells of what was."""
    news: list[bool] = []
    for number, context in enumerate(contexts):
        follows = any(need.kind not in LOOSE and number - 1 in need.met_by for need in context.needs)
        news.append(context.background is None and (not follows or number == 0 or news[number - 1]))
    return news


def _count_countries(opening: Sequence[ScannedText], matcher: Matcher) -> int:
    """Count the countries that title and first two sentences name."""
    named = (matcher.countries.get(word) for text in opening for word in text.words)
    return len({country for country in named if country})


def _choose_quotes(worth: Sequence[float], least: float) -> tuple[int, ...]:
    """Return up to three sentences that report a theme's news, best first; none when no sentence carries it.

    The first is the *earliest* that is worth half of the best one: news stands before its details.
    """
    best = max(worth, default=0.0)
    if best < least:
        return ()
    first, *others = [at for at, value in enumerate(worth) if value >= _ENOUGH * best]
    others.sort(key=lambda at: (-worth[at], at))
    return (first, *others[: _MOST_QUOTES - 1])
