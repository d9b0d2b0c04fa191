"""A story as its articles tell it, whatever its place on a page: its words, its weight, and what it goes on from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from digest.config import Settings
from digest.edition import days
from digest.edition.additions import choose_added
from digest.edition.before import find_before, find_day_between
from digest.edition.copies import UniqueText, explain_left_out
from digest.edition.extracts import choose_snippets
from digest.edition.headlines import StoryText, choose_title, make_story_text
from digest.edition.importance import rate
from digest.edition.material import Load, Material
from digest.edition.newsrooms import find_newsrooms, gather_families
from digest.edition.passages import CrossPassage, gather_passages
from digest.edition.selection import list_outlets
from digest.edition.snippets import PreviouslyQuoted, Snippet, make_quotes, stands_alone
from digest.edition.story_articles import StoryArticles, load_articles
from digest.edition.story_themes import Themes, choose_themes, explain_inherited, get_own_theme
from digest.edition.upcoming import find_upcoming
from digest.edition.watch import find_watched
from digest.edition.where import locate
from digest.errors import LostTaskError, list_some
from digest.model import (
    OTHER,
    AnalysedArticle,
    ArticleSummary,
    Before,
    Continues,
    Problem,
    ProblemKind,
    Story,
    StoryEntry,
    StoryPart,
    Upcoming,
)
from digest.text.words import tokenize


@dataclass(frozen=True, slots=True)
class Draft:
    """A ``story`` as it stands in one line, whole but for its claims, with what it would show in full.

    ``outlets`` tell it, the leading article's first; so many ``newsrooms`` do, with those that have no name.
    ``elsewhere``: its passages, best theme first. ``old``: all its articles are. ``lead_alone``: its first sentence can
    be read without the headline. ``upcoming`` are sentences that announce a day. ``before`` is what was told of it
    before.
    """

    story: Story
    outlets: tuple[str, ...] = ()
    newsrooms: int = 1
    elsewhere: tuple[CrossPassage, ...] = ()
    old: bool = False
    lead_alone: bool = False
    upcoming: tuple[Upcoming, ...] = ()
    before: Before | None = None


def collect_quoted(material: Material, language: str) -> dict[str, PreviouslyQuoted]:
    """Return what quotes of the last fourteen days said, by the story that they stood in; under "" what any said."""
    terms: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for past in material.past_articles:
        for text in past.quotes:
            terms[past.story][text] = frozenset(tokenize(text, language).terms)
    sentences = frozenset(text for past in material.past_articles for text in past.quotes)
    by_story = {
        story: PreviouslyQuoted(tuple(found[text] for text in sorted(found)), sentences)
        for story, found in terms.items()
    }
    return {**by_story, "": PreviouslyQuoted((), sentences)}


@dataclass(frozen=True, slots=True)
class StoryInput:
    """The articles of one story, ordered by id; the terms that joined them, the story that they carry on, its id.

    ``adding`` are live pages and explainers of its affair; ``carried_on`` is the story that they carry on as the
    briefing before told it, if it did.
    """

    summaries: tuple[ArticleSummary, ...]
    joined: tuple[str, ...]
    continues: Continues | None
    id: str
    adding: tuple[ArticleSummary, ...] = ()
    carried_on: StoryEntry | None = None

    @property
    def size(self) -> int:
        """Return the number of words of its articles: what it costs to draft."""
        return sum(one.words for one in self.summaries)

    @property
    def name(self) -> str:
        """Return what messages call it."""
        return f"the story of {list_some([one.path for one in self.summaries])}"


@dataclass(frozen=True, slots=True)
class DraftJob:
    """Draft stories, each by itself; ``date``, ``corrected``, ``new`` and ``previous`` are those of the Material."""

    load: Load
    date: dt.date
    corrected: tuple[tuple[str, str], ...]
    new: frozenset[str]
    known: Mapping[str, PreviouslyQuoted]
    settings: Settings
    previous: dt.date | None = None
    seconds: float = 15.0
    min_parallel: tuple[int, int] = (300, 250_000)
    """Stories, or words: of 300 texts of 600 words one process makes the 105 stories with .3 s of the processor less
    than workers do, which decode and read every text anew."""
    timed: bool = False
    modules: tuple[str, ...] = ()

    def do(self, task: StoryInput) -> Draft:
        """Return the draft of a story."""
        return draft_story(task, self)

    def on_crash(self, task: StoryInput) -> Draft:
        """Raise DigestError: no briefing without one of its stories."""
        raise LostTaskError(task.name)


def draft_story(task: StoryInput, job: DraftJob) -> Draft:
    """Compose the story that articles tell, once, out of parts that are each complete."""
    known = job.known.get(task.continues.story if task.continues else "", job.known[""])
    loaded = load_articles(task.summaries, task.joined, {old for _, old in job.corrected}, job.date, job.load)
    current, articles = loaded.current, loaded.articles
    earlier = get_own_theme(task.carried_on.day.story) if task.carried_on else OTHER
    themes = choose_themes(current, job.settings.theme, earlier)
    not_quoted = replace(known, sentences=known.sentences | loaded.find_old_tolls())
    words = _choose_words(loaded, themes, task.adding, job, not_quoted)
    newsrooms, unknown = find_newsrooms(articles, gather_families(job.settings.outlet))
    count = max(1, len(newsrooms) + unknown)
    points, why = rate(current, newsrooms=count, theme=themes.main, touched=len(themes.others), today=job.date)
    where = locate(articles)
    story = Story(
        id=task.id,
        headline=words.text.headline,
        headline_quote=words.text.quote,
        opens_lead=words.text.opens_lead,
        theme=themes.main,
        themes=themes.all,
        articles=tuple(summary.id for summary in loaded.summaries),
        continues=task.continues,
        quotes=words.text.quotes,
        place="line",
        kind=current[0].kind,
        new=bool(job.new) and all(summary.id in job.new for summary in loaded.summaries),
        points=points,
        why=(*why, *_explain_grounds(task, themes), *_explain_kind(current[0], articles[0])),
        newsrooms=newsrooms,
        one_source=count == 1,
        watched=find_watched(job.settings.watch.names, articles),
        countries=where.countries,
        places=where.places,
        parts=_gather_parts(loaded, job, known),
    )
    return Draft(
        story,
        outlets=list_outlets(loaded.summaries),
        newsrooms=count,
        elsewhere=gather_passages(articles, themes, words.snippets, not_quoted),
        old=all(days.is_old(summary, job.date) for summary in current),
        lead_alone=words.lead_alone,
        upcoming=find_upcoming(tuple(zip(current, articles, strict=True)), task.id, job.date, known),
        before=_recall(story, task.carried_on, loaded, job),
    )


class _Words(NamedTuple):
    """The text of a story, the snippets of its own articles among it, and whether the first can be read by itself."""

    text: StoryText
    snippets: tuple[Snippet, ...]
    lead_alone: bool


def _choose_words(
    loaded: StoryArticles, themes: Themes, adding: Sequence[ArticleSummary], job: DraftJob, known: PreviouslyQuoted
) -> _Words:
    """Choose headline and sentences of a story, and what live pages and explainers add to it."""
    briefing = job.settings.briefing
    newest = loaded.find_newest(themes.main)
    title = choose_title([loaded.by_id[summary.id] for summary in newest])
    leading = {title[1]} if title else {summary.id for summary in newest}
    snippets = choose_snippets(loaded.articles, briefing, leading=leading, known=known)
    added = choose_added(adding, snippets, briefing, known, job.load)
    text = make_story_text(title, loaded.articles, (*snippets, *added), briefing.language)
    return _Words(text, snippets, title is not None and bool(snippets) and stands_alone(snippets[0]))


def _recall(story: Story, carried_on: StoryEntry | None, loaded: StoryArticles, job: DraftJob) -> Before | None:
    """Return what was told of a story before: by the day between, else by the briefing before."""
    language = job.settings.briefing.language
    return find_day_between(story, job.previous, loaded.by_id, language) or find_before(story, carried_on, language)


def _gather_parts(loaded: StoryArticles, job: DraftJob, known: PreviouslyQuoted) -> tuple[StoryPart, ...]:
    """Return the days before the newest of a report's articles, each with its best title and that article's news."""
    day_of = loaded.day_of
    found = []
    for back in sorted({day_of[one.id] for one in loaded.current if one.kind == "report"}, reverse=True)[1:]:
        articles = [loaded.by_id[one.id] for one in loaded.current if day_of[one.id] == back]
        if back >= -days.OLD_AFTER:
            title, first = choose_title(articles) or (None, articles[0].article.id)
            snippets = choose_snippets((loaded.by_id[first],), job.settings.briefing, leading={first}, known=known)
            lead = next((one for snippet in snippets[:1] for one in make_quotes(snippet)), None)
            ids = tuple(one.article.id for one in articles)
            found.append(StoryPart(job.date + dt.timedelta(days=back), ids, title, lead))
    return tuple(found)


def _explain_kind(summary: ArticleSummary, analysed: AnalysedArticle) -> tuple[str, ...]:
    """Return why an article is of its kind; nothing where other reports made it one, whatever its style."""
    return analysed.analysis.kind_why if summary.kind == analysed.analysis.kind else ()


def _explain_grounds(task: StoryInput, themes: Themes) -> tuple[str, ...]:
    """Say why articles are one story, and why it goes on from an earlier day, with the theme that only that had."""
    grounds = []
    if task.joined:
        grounds.append(f"{len(task.summaries)} articles joined by {', '.join(task.joined)}")
    if task.continues:
        grounds.append(f"carries on a story of {task.continues.date.isoformat()}")
        if themes.inherited:
            grounds.append(explain_inherited(themes.main))
    return tuple(grounds)


def drop_unmatched(
    drafts: Sequence[Draft], origins: Mapping[str, UniqueText]
) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Return the stories that touch a theme or have a name that is watched, and the files of the others as Problems."""
    unwanted = (draft.story for draft in drafts if not _is_wanted(draft))
    problems = [
        explain_left_out(summary, "belongs to none of the themes", kind=ProblemKind.UNMATCHED)
        for story in unwanted
        for article in story.articles
        for summary in (origins[article].summary, *origins[article].copies)
    ]
    return tuple(filter(_is_wanted, drafts)), tuple(problems)


def _is_wanted(draft: Draft) -> bool:
    return bool(draft.story.themes or draft.story.watched)
