"""Gather who speaks in a story: each person or body once, with the sentences that tell their words.

Two names are one speaker where one is the whole of the other and no third bears it: "Idrin" is Pavel Idrin where the
story has no other Idrin. Bodies are one where they are called the same.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from digest.edition.drafts import Draft
from digest.edition.snippets import count_words, find_own_words, quote
from digest.model import AnalysedArticle, ArticleClaims, Quote, Statement, Story, Voice, name_party
from digest.text.unmet_needs import TITLE, find_unmet

MOST_VOICES, MOST_STATEMENTS = 8, 4
"""Speakers of a story that the edition keeps, and sentences of each: what a table of a page can hold."""
_OTHERS = re.compile(r"(?:They|Their|These|Those)\b")
"""What begins a sentence about others, in whose middle somebody speaks: under that name it would be of his own side."""
_THEY = re.compile(r"\b(?:they|them|their|these|those)\b")
_MANY = re.compile(
    r"\b(?:the|its|his|her|some|many|all|both|two|three|of|by|from|\d+) (?:[\w-]+ )?[a-z]{3,}s\b"
    r"|\b(?:people|men|women|police|and)\b"
)
"""Whom "they" may mean in its own sentence."""
SIDES = 2
"""Sides that speak before the page shows one of each."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with its article."""

    analysed: AnalysedArticle
    statement: Statement

    @property
    def introduced(self) -> Quote:
        """Return the words that introduce the speaker."""
        return quote(self.analysed.article, self.statement.start, self.statement.end)

    @property
    def sentence(self) -> Quote:
        """Return the sentence."""
        return quote(self.analysed.article, *find_own_words(self.analysed, self.statement.sentence))

    @property
    def stands(self) -> bool:
        """Return whether the sentence needs nothing that the headline does not give, and says who "they" are."""
        they = _THEY.search(self.sentence.text)
        lost = they is not None and not _MANY.search(self.sentence.text[: they.start()])
        return not lost and not find_unmet(self.analysed.analysis.assessments[self.statement.sentence].needs, {TITLE})


def gather_voices(articles: Sequence[tuple[AnalysedArticle, ArticleClaims]], story: Story) -> tuple[Voice, ...]:
    """Return who speaks in a story's articles, in their order."""
    said = [
        _Said(analysed, one)
        for analysed, claims in articles
        for one in claims.statements
        if analysed.analysis.assessments[one.sentence].passed_over is None
    ]
    said = [one for one in said if not _OTHERS.match(one.sentence.text)]
    by_name: dict[str, list[_Said]] = defaultdict(list)
    for one, name in zip(said, _find_names([one.statement for one in said]), strict=True):
        by_name[name].append(one)
    voices = [_make_voice(name, own) for name, own in by_name.items()]
    return _mark_answering(voices[:MOST_VOICES], story, frozenset(one.sentence for one in said if one.stands))


def _find_names(statements: Sequence[Statement]) -> list[str]:
    """Return the name of each statement's speaker; a surname alone is the one person's who bears it."""
    whole: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        if not one.body and " " in one.name:
            whole[one.name.split()[-1]].add(one.name)
    names = []
    for one in statements:
        bearers = whole.get(one.name, set())
        names.append(next(iter(bearers)) if len(bearers) == 1 else one.name)
    return names


def _make_voice(name: str, said: Sequence[_Said]) -> Voice:
    """Return a speaker with the longest introduction that an article gives them."""
    best = max(said, key=lambda one: (one.statement.end - one.statement.start, one.analysed.article.id))
    sentences = tuple(dict.fromkeys(one.sentence for one in sorted(said, key=lambda one: not one.stands)))
    return Voice(name, best.introduced, best.statement.body, best.statement.side, sentences[:MOST_STATEMENTS])


def _mark_answering(voices: Sequence[Voice], story: Story, standing: Collection[Quote]) -> tuple[Voice, ...]:
    """Mark one voice of each of two sides that the page does not quote yet; where it has but one side, none.

    A side is a party that headline or lead name: whoever else speaks is no side of the story. ``standing`` are the
    sentences that need nothing before them.
    """
    news = " ".join((story.headline, *(one.text for one in story.quotes[:1])))
    parties = {name_party(word) for word in re.findall(r"\w[\w.-]*", news) if word[0].isupper()}
    if len({voice.side for voice in voices} & parties) < SIDES:
        return tuple(voices)
    heard = {voice.side for voice in voices if any(_overlaps(one, story.quotes) for one in voice.statements)} & parties
    marked = []
    for voice in voices:
        answers = voice.side in parties - heard and len(heard) < SIDES and voice.statements[0] in standing
        marked.append(replace(voice, shown=True) if answers else voice)
        heard |= {voice.side} if answers else set()
    return tuple(marked)


def fit_voices(drafts: Sequence[Draft], room: float) -> tuple[Draft, ...]:
    """Return the drafts with the voices on the page that so many words have room for, the weightiest story's first."""
    fitted: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: (-draft.story.points, draft.story.id)):
        cost = count_words(one for voice in draft.story.voices for one in voice.on_page)
        if cost > room:  # one side alone would be no answer
            muted = tuple(replace(voice, shown=False) for voice in draft.story.voices)
            fitted[draft.story.id] = replace(draft, story=replace(draft.story, voices=muted))
        else:
            room -= cost
    return tuple(fitted.get(draft.story.id, draft) for draft in drafts)


def _overlaps(one: Quote, shown: Sequence[Quote]) -> bool:
    return any(one.article == other.article and one.start < other.end and other.start < one.end for other in shown)
