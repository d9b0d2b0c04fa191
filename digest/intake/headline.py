"""Which paragraph is the article's title: the line over its text that a title looks like, or none."""

from digest.intake.features import Page, Seen

REACH = 14
"""Paragraphs above the text within which its title stands."""


def headline_place(page: Page, opening: int, known: str | None) -> tuple[int | None, str]:
    """The place of the title above paragraph ``opening``, and why; ``None`` where no line is one.

    ``known`` is the title that the format told: the paragraph that says the same is it.
    """
    if known is not None:
        bare = _bare(known)
        for at, seen in enumerate(page.seen[: max(opening, 1)]):
            if _bare(seen.text) == bare and bare:
                return at, "the title that the file tells"
        return None, ""
    best, place = 0.0, None
    for at in range(max(0, opening - REACH), opening):
        if (points := _points(page, at, opening)) > best:
            best, place = points, at
    return place, "the line over the text" if place else "the first line"


def _points(page: Page, at: int, opening: int) -> float:
    """How much a paragraph is like a title; nought and less is none."""
    seen = page.seen[at]
    if not _may_be(seen):
        return 0.0
    following = page.seen[at + 1] if at + 1 < len(page.seen) else None
    between = sum(1 for one in page.seen[at + 1 : opening] if one.kind not in ("date", "byline", "caption", "label"))
    points = 2.0 - 0.35 * between
    points += 0.6 * (seen.words >= 5) + 0.4 * (seen.words >= 7)
    points += 0.8 * seen.repeated
    points += 0.6 * (following is not None and following.kind in ("date", "byline"))
    return points


def _may_be(seen: Seen) -> bool:
    if seen.kind or not 3 <= seen.words <= 32 or len(seen.text) > 220 or seen.cut:
        return False
    return not seen.text.endswith((".", ":", ",", ";")) and any(letter.isalpha() for letter in seen.text)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
