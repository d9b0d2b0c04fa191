"""Which sentences matter: sumy's summarizers and ours behind one function, and the choice for a budget.

Our own method stands on sumy's LexRank and adds what beats a news article's first sentences: the place in the
text, centrality directed at what comes later (Zheng and Lapata 2019, PacSum), penalties for what reads badly
alone, and variety (Carbonell and Goldstein 1998, maximal marginal relevance).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from digest.analysis.context import Context
from digest.config import Method
from digest.model import Sentence
from digest.text.words import Tokens

MOST_SENTENCES = 400
"""Sentences that are compared with one another; those after them rank by their place alone."""
_NEARNESS = 10.0
_CENTRAL = 0.3
_DIRECTED = 0.3
_LONG = 45
_SUPPORTED = 0.3  # of the 0.5 that leaning costs: the rest pays for the room that the other sentence takes
_UNNAMED = 0.15
_DIGITS = 6


class Ranked(NamedTuple):
    """A sentence's place: ``rank`` 1 is best; ``why`` are the parts of its score in words."""

    rank: int
    score: float
    why: tuple[str, ...]
    passed_over: str | None = None


_Part = tuple[float, str]
"""Something that adds to a score (or takes from it), and how it is said."""


def rank(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    method: Method,
    language: str | None = None,
) -> tuple[Ranked, ...]:
    """The rank of every sentence, parallel to ``sentences``; those passed over rank after all others."""
    if not sentences:
        return ()
    compared = _distinct(sentences, contexts)
    if method == "digest":
        parts, order, repeats = _own(tokens, contexts, compared)
    else:
        parts = _named_parts(sentences, tokens, compared, method, language)
        order, repeats = _by_score(parts, compared), {}
    return _ranked(sentences, contexts, parts, order, repeats)


def _distinct(sentences: Sequence[Sentence], contexts: Sequence[Context]) -> tuple[int, ...]:
    """The positions that are compared: quotable, each text once, no more than ``MOST_SENTENCES``."""
    first: dict[str, int] = {}
    for at, sentence in enumerate(sentences):
        if contexts[at].passed_over is None:
            first.setdefault(sentence.text, at)
    return tuple(first.values())[:MOST_SENTENCES]


# ------------------------------------------------------------------------------------------- our method


def _own(
    tokens: Sequence[Tokens], contexts: Sequence[Context], compared: Sequence[int]
) -> tuple[list[list[_Part]], list[int], dict[int, int]]:
    """The parts of every score, the order of choice among what is compared, and what repeats what."""
    parts = [[_place(at), *_penalties(tokens[at], contexts[at])] for at in range(len(tokens))]
    if not compared:
        return parts, [], {}
    from digest.analysis import summarizers, variety  # noqa: PLC0415 - half a second: only when something is ranked

    likeness = summarizers.likeness([tokens[at].terms for at in compared])
    central, directed = _scaled(likeness.central), _scaled(likeness.later)
    lengths = [len(tokens[at].words) for at in compared]
    for number, at in enumerate(compared):
        parts[at][1:1] = [
            (_CENTRAL * central[number], f"central {central[number]:.2f}"),
            (_DIRECTED * directed[number], f"taken up later {directed[number]:.2f}"),
        ]
        shorter = _shorter(lengths, likeness.sizes, likeness.shared[number]) if lengths[number] > _LONG else None
        if shorter is not None:
            parts[at].append((-0.3, f"sentence {compared[shorter] + 1} says the same in fewer words"))
    numbers = {at: number for number, at in enumerate(compared)}
    order, repeats = variety.varied(
        [_total(parts[at]) for at in compared],
        alike=likeness.alike,
        shared=likeness.shared,
        sizes=likeness.sizes,
        needs=[_need(contexts[at], numbers) for at in compared],
    )
    return parts, [compared[one] for one in order], {compared[a]: compared[b] for a, b in repeats.items()}


def _need(context: Context, numbers: Mapping[int, int]) -> tuple[int, float] | None:
    """What a sentence reads better after, and what it wins back when that is chosen too."""
    wanted, won = (context.introduced, _UNNAMED) if context.leans_on is None else (context.leans_on, _SUPPORTED)
    return (numbers[wanted], won) if wanted is not None and wanted in numbers else None


@lru_cache(maxsize=MOST_SENTENCES)
def _place(at: int) -> _Part:
    return exp(-at / _NEARNESS), "opens the article" if at == 0 else f"sentence {at + 1} of the article"


def _scaled(values: Sequence[float]) -> list[float]:
    """The values divided by the largest, rounded, so that no order hangs on a last digit."""
    most = max(map(abs, values))
    return [round(value / most, _DIGITS) if most > 0 else 0.0 for value in values]


def _shorter(lengths: Sequence[int], sizes: Sequence[float], shared: Sequence[float]) -> int | None:
    """For a long sentence, the first short one nearly all of whose terms it has."""
    says_the_same = (
        other
        for other, length in enumerate(lengths)
        if length < _LONG - 10 and sizes[other] > 5 and shared[other] >= 0.75
    )
    return next(says_the_same, None)


def _penalties(token: Tokens, context: Context) -> Iterator[_Part]:
    """What a sentence loses because it reads badly alone, tells little, or tells nothing new."""
    size = len(token.words)
    if size < 8:
        yield (-0.2, f"short: {size} words")
    if size > _LONG:
        yield (-min(0.3, 0.01 * (size - 35)), f"long: {size} words")
    if context.opening:
        yield (-0.5, context.opening)
    elif context.introduced is not None:
        yield (-_UNNAMED, f"names somebody whom sentence {context.introduced + 1} introduces")
    if context.speaker is not None:
        yield (-0.5, f"spoken by whom sentence {context.speaker + 1} names")
    elif context.in_quotation:
        yield (-0.2, "somebody's own words")
    if context.background:
        yield (-1.0, f"background: “{context.background}”")
    if context.hypothetical:
        yield (-0.05, "tells what could be")
    if context.silence:
        yield (-0.2, "tells that somebody said nothing")


def _total(parts: Sequence[_Part]) -> float:
    return sum([value for value, _ in parts])


# ------------------------------------------------------------------------------------------- named methods


def _named_parts(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    compared: Sequence[int],
    method: Method,
    language: str | None,
) -> list[list[_Part]]:
    """sumy's ratings where there are any, else the place in the article: ``lead`` knows nothing else."""
    parts = [[(exp(-at / _NEARNESS) / 1000, f"sentence {at + 1} of the article")] for at in range(len(tokens))]
    if method == "lead" or not compared:
        return parts
    from digest.analysis import summarizers  # noqa: PLC0415 - half a second: only when something is ranked

    texts = [sentences[at].text for at in compared]
    found = summarizers.ratings(texts, [tokens[at].words for at in compared], method, language)
    for at, value in zip(compared, found, strict=True):
        parts[at] = [(round(value, _DIGITS), f"{method} {value:.2f}")]
    return parts


def _by_score(parts: Sequence[Sequence[_Part]], compared: Sequence[int]) -> list[int]:
    return sorted(compared, key=lambda at: (-_total(parts[at]), at))


# ------------------------------------------------------------------------------------------- the result


def _ranked(
    sentences: Sequence[Sentence],
    contexts: Sequence[Context],
    parts: Sequence[Sequence[_Part]],
    order: Sequence[int],
    repeats: dict[int, int],
) -> tuple[Ranked, ...]:
    """Ranks in this order: chosen, too far down to be compared, repeats, passed over."""
    first: dict[str, int] = {}
    reasons: list[str | None] = []
    for at, (sentence, context) in enumerate(zip(sentences, contexts, strict=True)):
        same = first.setdefault(sentence.text, at) if context.passed_over is None else at
        same = repeats.get(at, same)
        reasons.append(context.passed_over or (f"repeats sentence {same + 1}" if same != at else None))
    placed = set(order)
    others = [at for at in range(len(sentences)) if at not in placed]
    everything = [*order, *sorted(others, key=lambda at: reasons[at] is not None)]
    ranks = {at: number for number, at in enumerate(everything, 1)}
    return tuple(
        [
            Ranked(ranks[at], round(_total(each), 4), tuple([said for _, said in each]), reason)
            for at, (each, reason) in enumerate(zip(parts, reasons, strict=True))
        ]
    )


# ------------------------------------------------------------------------------------------- the choice


def extract(
    ranked: Sequence[Ranked],
    contexts: Sequence[Context],
    sentences: Sequence[Sentence],
    *,
    sentences_limit: int | None = None,
    words_limit: int | None = None,
) -> tuple[int, ...]:
    """The positions chosen for a budget, ascending: at least one where a sentence can stand alone.

    In the order of rank, each with what it leans on and who speaks in it. A budget in words ends with the second
    sentence that does not fit: what would still fit further down is short and says little.
    """
    chosen: set[int] = set()
    too_long = 0
    order = sorted(range(len(sentences)), key=lambda at: ranked[at].rank)
    for at in order:
        if ranked[at].passed_over is not None or too_long > 1 or len(chosen) == sentences_limit:
            break
        wanted = chosen | set(_with_support(at, contexts))
        if _within(wanted, sentences, sentences_limit, words_limit):
            chosen = wanted
        elif words_limit is not None and chosen:
            too_long += 1
    return tuple(sorted(chosen)) or tuple(at for at in order if len(set(_with_support(at, contexts))) == 1)[:1]


def _with_support(at: int, contexts: Sequence[Context]) -> Iterator[int]:
    """A sentence, what it leans on, and the line that names who speaks in it."""
    step: int | None = at
    while step is not None:
        yield step
        speaker = contexts[step].speaker
        if speaker is not None:
            yield speaker
        step = contexts[step].leans_on


def _within(
    chosen: set[int], sentences: Sequence[Sentence], sentences_limit: int | None, words_limit: int | None
) -> bool:
    if sentences_limit is not None and len(chosen) > sentences_limit:
        return False
    return words_limit is None or sum(count_words(sentences[at].text) for at in chosen) <= words_limit


def count_words(text: str) -> int:
    """Words as a reader counts them: runs between spaces that hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
