"""Describe each sentence of an article in numbers, from which the learned weights tell news and background.

Words are looked up in classes (``_CLASSES``), so that a sentence costs one pass over its words. English has
classes; in another language only place, length, shape and the words of title and lead count.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, repeat
from math import exp, fsum, log
from operator import mul

from digest.analysis.forms import word_set
from digest.model import Sentence
from digest.text.calendar_names import MONTHS, WEEKDAYS
from digest.text.saying import SPEAKS, STATES, join_forms
from digest.text.words import Tokens

_CLASSES = {
    "said": " ".join((*sorted(STATES.finite), "say", "according")),
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
_BACKGROUND_CLASSES = {
    "also": "also",
    "perfect": "has have",
    "is": "is are",
    "its": "its",
    "by": "by",
    "because": "because",
    "percent": "percent",
    "to come": "will would",
    "calls for": "should must need needs hope hopes believe think expect expects urge urges urged called",
    "lead role": "president minister senator senators chairman lawyer lawmaker lawmakers democrat democrats republican "
    "republicans governor",
    "bystander": "resident residents student students teacher neighbor neighbors neighbour neighbours mother father "
    "driver farmer worker survivor owner witness",
    "home": "home house family children school car street friends",
    "scene": "watched stood sat walked looked smiled wore wearing crying tears door shouted ran screaming heard",
    "life": "born grew graduated married died founded appointed elected convicted jailed resigned killed sentenced "
    "ousted overthrown invaded annexed seized signed",
    "day just past": "yesterday tonight overnight",
}
_OPENINGS = {
    "opens with he": "he she his her they their it its",
    "opens with when": "after when during before following in at on by since",
    "opens with but": "but and however yet still",
}
_OPENING_OF = {word: name for name, words in _OPENINGS.items() for word in words.split()}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DECADE = re.compile(r"(?:1[5-9]|20)\d0s")
_SHORTENED = re.compile(r"(?<!\w)\w+'(?:t|m|re|ve|ll|d)|(?:it|that|there|he|she|what)'s")
_SHAPES = (("year", _YEAR), ("decade", _DECADE), ("shortened", _SHORTENED))
_AGED = re.compile(r"\d\d(?:(?<=, \d\d),|(?<=\b\d\d)-year-old\b)")  # it begins with digits, which re finds fast
_SAID_BEHIND = re.compile(rf"[\"”]\s+(?:{join_forms(SPEAKS)})\b")
_SAID_NAME = re.compile(r"\bsaid [A-Z]\w+ [A-Z]")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=[\w,;] .)\w+")  # it begins with a set of letters, which re finds fast
_PERIODS = word_set("year month week summer winter spring fall autumn decade century") | word_set(_CLASSES["month"])
_UNITS = word_set("week weeks month months year years decade decades")
_DAYS = word_set("night morning week month") | word_set(_CLASSES["weekday"])
_PAIRS = {
    "last": (("last year", _PERIODS), ("day just past", _DAYS)),
    "in": (("in a month", _PERIODS),),
    "this": (("this year", word_set("year")), ("day just past", word_set("week month morning"))),
    "previous": (("this year", word_set("year")),),
    **dict.fromkeys(_UNITS, (("ago", word_set("earlier before later")),)),
}
"""A word, and the trait that each word of a set makes behind it."""
_LONG_AGO, _TODAY = frozenset(("past year", "opens with when")), frozenset(("present", "future", "weekday"))
"""Traits that together make another, without one of the others: "In 1999 bombers killed hundreds"."""
_REMEMBERED = 200_000
"""Words that are cached: more than a year of news has."""

ONLY_BACKGROUND = frozenset(
    (*_BACKGROUND_CLASSES, "the year", "decade", "this year", "shortened", "aged", "said last", "opens long ago")
)
"""The traits that tell background and not news: with them the best four sentences of unseen articles held less news."""
ENGLISH = ONLY_BACKGROUND.union(_CLASSES, _OPENINGS, ("year", "past year", "last year", "in a month", "only past"))
"""The traits that know English words."""

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
    often = Counter(chain.from_iterable(terms))
    common = {term for term, count in often.items() if count > 2}
    core = [len(each & common) / (len(each) + 3) for each in terms]
    most = max(core, default=0.0) or 1.0
    found = []
    for at, sentence in enumerate(sentences):
        traits = _describe_place(at, len(sentences))
        _add_shared(traits, terms[at], title, terms[0] if at else frozenset())
        traits["core"] = core[at] / most
        _add_shape(traits, sentence.text, tokens[at].words)
        if english:
            _add_classes(traits, sentence.text, tokens[at].words, year)
        found.append(traits)
    return tuple(found)


def score(traits: Traits, weights: Mapping[str, float]) -> float:
    """Return the weighted sum of the traits; one without a weight counts nothing."""
    return add_up(map(mul, map(weights.get, traits, repeat(0.0)), traits.values()))


def add_up(parts: Iterable[float]) -> float:
    """Return the sum of what traits weigh, rounded so that no order depends on a last digit."""
    return round(fsum(parts), 6)


def _describe_place(at: int, count: int) -> dict[str, float]:
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


def _add_shared(traits: dict[str, float], terms: frozenset[str], title: frozenset[str], lead: frozenset[str]) -> None:
    """Add what a sentence shares with the title and with the first sentence."""
    both = len(terms & title)
    traits["of the title"] = both / max(1, len(title))
    traits["is title"] = both / (len(terms) + 3)
    traits["of the lead"] = len(terms & lead) / (len(terms) + 3)
    traits["title and lead"] = len(terms & lead & title) / (len(title) + 1)


def _add_shape(traits: dict[str, float], text: str, words: Sequence[str]) -> None:
    """Add length, names, figures and quotations; numbers here are round: what a trait is worth, its weight says."""
    size = len(words)
    traits["words"] = log(size + 1) / 3
    traits["long"] = max(0, size - 35) / 10
    traits["short"] = float(size < 8)
    traits["names"] = min(6, len(_NAME.findall(text))) / 6
    traits["figures"] = min(3, len([word for word in words if word[0].isdecimal()])) / 3
    if '"' in text or "“" in text or "„" in text or "«" in text:
        traits["quoted"] = 1 - len(_QUOTED.sub("", text)) / len(text)
        traits["opens quoted"] = float(text[0] in "\"“„«'‘")


class _ClassesByWord(dict[str, tuple[str, ...]]):
    """Cache the classes of each word, the number of a year and verbs in -ed among them; none for most words."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = _CLASSES_OF.get(word, ())
        if len(word) > 4 and word.endswith("ed") and not found:
            found = ("past",)
        if not word.isalpha():
            found = (*found, *[name for name, shape in _SHAPES if shape.fullmatch(word)])
        self[word] = found
        return found


def _list_classes() -> Mapping[str, tuple[str, ...]]:
    """Return for each word the classes that it is in."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in (_CLASSES | _BACKGROUND_CLASSES).items():
        found |= {word: (*found.get(word, ()), name) for word in words.split()}
    return found


_CLASSES_OF = _list_classes()
_classes_of = _ClassesByWord()


def _add_classes(traits: dict[str, float], text: str, words: Sequence[str], year: int | None) -> None:
    """Add the classes of the words, and what years and tenses tell."""
    if not words:
        return
    found = set(chain.from_iterable(map(_classes_of.__getitem__, words)))
    pairs = [(_PAIRS[before], behind) for before, behind in pairwise(words) if before in _PAIRS]
    found.update([name for names, behind in pairs for name, those in names if behind in those])
    if "year" in found:
        found.update(_judge_years(words, year))
    if opening := _OPENING_OF.get(words[0]):
        found.add(opening)
    if found >= _LONG_AGO and found.isdisjoint(_TODAY):
        found.add("opens long ago")
    if "past" in found and found.isdisjoint(("present", "future")):
        found.add("only past")
    if traits["figures"] and _AGED.search(text):
        found.add("aged")
    if _has_speaker_last(text):
        found.add("said last")
    traits.update(dict.fromkeys(sorted(found), 1.0))


def _judge_years(words: Sequence[str], published: int | None) -> Iterator[str]:
    """Yield what years among the words tell: one stands behind "the", one has gone by."""
    for before, word in pairwise(("", *words)):
        if _YEAR.fullmatch(word):
            if before == "the":
                yield "the year"
            if published is None or int(word) < published:
                yield "past year"


def _has_speaker_last(text: str) -> bool:
    """Tell whether a speaker stands behind the verb, or the verb behind what was said; most texts have neither mark."""
    if "said " in text and _SAID_NAME.search(text):
        return True
    return ('"' in text or "”" in text) and _SAID_BEHIND.search(text) is not None
