"""Tell in which countries a story plays: what titles and first sentences name, homonyms guarded.

Names stand in ``lexicons/countries.toml`` (countries, peoples, governments, regions, bodies of a side), cities in
``lexicons/places.txt``. A city counts behind a word of place; a dateline where nothing else is named: it may only say
where a report was written. Of persons, newspapers and companies a place is no place.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from digest.lexicons.countries import read_countries
from digest.model import AnalysedArticle, Country
from digest.resources import read_shipped
from digest.text.dateline import find_own_start
from digest.text.saying import DENIES, STATES, join_forms

OPENING = 3
"""Sentences in which a report says where it plays. Of labelled countries seen and kept apart (``benchmarks/ranges.py``)
199 and 206 are found and 9 others; with two 182 and 190, and 4; with four 201 and 206, and 38.
"""
BEFORE = 60
"""Characters before a name that are looked at: "the province of" and a given name have fewer.
From 15 to 1000 the labelled countries are the same (``benchmarks/where.py``).
"""
NAMING = 4
"""A story plays in a country that one of so many of its articles names, as it touches a theme: from 2 to 9 ten mornings
are the same (``benchmarks/ranges.py``), more protects large stories.
"""
MOST, MOST_PLACES = 6, 3
"""Countries and cities of a story: the seventh country is one of those that were only at the meeting."""
BODIES = frozenset(("EU", "UN", "NATO", "KOREA"))
"""Keys of the table that are no country; which Korea is meant, only the rest of a text tells."""
_IN_CAPITALS = frozenset(("usa", "uk", "uae", "prc", "ussr", "dprk"))
_TOKEN = re.compile(r"(?<![\w'’])[A-ZÉa-z][\w.'’]*")
_PLACED = re.compile(
    r"(?:\b(?:in|at|near|from|to|on|of|outside|around|over|into|towards?|across|through|between|and|leave|left|reach(?:ed)?"
    r"|visit(?:ed|s)?|hit|struck)|,|–|—|-)\s(?:the (?:city|town|port|capital|village|province|region) of )?\Z"
)
"""What stands before a city."""
_PRESS = re.compile(
    r"[ -](?:Post|Times|Today|Herald|Journal|Tribune|Examiner|Globe|Mail|Independent|Telegraph|Gazette|Sun|Star|News"
    r"|Observer|Review|Airlines|Airways|United|City FC|FC|Hilton|Motors?|Bowl)\b"
)
"""What makes a newspaper, firm or club of a place."""
_ROLES = re.compile(
    r" (?:President|Prime|Premier|Minister|Foreign|Defen[cs]e|Army|Police|Senate|Supreme|National|Embassy|Parliament"
    r"|Airport|University|Government|King|Queen|Gov|Governor|GOP|Democrat\w*|Republican\w*|Rep|Sen|House|State|County"
    r"|Power|War|Deal|River|Valley|Bank|Strip|Street|Road|Central|Court|High|Attorney|Secretary|Mayor|Council)\b"
)
"""What follows a place in capitals and makes no person of it."""
_SPEAKS = re.compile(rf" (?:{join_forms(STATES.finite | DENIES.finite)})\b")
"""What follows who speaks: a place, or a person of its name."""
_NAMED_BEFORE = re.compile(r"(?<![.!?:] )(?<!\A)\b(?P<name>[A-Z][a-z]+(?: [A-Z]\.)?) \Z")
_US_GEORGIA = re.compile(
    r"\b(?:Gov\.|Rep\.|Sen\.|GOP|Republicans?|Democrats?|Democratic|Atlanta|Savannah|runoff|sheriff|federal judge"
    r"|Congress|Brian Kemp|U\.S\.|Justice Department|governor|peach)"
)
_GEORGIAN = re.compile(r"\b(?:Tbilisi|Georgians?\b(?! [A-Z])|Abkhazia|Ossetia|Caucasus|Russian?|Armenian?|Azerbaijan)")


class Where(NamedTuple):
    """The countries of a story, by their codes, most named first, and the cities of its opening."""

    countries: tuple[str, ...]
    places: tuple[str, ...]


class _Named(NamedTuple):
    """A name in a text, the code of its country, and whether a word of place stands before it."""

    name: str
    code: str
    placed: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by their first word, the longest first, each with its country's code (none: it is no place).

    ``cities`` are those that have no country's name, ``unsure`` those that count only behind a word of place.
    """

    by_word: Mapping[str, tuple[tuple[str, str], ...]]
    cities: frozenset[str]
    unsure: frozenset[str]


@cache
def load_gazetteer() -> Gazetteer:
    """Return the shipped names."""
    found: dict[str, str] = dict.fromkeys(_read_namesakes("no_place", "; "), "")
    for code, one in read_countries().items():
        words = [_capitalize(word) for word in one.get("words", "").split() if word not in _read_namesakes("parts")]
        for name in (one["name"], *one.get("also", "").split("; "), *words):
            if name:
                found.setdefault(name, "" if code in BODIES else code)
    cities = {
        name: line[:2] for line in read_shipped("lexicons/places.txt").splitlines()[1:] for name in line[3:].split("; ")
    }
    unsure = frozenset(name for name in cities if name not in found)
    countries = {one["name"] for one in read_countries().values()}
    by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted({**cities, **found}, key=lambda name: (-len(name), name)):
        by_word[_get_first(name)].append((name, found.get(name, cities.get(name, ""))))
    return Gazetteer(
        {word: tuple(names) for word, names in by_word.items()}, frozenset(cities.keys() - countries), unsure
    )


@cache
def _read_namesakes(kind: str, between: str = " ") -> frozenset[str]:
    """Return the guards of a kind."""
    text = str(tomllib.loads(read_shipped("lexicons/namesakes.toml"))[kind])
    return frozenset(one.strip() for one in text.replace("\n", between[-1]).split(between))


@cache
def _read_places_on_map() -> Mapping[str, tuple[int, int]]:
    rows = (line.split() for line in read_shipped("lexicons/world.txt").splitlines()[2:])
    return {code: (int(x), int(y)) for code, x, y in rows}


def list_countries(codes: Iterable[str]) -> tuple[Country, ...]:
    """Return the countries with these codes, by name."""
    table, places = read_countries(), _read_places_on_map()
    found = (Country(code, table[code]["name"], *places[code]) for code in sorted(set(codes)))
    return tuple(sorted(found, key=lambda country: country.name))


def find_code(name: str) -> str | None:
    """Return the code of a country by its code or any of its names, in any case; ``None`` where it has none."""
    return _list_codes().get(name.casefold().strip())


@cache
def _list_codes() -> Mapping[str, str]:
    """Return the code of each country by its code and its names, in small letters."""
    codes: dict[str, str] = {}
    for code, one in read_countries().items():
        names = (code, one["name"], *one.get("also", "").split("; "), *one.get("words", "").split())
        for name in filter(None, names if code not in BODIES else ()):
            codes.setdefault(name.casefold(), code)
    return codes


def knows_place(name: str) -> bool:
    """Tell whether a name is that of a country or city."""
    return any(known == name and code for known, code in load_gazetteer().by_word.get(_get_first(name), ()))


def is_word_of_office(word: str) -> bool:
    """Tell whether a word with a capital stands beside a name and is none of it: "Minister"."""
    return word in _read_namesakes("no_name") or _ROLES.fullmatch(f" {word}") is not None


def _capitalize(word: str) -> str:
    return word.upper() if word in _IN_CAPITALS else word[0].upper() + word[1:]


def _get_first(name: str) -> str:
    found = re.match(r"[\w.]+", name)
    return found[0] if found else name


def locate(articles: Sequence[AnalysedArticle]) -> Where:
    """Return where a story plays that these articles tell: first what most titles and leads name, then the rest."""
    counts: Counter[str] = Counter()
    leading: Counter[str] = Counter()
    naming: Counter[str] = Counter()
    places: dict[str, None] = {}
    for article, analysis in articles:
        title = article.facts.title.value if article.facts.title else ""
        opening = [sentence.text for sentence in analysis.sentences[:OPENING]]
        codes, cities = locate_text(title, opening, article.facts.read_as)
        if len(set(codes)) > 1:  # else there is nothing to order
            leading.update(set(locate_text(title, opening[:1], article.facts.read_as)[0]))
        counts.update(codes)
        naming.update(set(codes))
        places.update(dict.fromkeys(cities))
    first = {code: at for at, code in enumerate(counts)}
    named = [code for code in counts if naming[code] * NAMING >= len(articles)]
    order = sorted(named, key=lambda code: (-leading[code], -counts[code], first[code]))
    return Where(tuple(order[:MOST]), tuple(places)[:MOST_PLACES])


def locate_text(title: str, opening: Sequence[str], language: str = "en") -> tuple[list[str], list[str]]:
    """Return the countries that title and opening name, once for each naming, and the cities; English alone."""
    if language != "en":
        return [], []
    start = find_own_start(opening[0], language) if opening else 0
    own = [title, opening[0][start:], *opening[1:]] if opening else [title]
    whole = "\n".join(own)
    found = [one for text in own for one in _find(text, whole)]
    if not found and start:
        found = list(_find(opening[0][:start].title(), whole))
    cities = load_gazetteer().cities
    return [one.code for one in found], [one.name for one in found if one.placed and one.name in cities]


def _find(text: str, whole: str) -> Iterator[_Named]:
    """Yield the names in a text, of names in one another the longest."""
    end, georgia = 0, ""
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    for token in _TOKEN.finditer(text):
        start = token.start()
        for name, code in _list_candidates(token[0]) if start >= end else ():
            after = text[start + len(name) : start + len(name) + 20]
            if not text.startswith(name, start) or after[:1].isalnum():
                continue
            before = text[max(0, start - BEFORE) : start]
            placed = _PLACED.search(before) is not None
            if code and not placed and _SPEAKS.match(after) and _is_surname(name, whole):
                continue
            if code and not _is_place(name, before, after, placed=placed):
                continue
            end = start + len(name)
            if name.startswith("Georgia"):
                georgia = georgia or _tell_georgia(whole)
            if code and not (shouted and name == "US"):
                yield _Named(name, georgia if name.startswith("Georgia") else code, placed)
            break


@lru_cache(maxsize=50_000)
def _list_candidates(token: str) -> tuple[tuple[str, str], ...]:
    by_word = load_gazetteer().by_word
    bare = re.sub(r"['’]s?$|\.$", "", token)
    return tuple(dict.fromkeys((*by_word.get(_get_first(token), ()), *by_word.get(bare, ()))))


def _is_place(name: str, before: str, after: str, *, placed: bool) -> bool:
    """Tell whether a name stands for the place: it is no newspaper's, no person's, and a city is placed."""
    if _PRESS.match(after) or (name in load_gazetteer().unsure and not placed and not after.startswith(", ")):
        return False
    if name not in _read_namesakes("given") or placed:
        return True
    surname = re.match(r" [A-Z][a-z]", after) and not _ROLES.match(after)
    given = _NAMED_BEFORE.search(before)
    return not surname and not (given and given["name"] not in _read_namesakes("no_name"))


def _is_surname(name: str, whole: str) -> bool:
    """Tell whether a text has a person speak whose name ends in that of a place: "spokesman Abdi Aden said".

    None that is called as a country is: "Hockey Canada said".
    """
    if any(name == one["name"] for one in read_countries().values()):
        return False
    found = re.finditer(rf"[a-z] (?P<given>[A-Z][a-z]{{1,30}}) {re.escape(name)}{_SPEAKS.pattern}", whole)
    return any(not is_word_of_office(one["given"]) and not knows_place(one["given"]) for one in found)


def _tell_georgia(whole: str) -> str:
    return "US" if _US_GEORGIA.search(whole) and not _GEORGIAN.search(whole) else "GE"
