"""Write the proof of an edition: all that somebody without digest needs to hold its quotes against their sources.

docs/proof.md says what stands in it, and has a script of the standard library alone that checks it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from digest.codec import from_json, to_json
from digest.model import Edition, PagePart, Quote
from digest.page_names import name_text

FORMAT = 1
"""The version of the proof's form; raise it when a field changes its meaning."""


@dataclass(frozen=True, slots=True)
class ProvenSource:
    """A source: the file with its stored text, the SHA-256 of that file, and the hash of the article's own file.

    ``raw`` is BLAKE2b of the article's file as it lay in the articles' folder under ``path`` (docs/proof.md).
    """

    id: str
    number: int
    path: str
    part: int
    raw: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ProvenQuote:
    """Words of a source: ``text`` is ``file[start:end]`` of that source with white space collapsed."""

    article: str
    start: int
    end: int
    text: str
    page_part: PagePart
    theme: str
    story: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Every quote of an edition with its place, and every source with its stored text."""

    format: int
    date: dt.date
    revision: int
    made: dt.datetime
    version: str
    sources: tuple[ProvenSource, ...]
    quotes: tuple[ProvenQuote, ...]


def make_proof(edition: Edition, hashes: Mapping[str, str]) -> Proof:
    """Make the proof of an edition; ``hashes`` are those of the files with its sources' texts, by article."""
    sources = sorted(edition.sources(), key=lambda source: source.number)
    return Proof(
        FORMAT,
        edition.date,
        edition.revision,
        edition.made,
        edition.version,
        tuple(
            ProvenSource(one.id, one.number, one.path, one.part, one.raw, name_text(one.id), hashes[one.id])
            for one in sources
        ),
        tuple(_prove(*placed) for placed in edition.quotes()),
    )


def render_proof(proof: Proof) -> bytes:
    """Write a proof as JSON."""
    return to_json(proof, indent=1) + b"\n"


def find_gaps(data: bytes, edition: Edition, hashes: Mapping[str, str]) -> Iterator[str]:
    """Say in what a proof is not that of an edition; ``hashes`` are those of the texts that are known."""
    try:
        proof = from_json(Proof, data)
    except ValidationError:
        yield "this is no proof that this digest can read"
        return
    if proof.quotes != tuple(_prove(*placed) for placed in edition.quotes()):
        yield "its quotes are not those of the edition"
    if {one.id for one in proof.sources} != {one.id for one in edition.sources()}:
        yield "its sources are not those of the edition"
    for one in _list_changed(proof, hashes):
        yield f"{one.file} does not have the hash {one.sha256}"


def find_changed_texts(data: bytes, hashes: Mapping[str, str]) -> tuple[ProvenSource, ...]:
    """Return the sources of a proof whose texts have other ``hashes`` now; none where it cannot be read."""
    try:
        return _list_changed(from_json(Proof, data), hashes)
    except ValidationError:
        return ()


def _list_changed(proof: Proof, hashes: Mapping[str, str]) -> tuple[ProvenSource, ...]:
    return tuple(one for one in proof.sources if hashes.get(one.id, one.sha256) != one.sha256)


def _prove(quote: Quote, page_part: PagePart, theme: str, story: str) -> ProvenQuote:
    return ProvenQuote(quote.article, quote.start, quote.end, quote.text, page_part, theme, story)
