"""Give every paragraph of a document its role, with the reason in words.

``segment`` finds the span of the article; each rule here handles one class of things that stand in or around it.
To add a rule: one function that settles the paragraphs it is sure of, and a line in ``_assign_roles``; the first rule
that settles a paragraph wins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from digest.intake.closing import go_on
from digest.intake.features import CLOCK, DATE, SURE, MeasuredText, ParagraphFeatures, extract_features
from digest.intake.headline import find_title
from digest.intake.limits import SHORTEST_ARTICLE
from digest.intake.paragraphs import opens_report, split_paragraphs
from digest.intake.segment import DATED, find_article, find_seed
from digest.model import Document, Paragraph, Role
from digest.text.language import detect_language_of_page
from digest.text.sentences import FULL_STOPS

EXTRACTED = 2.0
"""Log-odds for every paragraph of a document whose reader removed most of the page already."""
CLOSING = 8
"""Paragraphs at the end of an article among which a bio can stand."""

# Words and distances up to which a rule is sure of a paragraph. Halved or doubled none moves F1 on pages, selections or
# saved articles (benchmarks/learn_cleaning.py) by .003, and most by nothing: what a rule looks for decides.
TITLE_WORDS = 20
"""Of a first paragraph that may be a title, when no full stop ends it."""
CAPTION_WORDS, CREDIT_WORDS = 35, 7
"""Of a caption over the name of a photographer, and of that line."""
SUMMARY_WORDS = 70
"""Of what stands above a dateline or by-line and only sums up what is below."""
DATE_WORDS = 12
"""Of a date or by-line that opens the article."""
TAIL_WORDS = 60
"""Of what stands apart below an article."""
NOTE_WORDS = 20
"""Of a pointer or a note between paragraphs."""
SUBHEAD_WORDS, QUESTION_WORDS, LAST_HEAD_WORDS = 14, 8, 6
"""Of a line that is no sentence and heads what follows, of a question that does, and of one at the article's end."""
TEASER_WORDS, TEASER_TITLE_WORDS = range(8, 101), 25
"""Of a teaser (a longer paragraph that ends in three dots is an essay that trails off), and of the title over it."""
ADDRESS_WORDS = 25
"""Of a paragraph with an address that introduces the author."""
LABEL_WORDS = 5
"""Below which what stands outside the article is a label and no teaser."""
DATELINE_ABOVE, DATELINE_BELOW = 3, 5
"""Paragraphs above and from the first whole one on among which the dateline stands."""
CLOCK_WORDS, LEAST_ENTRIES = 4, 3
"""Words of a line that holds a time of day ("Posted at 18:40 GMT"), and entries of a live page under such lines: an
article may have one over its text and one under it (tests/intake/test_cleaning.py)."""
TIME_WORDS = 3
"""Words before a date or time in a sentence, "It began at"; a line that dates an article has "Published on"
(tests/intake/test_cleaning.py)."""
BRIEF_WORDS = 150
"""Of a text under which closing sentences are looked for. In 482 reports made of the first two to six sentences of
labelled articles, with "(AFP)" below, 100 loses 25 of 1,803 sentences, 150 loses 13, 200 loses 11."""
LEAD_ABOVE = 5
"""Paragraphs over the text among which whole lines belong to it."""
LEAD_APART, TEXT_APART = 5, 10
"""Paragraphs under the title among which a lead stands apart from the text, and the text begins."""

UNDER_ARTICLE = frozenset(("head", "label", "date", "byline", "start", "note"))
"""Kinds of the lines that end an article: its writers and day, a heading of other things. A caption may have another
sentence of the page over it."""

BARE_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30}){1,3}\Z")
LONGEST_NAME = 60
"""Characters of it."""

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

    @property
    def title(self) -> int | None:
        """Return the paragraph that is settled as the title."""
        return next((at for at, (role, _) in self.roles.items() if role == "title"), None)

    def body(self) -> list[int]:
        """Return the paragraphs inside the article that no rule has settled."""
        return [at for at, inside in enumerate(self.inside) if inside and at not in self.roles]


def clean_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return every paragraph with its role, in order, not overlapping; roles that the format marked stay."""
    spans = split_paragraphs(document.text)
    measured = extract_features(document.text, spans, detect_language_of_page(document.text))
    draft = _Draft(measured, list(find_article(measured, nudge=EXTRACTED if document.marked else 0.0)))
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
    _include_closing(draft)
    _include_dated(draft)
    _include_entries(draft)
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
    first, end = find_seed(draft.measured)
    for at, one in enumerate(seen):
        draft.inside[at] = first <= at < end if first < end else one.whole and not one.kind and not one.cut
    if not any(draft.inside):
        # A summary that a feed cut off, or a paragraph without its last full stop, still holds whole sentences.
        draft.inside = [one.several and one.words >= SURE for one in seen]


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
        if one.kind == "caption":
            draft.settle(at, *KIND_ROLES["caption"])
        elif one.words > CAPTION_WORDS or one.several or one.text.startswith(("“", '"')):
            continue
        elif _is_credited(draft, at):
            draft.settle(at, "caption", "stands over the name of a photographer")


def _is_credited(draft: _Draft, at: int) -> bool:
    """Tell whether a credit stands under a line; in the last line under sentences an agency's name signs the text."""
    seen = draft.measured.paragraphs
    if at + 1 == len(seen) or not _is_only_credit(seen[at + 1]):
        return False
    return at + 2 < len(seen) or at == 0 or not _is_sentence(seen[at - 1])


def _is_only_credit(seen: ParagraphFeatures) -> bool:
    return seen.kind == "caption" and seen.words <= CREDIT_WORDS and not seen.whole


def _open_article(draft: _Draft) -> None:
    """Open the article under its dateline, date or by-line, and include whole lines under these or the title."""
    seen, body = draft.measured.paragraphs, draft.body()
    whole = [at for at in body if seen[at].whole]
    if not whole:
        return
    near = range(max(0, whole[0] - DATELINE_ABOVE), min(len(seen), whole[0] + DATELINE_BELOW))
    filed = [at for at in near if opens_report(seen[at].text) and at not in draft.roles]
    filed = [at for at in filed if not _signs_off(draft, at)]
    if filed:
        draft.inside[filed[0]] = True
        _cut_above(draft, filed[0], "stands above the dateline, as a summary does")
    elif len(whole) >= 4:
        signed = [at for at in range(whole[0], whole[2]) if seen[at].kind in DATED and seen[at].words <= DATE_WORDS]
        if signed:
            _cut_above(draft, signed[-1], "stands above date and byline, as a summary does")
    _include_lead(draft, next((at for at in draft.body() if seen[at].whole), 0))
    _include_lead_apart(draft, whole[0])


def _cut_above(draft: _Draft, line: int, why: str) -> None:
    """Exclude the body above a line, unless it is long, or longer than what it would sum up."""
    words = {at: draft.measured.paragraphs[at].words for at in draft.body()}
    above = [at for at in words if at < line]
    below = sum(words.values()) - sum(words[at] for at in above)
    if sum(words[at] for at in above) <= min(SUMMARY_WORDS, below):
        for at in above:
            draft.settle(at, "teaser", why)


def _include_lead(draft: _Draft, text_start: int) -> None:
    """Include whole lines directly under title, date or by-line, also across a caption."""
    seen, found, at = draft.measured.paragraphs, [], text_start - 1
    while at >= max(0, text_start - LEAD_ABOVE) and _is_lead_or_caption(seen[at]):
        if seen[at].words >= 4 and seen[at].kind != "caption" and at not in draft.roles:
            found.append(at)
        elif at == draft.title:
            break
        at -= 1
    if at < 0 or seen[at].kind in DATED or at == draft.title:
        for lead in found:
            draft.inside[lead] = True


def _is_lead_or_caption(seen: ParagraphFeatures) -> bool:
    return seen.kind == "caption" or (seen.whole and not seen.kind)


def _include_lead_apart(draft: _Draft, text_start: int) -> None:
    """Include a lead under title and by-line that a box or a table separates from the rest."""
    seen, title = draft.measured.paragraphs, draft.title
    if title is None or not title < text_start <= title + TEXT_APART:
        return
    for at in range(title + 2, min(title + LEAD_APART, text_start)):
        over = [seen[above].kind for above in range(title + 1, at)]
        if seen[at].good and over[0] in DATED and "head" not in over:
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


def _include_closing(draft: _Draft) -> None:
    """Include the sentences that follow a brief directly and go on with it, all or none, down to a line that ends it.

    What a page appends to an article has a title, a label or a gap over it; or it speaks of other things.
    """
    seen = draft.measured.paragraphs
    last = max((at for at, inside in enumerate(draft.inside) if inside), default=None)
    if last is None or not _is_sentence(seen[last]):
        return
    end = last + 1
    while end < len(seen) and not seen[end].seam and end not in draft.roles:
        if not _is_sentence(seen[end]) and not _tells_time(draft, end):
            break
        end += 1
    ending = end == len(seen) or seen[end].kind in UNDER_ARTICLE or _signs_off(draft, end) or _is_own_caption(seen[end])
    above = [seen[at] for at in range(last + 1) if draft.inside[at] or at == draft.title]
    if ending and sum(one.words for one in above) <= BRIEF_WORDS and go_on(seen[last + 1 : end], above):
        draft.inside[last + 1 : end] = [True] * (end - last - 1)


def _include_dated(draft: _Draft) -> None:
    """Include the sentences that say when something happened: by their form they are lines that date the article."""
    for at in range(1, len(draft.inside) - 1):
        if draft.inside[at - 1] and draft.inside[at + 1] and _tells_time(draft, at):
            draft.inside[at] = True
            draft.settle(at, "body", "whole, in the article's span")


def _tells_time(draft: _Draft, at: int) -> bool:
    """Tell whether a line with a date or a time of day is a sentence among sentences: it has a subject and a verb."""
    seen, phrases = draft.measured.paragraphs, draft.measured.phrases
    one = seen[at]
    if one.kind != "date" or not one.whole or not all(map(_is_sentence, seen[at - 1 : at + 2 : 2])):
        return False
    found = DATE.search(one.lower) or CLOCK.search(one.lower)
    if not found:
        return False
    of_page = (phrases.changed, phrases.by, phrases.starts, phrases.inside, phrases.labels)
    return one.lower[: found.start()].count(" ") >= TIME_WORDS and not any(p.search(one.lower) for p in of_page)


def _is_own_caption(seen: ParagraphFeatures) -> bool:
    """Tell whether a caption holds its words itself, so that the line over it is none."""
    return seen.kind == "caption" and not _is_only_credit(seen)


def _signs_off(draft: _Draft, at: int) -> bool:
    """Tell whether a line closes the text: a rule, a name in the last line, "ENDS" with more text above than below."""
    seen = draft.measured.paragraphs
    if not any(map(str.isalnum, seen[at].text)):
        return True
    if seen[at].whole or seen[at].words >= LABEL_WORDS:
        return False
    words = [one.words * one.whole for one in seen]
    return at == len(seen) - 1 or (seen[at].text.isupper() and sum(words[:at]) > sum(words[at:]))


def _include_entries(draft: _Draft) -> None:
    """Include the entries of a live page, where nothing else stands below the first time of day."""
    seen = draft.measured.paragraphs
    clocks = [at for at, one in enumerate(seen) if _is_clock(one)]
    entries = [range(at + 1, end) for at, end in pairwise((*clocks, len(seen)))]
    if len(entries) < LEAST_ENTRIES or not any(draft.inside[at] for entry in entries for at in entry):
        return
    if all(_is_entry(seen[entry.start : entry.stop]) for entry in entries):
        for entry in entries:
            draft.inside[entry.start : entry.stop] = [True] * len(entry)


def _is_clock(seen: ParagraphFeatures) -> bool:
    return seen.kind == "date" and seen.words <= CLOCK_WORDS and not seen.whole and bool(CLOCK.search(seen.lower))


def _is_entry(lines: Sequence[ParagraphFeatures]) -> bool:
    """Tell whether lines are sentences, perhaps with one line over them that heads them."""
    text = lines[1:] if lines and not lines[0].whole and not lines[0].kind else lines
    return bool(text) and all(map(_is_sentence, text))


def _is_sentence(seen: ParagraphFeatures) -> bool:
    return seen.whole and not seen.kind and not seen.cut


def _settle_teasers(draft: _Draft) -> None:
    """Settle teasers: openings of other articles break off with three dots under their own titles."""
    seen = draft.measured.paragraphs
    body = draft.body()
    for at in body:
        text = seen[at].text
        if not seen[at].cut or text.startswith(("...", "…")) or text.count("“") > text.count("”"):
            continue
        alone = len(body) < 3 and seen[at].several
        if alone or seen[at].words not in TEASER_WORDS or at < body[len(body) // 2]:
            continue
        draft.settle(at, "teaser", "breaks off with three dots")
        if at and _can_be_other_title(seen[at - 1]):
            draft.settle(at - 1, "teaser", "the title of another article")


def _can_be_other_title(seen: ParagraphFeatures) -> bool:
    return seen.words <= TEASER_TITLE_WORDS and (not seen.whole or seen.text.endswith("?"))


def _settle_bios(draft: _Draft) -> None:
    """Settle bios near the end: a short paragraph that says what an author does, and a bare name over it."""
    measured, body = draft.measured, draft.body()
    for at in _list_closing(body):
        one = measured.paragraphs[at]
        if measured.introduces(at) or (one.address and one.words <= ADDRESS_WORDS):
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
    return len(seen.text) <= LONGEST_NAME and not seen.whole and bool(BARE_NAME.match(seen.text))


def _list_closing(body: list[int]) -> Iterator[int]:
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
        if seen[at].whole or seen[at].words > LAST_HEAD_WORDS or at + 1 == len(seen) or at == body[0]:
            break
        draft.settle(at, "boilerplate", "heads what is no part of the article")
    body = draft.body()
    for at, following in zip(body, [*body[1:], None], strict=False):
        one = seen[at]
        over = following is not None and seen[following].whole
        if not one.whole and not one.text.endswith((":", ",", ";", "-", "–")) and one.words <= SUBHEAD_WORDS:
            draft.settle(at, "subhead", "a short line that is no sentence")
        elif over and at != body[0] and _is_short_question(one):
            draft.settle(at, "subhead", "a short question over a paragraph")


def _is_short_question(seen: ParagraphFeatures) -> bool:
    return seen.text.endswith("?") and seen.words <= QUESTION_WORDS and not seen.text.startswith(("“", '"'))


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
        elif one.cut and one.words < TEASER_WORDS.stop:
            draft.settle(at, "teaser", "breaks off with three dots")
        elif body and at > body[-1] and measured.introduces(at):
            draft.settle(at, "bio", "introduces the author")
        elif one.words >= LABEL_WORDS:
            draft.settle(at, "teaser", "outside the article's span")
        else:
            draft.settle(at, "boilerplate", "outside the article's span")
