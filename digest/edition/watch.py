"""Find the names that the reader watches: by whole words, in the case in which they are written."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from digest.model import AnalysedArticle


def find_watched(names: Sequence[str], articles: Iterable[AnalysedArticle]) -> tuple[str, ...]:
    """Return the names that titles or sentences of these articles have, in the order of the settings."""
    found: set[str] = set()
    for article, analysis in articles:
        title = (article.facts.title.value,) if article.facts.title else ()
        found.update(_find_names("\n".join((*title, *(one.text for one in analysis.sentences))), names, found))
    return tuple(name for name in names if name in found)


def _find_names(text: str, names: Sequence[str], found: Collection[str]) -> list[str]:
    return [
        name
        for name in names
        if name not in found and name.split()[0][:-1] in text and _compile_name(name).search(text)
    ]


@cache
def _compile_name(name: str) -> re.Pattern[str]:
    """Match a name as words, also in the plural and possessive: "Iskander", "Iskanders", "Iskander's"."""
    *before, last = name.split()
    plural = rf"(?:{re.escape(last)}(?:e?s)?" + (rf"|{re.escape(last[:-1])}ies)" if last.endswith("y") else ")")
    return re.compile(r"(?<!\w)" + r"\s+".join([*map(re.escape, before), plural]) + r"(?:['’]s?)?(?!\w)")
