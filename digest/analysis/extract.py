"""The ``extract`` that ``digest explain`` prints: an article's best sentences within a budget.

No page is made of it: ``edition.extracts`` chooses for the page, where the lead must open and nothing is shown that
needs what is not there. Against summaries that people wrote that costs three hundredths (docs/extracts.md), so that
programs that ask for an extract get this one.
"""

from collections.abc import Collection, Sequence

from digest.model import Analysis, Assessment, Sentence
from digest.text.unmet_needs import TITLE, bring

UNMET = 0.2
"""What a sentence loses of its score in an extract that lacks what it needs: half of what it costs to leave all such
sentences out.
"""
COMPETITORS, MISFITS = 12, 2
"""Sentences that compete for the next place: with 4 extracts of 129 articles score up to .008 more, and in three
sentences 1.8 % need what is not there in place of .8; 24 changes nothing. And those that may be too long for a budget
in words before it ends: with 1 extracts of 50 and 75 words lose .033 and .020, with 10 they gain .023 and lose .005.
"""


def extract(analysis: Analysis, *, sentences: int | None = None, words: int | None = None) -> tuple[int, ...]:
    """Return the positions chosen for a budget, ascending: at least one where a sentence can stand alone.

    One by one the best, the title and what was chosen standing above; one that needs more comes with the sentence that
    gives it, or loses ``UNMET``. The line that names a speaker comes too. A budget in words ends with the second
    sentence that does not fit: what would still fit further down is short and says little.
    """
    assessments = analysis.assessments
    best_first = sorted(range(len(assessments)), key=lambda at: assessments[at].rank)
    left = [at for at in best_first if not assessments[at].passed_over]
    alone = [at for at in left if assessments[at].speaker is None]
    chosen: set[int] = set()
    misfits = 0
    while left and misfits < MISFITS and len(chosen) != sentences:
        together = _find_best(left[:COMPETITORS], chosen, assessments)
        spoken = {assessments[at].speaker for at in together}
        wanted = chosen.union(together, (at for at in spoken if at is not None))
        if _fits(wanted, analysis.sentences, sentences, words):
            chosen = wanted
        elif words is not None and chosen:
            misfits += 1
        left = [at for at in left if at not in chosen and at != together[-1]]
    return tuple(sorted(chosen)) or tuple(alone[:1])


def _find_best(left: Sequence[int], chosen: Collection[int], assessments: Sequence[Assessment]) -> tuple[int, ...]:
    """Return what is best to show next: a sentence, or one behind that which gives what it needs."""
    needs, shown = [one.needs for one in assessments], {TITLE, *chosen}
    options: list[tuple[float, int, tuple[int, ...]]] = []
    for at in left:
        found = bring(at, needs, shown)
        options.append((assessments[at].score - (UNMET if found != (at,) else 0.0), -at, (at,)))
        if found and len(found) > 1 and found[0] not in chosen and not assessments[found[0]].passed_over:
            options.append((sum(assessments[other].score for other in found) / len(found), -at, found))
    return max(options)[2]


def _fits(chosen: set[int], texts: Sequence[Sentence], sentences: int | None, words: int | None) -> bool:
    if sentences is not None and len(chosen) > sentences:
        return False
    return words is None or sum(count_words(texts[at].text) for at in chosen) <= words


def count_words(text: str) -> int:
    """Return the number of words as a reader counts them: runs between spaces that hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
