"""The sample edition: one day with everything that a page can show, on which ``digest check`` tries templates.

``sample.json`` holds it. The tests build it and use the same day; ``make golden`` writes it anew when a value has
got another field.
"""

from dataclasses import dataclass, replace
from typing import Literal

from digest.codec import from_json
from digest.errors import ConfigurationError
from digest.model import (
    Archive,
    Earlier,
    Edition,
    FigurePair,
    Highlight,
    NameEntry,
    NamesPage,
    RemovedPage,
    RunningStory,
    SourcePage,
    StatedFigure,
    StoryEntry,
    StoryFigures,
    StoryPage,
    StorySpeaker,
    Week,
    WeekStory,
    list_mentions,
    list_story_days,
)
from digest.publish.feed import add_entries, begin_feed, make_entry
from digest.publish.render import (
    Templates,
    render,
    render_archive,
    render_atom,
    render_letter,
    render_names,
    render_removed,
    render_sources,
    render_story,
    render_week,
)
from digest.publish.verify import find_spot, verify, verify_days, verify_names
from digest.resources import find_shipped

PATH = find_shipped("publish") / "sample.json"
_SHOWN = 5
"""Complaints that are named: a template that loses one quote loses most, and the first ones say which."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An edition with the pages of its sources."""

    edition: Edition
    pages: tuple[SourcePage, ...]

    @property
    def texts(self) -> dict[str, str]:
        """Return the documents' texts by article id."""
        return {page.article.id: page.article.document.text for page in self.pages}

    @property
    def highlights(self) -> dict[str, tuple[Highlight, ...]]:
        """Return the highlights of each source's page by article id."""
        return {page.source.id: page.highlights for page in self.pages}

    def render(self, templates: Templates, edition: Edition | None = None) -> dict[str, bytes]:
        """Render every file of the edition, or of another edition with the same pages."""
        edition = edition or self.edition
        return {**render(edition, self.highlights, templates), **render_sources(edition, self.pages, templates.source)}

    @property
    def story(self) -> StoryPage:
        """Return the page of a story whose days are the stories of the edition."""
        edition = self.edition
        days = tuple(list_story_days(edition))
        entries = tuple(StoryEntry(day, next(iter(day.story.quotes), None), 0, proven=True) for day in days)
        first, second, *_ = (quote for quote in edition.stories[0].quotes if not quote.speaker)
        one, other = (StatedFigure(quote, quote, 1, 1, speaker=quote) for quote in (first, second))
        relations: tuple[Literal["changed", "disagree"], ...] = ("changed", "disagree")
        figures = (FigurePair(relation, "killed", one, other, edition.date) for relation in relations)
        told = tuple(StoryFigures(edition.date, pair) for pair in figures)
        speakers = (StorySpeaker("", first, ((edition.date, second),), 1),)
        return StoryPage(
            edition.stories[0].id, edition.desk, edition.language, entries, edition.version, told, speakers
        )

    @property
    def names(self) -> NamesPage:
        """Return a page of names with those of the edition."""
        edition = self.edition
        entries = tuple(NameEntry(one.name, (one,), 1, one.introduced, one.date) for one in list_mentions(edition))
        return NamesPage(f"{edition.date.year}-a", edition.desk, edition.language, entries, edition.version)

    @property
    def week(self) -> Week:
        """Return the page of a week that has this day alone."""
        edition, story = self.edition, self.edition.stories[0]
        days = tuple(entry for entry in self.story.days if entry.day.story is story)
        told = WeekStory(story.headline, story.opens_lead, story.id, 1.0, days, edition.date, ())
        listed = tuple(Earlier(edition.date, source) for source in edition.sources())
        day = edition.date
        return Week(
            f"{day:%G-W%V}",
            edition.desk,
            edition.language,
            day,
            day,
            edition.made,
            (day,),
            (told,),
            1,
            edition.coming_up,
            listed,
            edition.version,
        )


def read_sample(data: bytes) -> Sample:
    """Read the bytes of ``sample.json``."""
    return from_json(Sample, data)


def check_templates(templates: Templates, sample: Sample) -> None:
    """Fill in every template; ConfigurationError names the mistake, or the quote that a template loses."""
    edition = sample.edition
    letter = render_letter(edition, sample.highlights, templates, address="https://example.org/")
    files = {**sample.render(templates), "letter.html": letter}
    days = edition.history[::-1]
    running = (
        RunningStory(edition.stories[0].id, edition.stories[0].headline, days[-1].date, edition.date, len(days)),
    )
    archive = Archive(edition.desk, "en", edition.made, edition.headings, days, edition.version, running)
    render_archive(archive, templates)
    feed = begin_feed(edition, None)
    entry = make_entry(feed, edition, letter.decode(), templates.words)
    render_atom(add_entries(feed, [entry]), templates)
    complaints = verify(edition, files, sample.texts)
    complaints += verify_days(sample.story, render_story(sample.story, templates.story), sample.texts)
    words = {find_spot(one): one.text for one in sample.names.quotes()}
    complaints += verify_names(sample.names, render_names(sample.names, templates.names), words)
    page = RemovedPage(edition.date, edition.date, edition.desk, edition.language, edition.version)
    for one in (page, replace(page, source=edition.articles[0].id)):
        render_removed(one, templates.removed)
    complaints += verify_days(sample.week, render_week(sample.week, templates.week), sample.texts)
    if complaints:
        shown = "\n".join(f"templates: {complaint}" for complaint in complaints[:_SHOWN])
        raise ConfigurationError(f"{shown}\nA template must keep each quote's mark; docs/templates.md says how")
