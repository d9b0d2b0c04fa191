"""What surrounds a sentence: its needs, who speaks in it, what keeps it from being quoted, whether it is background.

``needs`` finds what a sentence needs, ``passed_over`` why it is never quoted; the words of each language are in
``cues``.
"""

import re
from collections.abc import Collection, Sequence
from types import MappingProxyType
from typing import NamedTuple

from digest.analysis.background import find_background
from digest.analysis.cues import CUES, Cues
from digest.analysis.needs import find_needs
from digest.analysis.passed_over import ArticleSentences, gather_sentences, pass_over
from digest.analysis.quotations import read_quotation_marks
from digest.analysis.speaker_lines import find_speaker_lines
from digest.analysis.traits import Traits, measure_sentences
from digest.model import Article, Need, Sentence
from digest.text.unmet_needs import ABOVE, find_unmet
from digest.text.words import Tokens, tokenize


class Context(NamedTuple):
    """What a reader must know to read one sentence; positions are those of sentences.

    ``needs``: what it needs from elsewhere. ``speaker_line``: the one that names who speaks in it. ``passed_over``:
    why it is never quoted. ``answered``: the next sentence is set against it, or denies it. ``background``: what says
    that it tells of what was, not of the news. ``hypothetical``: it tells what could be. ``traits``: what it is like,
    in numbers.
    """

    needs: tuple[Need, ...] = ()
    speaker_line: int | None = None
    passed_over: str | None = None
    answered: bool = False
    background: str | None = None
    hypothetical: bool = False
    traits: Traits = MappingProxyType({})


def read_contexts(
    article: Article, sentences: Sequence[Sentence], tokens: Sequence[Tokens], countries: Collection[str] = ()
) -> tuple[Context, ...]:
    """Return the context of each sentence, parallel to ``sentences``; ``countries`` name what everyone knows."""
    language = article.facts.known_language
    title = article.facts.title.value if article.facts.title else ""
    english, year = language == "en", _read_year(article)
    cues, marks = CUES.get(language or "", Cues()), read_quotation_marks(sentences)
    text = gather_sentences(sentences, tokens, marks, cues, language)
    speaker_lines = find_speaker_lines(article, sentences, marks, cues)
    needs = find_needs(sentences, tokens, marks, title, language, countries)
    traits = measure_sentences(
        sentences, tokens, frozenset(tokenize(title, language).terms), english=english, year=year
    )
    behind = find_background(traits) if english else [_find_past(text, at, year) for at in range(len(sentences))]
    return tuple(
        [
            _make_context(text, at, speaker_lines.get(at), needs[at : at + 2], traits[at], behind[at])
            for at in range(len(sentences))
        ]
    )


def _make_context(
    text: ArticleSentences,
    at: int,
    speaker_line: int | None,
    around: Sequence[tuple[Need, ...]],
    traits: Traits,
    background: str | None,
) -> Context:
    """Put together what surrounds a sentence; ``around`` are its needs and those of the next one."""
    sentence, (needs, *following) = text.sentences[at].text, around
    if speaker_line is not None:  # it is shown with the sentence
        needs = tuple(need for need in needs if need.kind != "speaker")
    if find_unmet(needs, ABOVE):
        traits = {**traits, "needs something": 1.0}
    return Context(
        needs=needs,
        speaker_line=speaker_line,
        passed_over=pass_over(text, at, needs),
        answered=any(_is_answer(text, at + 1, each) for each in following),
        background=background,
        hypothetical=text.cues.hypothetical.search(sentence, text.tokens[at].words) is not None,
        traits=traits,
    )


def _is_answer(text: ArticleSentences, at: int, needs: Sequence[Need]) -> bool:
    """Tell whether a sentence is set against the one before it, or denies something that it shares with that."""
    words = text.tokens[at].words
    if text.cues.contrast.search(text.sentences[at].text, words):
        return True
    if not (denied := text.cues.denial.search(text.marks[at].outside, words)):
        return False
    shared = not set(text.tokens[at].terms).isdisjoint(text.tokens[at - 1].terms)
    return shared or denied["cue"] is not None or any(at - 1 in need.met_by for need in needs)


def _find_past(text: ArticleSentences, at: int, year: int | None) -> str | None:
    """Quote the words for a past time by which a sentence of another language than English tells of what was.

    Never those of the sentence that opens the article.
    """
    if at == 0:
        return None
    for found in text.cues.background.finditer(text.sentences[at].text):
        years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", found[0])
        if not years or year is None or int(years[-1]) < year:
            return f"“{found[0]}”"
    return None


def _read_year(article: Article) -> int | None:
    published = article.facts.published
    return int(published.value[:4]) if published else None
