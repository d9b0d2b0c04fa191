"""The sentences that tell a story, and its passages under other themes.

Sentences are positions of an analysis until the very end, where they become Quotes: nothing here makes words.
A sentence goes with what it leans on, and with the sentence that names its speaker.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.model import Article, Quote, Work
from digest.text.sentences import collapse

ALIKE = 0.6
"""Share of the shorter sentence's terms from which on two sentences say the same."""
VARIETY = 0.4
"""How much likeness to what was already said costs."""
LATER = 0.15
"""What a sentence of another article than the lead's has to make up for."""
MOST_OF_PASSAGE = 3
"""Sentences of a passage, not counting what they lean on."""


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences of one article that stand in one paragraph: ascending positions."""

    work: Work
    positions: tuple[int, ...]

    @property
    def terms(self) -> frozenset[str]:
        """All terms of its sentences."""
        return frozenset(term for i in self.positions for term in self.work[1].assessments[i].terms)


def run_at(work: Work, position: int) -> Run:
    """A sentence with all that must stand directly before it."""
    positions = [position]
    while (before := work[1].assessments[positions[0]].leans_on) is not None and before < positions[0]:
        positions.insert(0, before)
    return Run(work, tuple(positions))


def choose_runs(
    works: Sequence[Work], *, sentences: int, words: int | None, told: Sequence[frozenset[str]]
) -> tuple[Run, ...]:
    """The runs that tell a story, lead first, then most to least important; at least one where there is any.

    ``works``: the article that leads comes first. ``told``: the terms of sentences that were quoted on an earlier
    day, which are not quoted again.
    """
    candidates = [
        (run, work[1].assessments[i].score - (LATER if order else 0.0))
        for order, work in enumerate(works)
        for i, one in enumerate(work[1].assessments)
        if one.passed_over is None and not says_same((run := run_at(work, i)).terms, told)
    ]
    candidates.sort(key=lambda item: (-item[1], item[0].work[0].id, item[0].positions))
    chosen: list[Run] = []
    left = sentences if words is None else words
    while candidates and left > 0:
        run, _ = best = max(candidates, key=lambda item: _worth(item, chosen))
        candidates.remove(best)
        cost = len(run.positions) if words is None else _words_of(run)
        if chosen and (cost > left or _clashes(run, chosen) or says_same(run.terms, [one.terms for one in chosen])):
            continue
        chosen.append(run)
        left -= cost
    return tuple(chosen)


def says_same(terms: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    """Whether a sentence says what another one said already."""
    return any(_alike(terms, other) >= ALIKE for other in others)


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= 3 else float(a == b and smaller > 0)


def _worth(item: tuple[Run, float], chosen: Sequence[Run]) -> tuple[float, tuple[int, ...], str]:
    run, score = item
    known = max((_alike(run.terms, one.terms) for one in chosen), default=0.0)
    return round(score - VARIETY * known, 6), tuple(-i for i in run.positions), run.work[0].id


def _clashes(run: Run, chosen: Sequence[Run]) -> bool:
    return any(one.work[0].id == run.work[0].id and set(one.positions) & set(run.positions) for one in chosen)


def _words_of(run: Run) -> int:
    return sum(len(run.work[1].sentences[i].text.split()) for i in run.positions)


def quotes_of(run: Run) -> tuple[Quote, ...]:
    """The Quotes of a run: the first names its speaker where somebody else speaks, the others are joined to it."""
    return tuple(_quote(run, i, joined=order > 0) for order, i in enumerate(run.positions))


def _quote(run: Run, position: int, *, joined: bool) -> Quote:
    article, analysis = run.work
    speaker = analysis.assessments[position].speaker
    known = speaker is None or speaker in run.positions
    named = None if known or speaker is None else quote(article, *_span(run.work, speaker))
    return quote(article, *_span(run.work, position), speaker=named, joined=joined)


def _span(work: Work, position: int) -> tuple[int, int]:
    sentence = work[1].sentences[position]
    return sentence.start, sentence.end


def quote(article: Article, start: int, end: int, *, speaker: Quote | None = None, joined: bool = False) -> Quote:
    """The words of an article from start to end."""
    return Quote(article.id, start, end, collapse(article.document.text[start:end]), speaker, joined)


def choose_passage(
    works: Sequence[Work], theme: str, *, shown: Sequence[Run], told: Sequence[frozenset[str]]
) -> tuple[Run, ...]:
    """The one to three sentences of a theme that a story shows under it; none where it does not touch it.

    Best first, nothing twice, nothing that was told on an earlier day. What stands in the story in full gives way
    to what does not, and is shown alone when there is nothing else.
    """
    ranked = sorted(
        (place, -one.score, order, run_at(work, position))
        for order, work in enumerate(works)
        for one in work[1].themes
        if one.name == theme
        for place, position in enumerate(one.quotes)
    )
    chosen: list[Run] = []
    standing: list[Run] = []
    for *_, run in ranked:
        if says_same(run.terms, told) or says_same(run.terms, [one.terms for one in (*chosen, *standing)]):
            continue
        (standing if says_same(run.terms, [one.terms for one in shown]) else chosen).append(run)
    return tuple(chosen[:MOST_OF_PASSAGE] or standing[:1])
