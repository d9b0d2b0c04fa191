"""Describe each sentence of an article in numbers, from which the learned weights tell news and background.

Words are looked up in classes (``_CLASSES``), so that a sentence costs one pass over its words. English has
classes; in another language only place, length, shape and the words of title and lead count.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, fsum, log

from digest.analysis.forms import word_set
from digest.model import Sentence
from digest.text.calendar_names import MONTHS, WEEKDAYS
from digest.text.words import Tokens

_CLASSES = {
    "said": "said says told added according announced reported warned stated confirmed claimed tweeted wrote argued "
    "noted explained insisted",
    "weekday": " ".join((*WEEKDAYS, "today")).lower(),
    "future": "will shall would could may might should if expected likely plans planned",
    "present": "is are have has do does says",
    "past": "was were did went came took made gave became began left held found saw won lost got met fell led sent "
    "broke fought ran",
    "had": "had",
    "ago": "ago",
    "spans": "years decades decade months century centuries era",
    "month": " ".join(MONTHS).lower().replace(" may ", " "),  # it is a verb more often
    "since": "since",
    "always": "never always often usually",
    "before": "previous previously former once history historic historical past earlier",
    "now": "now current currently",
    "career": "became began founded served worked born grew elected joined started launched established created "
    "studied married spent lived used graduated",
    "violence": "killed died death deaths wounded injured arrested convicted sentenced attack attacks",
    "family": "aged age family mother father son daughter friend friends wife husband",
    "I": "i my me",
    "we": "we our us",
    "you": "you your",
    "money": "percent million billion",
    "silence": "comment declined verify verified independently",
    "officials": "statement official officials spokesman spokeswoman agency authorities ministry police report",
    "experts": "analysts analyst professor expert experts director",
    "he": "he she his her him",
    "then": "when then later after",
    "this": "this week month",
    "not": "not although though however because but n't",
    "count": "two three four five six seven eight nine ten half dozen hundreds thousands people",
}
_OPENINGS = {
    "opens with he": "he she his her they their it its",
    "opens with when": "after when during before following in at on by since",
    "opens with but": "but and however yet still",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_OPENING_OF = {word: name for name, words in _OPENINGS.items() for word in words.split()}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=[\w,;] .)\w+")  # it begins with a set of letters, which re finds fast
_LAST = word_set("year month week summer winter spring fall autumn decade century")
_PERIODS = _LAST | frozenset(_CLASSES["month"].split())
_BEFORE_PERIODS = (("last", "last year"), ("in", "in a month"))
"""The word before a period, and the trait that both make."""
_REMEMBERED = 200_000
"""Words that are cached: more than a year of news has."""

_PAST = ("past year", "last year", "ago", "career", "spans")

ENGLISH = frozenset(
    (*_CLASSES, *_OPENINGS, "year", "past year", "last year", "in a month", "only past", "past before", "past behind")
)
"""The traits that know English words, beside those that end in "around"."""

Traits = Mapping[str, float]
"""What is true of a sentence, from 0 to about 1, by name; what is absent is 0."""


def measure_sentences(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    title: frozenset[str],
    *,
    english: bool,
    year: int | None = None,
) -> tuple[Traits, ...]:
    """Return the traits of each sentence; ``title`` holds the title's terms, ``year`` is that of publication."""
    terms = [frozenset(token.terms) for token in tokens]
    often = Counter(term for each in terms for term in each)
    common = {term for term, count in often.items() if count > 2}
    core = [len(each & common) / (len(each) + 3) for each in terms]
    most = max(core, default=0.0) or 1.0
    found = []
    for at, sentence in enumerate(sentences):
        traits = _places(at, len(sentences))
        _shared(traits, terms[at], title, terms[0] if at else frozenset())
        traits["core"] = core[at] / most
        _shape(traits, sentence.text, tokens[at].words)
        if english:
            _words(traits, tokens[at].words, year)
        found.append(traits)
    if english:
        _around(found)
    return tuple(found)


def score(traits: Traits, weights: Mapping[str, float]) -> float:
    """Return the weighted sum of the traits, rounded so that no order depends on a last digit."""
    return round(fsum([weights[name] * value for name, value in traits.items() if name in weights]), 6)


def _places(at: int, count: int) -> dict[str, float]:
    """Return where a sentence stands, near the top in fine steps and further down in coarse ones."""
    found = {
        "bias": 1.0,
        "near 2": exp(-at / 2),
        "near 5": exp(-at / 5),
        "near 15": exp(-at / 15),
        "share before": at / count,
    }
    if at < 2:
        found["first" if at == 0 else "second"] = 1.0
    return found


def _shared(traits: dict[str, float], terms: frozenset[str], title: frozenset[str], lead: frozenset[str]) -> None:
    """Add what a sentence shares with the title and with the first sentence."""
    both = len(terms & title)
    traits["of the title"] = both / max(1, len(title))
    traits["is title"] = both / (len(terms) + 3)
    traits["of the lead"] = len(terms & lead) / (len(terms) + 3)
    traits["title and lead"] = len(terms & lead & title) / (len(title) + 1)


def _shape(traits: dict[str, float], text: str, words: Sequence[str]) -> None:
    size = len(words)
    traits["words"] = log(size + 1) / 3
    traits["long"] = max(0, size - 35) / 10
    traits["short"] = float(size < 8)
    traits["names"] = min(6, len(_NAME.findall(text))) / 6
    traits["figures"] = min(3, len([word for word in words if word[0].isdecimal()])) / 3
    if '"' in text or "“" in text or "„" in text or "«" in text:
        traits["quoted"] = 1 - len(_QUOTED.sub("", text)) / len(text)
        traits["opens quoted"] = float(text[0] in "\"“„«'‘")


def _around(found: Sequence[dict[str, float]]) -> None:
    """Add what the sentences before and after tell: history is seldom told in one sentence alone."""
    past = [max(each.get(name, 0.0) for name in _PAST) for each in found]
    only = [each.get("only past", 0.0) for each in found]
    days = [each.get("weekday", 0.0) for each in found]
    for each, before, after in zip(found, (0.0, *past), (*past[1:], 0.0), strict=False):
        each["past before"], each["past behind"] = before, after
    for name, values in (("only past around", only), ("weekday around", days)):
        for each, before, after in zip(found, (0.0, *values), (*values[1:], 0.0), strict=False):
            each[name] = (before + after) / 2


class _ClassByWord(dict[str, str]):
    """Cache the class of each word, the number of a year and verbs in -ed among them; empty for a word without one."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        past = "past" if len(word) > 4 and word.endswith("ed") else ""
        found = self[word] = _CLASS_OF.get(word) or ("year" if _YEAR.fullmatch(word) else past)
        return found


_class_of = _ClassByWord()


def _words(traits: dict[str, float], words: Sequence[str], year: int | None) -> None:
    """Add the classes of the words, and what years and tenses tell."""
    if not words:
        return
    found = set(map(_class_of.__getitem__, words))
    found.discard("")
    traits.update(dict.fromkeys(found, 1.0))
    if "year" in found and any(year is None or int(word) < year for word in words if _YEAR.fullmatch(word)):
        traits["past year"] = 1.0
    for before, name in _BEFORE_PERIODS:
        if before in words and any(word == before and behind in _PERIODS for word, behind in pairwise(words)):
            traits[name] = 1.0
    if opening := _OPENING_OF.get(words[0]):
        traits[opening] = 1.0
    if traits.get("past") and not (traits.get("present") or traits.get("future")):
        traits["only past"] = 1.0
