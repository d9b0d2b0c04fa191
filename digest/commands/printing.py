"""Print to a terminal with rich: a briefing's Markdown page, or anything else that rich can show."""

import re
from pathlib import Path
from typing import ClassVar

import click
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import Heading, Markdown, MarkdownElement
from rich.rule import Rule
from rich.theme import Theme

from digest.model import Edition, StoryPage, Week
from digest.publish.render import load_markdown, render_markdown, render_page_markdown

WIDTH = 92
"""Columns at most: about 85 characters of text a line, which is what books and style guides call the widest."""

_STYLES = Theme(
    {
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.h3": "bold",
        "markdown.block_quote": "none",
        "markdown.code": "none",
        "markdown.em": "dim",
    }
)
_FOOTNOTE = re.compile(r"^\[\^(\d+)\]: ", re.M)
_MARK = re.compile(r"\[\^(\d+)\]")


def print_briefing(edition: Edition, templates: Path | None, *, paged: bool = False) -> None:
    """Print the Markdown page of an edition, made with the reader's own ``templates`` where there are any."""
    print_to_terminal(TerminalPage(render_markdown(edition, load_markdown("briefing.md", templates))), paged=paged)


def print_story(page: StoryPage, templates: Path | None) -> None:
    """Print the Markdown page of a story."""
    print_to_terminal(TerminalPage(render_page_markdown(page, load_markdown("story.md", templates))), paged=True)


def print_week(week: Week, templates: Path | None) -> None:
    """Print the Markdown page of a week."""
    print_to_terminal(TerminalPage(render_page_markdown(week, load_markdown("week.md", templates))))


def print_to_terminal(shown: RenderableType, *, paged: bool = False) -> None:
    """Print to stdout; through the reader's pager where ``paged`` is asked for and stdout is a terminal."""
    console = Console(highlight=False, soft_wrap=False, theme=_STYLES)
    console.width = min(console.width, WIDTH)
    with console.capture() as captured:
        console.print(shown)
    lines = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    if paged and console.is_terminal:
        # None lets click ask less for colours, and take them out for a pager that may not show them.
        click.echo_via_pager(lines, color=False if console.no_color else None)
    else:
        click.echo(lines, nl=False, color=True)  # rich has left the colours out where none are wanted


class _Heading(Heading):
    """A heading at the left: a rule for a part of the page, bold words for a story."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        del console, options
        yield Rule(self.text, align="left", style="dim") if self.tag == "h2" else self.text


class TerminalPage(Markdown):
    """A briefing's Markdown: footnote marks become ``[12]``, their notes a list, links their words alone."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "heading_open": _Heading}

    def __init__(self, text: str) -> None:
        super().__init__("", hyperlinks=False)
        # Without text_join an escaped "\[^1]" of a source stays apart from our own marks.
        parser = MarkdownIt().enable("table").disable("text_join")
        self.parsed = [_make_readable(token) for token in parser.parse(_FOOTNOTE.sub(r"- \\[\1\\] ", text))]


def _make_readable(token: Token) -> Token:
    """Replace what only a browser can use: links by their words, ``[^12]`` by ``[12]``."""
    if not token.children:
        return token
    children = [child for child in token.children if child.type not in ("link_open", "link_close")]
    token.children = [piece for child in children for piece in _split_at_marks(child)]
    return token


def _split_at_marks(child: Token) -> list[Token]:
    """Split a text at its footnote marks, which are dimmed; an escaped character is text and never a mark."""
    if child.type == "text_special":
        return [Token("text", "", 0, content=child.content)]
    if child.type != "text" or not _MARK.search(child.content):
        return [child]
    pieces = []
    for at, words in enumerate(_MARK.split(child.content)):
        if at % 2:
            pieces += [
                Token("em_open", "em", 1),
                Token("text", "", 0, content=f"[{words}]"),
                Token("em_close", "em", -1),
            ]
        elif words:
            pieces.append(Token("text", "", 0, content=words))
    return pieces
