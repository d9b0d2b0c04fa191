"""Articles with their analyses made by hand, in words of our own: what later stages are given."""

import datetime as dt
import hashlib
from dataclasses import replace
from math import exp

from digest.analysis.terms import count_terms
from digest.config import Settings
from digest.edition.compose import compose
from digest.edition.material import Load, Material
from digest.edition.sources import Quoted, find_highlights, make_source_page
from digest.errors import StateError
from digest.model import (
    AnalysedArticle,
    Analysis,
    Article,
    ArticleClaims,
    ArticleSummary,
    ArticleTheme,
    Assessment,
    Document,
    Edition,
    Fact,
    Facts,
    Kind,
    Need,
    Paragraph,
    PastArticle,
    Sentence,
    Source,
    SourcePage,
    ThemeScore,
)
from digest.text.words import hash_body, hash_sample, tokenize

DAY = dt.date(2026, 3, 10)
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)

FERRY = (
    "A ferry with 60 people on board ran aground off Port Marlow on Tuesday and began to take in water.",
    "Coast guard boats from Marlow took off all passengers within two hours, the harbour master Ines Tolland said.",
    "The captain had lost sight of the Garron light in thick fog, according to the shipping company Blueline.",
    "Divers will examine the hull of the ferry before tugs pull it free at high tide.",
)
FERRY_TOO = (
    "Sixty passengers were rescued on Tuesday from a ferry that had run aground in fog off Port Marlow.",
    "Ines Tolland, the harbour master of Marlow, said that nobody on board was hurt.",
    "The Blueline ferry was on its way from Garron when the captain lost his bearings in the fog.",
    "Two tugs from Marlow stand by to pull the ship free.",
)
TALKS = (
    "Negotiators from Velonia and Karst opened talks in Brevin on Tuesday about the gas pipeline between them.",
    "The Velonian foreign minister Oda Renn called the first session frank.",
    "Karst wants a lower transit fee and a contract that runs for ten years.",
    "A second round is planned, the hosts in Brevin said.",
)
TROOPS = (
    "The army of Sarvia moved three battalions and a rocket battery to the Teller pass on Tuesday.",
    "Satellite pictures show new tents and a field hospital on the southern slope.",
    "General Bo Harkin said that the exercise would end in May.",
    "Villagers near the pass counted more than two hundred lorries in one night.",
)
Themes = dict[str, tuple[int, ...]]


def work(
    *sentences: str,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = "2026-03-10",
    path: str | None = None,
    language: str = "en",
    kind: Kind = "report",
    themes: Themes | None = None,
    leans: dict[int, int] | None = None,
    speakers: dict[int, int] | None = None,
    passed: tuple[int, ...] = (),
    answered: tuple[int, ...] = (),
    scores: dict[int, dict[str, float]] | None = None,
) -> AnalysedArticle:
    """An article of these sentences, one a paragraph.

    ``themes`` name the sentences of each theme, best first; the first theme is the primary one. ``leans`` and
    ``speakers`` give for a sentence the one before it, or who speaks; ``passed`` are never quoted by themselves.
    To those that are ``answered`` the next one is the answer. ``scores`` say how strongly a sentence speaks of themes, where that matters.
    """
    parts = ([title] if title else []) + list(sentences)
    text, spans, at = "\n\n".join(parts), [], 0
    for part in parts:
        spans.append((at, at + len(part)))
        at += len(part) + 2
    body = spans[1:] if title else spans
    paragraphs = [Paragraph(*spans[0], "title", "first line")] if title else []
    paragraphs += [Paragraph(*span, "body", "") for span in body]
    raw = hashlib.sha256(f"{path}{text}{published}".encode()).hexdigest()[:16]
    facts = Facts(
        title=Fact(title, "first line") if title else None,
        published=Fact(published, "line 2") if published else None,
        outlet=Fact(outlet, "line 3") if outlet else None,
        language=Fact(language, "words"),
    )
    id_ = hash_body("\n\n".join(sentences))
    document = Document(path or f"{raw}.txt", 0, text)
    article = Article(id_, raw, document, facts, tuple(paragraphs))
    analysis = _analysis(article, sentences, body, kind, themes or {}, leans or {}, speakers or {}, passed)
    scored = {at: tuple(ThemeScore(*one, ("cue",)) for one in found.items()) for at, found in (scores or {}).items()}
    assessments = tuple(
        replace(one, themes=scored.get(at, one.themes), answered=at in answered)
        for at, one in enumerate(analysis.assessments)
    )
    return AnalysedArticle(article, replace(analysis, assessments=assessments))


def _analysis(
    article: Article,
    texts: tuple[str, ...],
    spans: list[tuple[int, int]],
    kind: Kind,
    themes: Themes,
    leans: dict[int, int],
    speakers: dict[int, int],
    passed: tuple[int, ...],
) -> Analysis:
    language = article.facts.known_language
    made = tuple(tokenize(text, language) for text in texts)
    sentences = tuple(Sentence(*span, text, n) for n, (span, text) in enumerate(zip(spans, texts, strict=True)))
    assessments = tuple(
        Assessment(
            rank=i + 1,
            score=round(exp(-i / 8), 6),
            why=(f"place {i + 1}",),
            passed_over="an address to the reader" if i in passed else None,
            needs=(Need("pronoun", "it", (leans[i],)),) if i in leans else (),
            speaker=speakers.get(i),
            background=False,
            themes=tuple(
                ThemeScore(name, 4.0 - found.index(i), ("cue",)) for name, found in themes.items() if i in found
            ),
            terms=tuple(dict.fromkeys(made[i].terms)),
        )
        for i in range(len(texts))
    )
    return Analysis(
        article=article.id,
        kind=kind,
        sentences=sentences,
        assessments=assessments,
        themes=tuple(ArticleTheme(name, 6.0 - n, n == 0, found) for n, (name, found) in enumerate(themes.items())),
        terms=count_terms(article.facts.title.value if article.facts.title else None, sentences, made, language),
        fingerprint=hash_sample(tuple(word for token in made for word in token.words)),
        words=sum(len(token.words) for token in made),
    )


def summaries(*works: AnalysedArticle) -> list[ArticleSummary]:
    """The articles' summaries."""
    return [ArticleSummary.of(one) for one in works]


def loader(*works: AnalysedArticle) -> Load:
    """Return a function that finds an article by its summary; the texts of all others were lost."""
    by_raw = {work.article.raw: work for work in works}

    def load(one: ArticleSummary | Source) -> AnalysedArticle:
        if one.raw not in by_raw:
            raise StateError(f"the text of {one.path} was lost")
        return by_raw[one.raw]

    return load


def claim_nothing(_: AnalysedArticle) -> ArticleClaims:
    """An edition without figures and voices, for tests of everything else."""
    return ArticleClaims()


def composed(*works: AnalysedArticle, settings: Settings | None = None, **more: object) -> Edition:
    """The edition of these articles on a fixed day."""
    given = {"date": DAY, "made": NOON, "window": (None, NOON), **more}
    material = Material(summaries=tuple(summaries(*works)), **given)
    return compose(material, settings or Settings(), loader(*works), claim_nothing)


def pages_of(edition: Edition, *works: AnalysedArticle) -> tuple[SourcePage, ...]:
    """The pages of an edition's sources."""
    quoted = Quoted(edition.quotes())
    load = loader(*works)
    found = ((source, *load(source)) for source in edition.articles)
    return tuple(
        make_source_page(source, article, find_highlights(source.id, analysis, quoted), edition)
        for source, article, analysis in found
    )


def told(one: AnalysedArticle, *, quotes: tuple[str, ...] = (), days: int = 1, story: str = "earlier") -> PastArticle:
    """An article as an edition told it so many days before."""
    article, analysis = one
    return PastArticle(
        id=article.id,
        raw=article.raw,
        path=article.document.path,
        part=0,
        date=DAY - dt.timedelta(days=days),
        story=story,
        headline="What was told",
        published=None,
        fingerprint=analysis.fingerprint,
        terms=analysis.terms,
        quotes=quotes,
    )


def invented(topic: int, sentences: int = 8, **more: object) -> AnalysedArticle:
    """A report on an event of its own: no other topic shares its names."""

    def name(n: int) -> str:
        return "".join(
            ("ba", "ke", "lo", "mi", "nu", "ra", "sto", "ve", "dri", "hel")[int(c)] for c in f"{topic:03}{n}"
        ).capitalize()

    said = tuple(
        f"{name(n)} {verb} {name(n + 1)} with {topic * 10 + n} {thing} near {name(n + 2)}, {name(3)} officials said."
        for n, (verb, thing) in enumerate(
            [
                ("met", "envoys"),
                ("blamed", "drivers"),
                ("closed", "roads"),
                ("joined", "miners"),
                ("warned", "crews"),
                ("called", "judges"),
                ("left", "boats"),
                ("paid", "guards"),
            ][:sentences]
        )
    )
    return work(*said, **more)
