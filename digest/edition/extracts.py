"""The sentences that tell a story, and its passages under other themes.

Sentences are positions of an analysis until the very end, where they become Quotes: nothing here makes words.
A sentence goes with what it leans on, and with the sentence that names its speaker.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from digest.config import Briefing
from digest.model import AnalysedArticle, Article, Quote
from digest.text.dateline import own_start
from digest.text.needs import ABOVE, LOOSE, TITLE, bring, unmet
from digest.text.sentences import collapse
from digest.text.similarity import overlap
from digest.text.words import tokens

ALIKE = 0.5
"""Share of the shorter sentence's terms from which on two sentences say the same."""
VARIETY = 0.4
"""How much likeness to what was already said costs in a story of one article."""
RANK, SHARED = 0.5, 5.0
"""In a story of several: weight of a sentence's own score, and of what it adds that the others tell too."""
BREVITY = 8
"""Terms that are added to a sentence's own before what it adds is divided by them."""
LATER = 0.15
"""What a sentence of another article than the leading one has to make up for."""
OPENERS = 2
"""Sentences from the top of an article of which the better one can lead a story."""
SCENES, TELLING = 6, 2
"""Sentences from the top among which the news is looked for where a feature opens with a scene, and how many words of
the title give it away.
"""
LONGEST = 2
"""Sentences that stand in one paragraph: one, and the one that it leans on."""
SAME_OPENING, SAME_FIGURE = 0.3, 0.25
"""Share of common terms from which on another newsroom's opening only tells the event again, and from which on any
sentence of it does that states the same figure ("6,000 troops", "some 6,000 soldiers").
"""
FIGURE = re.compile(r"(?!(?:19|20)\d\d\Z)\d[\d.,]*\d")
"""A number of two digits or more that is no year."""
LEAST, SLIGHT = 2.0, 3.9
"""What a sentence of a passage scores, and one that needs another before it: more than a single strong phrase."""
BEYOND, SHARE = 1.25, 2 / 3
"""How much more of a further theme than of its story's own a sentence speaks that is shown twice; and what a sentence
of a passage scores at least of the best that the story says on its theme.
"""
TWIN = 0.7
"""The same share for a sentence that an earlier day told: what is new in a sentence often names what is known."""
FEWEST_TERMS = 6
"""Terms of a sentence that can be told to repeat another one of its own article."""
MOST_OF_PASSAGE = 3
"""Sentences of a passage, not counting what they lean on."""

_TITLE = frozenset((TITLE,))
_BACK = frozenset(("pronoun", "connective"))


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences of one article that stand in one paragraph: ascending positions, and all terms of them."""

    work: AnalysedArticle
    positions: tuple[int, ...]
    terms: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        assessments = self.work.analysis.assessments
        # Asked for again and again while runs compete for a place.
        object.__setattr__(self, "terms", frozenset().union(*(assessments[i].terms for i in self.positions)))


def run_at(work: AnalysedArticle, position: int, above: Collection[int] = ABOVE) -> Run:
    """Return a sentence alone, or behind the one that gives what neither title nor lead does."""
    return Run(work, _bring(work, position, above) or (position,))


def _bring(
    work: AnalysedArticle,
    position: int,
    shown: Collection[int],
    directly: Collection[int] | None = None,
    said: Collection[str] = (),
) -> tuple[int, ...] | None:
    """Return a sentence, or the pair that gives what it needs; ``None`` where no sentence does that can be quoted."""
    assessments = work.analysis.assessments
    barred = [i for i, one in enumerate(assessments) if one.passed_over]
    return bring(position, [one.needs for one in assessments], shown, directly=directly, said=said, barred=barred)


def _fit(work: AnalysedArticle, position: int, above: Sequence[Run], titled: Collection[str]) -> Run | None:
    """Return the run that shows a sentence below others, with what its needs lack; ``None`` if nothing gives it.

    ``titled``: the ids of the articles whose title stands above.
    """
    id_ = work.article.id
    title = {TITLE} if id_ in titled else set()
    shown = title.union(*(run.positions for run in above if run.work.article.id == id_))
    last = above[-1].positions[-1:] if above and above[-1].work.article.id == id_ else ()
    said = frozenset().union(*(run.terms for run in above if run.work.article.id != id_))
    found = _bring(work, position, shown, title.union(last), said)
    return Run(work, found) if found else None


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier days told: the terms of this story's sentences then, and the very sentences of any story."""

    terms: tuple[frozenset[str], ...] = ()
    sentences: frozenset[str] = frozenset()

    def has(self, run: Run) -> bool:
        """Whether a run, or its near twin, was told."""
        texts = (run.work.analysis.sentences[i].text for i in run.positions)
        return not self.sentences.isdisjoint(texts) or says_same(run.terms, self.terms, TWIN)


def choose_runs(
    works: Sequence[AnalysedArticle], briefing: Briefing, *, leading: Collection[str], known: Known = Known()
) -> tuple[Run, ...]:
    """The runs that tell a story, lead first, then most to least important; at least one where there is any.

    ``leading``: the ids of the articles that can give the lead. What is ``known`` is not quoted and counts as no news.
    """
    if len(works) == 1:
        runs = _as_ranked(works[0], briefing)
        if not any(known.has(run) for run in runs):
            return runs
    candidates = [one for one in _candidates(works) if not known.has(one.run)]
    openers = [one for one in candidates if one.opens and one.run.work.article.id in leading]
    openers = openers or [one for one in candidates if _can_open(one.run)] or candidates
    worth = _Worth(works, known)
    chosen: list[Run] = []
    left = briefing.sentences if briefing.words is None else briefing.words
    while candidates and left > 0:
        for best in sorted(candidates if chosen else openers, key=worth.of, reverse=True):
            run = _fit(best.run.work, best.run.positions[-1], chosen, leading) if chosen else best.run
            if run is not None and not known.has(run):
                break
        else:
            break
        candidates.remove(best)
        cost = _cost(run, briefing)
        if chosen and (cost > left or _clashes(run, chosen) or _repeats(run, chosen, worth.said)):
            continue
        chosen.append(run)
        worth.say(run)
        left -= cost
    return _openings_before(chosen)


def shown_alone(work: AnalysedArticle, briefing: Briefing) -> tuple[int, ...]:
    """Return the positions that a page shows of an article that is a story by itself, with those that name speakers."""
    chosen = {i for run in choose_runs((work,), briefing, leading={work.article.id}) for i in run.positions}
    speakers = {work.analysis.assessments[i].speaker for i in chosen}
    return tuple(sorted(chosen.union(i for i in speakers if i is not None)))


def _openings_before(chosen: Sequence[Run]) -> tuple[Run, ...]:
    """The same, but another newsroom's opening stands before whatever else of it is shown.

    Its later sentences ("The embassies stay open under deputies.") take it as read.
    """
    order = list(chosen)
    for run in chosen[1:]:
        first = next(i for i, one in enumerate(order) if one.work.article.id == run.work.article.id)
        if first > 0 and _is_opening(run) and order.index(run) > first:
            order.remove(run)
            order.insert(first, run)
    return tuple(order)


def _as_ranked(work: AnalysedArticle, briefing: Briefing) -> tuple[Run, ...]:
    """Return the article's best sentences, none that needs what is not there: its best opener, the others in order."""
    assessments = work.analysis.assessments
    ranked = sorted(_quotable(work), key=lambda i: assessments[i].rank)
    first = next(iter(_openers(work)), None)
    left = briefing.sentences if briefing.words is None else briefing.words
    chosen: list[Run] = []
    while ranked and left > 0:
        fitting = ((i, _in_order(work, i, chosen)) for i in ([first] if first is not None and not chosen else ranked))
        position, run = next(((i, run) for i, run in fitting if run is not None), (ranked[0], None))
        if run is None and chosen:
            break
        run = run or run_at(work, position)
        ranked = [i for i in ranked if i not in run.positions]
        cost = _cost(run, briefing)
        if not chosen or (cost <= left and not _tells_again(run, chosen)):
            chosen[1:] = sorted([*chosen[1:], run] if chosen else [], key=lambda one: one.positions)
            chosen = chosen or [run]
            left -= cost
    return _joined(chosen)


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs, a sentence that goes on from another joined to it in one paragraph, but never to the lead."""
    found: list[Run] = []
    for run in runs:
        needs = run.work.analysis.assessments[run.positions[0]].needs
        goes_on = any(need.kind not in LOOSE for need in unmet(needs, {TITLE}))
        if len(found) > 1 and goes_on and len(found[-1].positions) + len(run.positions) <= LONGEST:
            found[-1] = Run(run.work, found[-1].positions + run.positions)
        else:
            found.append(run)
    return tuple(found)


def _in_order(work: AnalysedArticle, position: int, chosen: Sequence[Run]) -> Run | None:
    """Return the run that shows a sentence at its place in the article, below the lead; ``None`` where none can.

    It needs what does not stand above it, or would part a sentence that goes on from another from that.
    """
    above = [run for run in chosen if run is chosen[0] or run.positions < (position,)]
    below = next((run for run in chosen[1:] if run.positions > (position,)), None)
    run = _fit(work, position, above, {work.article.id})
    if run is None or any(set(run.positions) & set(one.positions) for one in chosen):
        return None
    parted = below is not None and _fit(work, below.positions[0], [*above, run], {work.article.id})
    return run if below is None or (parted and parted.positions == below.positions[:1]) else None


def _cost(run: Run, briefing: Briefing) -> int:
    """What a run takes of the budget, with the line that names who speaks in it."""
    speakers = {run.work.analysis.assessments[i].speaker for i in run.positions} - {None, *run.positions}
    spoken = sorted(i for i in speakers if i is not None)
    if briefing.words is None:
        return len(run.positions) + len(spoken)
    return _words_of(run) + _words_of(Run(run.work, tuple(spoken)))


def _quotable(work: AnalysedArticle) -> list[int]:
    return [i for i, one in enumerate(work.analysis.assessments) if one.passed_over is None]


def _openers(work: AnalysedArticle) -> tuple[int, ...]:
    """The sentences that can lead a story, best first: of the first two those that can stand at its head.

    Where the first has no word of the title, a feature may open with a scene ("The church bells rang ..."); then the
    first sentence that has two of them leads, if there is one that does not point back with a pronoun, wherever that
    stands ("Mr Doe said that it would fail").
    """
    article, analysis = work
    language = article.facts.read_as
    title = frozenset(tokens(article.facts.title.value, language).terms) if article.facts.title else frozenset()
    top = [i for i in _quotable(work)[:SCENES] if _can_open(run_at(work, i, _TITLE))]
    opening = [i for i in top if i in _quotable(work)[:OPENERS]]
    if all(_lacks(work, i) for i in opening):
        opening += [i for i in top if not _lacks(work, i)][:1]
    opening.sort(key=lambda i: (_lacks(work, i), _points_back(work, i, ()), -analysis.assessments[i].score, i))
    if opening and title.isdisjoint(analysis.assessments[min(opening)].terms):
        telling = (i for i in top if len(title.intersection(analysis.assessments[i].terms)) >= TELLING)
        opening = [i for i in telling if not _points_back(work, i, _TITLE)][:1] or opening
    return tuple(opening)


def _lacks(work: AnalysedArticle, position: int) -> bool:
    """Whether a sentence needs what the title does not give."""
    return bool(unmet(work.analysis.assessments[position].needs, _TITLE))


def _points_back(work: AnalysedArticle, position: int, shown: Collection[int]) -> bool:
    """Whether a sentence has a pronoun or a connective that only something else explains."""
    return any(need.kind in _BACK for need in unmet(work.analysis.assessments[position].needs, shown))


def stands_alone(run: Run) -> bool:
    """Whether a run can be read without a headline above it."""
    assessments = run.work.analysis.assessments
    shown = frozenset(run.positions)
    return not any(unmet(assessments[i].needs, shown) or assessments[i].speaker is not None for i in run.positions)


def _can_open(run: Run) -> bool:
    first = run.work.analysis.assessments[run.positions[0]]
    return len(run.positions) <= LONGEST and first.speaker is None and not first.background


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run that a story may be told with; ``order`` is its article's place, ``opens`` that it can lead."""

    run: Run
    score: float
    order: int
    opens: bool


def _candidates(works: Sequence[AnalysedArticle]) -> list[_Candidate]:
    found = []
    for order, work in enumerate(works):
        best = next(iter(_openers(work)), None)
        for i in _quotable(work):
            run = run_at(work, i, _TITLE if i == best else ABOVE)
            if len(run.positions) <= LONGEST:
                found.append(_Candidate(run, work.analysis.assessments[i].score, order, i == best))
    return found


class _Worth:
    """What a run would add to those already chosen.

    In a story of one article its score, less what it repeats. In a story of several what matters is what the
    articles agree on: each term counts by the share of the other articles that have it, once, and long sentences
    are not preferred (SumBasic's idea, Nenkova and Vanderwende 2005, on articles in place of words).
    """

    def __init__(self, works: Sequence[AnalysedArticle], known: Known) -> None:
        self.said: list[frozenset[str]] = []
        self._shares: dict[str, float] = {}
        if len(works) > 1:
            seen = Counter(
                term for _, analysis in works for term in {t for one in analysis.assessments for t in one.terms}
            )
            self._shares = {term: (count - 1) / (len(works) - 1) for term, count in seen.items() if count > 1}
        self._open = self._shares.keys() - set().union(*known.terms)

    def say(self, run: Run) -> None:
        """Takes a run as said."""
        self.said.append(run.terms)
        self._open -= run.terms

    def of(self, candidate: _Candidate) -> tuple[float, int, tuple[int, ...], str]:
        """A total order: the worth, then the leading article, then the earlier sentence."""
        run = candidate.run
        terms = run.terms
        if self._shares:
            added = sum(sorted(self._shares[term] for term in self._open & terms))
            worth = RANK * candidate.score + SHARED * added / (len(terms) + BREVITY) - LATER * (candidate.order > 0)
        else:
            worth = candidate.score - VARIETY * max((overlap(terms, said) for said in self.said), default=0.0)
        return round(worth, 6), -candidate.order, tuple(-i for i in run.positions), run.work.article.id


def says_same(terms: frozenset[str], others: Iterable[frozenset[str]], share: float = ALIKE) -> bool:
    """Whether a sentence says what another one said already."""
    return any(overlap(terms, other) >= share for other in others)


def _tells_again(run: Run, chosen: Sequence[Run]) -> bool:
    """Whether a run says what another of the same article said; of few words many are shared without that."""
    return len(run.terms) >= FEWEST_TERMS and says_same(run.terms, [one.terms for one in chosen], TWIN)


def _repeats(run: Run, chosen: Sequence[Run], said: Iterable[frozenset[str]]) -> bool:
    """Whether a run says what was said; of two newsrooms' openings, or figures, less in common gives that away."""
    if says_same(run.terms, said):
        return True
    others = [one for one in chosen if one.work.article.id != run.work.article.id]
    openings = [one.terms for one in others if _is_opening(one)] if _is_opening(run) else []
    figures = frozenset(term for term in run.terms if FIGURE.fullmatch(term))
    counted = [one.terms for one in others if not figures.isdisjoint(one.terms)]
    return says_same(run.terms, openings, SAME_OPENING) or says_same(run.terms, counted, SAME_FIGURE)


def _is_opening(run: Run) -> bool:
    return run.positions[-1] == 0 or run.positions[-1] in _openers(run.work)[:1]


def _clashes(run: Run, chosen: Sequence[Run]) -> bool:
    return any(one.work.article.id == run.work.article.id and set(one.positions) & set(run.positions) for one in chosen)


def _words_of(run: Run) -> int:
    return sum(len(run.work.analysis.sentences[i].text.split()) for i in run.positions)


def quotes_of(run: Run) -> tuple[Quote, ...]:
    """The Quotes of a run: the first names its speaker where somebody else speaks, the others are joined to it."""
    return tuple(_quote(run, i, joined=order > 0) for order, i in enumerate(run.positions))


def _quote(run: Run, position: int, *, joined: bool) -> Quote:
    article, analysis = run.work
    speaker = analysis.assessments[position].speaker
    known = speaker is None or speaker in run.positions
    named = None if known or speaker is None else quote(article, *own_words(run.work, speaker))
    return quote(article, *own_words(run.work, position), speaker=named, joined=joined)


def own_words(work: AnalysedArticle, position: int) -> tuple[int, int]:
    """Where a sentence's own words are: a dateline before them is furniture, and so is a heading run into them."""
    sentence, text = work.analysis.sentences[position], work.article.document.text
    start = own_start(text[sentence.start : sentence.end], work.article.facts.read_as)
    return sentence.start + start, sentence.end


def quote(article: Article, start: int, end: int, *, speaker: Quote | None = None, joined: bool = False) -> Quote:
    """The words of an article from start to end."""
    return Quote(article.id, start, end, collapse(article.document.text[start:end]), speaker, joined)


def choose_passage(
    works: Sequence[AnalysedArticle], theme: str, *, home: str, shown: Sequence[Run], known: Known
) -> tuple[Run, ...]:
    """The one to three sentences of a theme that a story shows under it; none where it does not touch it.

    Best first, nothing twice, nothing that was told on an earlier day, nothing much weaker than the best. A sentence
    that speaks more of another theme has no place under this one, nor has one that needs another before it and says
    little. What stands in the story in full, under its theme ``home``, or is the best of another theme, gives way,
    and is shown alone when there is nothing else: no theme misses its news. Only the story's headline stands near it.
    """
    best_of_others = {
        (article.id, one.quotes[0])
        for article, analysis in works
        for one in analysis.themes
        if one.name != theme and one.quotes
    }
    ranked = sorted(
        (place, -one.score, order, run)
        for order, work in enumerate(works)
        for one in work.analysis.themes
        if one.name == theme
        for place, position in enumerate(one.quotes)
        if (run := _fit(work, position, (), {work.article.id})) is not None
    )
    said = [one.terms for one in shown]
    chosen: list[Run] = []
    spare: list[Run] = []
    for *_, run in ranked:
        earlier = [one.terms for one in (*chosen, *spare)]
        if not _belongs(run, theme) or known.has(run) or says_same(run.terms, earlier):
            continue
        if says_same(run.terms, said):
            spare += [run] if theme_score(run, theme) >= BEYOND * theme_score(run, home) else []
        elif chosen and (run.work.article.id, run.positions[-1]) in best_of_others:
            spare.append(run)
        else:
            chosen.append(run)
    enough = SHARE * max((theme_score(run, theme) for *_, run in ranked), default=0.0)
    strong = [run for run in chosen if theme_score(run, theme) >= enough]
    return tuple(strong[:MOST_OF_PASSAGE] or spare[:1])


def _belongs(run: Run, theme: str) -> bool:
    """Whether a sentence speaks of a theme more than of any other, and enough if it does not stand alone."""
    score = theme_score(run, theme)
    least = LEAST if len(run.positions) == 1 else SLIGHT
    return score >= max(least, _strongest(run)) and len(run.positions) <= LONGEST


def theme_score(run: Run, theme: str) -> float:
    """How strongly the sentence that a run was made for speaks of a theme."""
    themes = run.work.analysis.assessments[run.positions[-1]].themes
    return next((one.score for one in themes if one.theme == theme), 0.0)


def _strongest(run: Run) -> float:
    return max((one.score for one in run.work.analysis.assessments[run.positions[-1]].themes), default=0.0)
