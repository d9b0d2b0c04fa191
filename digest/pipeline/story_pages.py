"""The page of a story that goes on: what stands on it, and which pages an edition changes.

A story has a page from the day on which another day carries it on. Unlike a day's page it is a living one: it is made
anew whenever one of its days is.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from digest import __version__
from digest.analysis.speaker_words import OFFICES
from digest.config import Settings
from digest.edition.names import find_bearers
from digest.model import Named, Quote, StoryDay, StoryEntry, StoryFigures, StoryPage, StorySpeaker, Voice
from digest.page_names import name_text
from digest.pipeline.story_index import Evidence, StoryIndex
from digest.publish.render import BothForms, render_story
from digest.publish.verify import verify_days, verify_marked
from digest.store.store import Store

MOST_FIGURES, MOST_SPEAKERS, MOST_STATEMENTS = 20, 12, 5
"""Rows and statements of a page: what a story of two months has beyond them stands on the pages of its days."""


def make_story_page(
    stories: StoryIndex, story: str, title: str = "", language: str = "en"
) -> tuple[StoryPage, Evidence]:
    """Make the page of a story, with its evidence; one that is only compared with that needs no title."""
    days = stories.days_of(story)
    evidence = Evidence(stories, days)
    dates = {day.date for day in days}
    entries = [entry for day in days for entry in (_make_entry(day, evidence), *_make_parts(day, dates, evidence))]
    # A day that a briefing caught up with may be older than that of an earlier briefing.
    entries.sort(key=lambda entry: -entry.date.toordinal())
    figures = [StoryFigures(day.date, pair) for day in days for pair in day.story.figures]
    shown = tuple(one for one in figures if evidence.proves(*one.pair.all_quotes()))[:MOST_FIGURES]
    voices = [(day.date, voice) for day in days for voice in day.story.voices]
    voices = [(date, one) for date, one in voices if evidence.proves(one.introduced, *one.statements)]
    named = [one for day in days for one in day.story.names if evidence.proves(one.introduced)]
    outlets = {source.id: source.outlet for day in days for source in day.sources}
    speakers = gather_speakers(voices, named, outlets)
    page = StoryPage(story, title, language, tuple(entries), __version__, shown, speakers)
    return page, evidence


def list_stories_told(store: Store, date: dt.date) -> tuple[StoryEntry, ...]:
    """Return the stories that the briefing of a day told, where what they quote can still be proven.

    Of those in one line nothing is quoted. A text that was not published as a file, as by version 1.0.0, can be proven
    by nobody else.
    """
    files = store.read_files(date)
    days = [day for day in store.list_stories(date) if name_text(day.story.articles[0]) in files]
    evidence = Evidence(StoryIndex(store), full := [day for day in days if day.story.place == "full"])
    entries = [_make_entry(day, evidence) for day in full]
    proven = [entry for entry in entries if entry.quote and name_text(entry.quote.article) in files]
    lines = [StoryEntry(day, None, None, proven=False) for day in days if day.story.place == "line"]
    return (*proven, *lines)


def _make_entry(day: StoryDay, evidence: Evidence) -> StoryEntry:
    """Return a day as a page shows it: what no text proves is not quoted."""
    story = day.story
    quote = story.quotes[0] if story.quotes else None
    if not evidence.proves(quote, quote.speaker if quote else None, story.headline_quote):
        return StoryEntry(day, None, None, proven=False)
    # Only of a story in full does the source's page mark the sentences.
    sentence = evidence.find_sentence(quote) if quote and story.place == "full" else None
    return StoryEntry(day, quote, sentence, proven=True)


def _make_parts(day: StoryDay, briefed: Collection[dt.date], evidence: Evidence) -> Iterator[StoryEntry]:
    """Yield the earlier days that a briefing caught up with, but those that have a briefing of their own."""
    for part in day.story.parts:
        if part.date not in briefed and any(source.id in part.articles for source in day.sources):
            quote = part.lead if evidence.proves(part.lead) else None
            proven = quote is not None or part.lead is None
            yield StoryEntry(day, quote, None, proven=proven, part=part)


def gather_speakers(
    voices: Sequence[tuple[dt.date, Voice]],
    named: Iterable[Named],
    outlets: Mapping[str, str | None],
) -> tuple[StorySpeaker, ...]:
    """Return who speaks in a story through its days: each once, where that is certain.

    Parties and whoever holds an office stand first, then whom most newsrooms (``outlets`` by article) quote, then who
    spoke last.
    Each has the longest words by which an article introduces them, as its voice or as one who is ``named``.
    """
    introductions: dict[str, list[Quote]] = defaultdict(list)
    for one in named:
        introductions[one.name].append(one.introduced)
    bearers_of = find_bearers((voice.name, voice.body) for _, voice in voices)
    by_name: dict[str, list[tuple[dt.date, Voice]]] = defaultdict(list)
    for date, voice in voices:
        bearers = bearers_of[voice.name, voice.body]
        by_name[bearers[0] if len(bearers) == 1 else voice.name].append((date, voice))
    found = []
    for name, own in by_name.items():
        statements = tuple(dict.fromkeys((date, quote) for date, voice in own for quote in voice.statements))
        met = (*(voice.introduced for _, voice in own), *introductions[name])
        introduced = max(met, key=lambda quote: len(quote.text))
        more = len(statements) - MOST_STATEMENTS
        speaker = StorySpeaker(name, introduced, statements[:MOST_STATEMENTS], max(0, more))
        quoting = {outlets.get(quote.article) for _, quote in statements}
        found.append((not any(_has_office(voice, introduced) for _, voice in own), -len(quoting), speaker))
    return tuple(speaker for _, _, speaker in sorted(found, key=itemgetter(0, 1))[:MOST_SPEAKERS])


def _has_office(voice: Voice, introduced: Quote) -> bool:
    """Tell whether a speaker is a body, speaks for a party, or is introduced by an office."""
    return voice.body or voice.side != "" or not OFFICES.isdisjoint(re.findall(r"\w+", introduced.text.lower()))


def render_changed_stories(
    settings: Settings, stories: StoryIndex, templates: BothForms
) -> Iterator[tuple[dict[str, bytes], tuple[str, ...]]]:
    """Yield the files of each page that the edition changes, with what is wrong with them."""
    for story in stories.changed():
        page, evidence = make_story_page(stories, story, settings.briefing.title, settings.briefing.language)
        files = render_story(page, templates)
        yield files, verify_days(page, files, evidence.texts)


def check_story_page(store: Store, name: str, data: bytes) -> tuple[str, ...]:
    """Say what is wrong with a published page of a story; where a text was lost, with what the others prove in HTML."""
    page, evidence = make_story_page(StoryIndex(store), name.partition("/")[2].partition(".")[0])
    if evidence.lost:
        return verify_marked(name, data, store.find_text) if name.endswith(".html") else ()
    return verify_days(page, {name: data}, evidence.texts)
