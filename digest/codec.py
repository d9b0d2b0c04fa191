"""Values to JSON and back, through pydantic's ``TypeAdapter`` on the dataclasses; articles with their summaries."""

from array import array
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from sys import intern
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from digest.errors import StateError
from digest.model import AnalysedArticle, Analysis, Article, ArticleSummary, Edition, PastArticle, Terms

FORMAT = 1
"""The version that every stored Edition carries; raise it when a field changes its meaning."""

_REMEMBERED = 1_000_000
"""Shared pairs of a term and a count: a fortnight of large days has fewer."""

_DECODED = 512
"""Articles that stay decoded until their day is recorded, 60 KB each: else each is decoded three times. With 128 of
them a run on 300 texts took 2 % longer.
"""

T = TypeVar("T")


@cache
def _get_adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """Write a value as one JSON document in UTF-8, fields in their declared order."""
    model: Any = type(value)
    written: bytes = _get_adapter(model).dump_json(value, indent=indent)
    return written


def from_json(model: type[T], text: bytes | str) -> T:
    """Read what ``to_json`` wrote; pydantic's ``ValidationError`` when it is no such value."""
    hashable: Any = model
    value: T = _get_adapter(hashable).validate_json(text)
    return value


def read_stored(model: type[T], text: bytes | str) -> T:
    """Read a value out of the database; StateError when it is damaged there."""
    try:
        return from_json(model, text)
    except ValidationError as trouble:
        raise StateError(
            f"the database is damaged: what it keeps of the kind {model.__name__} cannot be read; move"
            " .digest/digest.sqlite out of the output folder and run `digest repair`, which makes it anew from the"
            " editions there"
        ) from trouble


def write_edition(edition: Edition) -> bytes:
    """Write an Edition as its file in the output folder has it."""
    return to_json(edition, indent=1) + b"\n"


def is_written(data: bytes, edition: Edition) -> bool:
    """Tell whether a file is what ``write_edition`` makes of an edition, and every part of it can be read again.

    Part by part, without a second copy of a large edition.
    """
    if data[-1:] != b"\n" or memoryview(data)[:-1] != to_json(edition, indent=1):
        return False
    rest = replace(edition, stories=(), articles=())
    return all(map(_can_be_read, (*edition.stories, *edition.articles, rest)))


def _can_be_read(value: object) -> bool:
    """Tell whether a value comes back from its JSON: a number that is none, say, does not."""
    try:
        from_json(type(value), to_json(value))
    except ValidationError:
        return False
    return True


def read_edition(text: bytes | str, *, where: str) -> Edition:
    """Read a stored Edition; StateError when it is damaged or of an unknown format."""
    try:
        edition = from_json(Edition, text)
    except ValidationError as trouble:
        raise StateError(
            f"{where}: this is not an edition that this digest can read ({trouble.error_count()} fields do not fit);"
            " it may be damaged or made by another version"
        ) from trouble
    if edition.format != FORMAT:
        raise StateError(
            f"{where}: the edition has format {edition.format}, this digest reads {FORMAT}; upgrade digest"
        )
    return edition


class _SharedPairs(dict[tuple[str, int], tuple[str, int]]):
    """Keep every term with its count once: most stand once or twice in an article, and in many articles."""

    def __missing__(self, pair: tuple[str, int]) -> tuple[str, int]:
        shared = (intern(pair[0]), pair[1])
        self[shared] = shared  # under itself, so that the pair that came in goes
        return shared


_shared = _SharedPairs()
_shared_values: dict[Any, Any] = {}


def share_terms(terms: Terms) -> Terms:
    """Return equal terms whose strings and counts other articles share: a fortnight of them lies in memory."""
    if len(_shared) > _REMEMBERED:
        _shared.clear()
    views = (terms.words, terms.lead, terms.names)
    return Terms(*(tuple(map(_shared.__getitem__, view)) for view in views))


def share_summary(summary: ArticleSummary) -> ArticleSummary:
    """Return an equal summary that shares with others what many say alike: the summaries of a day lie in memory."""
    facts = summary.facts
    return replace(
        summary,
        terms=share_terms(summary.terms),
        kind=_share(summary.kind),
        trimmed=_share(summary.trimmed),
        facts=replace(
            facts,
            published=_share(facts.published),
            outlet=_share(facts.outlet),
            author=_share(facts.author),
            language=_share(facts.language),
        ),
    )


def _share(value: T) -> T:
    shared: T = _shared_values.setdefault(value, value)
    return shared


def forget_shared() -> None:
    """Forget what is shared, once a day's summaries are all there: they keep it, and the tables take as much again."""
    _shared.clear()
    _shared_values.clear()


def write_past_article(published: PastArticle) -> bytes:
    """Encode a published article for the database."""
    return to_json(replace(published, fingerprint=tuple(published.fingerprint)))


def read_past_article(text: bytes) -> PastArticle:
    """Decode a published article out of the database, in the form that takes little memory."""
    published = read_stored(PastArticle, text)
    return replace(published, fingerprint=array("I", published.fingerprint), terms=share_terms(published.terms))


@dataclass(frozen=True, slots=True)
class EncodedArticle:
    """An analysed article as the database keeps it, with its summary: what a worker sends back."""

    summary: ArticleSummary
    article: bytes
    analysis: bytes


def encode(analysed: AnalysedArticle) -> EncodedArticle:
    """Encode an article and its analysis as JSON."""
    return EncodedArticle(ArticleSummary.of(analysed), to_json(analysed.article), to_json(analysed.analysis))


def decode_once(article: bytes, analysis: bytes) -> AnalysedArticle:
    """Decode what ``encode`` made; StateError when it is damaged."""
    return AnalysedArticle(read_stored(Article, article), read_stored(Analysis, analysis))


decode = lru_cache(maxsize=_DECODED)(decode_once)
"""Decode what may be asked for again."""


def read_summary(article: bytes, analysis: bytes) -> ArticleSummary:
    """Decode the summary of a stored article, in the form that takes little memory."""
    return share_summary(ArticleSummary.of(decode(article, analysis)))
