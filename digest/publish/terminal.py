"""An Edition, the archive and the reasons for an article, for reading in a terminal (rich).

Everything here returns something that rich can print; ``print_to_terminal`` is the one that does. A source's words
are always ``Text``, never rich's markup, so that "[bold]" in an article stays what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from digest.model import (
    OTHER,
    Analysis,
    Article,
    Day,
    Edition,
    Fact,
    Highlight,
    Place,
    Problem,
    Quote,
    Section,
    Source,
    Story,
)
from digest.publish.lookup import Lookup
from digest.publish.render import load_words
from digest.publish.words import Words

WIDTH = 92
_ACCENTS = {1: "blue", 2: "yellow", 3: "red", 4: "green", 5: "magenta", 6: "cyan"}
_SOURCES_SHOWN = 60
_PLACES: dict[Place, str] = {"full": "in full", "line": "in one line", "apart": "apart"}
_RUN = 4
"""So many days without a briefing, one after the other, take one line, as on the archive's page."""


def print_to_terminal(shown: RenderableType, *, paged: bool = False) -> None:
    """Print to stdout, through the reader's pager where that was asked for and there is a person to turn pages."""
    console = Console(highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDTH)
    import click  # noqa: PLC0415 (its pager knows PAGER, less and colours)

    with console.capture() as captured:
        console.print(shown)
    lines = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    if paged and console.is_terminal:
        # None lets click ask less for colours, and take them out for a pager that may not show them.
        click.echo_via_pager(lines, color=False if console.no_color else None)
    else:
        click.echo(lines, nl=False, color=True)  # rich has left the colours out where none are wanted


def briefing(edition: Edition, words: Words | None = None) -> RenderableType:
    """A whole edition: what stands in full, the rest in one line each, the numbers that add up."""
    words = words or load_words()
    look = Lookup.of(edition, {})
    parts: list[RenderableType] = [*_head(edition, words)]
    if not edition.articles:
        since = edition.window[0]
        said = words.say("nothing_new_since", when=words.since(since, edition.date)) if since else None
        return Group(*parts, Text(said or words.say("nothing_new")))
    parts += _brief(look, words)
    for section in edition.sections:
        if section.theme != OTHER:
            parts += _section(look, section, words)
    parts += _rest(look, words)
    parts += _sources(look, words)
    return Group(*parts)


def _head(edition: Edition, words: Words) -> Iterator[RenderableType]:
    counts = edition.counts
    yield Text(edition.desk, style="dim")
    yield Text(f"{words.weekday(edition.date)} {words.long_day(edition.date)}", style="bold")
    facts = [words.count(counts.articles, "article")]
    if counts.articles:
        facts += [words.count(counts.stories, "story"), words.count(edition.minutes, "minute")]
    if edition.revision > 1:
        facts.append(words.say("edition", nth=words.ordinal(edition.revision)))
    yield Text(" · ".join(facts), style="dim")
    for notice in edition.notices:
        yield Text(words.notice(notice), style="bold")
    if edition.note:
        yield Padding(Text(f"{words.say('from_the_desk')}\n{edition.note.strip()}"), (1, 0, 0, 2))
    yield Text()


def _brief(look: Lookup, words: Words) -> Iterator[RenderableType]:
    if look.edition.key_points:
        yield Text(words.say("in_brief"), style="bold")
    for theme, points in groupby(look.edition.key_points, key=lambda point: point.theme):
        yield _title(look, theme, words)
        for point in points:
            yield _item((point.quote,), look, "• ")
    yield Text()


def _section(look: Lookup, section: Section, words: Words) -> Iterator[RenderableType]:
    title = _title(look, section.theme, words)
    yield Rule(title, align="left", characters="─", style=title.style)
    stories = look.full(section.theme)
    if not stories and not section.passages:
        since = look.edition.window[0]
        when = words.since(since, look.edition.date) if since else ""
        yield Text(words.say("nothing_under_since" if since else "nothing_under", theme=title.plain, when=when), "dim")
    for story in stories:
        yield from _story(look, story, words)
    for passage in section.passages:
        story = look.story(passage.story)
        for block in look.blocks(passage.quotes):
            yield Padding(_item(block, look, "│ "), (0, 0, 0, 2))
        under = _title(look, story.theme, words).plain
        yield Padding(Text(f"│ {words.say('full_story', theme=under)} {story.headline}", "dim"), (0, 0, 1, 2))
    yield Text()


def _story(look: Lookup, story: Story, words: Words) -> Iterator[RenderableType]:
    yield Text(story.headline, style="bold")
    named = [
        f"{s.outlet or words.say('source_word')} {s.number}, {words.stated(s, look.edition)}" for s in look.named(story)
    ]
    if story.continues:
        named.append(words.continues(story.continues, look.edition))
    yield Text(" · ".join(named), style="dim")
    for number, block in enumerate(look.blocks(story.quotes)):
        opening = "… " if story.opens_lead and not number else "• " if number else ""
        yield _item(block, look, opening)
    yield Text()


def _rest(look: Lookup, words: Words) -> Iterator[RenderableType]:
    full = look.full(OTHER)
    if full or look.lines():
        yield Rule(Text(words.say("other_news"), "bold"), align="left", style="dim")
    for story in full:
        yield from _story(look, story, words)
    for story in look.lines():
        yield _line(look, story, words)
    if look.edition.hidden:
        more = words.say("hidden", n=words.count(look.edition.hidden, "story_more"))
        yield Text(f"{more} {words.say('explain', date=look.edition.date)}", style="dim")
    if look.apart():
        yield Rule(Text(words.say("background"), "bold"), align="left", style="dim")
    for story in look.apart():
        yield _line(look, story, words, words.kind(story.kind))


def _line(look: Lookup, story: Story, words: Words, label: str = "") -> Text:
    source = look.teller(story)
    facts = [label, source.outlet, words.stated(source, look.edition)]
    line = Text.assemble(story.headline, (f"[{source.number}]", "dim"))
    return line.append("  " + ", ".join(fact for fact in facts if fact), style="dim")


def _sources(look: Lookup, words: Words) -> Iterator[RenderableType]:
    edition, counts = look.edition, look.edition.counts
    yield Rule(Text(words.say("sources"), "bold"), align="left", style="dim")
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim")
    table.add_column()
    for source in edition.articles[:_SOURCES_SHOWN]:
        table.add_row(Text(str(source.number)), _source(source, look, words))
    yield table
    if len(edition.articles) > _SOURCES_SHOWN:
        yield Text(words.say("and_more", n=len(edition.articles) - _SOURCES_SHOWN), "dim")
    files, used = words.count(counts.files, "file"), words.count(counts.articles, "article")
    said = words.say("adds_up", files=files, used=used)
    gone = f", {words.count(counts.copies, 'copy')}, {words.say('and_left_out', n=counts.left_out)}"
    yield Text(said + gone, style="dim")


def _source(source: Source, look: Lookup, words: Words) -> Text:
    edition, first = look.edition, look.first_words(source)
    title = source.title or (f"{first.text} …" if first else words.say("untitled"))
    where = source.outlet or words.say("no_outlet_in_file")
    return Text.assemble(title, (f"  {where} · {words.stated_long(source, edition)} · {source.path}", "dim"))


def _title(look: Lookup, theme: str, words: Words) -> Text:
    found = look.heading(theme)
    if found is None:
        return Text(words.say("other_news"), style="bold")
    return Text(found.title, style=f"bold {_ACCENTS[found.accent]}")


def _item(block: Sequence[Quote], look: Lookup, opening: str) -> RenderableType:
    """A paragraph of quotes with their marks; what hangs before it keeps its lines apart."""
    text = Text()
    for quote in block:
        if text:
            text.append(" ")
        if quote.speaker:
            text.append(quote.speaker.text + " ").append("[…] " if look.skipped(quote) else "", style="dim")
        text.append(quote.text).append(f"[{look.source(quote.article).number}]", style="dim")
    grid = Table.grid()
    grid.add_row(Text(opening, style="dim"), text)
    return grid


def days(shown: Sequence[Day], words: Words | None = None) -> RenderableType:
    """The archive, a line a day, in the order given."""
    words = words or load_words()
    if not shown:
        return Text(words.say("nothing_yet"))
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(words.say("day"), no_wrap=True)
    table.add_column(words.say("first_story"))
    table.add_column(words.say("themes"))
    for missing, run in groupby(shown, key=lambda day: day.status == "missing"):
        if missing:
            gap = [day.date.isoformat() for day in run]
            rows = gap if len(gap) < _RUN else [f"{gap[-1]} – {gap[0][-5:]}"]
            for row in rows:
                table.add_row(row, Text(words.say("missing_day_line"), style="dim"), "")
            continue
        for day in run:
            lead = Text(day.lead or words.say("quiet_day_line"), style="" if day.lead else "dim")
            tallies = ", ".join(f"{theme} {number}" for theme, number in day.counts if number)
            table.add_row(Text(day.date.isoformat()), lead, Text(tallies, style="dim"))
    return table


def explain_edition(edition: Edition, stories: Sequence[Story]) -> RenderableType:
    """Why these stories stand where they stand, theme by theme with their points, and what was left out."""
    parts: list[RenderableType] = [Text(f"{edition.date}, edition {edition.revision}", "dim")]
    for (theme, place), told in groupby(stories, key=lambda story: (story.theme, story.place)):
        rows = Table.grid(padding=(0, 2))
        rows.add_column(justify="right")
        for one in told:
            rows.add_row(f"{one.points:.2f}", Text.assemble(one.headline, (f"  {one.id}", "dim")))
            if one.why:
                rows.add_row("", Text("; ".join(one.why), style="dim"))
        parts += [Text(), Text.assemble((theme, "bold"), (f"  {_PLACES[place]}", "dim")), rows]
    if edition.left_out:
        gone = Table(box=None, pad_edge=False, header_style="dim")
        gone.add_column("left out", overflow="fold")
        gone.add_column("why")
        for problem in edition.left_out:
            gone.add_row(Text(problem.path), Text(problem.reason))
        parts += [Text(), gone]
    return Group(*parts)


def explain_story(story: Story, edition: Edition, marks: Mapping[str, tuple[Highlight, ...]]) -> RenderableType:
    """All that is known of a story: its points, its sources, and why each of its sentences was chosen."""
    look = Lookup.of(edition, marks)
    facts = Table.grid(padding=(0, 2))
    facts.add_row(Text("themes", "dim"), Text(f"{', '.join(story.themes) or OTHER}; stands {_PLACES[story.place]}"))
    facts.add_row(Text("kind", "dim"), Text(story.kind))
    facts.add_row(Text("points", "dim"), Text("\n".join([f"{story.points:.2f}", *story.why])))
    if story.continues:
        facts.add_row(Text("continues", "dim"), Text(f"{story.continues.date} {story.continues.story}"))
    for source in map(look.source, story.articles):
        facts.add_row(Text(f"source {source.number}", "dim"), Text(f"{source.outlet or 'no outlet'}  {source.path}"))
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("source", justify="right")
    table.add_column("sentence", ratio=2)
    table.add_column("why", ratio=1)
    for quote in story.quotes:
        why = Text("; ".join(look.why(quote)), "dim")
        table.add_row(str(look.source(quote.article).number), Text(quote.text), why)
    head = Text.assemble((story.headline, "bold"), f"  {story.id}")
    return Group(head, facts, Text(), table, Text())


def explain_problem(problem: Problem) -> Text:
    """Why a file is not used."""
    return Text(f"{problem.path}: not used: {problem.reason}")


def explain_article(article: Article, analysis: Analysis) -> RenderableType:
    """What was made of an article: its facts, its paragraphs' roles, its sentences' ranks, scores and cues."""
    facts = Table.grid(padding=(0, 2))
    for name in ("title", "published", "outlet", "author", "url", "language"):
        fact: Fact | None = getattr(article.facts, name)
        told: Fact | None = getattr(article.document.facts, name)
        value = Text(fact.value if fact else "none")
        where = fact.source if fact else f"the file states {told.value[:100]!r}" if told else ""
        facts.add_row(Text(name, "dim"), value.append(f"  {where}" if where else "", style="dim"))
    themes = ", ".join(f"{theme.name} {theme.score:.2f}{' (first)' * theme.primary}" for theme in analysis.themes)
    facts.add_row(Text("themes", "dim"), Text(themes or OTHER))
    facts.add_row(Text("kind", "dim"), Text(analysis.kind))
    trimmed = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("role", "words", "why"):
        trimmed.add_column(column, overflow="fold")
    for paragraph in article.paragraphs:
        if paragraph.role != "body":
            words = " ".join(article.document.text[paragraph.start : paragraph.end].split())
            trimmed.add_row(paragraph.role, Text(words[:70]), Text(paragraph.why, "dim"))
    head = Text(f"{article.document.path}  {article.id}", style="bold")
    return Group(head, facts, Text(), trimmed, Text(), _sentences(analysis), Text())


def _sentences(analysis: Analysis) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("rank", justify="right")
    table.add_column("score", justify="right")
    table.add_column("sentence", ratio=2)
    table.add_column("why", ratio=1)
    for position, (sentence, found) in enumerate(zip(analysis.sentences, analysis.assessments, strict=True)):
        cues = [f"{score.theme} {score.score:.1f}: {', '.join(score.cues)}" for score in found.themes]
        why = "; ".join([*([found.passed_over] if found.passed_over else []), *found.why, *cues])
        chosen = "bold" if position in analysis.extract else ""
        table.add_row(str(found.rank), f"{found.score:.2f}", Text(sentence.text, chosen), Text(why, "dim"))
    return table
