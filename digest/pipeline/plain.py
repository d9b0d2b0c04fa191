"""Values as plain data between processes: how the frozen dataclasses are pickled, in less time and memory.

Python pickles a frozen dataclass with slots through functions written in Python, field by field. Here each
becomes its class and the tuple of its fields, which C code takes apart and puts together. Where it is read, words
that many articles have are one string for all of them, and so are their counts: a day of thousands of articles
lies in memory while its edition is composed.
"""

import copyreg
import dataclasses
import inspect
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from sys import intern
from typing import Any

from digest import model
from digest.codec import EncodedArticle, shared_terms
from digest.model import Fact, Terms

Counted = tuple[tuple[str, int], ...]
Flat = tuple[str, tuple[int, ...]]
"""Counted terms as one string of lines, and their counts: half the bytes and a third of the time of pairs."""

_SHORT = 25
"""Characters of a language, an outlet or a date."""


@cache
def register() -> None:
    """Pickle every value of ``model``, packed ones too, in this way, in this process; reading needs nothing."""
    for _, kind in inspect.getmembers(model, lambda it: isinstance(it, type) and dataclasses.is_dataclass(it)):
        copyreg.pickle(kind, _reducer(kind))
    copyreg.pickle(EncodedArticle, _reducer(EncodedArticle))
    copyreg.pickle(Terms, _flattened)


def _reducer(kind: Any) -> Callable[[Any], tuple[Any, tuple[Any, ...]]]:
    names = [field.name for field in dataclasses.fields(kind)]
    make = shared_fact if kind is Fact else kind
    if len(names) == 1:
        return lambda value: (make, (getattr(value, names[0]),))
    fields = attrgetter(*names)
    return lambda value: (make, fields(value))


def _flattened(terms: Terms) -> tuple[Callable[..., Terms], tuple[Flat, ...]]:
    views: tuple[Counted, ...] = (terms.words, terms.lead, terms.names)
    return terms_of, tuple(("\n".join([term for term, _ in v]), tuple([count for _, count in v])) for v in views)


def terms_of(*views: Flat) -> Terms:
    """Terms whose pairs are shared with other articles'; no term holds the end of a line."""
    # No terms are no counts, but one empty line.
    return shared_terms(*(zip(lines.split("\n"), counts, strict=False) for lines, counts in views))


def shared_fact(value: str, source: str, guess: bool) -> Fact:  # noqa: FBT001 - as it was pickled
    """A Fact whose source, and whose value where many articles have it, are one string for all."""
    return Fact(intern(value) if len(value) <= _SHORT else value, intern(source), guess)
