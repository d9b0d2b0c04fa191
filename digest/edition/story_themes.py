"""The themes of a story: those that it touches, the one that it stands under, and whether that is of its own words."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from digest.config import Theme
from digest.model import OTHER, ArticleSummary, Story

TOUCHING = 4
"""A story touches a theme when one of so many of its articles has news on it: from 2 to 9 ten mornings are the same
(``benchmarks/ranges.py``), more protects large stories.
"""


class Themes(NamedTuple):
    """The theme that a story stands under and the further ones that it touches, strongest first.

    ``inherited``: only the story that it carries on has the first one.
    """

    main: str
    others: tuple[str, ...]
    inherited: bool

    @property
    def all(self) -> tuple[str, ...]:
        """Return all that the reader has named."""
        return self.others if self.main == OTHER else (self.main, *self.others)


def choose_themes(summaries: Sequence[ArticleSummary], configured: Sequence[Theme], before: str) -> Themes:
    """Choose the themes of a story; where its own words touch none, that of the day ``before``, if it still is one."""
    names = [theme.name for theme in configured]
    own = _list_touched(summaries, names)
    themes = own or tuple(name for name in names if name == before)
    main = _choose_main(summaries, themes)
    return Themes(main, tuple(name for name in themes if name != main), inherited=not own and main != OTHER)


def _list_touched(summaries: Sequence[ArticleSummary], configured: Sequence[str]) -> tuple[str, ...]:
    """Return the themes that a story touches, strongest first."""
    score: dict[str, float] = defaultdict(float)
    articles: Counter[str] = Counter()
    for summary in summaries:
        for theme in summary.themes:
            score[theme.name] += theme.score
            articles[theme.name] += 1
    touched = [name for name in configured if articles[name] and articles[name] * TOUCHING >= len(summaries)]
    return tuple(sorted(touched, key=lambda name: (-round(score[name], 6), configured.index(name))))


def _choose_main(summaries: Sequence[ArticleSummary], themes: Sequence[str]) -> str:
    """Return the theme that most articles have for their first; of equals the leading article's, then the stronger.

    A theme comes before *other*.
    """
    votes = Counter(find_first_theme(summary) for summary in summaries)
    leader = find_first_theme(summaries[0])
    if not any(votes[name] for name in themes):  # only the story that it carries on gave it a theme
        return next(iter(themes), OTHER)
    return min((*themes, OTHER), key=lambda name: (-votes[name], name == OTHER, name != leader))


def find_first_theme(summary: ArticleSummary) -> str:
    """Return the theme that an article stands under; *other* where it has none."""
    return next((theme.name for theme in summary.themes if theme.primary), OTHER)


def explain_inherited(theme: str) -> str:
    """Return the reason of a story whose theme is that of the story which it carries on."""
    return f"under {theme} as that was"


def get_own_theme(story: Story) -> str:
    """Return the theme of a story's own words: one that it has from the day before goes no farther."""
    return OTHER if explain_inherited(story.theme) in story.why else story.theme
