"""How an article is written: traits of an English text that tell reports from other kinds of text.

What a trait weighs for each kind is learned (``kind_weights``, from ``benchmarks/learn_kinds.py``). Words inside
quotation marks are left out: they are somebody else's style.
"""

import math
import re
from collections.abc import Sequence

LEAD = 2
"""Sentences that open an article; a report says there what happened, and when."""
ASKING = 2
"""Questions of its own that a text asks, from which on it argues: their share gave a short report away for one that is
asked (held-out F1 of opinion and analysis .70 by the share, .75 by this).
"""

_QUOTED = re.compile(r"[“\"][^“”\"]{0,600}(?:[”\"]|\Z)")
_DAY = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"


def _words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for text in lower case: ignoring case instead takes twice as long."""
    return re.compile(rf"\b(?:{pattern})\b")


AS_WRITTEN = {
    "I and my": re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]yself)\b"),
    "we and our": re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|[Ww]e['’](?:re|ve|ll|d)|[Ll]et['’]s)\b"),
    "years": re.compile(r"\b(?:19|20)\d\d\b"),
    "weekdays": re.compile(_DAY),
}
"""Words that are counted in a hundred as they are written: "us" is not "US"."""

FREQUENT = {
    "you and your": _words(r"you(?:rs?|['’](?:re|ll|ve|d))?"),
    "must and should": _words(r"must|should|ought|needs? to|has to|have to|cannot|let us"),
    "may and might": _words(
        r"may|might|could|would|likely|unlikely|perhaps|appears?|seems?|suggests?|risks?|potentially|possibly"
    ),
    "judgements": _words(
        r"clear(?:ly)?|real(?:ly)?|simply|deeply|truly|obvious(?:ly)?|of course|indeed|in fact|after all|absurd"
        r"|disgrace\w*|shame\w*|folly|hypocri\w+|moral(?:ly)?|dangerous(?:ly)?|remarkabl[ey]|ironic\w*|surely|merely|rather|even|never"
        r"|always|nothing|everyone|nobody|so far|far from|no longer|increasingly|ever"
    ),
    "long views": _words(
        r"has long|have long|for (?:years|decades|months|weeks)|decades?|in recent (?:years|months|weeks)"
        r"|since (?:19|20)\d\d|over the (?:past|last)|history|historic\w*|era|legacy|strateg\w+|the question"
        r"|challenge[sd]?|dilemma|calculus|leverage|pressure|at stake|consequences?"
    ),
    "words of the minute": _words(
        r"we(?:['’](?:re|ve)| are| have| can| will)(?: just| also| now| been)*"
        r" (?:seeing|hear\w*|report\w*|bring\w*|been|getting|mention\w*|had|told|seen)|stay with us|join(?:ing)? us"
        r"|just (?:in|past|heard|joining)|moments? ago|(?:a )?(?:short|little) (?:while|time) ago"
        r"|in the (?:last|past) (?:few )?(?:minutes?|hours?)|more (?:from|on) (?:this|that|our|\w+ \w+ now)"
        r"|our (?:correspondent|colleague|live|reporters?|page|coverage)|live (?:updates?|page|blog|coverage)"
        r"|latest developments|as (?:a reminder|we)|(?:scroll|watch|tap|press|click)\w*"
    ),
    "times of day": re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b"),
}
"""Words that are counted in a hundred, in lower case."""

IN_SENTENCES = {
    "said": _words(r"said|told|announced|added|according to|confirmed|warned|stated|reported|claimed|urged|condemned"),
    "says": _words(r"says?|tells?|argues?|writes|thinks?|believes?|notes|explains"),
    "experts": _words(
        r"analysts?|experts?|observers|scholars?|professor|fellow|think[- ]tank|researchers?|director of|historians?"
    ),
}
"""Words of which counts in how many sentences they stand, in lower case."""

_ARGUES = re.compile(
    r"[\"“'‘]?(?:But|Yet|And|So|Still|Nor|Or|Indeed|Perhaps|Maybe|Instead|Then|That|This|These|Those|It|There|If"
    r"|For now)\b"
)

_PRESENT = _words(r"is|are|isn['’]t|aren['’]t|has|have|remains?|wants?|needs?|means?|makes?|does|do|can|will")
_PAST = _words(r"was|were|had|did|\w{3,}ed")
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


def traits_of(title: str, sentences: Sequence[str], words: int, text: str) -> dict[str, float]:
    """Return the traits of an article: ``sentences`` of its body, ``words`` in them, ``text`` of the whole document."""
    number = max(1, len(sentences))
    plain = [_QUOTED.sub(" “” ", sentence) for sentence in sentences]
    own = " ".join(plain)
    lower = [sentence.lower() for sentence in plain]
    own_lower, lead, lower_lead = " ".join(lower), " ".join(sentences[:LEAD]), " ".join(lower[:LEAD])
    hundreds = max(20, len(own.split())) / 100
    return {
        **{name: math.log1p(len(found.findall(own)) / hundreds) for name, found in AS_WRITTEN.items()},
        **{name: math.log1p(len(found.findall(own_lower)) / hundreds) for name, found in FREQUENT.items()},
        **{name: sum(1 for one in lower if found.search(one)) / number for name, found in IN_SENTENCES.items()},
        "openings that argue": sum(1 for one in plain if _ARGUES.match(one)) / number,
        "questions": float(sum(1 for one in plain if one.rstrip().endswith("?")) >= ASKING),
        "quotations": max(0.0, 1 - len(own) / (sum(map(len, sentences)) + number)),
        "present tense": _share_of_present(own_lower),
        "present tense in the lead": _share_of_present(lower_lead),
        "a day in the lead": float(re.search(_DAY + r"|\btoday\b|\byesterday\b", lead) is not None),
        "a speaker in the lead": float(any(IN_SENTENCES[name].search(lower_lead) for name in ("said", "says"))),
        "a dateline": float(_DATELINE.search(text[:400]) is not None),
        "length": math.log(max(20, words) / 400),
        "under 150 words": float(words < 150),
        "long sentences": words / number / 25,
        "a title that asks": float(_ASKS.search(title) is not None),
        "a title that guides": float(_GUIDES.search(title) is not None),
        "no title": float(not title),
        "words on the author": float(_AUTHOR.search(text.lower()) is not None),
    }


def _share_of_present(text: str) -> float:
    """Return how much of the verbs that tell tenses apart is present; a half where there are none."""
    present, past = len(_PRESENT.findall(text)), len(_PAST.findall(text))
    return (present + 1) / (present + past + 2)
