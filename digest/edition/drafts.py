"""Stories as they are made out of groups of articles, before they have a place on the page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from digest.config import Settings
from digest.edition import days
from digest.edition.copies import UniqueText, explain_left_out
from digest.edition.event_marks import find_overtaken
from digest.edition.extracts import choose_snippets
from digest.edition.headlines import choose_title, tell
from digest.edition.importance import rate
from digest.edition.material import Load, Material
from digest.edition.newsrooms import find_newsrooms, gather_families
from digest.edition.passages import choose_passage, score_theme
from digest.edition.snippets import PreviouslyQuoted, Snippet, quotes_of, says_same, stands_alone
from digest.edition.stories import Group
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
    Quote,
    Story,
    StoryPart,
    Upcoming,
)
from digest.text.words import tokenize

MOST_ADDED = 5
"""Paragraphs that live pages and explainers add to a story, where the reading time has room: see docs/stories.md."""
FACT = 1.5
"""How strongly a sentence that is added speaks of a theme: a medium phrase."""
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us)\b")
"""Words by which a live page speaks of itself and to its reader."""
INHERITED = "under {} as that was"
"""The reason of a story whose theme is that of the story which it carries on."""
TOUCHING = 4
"""A story touches a theme when one of so many of its articles has news on it."""


@dataclass(frozen=True, slots=True)
class CrossPassage:
    """What a story shows under another theme: ``quotes`` by paragraph, best first, of which ``shown`` stand there.

    ``second``: another passage of the theme is better to begin with, since in the best sentence somebody else speaks;
    ``strength`` is how strongly that sentence speaks of the theme.
    """

    theme: str
    quotes: tuple[tuple[Quote, ...], ...]
    second: bool
    strength: float
    shown: int = 1

    @property
    def on_page(self) -> tuple[Quote, ...]:
        """The quotes that stand there."""
        return tuple(quote for paragraph in self.quotes[: self.shown] for quote in paragraph)


@dataclass(frozen=True, slots=True)
class Draft:
    """A story with what it would show: ``elsewhere`` best theme first; ``old``: all its articles are.

    ``lead_alone``: its first sentence can be read without the headline. ``upcoming`` are sentences that announce a day.
    ``before`` is what the briefing before told of it.
    """

    story: Story
    origins: tuple[UniqueText, ...]
    elsewhere: tuple[CrossPassage, ...]
    old: bool
    lead_alone: bool = False
    upcoming: tuple[Upcoming, ...] = ()
    before: Before | None = None


def words_in(quotes: Iterable[Quote]) -> int:
    """Words that a reader reads of quotes, those that name a speaker too."""
    return sum(len(quote.text.split()) + (len(quote.speaker.text.split()) if quote.speaker else 0) for quote in quotes)


def collect_quoted(material: Material, language: str) -> dict[str, PreviouslyQuoted]:
    """What the quotes of the last fourteen days said, by the story that they stood in; under "" what any said."""
    terms: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for told in material.told:
        for text in told.quotes:
            terms[told.story][text] = frozenset(tokenize(text, language).terms)
    sentences = frozenset(text for told in material.told for text in told.quotes)
    by_story = {
        story: PreviouslyQuoted(tuple(found[text] for text in sorted(found)), sentences)
        for story, found in terms.items()
    }
    return {**by_story, "": PreviouslyQuoted((), sentences)}


@dataclass(frozen=True, slots=True)
class StoryInput:
    """The articles of one story, ordered by id; the terms that joined them, the story that they carry on, its id.

    ``adding`` are live pages and explainers of its affair; ``theme`` is that of the story that they carry on, if the
    briefing before told it under a theme of its own words.
    """

    summaries: tuple[ArticleSummary, ...]
    joined: tuple[str, ...]
    continues: Continues | None
    id: str
    adding: tuple[ArticleSummary, ...] = ()
    theme: str = OTHER

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
    """Draft stories, each by itself; ``date``, ``corrected`` and ``new`` are those of the Material."""

    load: Load
    date: date
    corrected: tuple[tuple[str, str], ...]
    new: frozenset[str]
    known: Mapping[str, PreviouslyQuoted]
    settings: Settings
    seconds: float = 15.0
    min_parallel: tuple[int, int] = (100, 80_000)
    timed: bool = False
    modules: tuple[str, ...] = ()

    def do(self, task: StoryInput) -> Draft:
        """The story, in one line until it is given a place; its origins are not sent back."""
        return draft_story(task, self)

    def on_crash(self, task: StoryInput) -> Draft:
        """No briefing without one of its stories."""
        raise LostTaskError(task.name)


def draft_story(gathered: StoryInput, day: DraftJob) -> Draft:
    """The story that articles tell, in one line until it is given a place."""
    settings, continues = day.settings, gathered.continues
    known = day.known.get(continues.story if continues else "", day.known[""])
    replaced = {old for _, old in day.corrected}
    by_id = {one.id: day.load(one) for one in gathered.summaries}
    summaries = leading_first(gathered.summaries, day, gathered.joined)
    current = tuple(summary for summary in summaries if summary.id not in replaced) or summaries
    configured = [theme.name for theme in settings.theme]
    own = _themes_of(current, configured)
    themes = own or tuple(name for name in configured if name == gathered.theme)
    primary = _primary_of(current, themes)
    about = _newest_about(current, days.find_relative_days(current, day.date), primary)
    title = choose_title([by_id[summary.id] for summary in about])
    leading = {title[1]} if title else {summary.id for summary in about}
    others = tuple(theme for theme in themes if theme != primary)
    telling_ones = tuple(by_id[summary.id] for summary in current)
    snippets = choose_snippets(telling_ones, settings.briefing, leading=leading, known=known)
    added = _added(gathered.adding, day, snippets, known)
    telling = tell(title, telling_ones, (*snippets, *added), settings.briefing.language)
    passages = {
        theme: choose_passage(telling_ones, theme, home=primary, shown=snippets, known=known) for theme in others
    }
    grounds = _grounds(len(summaries), gathered, "" if own else primary)
    story = Story(
        id=gathered.id,
        headline=telling.headline,
        headline_quote=telling.quote,
        opens_lead=telling.opens_lead,
        theme=primary,
        themes=others if primary == OTHER else (primary, *others),
        articles=tuple(summary.id for summary in summaries),
        continues=continues,
        quotes=telling.quotes,
        place="line",
        kind=current[0].kind,
        new=bool(day.new) and all(summary.id in day.new for summary in summaries),
        points=0.0,
        why=(*grounds, *_explain_kind(current[0], by_id[current[0].id])),
    )
    story = replace(_weighed(story, current, telling_ones, day), parts=_gather_parts(current, by_id, day, known))
    old = all(days.is_old(summary, day.date) for summary in current)
    lead_alone = title is not None and bool(snippets) and stands_alone(snippets[0])
    upcoming = find_upcoming([(one, by_id[one.id]) for one in current], gathered.id, day.date, known)
    return Draft(story, (), _elsewhere(passages), old, lead_alone, upcoming)


def _gather_parts(
    summaries: Sequence[ArticleSummary],
    by_id: Mapping[str, AnalysedArticle],
    day: DraftJob,
    known: PreviouslyQuoted,
) -> tuple[StoryPart, ...]:
    """Return the days before the newest of a report's articles, each with its best title and that article's news."""
    of = days.find_relative_days(summaries, day.date)
    found = []
    for back in sorted({of[one.id] for one in summaries if one.kind == "report"}, reverse=True)[1:]:
        articles = [by_id[one.id] for one in summaries if of[one.id] == back]
        if back >= -days.OLD_AFTER:
            title, first = choose_title(articles) or (None, articles[0].article.id)
            snippets = choose_snippets((by_id[first],), day.settings.briefing, leading={first}, known=known)[:1]
            lead = next((one for snippet in snippets for one in quotes_of(snippet)), None)
            ids = tuple(one.article.id for one in articles)
            found.append(StoryPart(day.date + timedelta(days=back), ids, title, lead))
    return tuple(found)


def _explain_kind(summary: ArticleSummary, analysed: AnalysedArticle) -> tuple[str, ...]:
    """Return why an article is of its kind; nothing where other reports made it one, whatever its style."""
    return analysed.analysis.kind_why if summary.kind == analysed.analysis.kind else ()


def _weighed(
    story: Story,
    summaries: Sequence[ArticleSummary],
    articles: Sequence[AnalysedArticle],
    day: DraftJob,
) -> Story:
    """Return a story with its points, the newsrooms that report it, where it plays, and the watched names in it."""
    touched = len(story.themes) - (story.theme in story.themes)
    newsrooms, unknown = find_newsrooms(articles, gather_families(day.settings.outlet))
    count = max(1, len(newsrooms) + unknown)
    where = locate(articles)
    points, why = rate(summaries, newsrooms=count, theme=story.theme, touched=touched, today=day.date)
    return replace(
        story,
        points=points,
        why=(*why, *story.why),
        newsrooms=newsrooms,
        one_source=count == 1,
        watched=find_watched(day.settings.watch.names, articles),
        countries=where.countries,
        places=where.places,
    )


def _added(
    adding: Sequence[ArticleSummary], day: DraftJob, snippets: Sequence[Snippet], known: PreviouslyQuoted
) -> tuple[Snippet, ...]:
    """Return what live pages and explainers report that a story does not say, a paragraph each.

    That is their opening where it tells news of a theme, else what they say on their own one.
    """
    found: list[Snippet] = []
    for summary in adding if snippets else ():
        analysed, theme, shown = day.load(summary), _first_theme(summary), (*snippets, *found)
        opening = choose_snippets((analysed,), day.settings.briefing, leading={summary.id}, known=known)[:1]
        passage = choose_passage((analysed,), theme, home=theme, shown=shown, known=known)
        said = [one.terms for one in shown]
        facts = (
            snippet for snippet in (*opening, *passage) if _tells_fact(snippet) and not says_same(snippet.terms, said)
        )
        if first := next(facts, None):
            found.append(first)
    return tuple(found[:MOST_ADDED])


def _tells_fact(snippet: Snippet) -> bool:
    """Tell whether a live page reports something, and does not speak of itself or to its reader."""
    texts = (snippet.analysed.analysis.sentences[position].text for position in snippet.positions)
    themes = snippet.analysed.analysis.assessments[snippet.position].themes
    told = any(one.score >= FACT for one in themes) and not any(_SPEAKS.search(text) for text in texts)
    return told and stands_alone(snippet)


def _newest_about(summaries: Sequence[ArticleSummary], day: Mapping[str, int], theme: str) -> Sequence[ArticleSummary]:
    """The newest articles of a story: one of them gives its title and its lead.

    Those that are about the story's theme, where there are any: else a funeral would head the news of a warship. None
    of them that another has overtaken, though it were of an earlier day by the clock of its own place.
    """
    overtaken = find_overtaken(summaries) if len(summaries) > 1 else frozenset()
    standing = [one for one in summaries if one.id not in overtaken]
    last = max(day[one.id] for one in standing)
    newest = [one for one in standing if day[one.id] == last]
    return [summary for summary in newest if _first_theme(summary) == theme] or newest


def _elsewhere(passages: dict[str, tuple[Snippet, ...]]) -> tuple[CrossPassage, ...]:
    """The passages, each sentence under the theme that it speaks of most, of equals the story's stronger one."""
    best: dict[tuple[str, tuple[int, ...]], tuple[float, str]] = {}
    for theme, snippets in passages.items():
        for snippet in snippets:
            score = score_theme(snippet, theme)
            if best.get(_key(snippet), (-1.0, ""))[0] < score:
                best[_key(snippet)] = score, theme
    kept = {
        theme: tuple(snippet for snippet in snippets if best[_key(snippet)][1] == theme)
        for theme, snippets in passages.items()
    }
    found = []
    for theme, snippets in kept.items():
        if snippets:
            quotes = tuple(quotes_of(snippet) for snippet in snippets)
            spoken = quotes[0][0].speaker is not None
            found.append(CrossPassage(theme, quotes, spoken, score_theme(snippets[0], theme)))
    return tuple(found)


def get_own_theme(story: Story) -> str:
    """Return the theme of a story's own words: one that it has from the day before goes no farther."""
    return OTHER if INHERITED.format(story.theme) in story.why else story.theme


def _grounds(count: int, gathered: StoryInput, inherited: str) -> tuple[str, ...]:
    """Why so many articles are one story, and why it goes on from an earlier day, with the theme that only that had."""
    grounds = []
    if gathered.joined:
        grounds.append(f"{count} articles joined by {', '.join(gathered.joined)}")
    if gathered.continues:
        grounds.append(f"carries on a story of {gathered.continues.date.isoformat()}")
        if inherited not in ("", OTHER):
            grounds.append(INHERITED.format(inherited))
    return tuple(grounds)


def _key(snippet: Snippet) -> tuple[str, tuple[int, ...]]:
    return snippet.analysed.article.id, snippet.positions


def leading_first(
    summaries: Sequence[ArticleSummary], day: DraftJob, joined: Sequence[str]
) -> tuple[ArticleSummary, ...]:
    """The article that leads first: one that none corrects, of the latest day, whose lead has most of what joins them.

    One that another has overtaken comes after that. Of equals the one with a title, the longest, the smallest id. An
    article without a date is no newer than those that state theirs.
    """
    replaced = {old for _, old in day.corrected}
    overtaken = find_overtaken(summaries) if len(summaries) > 1 else frozenset()
    core = frozenset(joined)
    of = days.find_relative_days(summaries, day.date)

    def key(summary: ArticleSummary) -> tuple[bool, int, bool, bool, int, int, str]:
        lead = {term for term, _ in summary.terms.lead}
        return (
            summary.id in replaced,
            -of[summary.id],
            summary.id in overtaken,
            summary.facts.title is None,
            -len(core & lead),
            -summary.words,
            summary.id,
        )

    return tuple(sorted(summaries, key=key))


def _themes_of(summaries: Sequence[ArticleSummary], configured: Sequence[str]) -> tuple[str, ...]:
    """The themes that the story touches, strongest first."""
    score: dict[str, float] = defaultdict(float)
    articles: Counter[str] = Counter()
    for summary in summaries:
        for theme in summary.themes:
            score[theme.name] += theme.score
            articles[theme.name] += 1
    touched = [name for name in configured if articles[name] and articles[name] * TOUCHING >= len(summaries)]
    return tuple(sorted(touched, key=lambda name: (-round(score[name], 6), configured.index(name))))


def _primary_of(summaries: Sequence[ArticleSummary], themes: Sequence[str]) -> str:
    """The theme that most articles have for their first; of equals that of the article that leads, then the stronger.

    A theme comes before *other*.
    """
    votes = Counter(_first_theme(summary) for summary in summaries)
    leader = _first_theme(summaries[0])
    if not any(votes[name] for name in themes):  # only the story that it carries on gave it a theme
        return next(iter(themes), OTHER)
    return min((*themes, OTHER), key=lambda name: (-votes[name], name == OTHER, name != leader))


def _first_theme(summary: ArticleSummary) -> str:
    return next((theme.name for theme in summary.themes if theme.primary), OTHER)


def name_stories(
    groups: Sequence[Group], continued: Sequence[Continues | None], stood: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """A stable id for every group, none twice.

    That of the earlier story that it carries on, else the one that its articles stood in at an earlier revision of
    the day, else its smallest article's. Where two groups claim one id, the one with more articles has it.
    """
    earlier = dict(stood)
    claims: list[tuple[int, str, int, str]] = []
    for i, (group, continues) in enumerate(zip(groups, continued, strict=True)):
        ids = [origin.id for origin in group.origins]
        before = Counter(earlier[id_] for id_ in ids if id_ in earlier)
        wanted = [continues.story] if continues else []
        wanted += sorted(before, key=lambda story: (-before[story], story))
        claims += [(-len(ids), ids[0], i, story) for story in wanted[:1]]
    names = dict(enumerate(group.origins[0].id for group in groups))
    taken: set[str] = set()
    for _, _, i, story in sorted(claims):
        if story not in taken:
            taken.add(story)
            names[i] = story
    free = _without_clash(groups, names, taken)
    return tuple(free[i] for i in range(len(groups)))


def _without_clash(groups: Sequence[Group], names: dict[int, str], taken: set[str]) -> dict[int, str]:
    """A group whose smallest article gave its id to another story is named after its next one."""
    result = dict(names)
    for i, group in enumerate(groups):
        own = result[i] == group.origins[0].id
        if own and sum(1 for name in result.values() if name == result[i]) > 1 and result[i] in taken:
            result[i] = next((o.id for o in group.origins if o.id not in taken), f"{group.origins[0].id}b")
    return result


def drop_unmatched(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The stories that touch a theme or have a name that is watched, and the files of the others with the reason."""
    problems = [
        explain_left_out(summary, "belongs to none of the themes", kind=ProblemKind.UNMATCHED)
        for draft in drafts
        for origin in draft.origins
        for summary in (origin.summary, *origin.copies)
        if not _is_wanted(draft)
    ]
    return tuple(filter(_is_wanted, drafts)), tuple(problems)


def _is_wanted(draft: Draft) -> bool:
    return bool(draft.story.themes or draft.story.watched)
