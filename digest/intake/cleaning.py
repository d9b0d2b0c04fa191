"""Give every paragraph of a document its role, with the reason in words.

``segment`` finds the span of the article; each rule here handles one class of things that stand in or around it.
To add a rule: one function that settles the paragraphs it is sure of, and a line in ``_assign_roles``; the first rule
that settles a paragraph wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.intake.features import MeasuredText, ParagraphFeatures, extract_features
from digest.intake.headline import find_title
from digest.intake.limits import SHORTEST_ARTICLE
from digest.intake.paragraphs import opens_report, split_paragraphs
from digest.intake.segment import article_span, seed_span
from digest.model import Document, Paragraph, Role
from digest.text.language import detect_language_of_page
from digest.text.sentences import FULL_STOPS

EXTRACTED = 2.0
"""Log-odds for every paragraph of a document whose reader removed most of the page already."""
CLOSING = 8
"""Paragraphs at the end of an article among which a bio can stand."""

# Words of paragraphs that a rule is still sure of. Halved or doubled none moves F1 on pages, selections or saved
# articles (benchmarks/learn_cleaning.py) by .003, and most by nothing: what a rule looks for decides, not its length.
TITLE_WORDS = 20
"""Of a first paragraph that may be a title, when no full stop ends it."""
CAPTION_WORDS = 35
"""Of a caption over the name of a photographer."""
SUMMARY_WORDS = 70
"""Of what stands above a dateline or by-line and only sums up what is below."""
TAIL_WORDS = 60
"""Of what stands apart below an article."""
NOTE_WORDS = 20
"""Of a pointer or a note between paragraphs."""
SUBHEAD_WORDS = 14
"""Of a line that is no sentence and heads what follows."""

BARE_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30}){1,3}\Z")

LONGEST_TEASER = 100
"""Most words of a teaser; a longer paragraph that ends in three dots is an essay that trails off."""
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
    """The page while its roles are assigned; ``roles`` holds those that are settled."""

    measured: MeasuredText
    inside: list[bool]
    roles: dict[int, tuple[Role, str]] = field(default_factory=dict)

    def settle(self, position: int, role: Role, why: str) -> None:
        if position not in self.roles:
            self.roles[position] = (role, why)

    def body(self) -> list[int]:
        """Return the paragraphs inside the article that no rule has settled."""
        return [at for at, inside in enumerate(self.inside) if inside and at not in self.roles]


def clean_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return every paragraph with its role, in order, not overlapping; roles that the format marked stay."""
    places = split_paragraphs(document.text)
    measured = extract_features(document.text, places, detect_language_of_page(document.text))
    draft = _Draft(measured, list(article_span(measured, nudge=EXTRACTED if document.marked else 0.0)))
    marked = {paragraph.start: paragraph for paragraph in document.marked}
    for position, seen in enumerate(measured.paragraphs):
        if seen.span.start in marked:
            draft.settle(position, marked[seen.span.start].role, marked[seen.span.start].why)
    _assign_roles(draft, document.facts.title.value if document.facts.title else None)
    return tuple(
        Paragraph(seen.span.start, seen.span.end, *draft.roles[position])
        for position, seen in enumerate(measured.paragraphs)
    )


def _assign_roles(draft: _Draft, known_title: str | None) -> None:
    """Settle the role of every paragraph; the surest rules come first."""
    _keep_something(draft)
    _settle_title(draft, known_title)
    _settle_captions(draft)
    _open_article(draft)
    _join_over_gaps(draft)
    _settle_teasers(draft)
    _settle_bios(draft)
    _settle_boilerplate(draft)
    _settle_subheads(draft)
    _settle_rest(draft)


def _keep_something(draft: _Draft) -> None:
    """Never empty an article: where hardly anything was found, take the seed span, else all whole paragraphs."""
    seen = draft.measured.paragraphs
    if (
        sum(one.words for one, inside in zip(seen, draft.inside, strict=True) if inside and one.whole)
        >= SHORTEST_ARTICLE
    ):
        return
    first, end = seed_span(draft.measured)
    for at, one in enumerate(seen):
        draft.inside[at] = first <= at < end if first < end else one.whole and not one.kind and not one.cut
    if not any(draft.inside):
        # A summary that a feed cut off, or a paragraph without its last full stop, still holds whole sentences.
        draft.inside = [one.several and one.words >= 12 for one in seen]


def _settle_title(draft: _Draft, known: str | None) -> None:
    seen = draft.measured.paragraphs
    body = [at for at in draft.body() if seen[at].whole]
    if body and seen[body[0]].words <= TITLE_WORDS and not seen[body[0]].text.endswith(FULL_STOPS):
        body = body[1:]  # a question or an exclamation may be the title
    at, why = find_title(draft.measured, body[0] if body else len(seen), known)
    if at is not None:
        draft.settle(at, "title", why)


def _settle_captions(draft: _Draft) -> None:
    """Settle captions: they name a photographer, or stand directly over a line that does nothing else."""
    for at in draft.body():
        one = draft.measured.paragraphs[at]
        over = at + 1 < len(draft.measured.paragraphs) and _is_only_credit(draft.measured.paragraphs[at + 1])
        if one.kind == "caption":
            draft.settle(at, *KIND_ROLES["caption"])
        elif over and one.words <= CAPTION_WORDS and not one.several and not one.text.startswith(("“", '"')):
            draft.settle(at, "caption", "stands over the name of a photographer")


def _is_only_credit(seen: ParagraphFeatures) -> bool:
    return seen.kind == "caption" and seen.words <= 7 and not seen.whole


def _open_article(draft: _Draft) -> None:
    """Open the article under its dateline, date or by-line, and include whole lines under these or the title."""
    seen, body = draft.measured.paragraphs, draft.body()
    whole = [at for at in body if seen[at].whole]
    if not whole:
        return
    opening = range(max(0, whole[0] - 3), min(len(seen), whole[0] + 5))
    placed = [at for at in opening if opens_report(seen[at].text) and not draft.roles.get(at)]
    if placed:
        draft.inside[placed[0]] = True
        _cut_above(draft, placed[0], "stands above the dateline, as a summary does")
    elif len(whole) >= 4:
        lines = [at for at in range(whole[0], whole[2]) if seen[at].kind in ("date", "byline") and seen[at].words <= 12]
        if lines:
            _cut_above(draft, lines[-1], "stands above date and byline, as a summary does")
    _include_lead(draft, next((at for at in draft.body() if seen[at].whole), 0))
    _include_lead_apart(draft, whole[0])


def _cut_above(draft: _Draft, place: int, why: str) -> None:
    """Exclude the body above a place, unless it is long."""
    above = [at for at in draft.body() if at < place]
    if sum(draft.measured.paragraphs[at].words for at in above) <= SUMMARY_WORDS:
        for at in above:
            draft.settle(at, "teaser", why)


def _include_lead(draft: _Draft, opening: int) -> None:
    """Include whole lines directly under title, date or by-line, also across a caption."""
    seen, found, at = draft.measured.paragraphs, [], opening - 1
    while at >= max(0, opening - 5) and (seen[at].kind == "caption" or (seen[at].whole and not seen[at].kind)):
        if seen[at].words >= 4 and seen[at].kind != "caption" and draft.roles.get(at) is None:
            found.append(at)
        elif at in draft.roles and draft.roles[at][0] == "title":
            break
        at -= 1
    if at < 0 or seen[at].kind in ("date", "byline") or (at in draft.roles and draft.roles[at][0] == "title"):
        for place in found:
            draft.inside[place] = True


def _include_lead_apart(draft: _Draft, opening: int) -> None:
    """Include a lead under title and by-line that a box or a table separates from the rest."""
    seen = draft.measured.paragraphs
    title = next((at for at, settled in draft.roles.items() if settled[0] == "title"), None)
    if title is None or not title < opening <= title + 10:
        return
    for at in range(title + 2, min(title + 5, opening)):
        over = [seen[above].kind for above in range(title + 1, at)]
        if seen[at].good and over[0] in ("date", "byline") and "head" not in over:
            draft.inside[at] = True


def _join_over_gaps(draft: _Draft) -> None:
    """Include running text below a gap where the article goes on directly under it: a stranger has a gap on both sides.

    Not where little follows: that stands apart below the article.
    """
    seen = draft.measured.paragraphs
    for at in range(1, len(seen) - 1):
        joined = seen[at].seam and not seen[at + 1].seam and not draft.inside[at]
        between = draft.inside[at - 1] and draft.inside[at + 1]
        if joined and between and all(one.good for one in seen[at - 1 : at + 2]):
            draft.inside[at] = sum(seen[below].words for below in draft.body() if below > at) > TAIL_WORDS


def _settle_teasers(draft: _Draft) -> None:
    """Settle teasers: openings of other articles break off with three dots under their own titles."""
    seen = draft.measured.paragraphs
    body = draft.body()
    for at in body:
        if (
            not seen[at].cut
            or seen[at].text.startswith(("...", "…"))
            or seen[at].text.count("“") > seen[at].text.count("”")
        ):
            continue
        alone = len(body) < 3 and seen[at].several
        if alone or not 8 <= seen[at].words <= LONGEST_TEASER or at < body[len(body) // 2]:
            continue
        draft.settle(at, "teaser", "breaks off with three dots")
        if at and seen[at - 1].words <= 25 and (not seen[at - 1].whole or seen[at - 1].text.endswith("?")):
            draft.settle(at - 1, "teaser", "the title of another article")


def _settle_bios(draft: _Draft) -> None:
    """Settle bios near the end: a short paragraph that says what an author does, and a bare name over it."""
    measured, body = draft.measured, draft.body()
    for at in _closing_paragraphs(body):
        one = measured.paragraphs[at]
        if measured.introduces(at) or (one.address and one.words <= 25):
            draft.settle(at, "bio", "introduces the author")
            if at and _is_bare_name(measured.paragraphs[at - 1]):
                draft.settle(at - 1, "bio", "introduces the author")
    seams = [at for at in body if measured.paragraphs[at].seam and at > body[len(body) // 2]]
    for seam in seams:
        tail = [at for at in draft.body() if at >= seam]
        if sum(measured.paragraphs[at].words for at in tail) <= TAIL_WORDS:
            for at in tail:
                draft.settle(
                    at, "bio" if measured.paragraphs[at].whole else "boilerplate", "stands apart below the article"
                )


def _is_bare_name(seen: ParagraphFeatures) -> bool:
    return len(seen.text) <= 60 and not seen.whole and bool(BARE_NAME.match(seen.text))


def _closing_paragraphs(body: list[int]) -> Iterator[int]:
    """Yield the last paragraphs of the body from the end; at most a third of it and never its lead."""
    yield from reversed(body[max(1, len(body) - CLOSING, len(body) * 2 // 3) :])


def _settle_boilerplate(draft: _Draft) -> None:
    """Settle dates, by-lines and labels between paragraphs, and short notes and pointers."""
    for at in draft.body():
        one = draft.measured.paragraphs[at]
        if one.kind and (one.kind not in ("start", "note") or one.words <= NOTE_WORDS):
            draft.settle(at, *KIND_ROLES[one.kind])


def _settle_subheads(draft: _Draft) -> None:
    """Settle subheads: short lines that are no sentence, or a short question over a paragraph."""
    seen = draft.measured.paragraphs
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
        if not one.whole and not one.text.endswith((":", ",", ";", "-", "–")) and one.words <= SUBHEAD_WORDS:
            draft.settle(at, "subhead", "a short line that is no sentence")
        elif (
            one.text.endswith("?") and one.words <= 8 and over and at != body[0] and not one.text.startswith(("“", '"'))
        ):
            draft.settle(at, "subhead", "a short question over a paragraph")


def _settle_rest(draft: _Draft) -> None:
    """Settle the rest: body inside the article's span, outside it what the words say, else boilerplate."""
    measured = draft.measured
    body = draft.body()
    for at, one in enumerate(measured.paragraphs):
        if at in draft.roles:
            continue
        if draft.inside[at]:
            draft.settle(at, "body", "in the article's span" if not one.whole else "whole, in the article's span")
        elif one.kind:
            draft.settle(at, *KIND_ROLES[one.kind])
        elif one.cut and one.words <= LONGEST_TEASER:
            draft.settle(at, "teaser", "breaks off with three dots")
        elif body and at > body[-1] and measured.introduces(at):
            draft.settle(at, "bio", "introduces the author")
        elif one.words >= 5:
            draft.settle(at, "teaser", "outside the article's span")
        else:
            draft.settle(at, "boilerplate", "outside the article's span")
