"""Which paragraphs of a document are the article, and what each of the others is, with the reason in words.

``shape`` finds the stretch of the article; the rules here, each for a class of things that stand in or around one,
give every paragraph its role. To add a rule: one function that returns the places it is sure of, and a line in
``_roles``; what comes first holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.intake.features import Page, Seen, observe
from digest.intake.headline import headline_place
from digest.intake.paragraphs import spans
from digest.intake.shape import core, stretch
from digest.model import Document, Paragraph, Role
from digest.text.language import language_of
from digest.text.words import words

LANGUAGE_SAMPLE = 600
"""Characters at each of three places from which the language is told."""
EXTRACTED = 2.0
"""What speaks for every paragraph of a document whose format took most of the page away already."""
CLOSING = 8
"""Paragraphs at an article's end among which its author may be introduced."""

BARE_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30}){1,3}\Z")

LONGEST_TEASER = 100
"""Words; what is longer and ends in three dots is an essay that trails off."""
DATELINE = re.compile(
    r"[A-ZÀ-ÞА-ЯЁІЇЄ][A-ZÀ-ÞА-ЯЁІЇЄ .,/'’-]{2,40}(?:, [A-Z][\w.]{1,15}){0,2}"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?(?: ?\([^()]{2,30}\))? ?(?:--|[—–-]) ?\S"
    r"|[A-Z][A-Z .,'-]{3,40}\Z"
)
"""Place and agency at the beginning of a report: "GENEVA (AP) — "; in releases also alone on a line."""

KIND_ROLES: dict[str, tuple[Role, str]] = {
    "head": ("boilerplate", "heads a list of other things"),
    "label": ("boilerplate", "a button or label of the page"),
    "date": ("byline", "says when it was published"),
    "byline": ("byline", "says who wrote it"),
    "caption": ("caption", "names who took a picture"),
    "start": ("boilerplate", "points somewhere else"),
    "note": ("boilerplate", "speaks of the page, not of the news"),
}


@dataclass(slots=True)
class _Draft:
    """The page while its roles are found; ``roles`` holds what is settled."""

    page: Page
    inside: list[bool]
    roles: dict[int, tuple[Role, str]] = field(default_factory=dict)

    def settle(self, position: int, role: Role, why: str) -> None:
        if position not in self.roles:
            self.roles[position] = (role, why)

    def body(self) -> list[int]:
        """Places inside the article that nothing else has claimed."""
        return [at for at, inside in enumerate(self.inside) if inside and at not in self.roles]


def clean_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The role of every paragraph, in order, not overlapping; what the format marked stays as it is."""
    places = spans(document.text)
    page = observe(document.text, places, language_of(words(_sample(document.text))))
    draft = _Draft(page, list(stretch(page, nudge=EXTRACTED if document.marked else 0.0)))
    marked = {paragraph.start: paragraph for paragraph in document.marked}
    for position, seen in enumerate(page.seen):
        if seen.span.start in marked:
            draft.settle(position, marked[seen.span.start].role, marked[seen.span.start].why)
    _roles(draft, document.facts.title.value if document.facts.title else None)
    return tuple(
        Paragraph(seen.span.start, seen.span.end, *draft.roles[position]) for position, seen in enumerate(page.seen)
    )


def _sample(text: str) -> str:
    """A text's quarters' first characters: what stands at the top of a page is its menu."""
    if len(text) <= 4 * LANGUAGE_SAMPLE:
        return text[: 3 * LANGUAGE_SAMPLE]
    starts = (len(text) // 4, len(text) // 2, len(text) * 3 // 4)
    return " ".join(text[start : start + LANGUAGE_SAMPLE] for start in starts)


def _roles(draft: _Draft, known_title: str | None) -> None:
    """Settles the role of every paragraph; the order of the steps is the order of their certainty."""
    _rescue(draft)
    _title(draft, known_title)
    _captions(draft)
    _header(draft)
    _teasers(draft)
    _bios(draft)
    _furniture(draft)
    _subheads(draft)
    _rest(draft)


def _rescue(draft: _Draft) -> None:
    """An article is never emptied: where hardly anything was found, the core, else all whole paragraphs, are it."""
    seen = draft.page.seen
    if sum(one.words for one, inside in zip(seen, draft.inside, strict=True) if inside and one.whole) >= 20:
        return
    first, end = core(draft.page)
    for at, one in enumerate(seen):
        draft.inside[at] = first <= at < end if first < end else one.whole and not one.kind and not one.cut


def _title(draft: _Draft, known: str | None) -> None:
    seen = draft.page.seen
    body = [at for at in draft.body() if seen[at].whole]
    if body and seen[body[0]].words <= 20 and not seen[body[0]].text.endswith("."):
        body = body[1:]  # a question or an exclamation may be the title
    at, why = headline_place(draft.page, body[0] if body else len(seen), known)
    if at is not None:
        draft.settle(at, "title", why)


def _captions(draft: _Draft) -> None:
    """A picture's caption names its photographer, or stands directly over a line that does nothing else."""
    for at in draft.body():
        one = draft.page.seen[at]
        over = at + 1 < len(draft.page.seen) and _only_credit(draft.page.seen[at + 1])
        if one.kind == "caption":
            draft.settle(at, *KIND_ROLES["caption"])
        elif over and one.words <= 35 and not one.several and not one.text.startswith(("“", '"')):
            draft.settle(at, "caption", "stands over the name of a photographer")


def _only_credit(seen: Seen) -> bool:
    return seen.kind == "caption" and seen.words <= 7 and not seen.whole


def _header(draft: _Draft) -> None:
    """What stands above dateline, date or byline is not the article yet; whole lines under them or a title are."""
    seen, body = draft.page.seen, draft.body()
    whole = [at for at in body if seen[at].whole]
    if not whole:
        return
    opening = range(max(0, whole[0] - 3), min(len(seen), whole[0] + 5))
    placed = [at for at in opening if DATELINE.match(seen[at].text) and not draft.roles.get(at)]
    if placed:
        draft.inside[placed[0]] = True
        _cut_above(draft, placed[0], "stands above the dateline, as a summary does")
    elif len(whole) >= 4:
        lines = [at for at in range(whole[0], whole[2]) if seen[at].kind in ("date", "byline") and seen[at].words <= 12]
        if lines:
            _cut_above(draft, lines[-1], "stands above date and byline, as a summary does")
    _lead(draft, next((at for at in draft.body() if seen[at].whole), 0))
    _lead_apart(draft, whole[0])


def _cut_above(draft: _Draft, place: int, why: str) -> None:
    """Nothing above a place is body, unless that is much."""
    above = [at for at in draft.body() if at < place]
    if sum(draft.page.seen[at].words for at in above) <= 70:
        for at in above:
            draft.settle(at, "teaser", why)


def _lead(draft: _Draft, opening: int) -> None:
    """Whole lines directly under title, date or byline belong to the article, a picture's caption between or not."""
    seen, found, at = draft.page.seen, [], opening - 1
    while at >= max(0, opening - 5) and (seen[at].kind == "caption" or (seen[at].whole and not seen[at].kind)):
        if seen[at].words >= 4 and seen[at].kind != "caption" and draft.roles.get(at) is None:
            found.append(at)
        elif at in draft.roles and draft.roles[at][0] == "title":
            break
        at -= 1
    if at < 0 or seen[at].kind in ("date", "byline") or (at in draft.roles and draft.roles[at][0] == "title"):
        for place in found:
            draft.inside[place] = True


def _lead_apart(draft: _Draft, opening: int) -> None:
    """A paragraph directly under title and by-line is the lead, though a box or a table parts it from the others."""
    seen = draft.page.seen
    title = next((at for at, settled in draft.roles.items() if settled[0] == "title"), None)
    if title is None or not title < opening <= title + 10:
        return
    for at in range(title + 2, min(title + 5, opening)):
        over = [seen[above].kind for above in range(title + 1, at)]
        if seen[at].good and over[0] in ("date", "byline") and "head" not in over:
            draft.inside[at] = True


def _teasers(draft: _Draft) -> None:
    """Openings of other articles break off with three dots; the line above each is its title."""
    seen = draft.page.seen
    body = draft.body()
    for at in body:
        if (
            not seen[at].cut
            or seen[at].text.startswith(("...", "…"))
            or seen[at].text.count("“") > seen[at].text.count("”")
        ):
            continue
        if not 8 <= seen[at].words <= LONGEST_TEASER or at < body[len(body) // 2]:
            continue
        draft.settle(at, "teaser", "breaks off with three dots")
        if at and seen[at - 1].words <= 25 and (not seen[at - 1].whole or seen[at - 1].text.endswith("?")):
            draft.settle(at - 1, "teaser", "the title of another article")


def _bios(draft: _Draft) -> None:
    """Near the end, a short paragraph that says what an author does; a bare name over it belongs to it."""
    page, body = draft.page, draft.body()
    for at in _closing(body):
        one = page.seen[at]
        if page.introduces(at) or (one.address and one.words <= 25):
            draft.settle(at, "bio", "introduces the author")
            if at and _is_bare_name(page.seen[at - 1]):
                draft.settle(at - 1, "bio", "introduces the author")
    seams = [at for at in body if page.seen[at].seam and at > body[len(body) // 2]]
    for seam in seams:
        tail = [at for at in draft.body() if at >= seam]
        if sum(page.seen[at].words for at in tail) <= 60:
            for at in tail:
                draft.settle(at, "bio" if page.seen[at].whole else "boilerplate", "stands apart below the article")


def _is_bare_name(seen: Seen) -> bool:
    return len(seen.text) <= 60 and not seen.whole and bool(BARE_NAME.match(seen.text))


def _closing(body: list[int]) -> Iterator[int]:
    """The last paragraphs of the body, from the end; at most a third of it and not its lead."""
    yield from reversed(body[max(1, len(body) - CLOSING, len(body) * 2 // 3) :])


def _furniture(draft: _Draft) -> None:
    """Dates, by-lines and labels between paragraphs; notes and pointers where they are short."""
    for at in draft.body():
        one = draft.page.seen[at]
        if one.kind and (one.kind not in ("start", "note") or one.words <= 20):
            draft.settle(at, *KIND_ROLES[one.kind])


def _subheads(draft: _Draft) -> None:
    """Short lines that are no sentence, or a short question over a paragraph, part the text."""
    seen = draft.page.seen
    for at in draft.body():
        if not any(map(str.isalnum, seen[at].text)):
            draft.settle(at, "boilerplate", "a rule or an ornament")
    body = draft.body()
    for at in reversed(body):
        if seen[at].whole or seen[at].words > 6 or at + 1 == len(seen) or at == body[0]:
            break
        draft.settle(at, "boilerplate", "heads what is no part of the article")
    body = draft.body()
    for at, following in zip(body, [*body[1:], None], strict=False):
        one = seen[at]
        over = following is not None and seen[following].whole
        if not one.whole and not one.text.endswith((":", ",", ";", "-", "–")) and one.words <= 14:
            draft.settle(at, "subhead", "a short line that is no sentence")
        elif (
            one.text.endswith("?") and one.words <= 8 and over and at != body[0] and not one.text.startswith(("“", '"'))
        ):
            draft.settle(at, "subhead", "a short question over a paragraph")


def _rest(draft: _Draft) -> None:
    """Body inside the stretch; outside it what the words say, else furniture of the page."""
    page = draft.page
    body = draft.body()
    for at, one in enumerate(page.seen):
        if at in draft.roles:
            continue
        if draft.inside[at]:
            draft.settle(at, "body", "in the article's stretch" if not one.whole else "whole, in the article's stretch")
        elif one.kind:
            draft.settle(at, *KIND_ROLES[one.kind])
        elif one.cut and one.words <= LONGEST_TEASER:
            draft.settle(at, "teaser", "breaks off with three dots")
        elif body and at > body[-1] and page.introduces(at):
            draft.settle(at, "bio", "introduces the author")
        elif one.words >= 5:
            draft.settle(at, "teaser", "outside the article's stretch")
        else:
            draft.settle(at, "boilerplate", "outside the article's stretch")
