"""Which sentences matter: sumy's summarizers and ours behind one function, and the choice for a budget.

Our own method stands on sumy's LexRank and adds what beats a news article's first sentences: the place in the
text, centrality directed at what comes later (Zheng and Lapata 2019, PacSum), penalties for what reads badly
alone, and variety (Carbonell and Goldstein 1998, maximal marginal relevance).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from digest.analysis.context import Context
from digest.config import Method
from digest.model import Sentence
from digest.text.words import Tokens

MOST_SENTENCES = 400
"""Sentences that are compared with one another; those after them rank by their place alone."""
_NEARNESS = 6.0
_CENTRAL = 0.3
_DIRECTED = 0.3
_RELEVANCE = 0.6
_REPEATS = 0.8
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence's place: ``rank`` 1 is best; ``why`` are the parts of its score in words."""

    rank: int
    score: float
    why: tuple[str, ...]
    passed_over: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that adds to a score (or takes from it), and how it is said."""

    value: float
    said: str


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
        parts = _own_parts(tokens, contexts, compared)
        order, repeats = _varied(parts, tokens, contexts, compared)
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


def _own_parts(tokens: Sequence[Tokens], contexts: Sequence[Context], compared: Sequence[int]) -> list[list[_Part]]:
    parts = [[_place(at)] for at in range(len(tokens))]
    for at, central, directed in _centralities(tokens, compared):
        parts[at].append(_Part(_CENTRAL * central, f"central {central:.2f}"))
        parts[at].append(_Part(_DIRECTED * directed, f"taken up later {directed:.2f}"))
    for at, token in enumerate(tokens):
        parts[at] += _penalties(token, contexts[at])
    return parts


def _place(at: int) -> _Part:
    return _Part(exp(-at / _NEARNESS), "opens the article" if at == 0 else f"sentence {at + 1} of the article")


def _centralities(tokens: Sequence[Tokens], compared: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """Position, centrality (0 to 1) and directed centrality (-1 to 1) of each sentence that is compared."""
    if not compared:
        return
    from digest.analysis import summarizers  # noqa: PLC0415 - half a second: only when something is ranked

    terms = [tokens[at].terms for at in compared]
    central = summarizers.centrality([str(at) for at in compared], terms)
    alike = summarizers.similarities(terms)
    later = [float(row[at + 1 :].sum() - row[:at].sum()) for at, row in enumerate(alike)]
    most, farthest = max(central), max(map(abs, later))
    for number, at in enumerate(compared):
        yield (
            at,
            round(central[number] / most, _DIGITS) if most > 0 else 0.0,
            round(later[number] / farthest, _DIGITS) if farthest > 0 else 0.0,
        )


def _penalties(token: Tokens, context: Context) -> Iterator[_Part]:
    """What a sentence loses because it reads badly alone, tells little, or tells nothing new."""
    size = len(token.words)
    if size < 8:
        yield _Part(-0.2, f"short: {size} words")
    if size > 45:
        yield _Part(-min(0.3, 0.01 * (size - 35)), f"long: {size} words")
    if context.opening:
        yield _Part(-0.3, f"opens with “{context.opening}”")
    if context.in_quotation:
        yield _Part(-0.2, "somebody's own words")
    if context.background:
        yield _Part(-0.15, f"background: “{context.background}”")
    if context.hypothetical:
        yield _Part(-0.05, "tells what could be")


def _varied(
    parts: Sequence[Sequence[_Part]],
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    compared: Sequence[int],
) -> tuple[list[int], dict[int, int]]:
    """The order of choice among what is compared, and what repeats which better sentence.

    Greedy: next is what is worth most less what it shares with what was chosen before it. A sentence that
    points back loses nothing for that once what it leans on is chosen.
    """
    if not compared:
        return [], {}
    from digest.analysis import summarizers  # noqa: PLC0415 - imported by now

    terms = [tokens[at].terms for at in compared]
    alike = summarizers.similarities(terms)
    shared = summarizers.shared(terms)
    worth = {number: _total(parts[at]) for number, at in enumerate(compared)}
    known = [0.0] * len(compared)
    order: list[int] = []
    repeats: dict[int, int] = {}
    chosen: set[int] = set()
    while worth:
        best = max(worth, key=lambda n: (round(_gain(worth[n], known[n], compared[n], contexts, chosen), _DIGITS), -n))
        del worth[best]
        for number in list(worth):
            known[number] = max(known[number], float(alike[best, number]))
            if len(set(terms[number])) > 3 and shared[best, number] >= _REPEATS:
                repeats[compared[number]] = compared[best]
                del worth[number]
        order.append(compared[best])
        chosen.add(compared[best])
    return order, repeats


def _gain(worth: float, known: float, at: int, contexts: Sequence[Context], chosen: set[int]) -> float:
    supported = contexts[at].leans_on in chosen
    return _RELEVANCE * (worth + 0.3 * supported) - (1 - _RELEVANCE) * known


def _total(parts: Sequence[_Part]) -> float:
    return round(sum(part.value for part in parts), _DIGITS)


# ------------------------------------------------------------------------------------------- named methods


def _named_parts(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    compared: Sequence[int],
    method: Method,
    language: str | None,
) -> list[list[_Part]]:
    """sumy's ratings where there are any, else the place in the article: ``lead`` knows nothing else."""
    parts = [[_Part(exp(-at / _NEARNESS) / 1000, f"sentence {at + 1} of the article")] for at in range(len(tokens))]
    if method == "lead" or not compared:
        return parts
    from digest.analysis import summarizers  # noqa: PLC0415 - half a second: only when something is ranked

    texts = [sentences[at].text for at in compared]
    found = summarizers.ratings(texts, [tokens[at].words for at in compared], method, language)
    for at, value in zip(compared, found, strict=True):
        parts[at] = [_Part(value, f"{method} {value:.2f}")]
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
    for at, sentence in enumerate(sentences):
        same = first.setdefault(sentence.text, at) if contexts[at].passed_over is None else at
        same = repeats.get(at, same)
        reasons.append(contexts[at].passed_over or (f"repeats sentence {same + 1}" if same != at else None))
    place = {at: number for number, at in enumerate(order)}
    everything = sorted(range(len(sentences)), key=lambda at: (reasons[at] is not None, place.get(at, len(order)), at))
    ranks = {at: number for number, at in enumerate(everything, 1)}
    return tuple(
        Ranked(ranks[at], round(_total(parts[at]), 4), tuple(part.said for part in parts[at]), reasons[at])
        for at in range(len(sentences))
    )


# ------------------------------------------------------------------------------------------- the choice


def extract(
    ranked: Sequence[Ranked],
    contexts: Sequence[Context],
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],  # noqa: ARG001
    *,
    sentences_limit: int | None = None,
    words_limit: int | None = None,
) -> tuple[int, ...]:
    """The positions chosen for a budget, ascending: at least one where there is a sentence.

    In the order of rank, each with what it leans on and who speaks in it. A budget in words ends with the first
    sentence that does not fit: what would still fit is short and says little.
    """
    chosen: set[int] = set()
    for at in sorted(range(len(sentences)), key=lambda at: ranked[at].rank):
        if ranked[at].passed_over is not None and chosen:
            break
        wanted = chosen | set(_with_support(at, contexts))
        if _within(wanted, sentences, sentences_limit, words_limit) or not chosen:
            chosen = wanted
        elif words_limit is not None:
            break
    return tuple(sorted(chosen))


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
