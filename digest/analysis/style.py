"""How an article is written: traits of an English text that tell reports from other kinds of text.

What a trait weighs for each kind is learned (``kind_weights``, from ``benchmarks/learn_kinds.py``). Words inside
quotation marks are left out: they are somebody else's style.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from digest.text.calendar_names import WEEKDAY
from digest.text.saying import JUDGES, STATES, join_forms

LEAD = 2
"""Sentences that open an article; a report says there what happened, and when."""
ASKING = 2
"""Questions of its own that a text asks, from which on it argues: their share gave a short report away for one that is
asked (held-out F1 of opinion and analysis .70 by the share, .75 by this).
"""

_QUOTED = re.compile(r"[“\"][^“”\"]{0,600}(?:[”\"]|\Z)")
_DAY = re.compile(rf"\b(?:{WEEKDAY}|today|yesterday)\b")
_WORD = re.compile(r"\w+")
_REMEMBERED = 200_000
"""Words that are cached: more than a year of news has."""

AS_WRITTEN = {
    "I and my": r"I|[Mm]y|[Mm]e|[Mm]yself",
    "we and our": r"[Ww]e|us|[Oo]urs?",
    "years": r"(?:19|20)\d\d",
    "weekdays": WEEKDAY,
}
"""Words that are counted in a hundred as they are written: "us" is not "US"."""

FREQUENT = {
    "you and your": "you|yours?",
    "must and should": "must|should|ought|cannot",
    "may and might": "may|might|could|would|likely|unlikely|perhaps|appears?|seems?|suggests?|risks?|potentially"
    "|possibly",
    "judgements": r"clear(?:ly)?|real(?:ly)?|simply|deeply|truly|obvious(?:ly)?|indeed|absurd|disgrace\w*|shame\w*"
    r"|folly|hypocri\w+|moral(?:ly)?|dangerous(?:ly)?|remarkabl[ey]|ironic\w*|surely|merely|rather|even|never|always|nothing"
    r"|everyone|nobody|increasingly|ever",
    "long views": r"decades?|history|historic\w*|era|legacy|strateg\w+|challenge[sd]?|dilemma|calculus|leverage"
    "|pressure|consequences?",
    "words of the minute": r"(?:scroll|watch|tap|press|click)\w*",
    "times of day": r"(?!)",
}
"""Words that are counted in a hundred, in lower case."""

IN_SENTENCES = {
    "said": join_forms(STATES.past | JUDGES.past),
    "says": join_forms(STATES.present | {"say", "tell", "argue", "think", "thinks", "believe"}),
    "experts": "analysts?|experts?|observers|scholars?|professor|fellow|researchers?|historians?",
}
"""Words of which counts in how many sentences they stand, in lower case."""

TENSES = {
    "present tense": "is|are|isn|aren|has|have|remains?|wants?|needs?|means?|makes?|does|do|can|will",
    "past tense": r"was|were|had|did|\w{3,}ed",
}
"""Verbs that tell tenses apart, in lower case."""

PHRASES = {
    "we and our": ("let", r"let['’]s"),
    "must and should": ("needs?|has|have|let", "needs? to|has to|have to|let us"),
    "judgements": ("course|fact|all|far|longer", "of course|in fact|after all|so far|far from|no longer"),
    "long views": (
        "long|years|months|weeks|since|past|last|question|stake",
        (
            r"has long|have long|for (?:years|months|weeks)|in recent (?:years|months|weeks)|since (?:19|20)\d\d"
            "|over the (?:past|last)|the question|at stake"
        ),
    ),
    "words of the minute": (
        r"we|us|just|moments?|ago|minutes?|hours?|more|our|live|latest|reminder",
        (
            r"we(?:['’](?:re|ve)| are| have| can| will)(?: just| also| now| been)*"
            r" (?:seeing|hear\w*|report\w*|bring\w*|been|getting|mention\w*|had|told|seen)|stay with us|join(?:ing)? us"
            r"|just (?:in|past|heard|joining)|moments? ago|(?:a )?(?:short|little) (?:while|time) ago"
            r"|in the (?:last|past) (?:few )?(?:minutes?|hours?)|more (?:from|on) (?:this|that|our|\w+ \w+ now)"
            r"|our (?:correspondent|colleague|live|reporters?|page|coverage)|live (?:updates?|page|blog|coverage)"
            r"|latest developments|as (?:a reminder|we)"
        ),
    ),
    "times of day": (r"\d{1,2}(?:[ap]m?)?", r"\d{1,2}[:.]\d{2}|\d{1,2}\s?[ap]\.?m"),
    "said": ("according", "according to"),
    "experts": ("think|director", "think[- ]tank|director of"),
}
"""Phrases that count beside the words, in lower case, each behind the words of which a sentence has one that holds it.

Without these words the phrases of a sentence are never looked for: they are what takes longest.
"""

_ARGUES = re.compile(
    r"[\"“'‘]?(?:But|Yet|And|So|Still|Nor|Or|Indeed|Perhaps|Maybe|Instead|Then|That|This|These|Those|It|There|If"
    r"|For now)\b"
)

_ASKS = re.compile(
    r"\A(?:what|why|how|who|where|when|which|can|could|will|is|are|does|do|did|has)\b|\?\s*\Z", re.IGNORECASE
)
_GUIDES = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,2}(?:things|takeaways|ways|reasons|questions"
    r"|facts|tips|moments|charts|lessons|key)\b|takeaways|need to know|what to know|here['’]s|explained|guide to|q&a"
    r"|timeline|profile",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\bviews? (?:expressed|are)\b|\bopinions? expressed|\bis an? (?:\w+ ){0,5}(?:columnist|contributor|professor"
    r"|fellow|commentator)\b|\bauthor of\b|\bis a former\b|\beditor.s note\b|\bmore opinion\b|\bop-?ed\b"
)
_DATELINE = re.compile(r"\((?:Reuters|AP|AFP|Xinhua|CNN)\)\s*[-–—]|\A\W*[A-Z]{3,}[A-Z ,.]+[-–—(]")
_AUTHOR_HINTS = (
    *("expressed", "views are", "view are", "columnist", "contributor", "professor", "fellow", "commentator"),
    *("author of", "is a former", "s note", "more opinion", "op-ed", "oped"),
)
"""Of these a text holds one in which ``_AUTHOR`` finds something."""


def _count_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


_PHRASES = {f"{name}?": (name, _count_words(phrases)) for name, (_, phrases) in PHRASES.items()}
_WORDS = (
    *((name, words, False) for name, words in AS_WRITTEN.items()),
    *((name, words, True) for table in (FREQUENT, IN_SENTENCES, TENSES) for name, words in table.items()),
    *((f"{name}?", words, True) for name, (words, _) in PHRASES.items()),
)
_BY_WORD = tuple((name, _count_words(words), lower) for name, words, lower in _WORDS)
_COUNTED = {
    lower: _count_words("|".join(words for _, words, in_lower in _WORDS if in_lower is lower))
    for lower in (False, True)
}
"""Whatever counts as it is written, and in lower case: most words count for nothing, and are asked these two alone."""


class _TraitsByWord(dict[str, tuple[str, ...]]):
    """Cache the traits that each word counts for; "said?" where it may stand in a phrase of "said"."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        forms = word, word.lower()
        counts = _COUNTED[False].fullmatch(word) or _COUNTED[True].fullmatch(forms[True])
        found = self[word] = (
            tuple([name for name, words, lower in _BY_WORD if words.fullmatch(forms[lower])]) if counts else ()
        )
        return found


_traits_of_word = _TraitsByWord()


def measure_style(title: str, sentences: Sequence[str], words: int, text: str) -> dict[str, float]:
    """Return the traits of an article: ``sentences`` of its body, ``words`` in them, ``text`` of the whole document."""
    number = max(1, len(sentences))
    plain = [_QUOTED.sub(" “” ", sentence) for sentence in sentences]
    own, lead = " ".join(plain), " ".join(sentences[:LEAD])
    found = [_find_traits(sentence) for sentence in plain]
    counts, at_first = Counter(chain.from_iterable(found)), Counter(chain.from_iterable(found[:LEAD]))
    hundreds = max(20, len(own.split())) / 100
    return {
        **{name: math.log1p(counts[name] / hundreds) for name in (*AS_WRITTEN, *FREQUENT)},
        **{name: sum(name in each for each in found) / number for name in IN_SENTENCES},
        "openings that argue": sum(1 for one in plain if _ARGUES.match(one)) / number,
        "questions": float(sum(1 for one in plain if one.rstrip().endswith("?")) >= ASKING),
        "quotations": max(0.0, 1 - len(own) / (sum(map(len, sentences)) + number)),
        "present tense": _measure_present(counts),
        "present tense in the lead": _measure_present(at_first),
        "a day in the lead": float(_DAY.search(lead) is not None),
        "a speaker in the lead": float("said" in at_first or "says" in at_first),
        "a dateline": float(_DATELINE.search(text[:400]) is not None),
        "length": math.log(max(20, words) / 400),
        "under 150 words": float(words < 150),
        "long sentences": words / number / 25,
        "a title that asks": float(_ASKS.search(title) is not None),
        "a title that guides": float(_GUIDES.search(title) is not None),
        "no title": float(not title),
        "words on the author": float(_speaks_of_author(text.lower())),
    }


def _find_traits(sentence: str) -> list[str]:
    """Return the traits that the words and phrases of a sentence count for, with repeats."""
    found = list(chain.from_iterable(map(_traits_of_word.__getitem__, _WORD.findall(sentence))))
    for possible in _PHRASES.keys() & found:
        name, phrases = _PHRASES[possible]
        found += [name] * len(phrases.findall(sentence.lower()))
    return found


def _measure_present(counts: Mapping[str, int]) -> float:
    """Return how much of the verbs that tell tenses apart is present; a half where there are none."""
    present, past = counts["present tense"], counts["past tense"]
    return (present + 1) / (present + past + 2)


def _speaks_of_author(lower: str) -> bool:
    return any(hint in lower for hint in _AUTHOR_HINTS) and _AUTHOR.search(lower) is not None
