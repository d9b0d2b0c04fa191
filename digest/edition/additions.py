"""Choose what live pages and explainers add to a story."""

import re
from collections.abc import Sequence

from digest.config import Briefing
from digest.edition.extracts import choose_snippets
from digest.edition.material import Load
from digest.edition.passages import choose_passage
from digest.edition.snippets import PreviouslyQuoted, Snippet, says_same, stands_alone
from digest.edition.story_themes import find_first_theme
from digest.model import ArticleSummary

MOST_ADDED = 5
"""Paragraphs that live pages and explainers add to a story, where the reading time has room: see docs/stories.md."""
FACT = 1.5
"""How strongly a sentence that is added speaks of a theme: a medium phrase. From 1 to 2 ten mornings have the same
figures, with none or 3 one of their first events less (``benchmarks/ranges.py``).
"""
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us)\b")
"""Words by which a live page speaks of itself and to its reader."""


def choose_added(
    adding: Sequence[ArticleSummary],
    snippets: Sequence[Snippet],
    briefing: Briefing,
    known: PreviouslyQuoted,
    load: Load,
) -> tuple[Snippet, ...]:
    """Return what live pages and explainers report that a story does not say, a paragraph each.

    That is their opening where it tells news of a theme, else what they say on their own one.
    """
    found: list[Snippet] = []
    for summary in adding if snippets else ():
        analysed, theme, shown = load(summary), find_first_theme(summary), (*snippets, *found)
        opening = choose_snippets((analysed,), briefing, leading={summary.id}, known=known)[:1]
        passage = choose_passage((analysed,), theme, home=theme, shown=shown, known=known)
        said = [one.terms for one in shown]
        facts = (
            snippet
            for snippet in (*opening, *passage)
            if _tells_fact(snippet) and not known.has(snippet) and not says_same(snippet.terms, said)
        )
        if first := next(facts, None):
            found.append(first)
    return tuple(found[:MOST_ADDED])


def _tells_fact(snippet: Snippet) -> bool:
    """Tell whether a live page reports something, and does not speak of itself or to its reader."""
    texts = (snippet.analysed.analysis.sentences[position].text for position in snippet.positions)
    themes = snippet.analysed.analysis.assessments[snippet.position].themes
    told = any(one.score >= FACT for one in themes) and not any(_SPEAKS.search(text) for text in texts)
    return told and stands_alone(snippet)
