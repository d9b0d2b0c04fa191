"""Tables for a terminal: the archive, and the reasons for a briefing's or an article's choices.

Each function returns something that rich prints. A source's words are always ``Text``, never rich's markup, so that
"[bold]" in an article stays what it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from digest.analysis.themes import ThemeExplanation
from digest.config import Briefing
from digest.edition.extracts import choose_shown
from digest.model import OTHER, AnalysedArticle, Analysis, Article, Day, Edition, Fact, Highlight, Place, Problem, Story
from digest.publish.lookup import Lookup
from digest.publish.wording import Wording
from digest.text.unmet_needs import describe_need

_PLACES: dict[Place, str] = {"full": "in full", "line": "in one line", "apart": "apart"}
_FOLDED = 4
"""So many days without a briefing, one after the other, take one line, as on the archive's page."""
_CUES_SHOWN = 8
"""Phrases of a theme that are shown: the heaviest, which decide."""
_EXCERPT = 70
"""Characters of a trimmed paragraph that are shown: enough to find it, and its row keeps to two lines."""


def list_days(days: Sequence[Day], words: Wording, removed: Collection[date] = ()) -> RenderableType:
    """Build the archive's table, a line a day, in the order given; those whose pages are ``removed`` say so."""
    if not days:
        return Text(words.say("nothing_yet"))
    table = _make_table(
        (words.say("day"), {"no_wrap": True}), (words.say("first_story"), {}), (words.say("themes"), {})
    )
    for missing, group in groupby(days, key=lambda day: day.status == "missing"):
        for label, day in _label_days(tuple(group), missing=missing):
            empty = words.say("missing_day_line" if missing else "quiet_day_line")
            tallies = ", ".join(f"{theme} {number}" for theme, number in day.counts if number)
            lead = Text(day.lead or empty, "" if day.lead else "dim")
            if day.date in removed:
                lead.append(f" ({words.say('removed')})", "dim")
            table.add_row(label, lead, Text(tallies, "dim"))
    return table


def _label_days(days: Sequence[Day], *, missing: bool) -> Iterable[tuple[str, Day]]:
    """Label each day; fold many missing ones into one row with both their dates."""
    if missing and len(days) >= _FOLDED:
        return [(f"{days[-1].date} – {days[0].date}", days[0])]
    return [(day.date.isoformat(), day) for day in days]


def _make_table(*columns: tuple[str, dict[str, Any]]) -> Table:
    """Make a table without lines; each column is its heading and rich's options."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading, options in columns:
        table.add_column(heading, **options)
    return table


def explain_edition(edition: Edition, stories: Sequence[Story]) -> RenderableType:
    """Show why these stories stand where they stand, theme by theme with their points, and what was left out."""
    headlines = {story.id: story.headline for story in edition.stories}
    parts: list[RenderableType] = [Text(f"{edition.date}, revision {edition.revision}", "dim")]
    for (theme, place), group in groupby(stories, key=lambda story: (story.theme, story.place)):
        rows = Table.grid(padding=(0, 2))
        rows.add_column(justify="right")
        for story in group:
            rows.add_row(f"{story.points:.2f}", Text.assemble(story.headline, (f"  {story.id}", "dim")))
            named = [f"of the affair “{headlines[story.affair]}”"] if story.affair in headlines else []
            affair = ["the weightiest of its affair"] if story.affair == story.id else named
            rows.add_row("", Text("; ".join([story.kind.replace("_", " "), *affair, *story.why]), style="dim"))
        parts += [Text(), Text.assemble((theme, "bold"), (f"  {_PLACES[place]}", "dim")), rows]
    if edition.left_out:
        left_out = _make_table(("left out", {"overflow": "fold"}), ("why", {}))
        for problem in edition.left_out:
            left_out.add_row(Text(problem.path), Text(problem.reason))
        parts += [Text(), left_out]
    return Group(*parts)


def explain_story(story: Story, edition: Edition, highlights: Mapping[str, tuple[Highlight, ...]]) -> RenderableType:
    """Show all that is known of a story: its points, its sources, and why each of its sentences was chosen."""
    lookup = Lookup.of(edition, highlights)
    facts = Table.grid(padding=(0, 2))
    facts.add_row(Text("themes", "dim"), Text(f"{', '.join(story.themes) or OTHER}; stands {_PLACES[story.place]}"))
    facts.add_row(Text("kind", "dim"), Text(story.kind))
    affair = [one for one in edition.stories if one.affair == story.affair and one.affair]
    if affair:
        facts.add_row(Text("affair", "dim"), Text("\n".join(f"{one.headline}  {one.id}" for one in affair)))
    facts.add_row(Text("points", "dim"), Text("\n".join([f"{story.points:.2f}", *story.why])))
    if story.continues:
        facts.add_row(Text("continues", "dim"), Text(f"{story.continues.date} {story.continues.story}"))
    for source in map(lookup.source, story.articles):
        said = f"{source.kind.replace('_', ' ')}  {source.outlet or 'no outlet'}  {source.path}"
        facts.add_row(Text(f"source {source.number}", "dim"), Text(said))
    quotes = _make_table(("source", {"justify": "right"}), ("sentence", {"ratio": 2}), ("why", {"ratio": 1}))
    for quote in story.quotes:
        why = Text("; ".join(lookup.why(quote)), "dim")
        quotes.add_row(str(lookup.source(quote.article).number), Text(quote.text), why)
    head = Text.assemble((story.headline, "bold"), f"  {story.id}")
    return Group(head, facts, Text(), quotes, Text())


def explain_problem(problem: Problem) -> Text:
    """Say why a file is not used."""
    return Text(f"{problem.path}: not used: {problem.reason}")


def explain_article(
    analysed: AnalysedArticle, briefing: Briefing, account: ThemeExplanation | None = None
) -> RenderableType:
    """Show what was made of an article: its facts, its paragraphs' roles, its sentences' ranks, scores and cues.

    With the account of its themes also every theme's points, *other* among them, and why the first one won.
    """
    article, analysis = analysed
    trimmed = _make_table(*((column, {"overflow": "fold"}) for column in ("role", "words", "why")))
    for paragraph in article.paragraphs:
        if paragraph.role != "body":
            words = " ".join(article.document.text[paragraph.start : paragraph.end].split())
            trimmed.add_row(paragraph.role, Text(words[:_EXCERPT]), Text(paragraph.why, "dim"))
    head = Text(f"{article.document.path}  {article.id}", style="bold")
    sentences = _list_sentences(analysis, choose_shown(analysed, briefing))
    return Group(head, _list_facts(article, analysis, account), Text(), trimmed, Text(), sentences, Text())


def _list_facts(article: Article, analysis: Analysis, account: ThemeExplanation | None) -> Table:
    """List the facts of an article, each with the place where it was found."""
    facts = Table.grid(padding=(0, 2))
    for name in ("title", "published", "outlet", "author", "url", "language"):
        fact: Fact | None = getattr(article.facts, name)
        stated: Fact | None = getattr(article.document.facts, name)
        value = Text(fact.value if fact else "none")
        where = fact.source if fact else f"the file states {stated.value[:100]!r}" if stated else ""
        facts.add_row(Text(name, "dim"), value.append(f"  {where}" if where else "", style="dim"))
    themes = ", ".join(f"{theme.name} {theme.score:.2f}{' (first)' * theme.primary}" for theme in analysis.themes)
    facts.add_row(
        Text("themes", "dim"), Text(themes or OTHER).append(f"  {account.why}" if account else "", style="dim")
    )
    for name, points, cues in account.themes if account else ():
        shown = f"  {', '.join(cues[:_CUES_SHOWN])}{', ...' * (len(cues) > _CUES_SHOWN)}"
        facts.add_row(Text("points", "dim"), Text(f"{name} {points:.2f}").append(shown, style="dim"))
    why = f"  {'; '.join(analysis.kind_why)}" if analysis.kind_why else ""
    facts.add_row(Text("kind", "dim"), Text(analysis.kind).append(why, style="dim"))
    return facts


def _list_sentences(analysis: Analysis, shown: Collection[int]) -> Table:
    """List the sentences in their order; those that a page would show of the article alone stand in bold."""
    table = _make_table(
        ("rank", {"justify": "right"}),
        ("score", {"justify": "right"}),
        ("sentence", {"ratio": 2}),
        ("why", {"ratio": 1}),
    )
    for position, (sentence, found) in enumerate(zip(analysis.sentences, analysis.assessments, strict=True)):
        cues = [f"{score.theme} {score.score:.1f}: {', '.join(score.cues)}" for score in found.themes]
        passed_over = [found.passed_over] if found.passed_over else []
        answered = ["answered by the next sentence"] if found.answered else []
        why = "; ".join([*passed_over, *found.why, *map(describe_need, found.needs), *answered, *cues])
        chosen = "bold" if position in shown else ""
        table.add_row(str(found.rank), f"{found.score:.2f}", Text(sentence.text, chosen), Text(why, "dim"))
    return table
