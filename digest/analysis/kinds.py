"""What kind of text an article is: a report, or one of those that never lead a briefing.

A newsroom's own label (in the address, the title, the outlet's name or a note on the author) decides first; then a
form that cannot be mistaken (entries by the hour, several newspapers quoted, a clip's few words); then, in English, how
the text is written. A new label before a title is a word of ``text.labels``, any other one line in a table; the first
that fits holds.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.analysis.kind_weights import BIAS, KINDS, WEIGHTS
from digest.analysis.quantities import find_quantities
from digest.analysis.style import measure_style
from digest.model import Article, Fact, Kind, Sentence
from digest.text.calendar_names import WEEKDAY, find_weekdays
from digest.text.labels import BY_AGENCY, BY_KIND, SEPARATOR
from digest.text.saying import PAST, SPEAKS, join_forms
from digest.text.tenses import tells_past

IN_ADDRESS: tuple[tuple[Kind, str], ...] = (
    ("opinion", r"/(?:opinions?|comment|commentisfree|commentary|editorials?|op-?eds?|columns?|columnists?|letters)/"),
    ("live", r"/(?:live|live-?blog|liveticker|live-updates?)/|-live-updates?\b"),
    ("video", r"/(?:videos?|av)/"),
    ("analysis", r"/(?:analysis|news-analysis)/"),
    ("explainer", r"/(?:explainers?|explained|backgrounders?)/"),
    ("obituary", r"/(?:obituary|obituaries)/"),
)
"""Folders of an address."""

IN_OUTLET: tuple[tuple[Kind, str], ...] = (
    ("live", r"(?:\A|[-_ ])(?:live|liveblog|live[-_ ]?updates?|ticker)\Z"),
    ("opinion", r"(?:\A|[-_ ])(?:opinions?|comment|op-?eds?|editorials?)\Z"),
    ("video", r"(?:\A|[-_ ])videos?\Z"),
    ("press_review", r"(?:\A|[-_ ])press[-_ ]reviews?\Z"),
)
"""What an outlet, or the folder that is taken for one, is called in full or at its end."""

IN_TITLE: tuple[tuple[Kind, str], ...] = (
    *((kind, rf"\A(?:{words}){SEPARATOR}") for kind, words in BY_KIND),
    *((kind, rf"\A{words}") for kind, words in BY_AGENCY),
    ("opinion", r"\|\s*(?:opinion|editorial|column|comment)\b"),
    ("live", r"\blive (?:blog|updates|ticker)\b|\bas it happened\b"),
    (
        "press_review",
        r"\b(?:press review|what the papers say|(?:the|newspaper) (?:papers|headlines|front pages))\b\s*[:|–—-]",
    ),
    ("press_review", r"\A(?:newspaper headlines|the papers|(?:world|foreign) press|press review)\b"),
    ("video", r"\A(?:watch|moment)\b (?!list|dog|out)"),
    (
        "chronology",
        r"\A(?:on this day|(?:this|today) (?:day )?in history)\b|\A(?:a )?(?:timeline|chronology|key dates)\b",
    ),
    ("chronology", r"\btimeline\Z"),
    ("explainer", r"\banniversary\b|\b(?:years?|decades?) (?:on|later)\b[,:]?|\blook(?:ing)? back (?:at|on)\b"),
    ("explainer", r"\bmark(?:s|ed|ing)? (?:\w+ ){1,3}(?:years?|decades?) (?:since|after|of)\b"),
    ("interview", r"\A(?:interview|transcript|q\s?&\s?a) with\b|\|\s*interview\Z|\bfull transcript\b"),
    ("analysis", r"\btakeaways\b|\|\s*analysis\Z|:\s*(?:experts?|analysts?)\Z|\Aall eyes (?:on|turn)\b"),
    ("obituary", r"\Aobituary\b|\bobituary\Z"),
    ("list", r"\A(?:in pictures|pictures of the|photos?|gift guide|recipes?|quiz)\b|\bin pictures\Z"),
    ("explainer", r"\b(?:explained|explainer)\Z|\bwhat (?:we|you need to) know\b|\b(?:what|things) to know\b"),
    ("explainer", r"\A(?:what|who|how|why|where) (?:is|are|was|were|does|do|did|will|could|has|have)\b"),
    ("explainer", r"\A(?:what|who|where) the\b(?!.{3,80}\bmeans?\b)"),
    ("notice", r"\A(?:about us|contact us|privacy policy|terms (?:of|and)|cookie policy|advertise with us)\b"),
    ("notice", r"\A(?:subscribe|newsletters?|careers|horoscopes?|crossword|tv (?:guide|listings)|weather forecast)\b"),
)
"""Labels before an English title (``text.labels``), then what else in it names the kind."""

ENTRIES = 3
"""Sentences that begin with the time of day from which on a page is a live one, in any language: of 757 reports none
has one.
"""
PAPERS = 3
"""Different newspapers that are quoted by name from which on a text is a press review: of 757 reports three quote one,
none more.
"""
NAMED, DENSE, PRESS = 5, 125, 3
"""Newspapers named, one in so many words, and words on the press, that make a text one too: of 1,541 labelled articles,
press reviews aside, none.
"""
FRONT_PAGES = 2
"""Sentences that speak of a front page from which on it is one too: of 757 reports one has one."""
PERSONS = 5
"""Sentences that begin with a name and an age from which on a text is a list: of 2,214 articles no report has four."""
LONGEST_REPORT = 2000
"""Words of the longest text that is still a report: of 1,800 labelled articles no report has more."""
CLIP = 100
"""Words below which a text may be what stands below a video clip: of 2,112 labelled articles one presents a video in
fewer, a clip.
"""
FIRST = 3
"""Reasons that are given for what is learned."""

_ADDRESS, _OUTLET, _TITLE = (
    tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in table)
    for table in (IN_ADDRESS, IN_OUTLET, IN_TITLE)
)
_LONGEST_TITLE = 300
"""Characters of a title that are searched: as many as intake gives it (``intake.facts.LONGEST``)."""
_ASKS_WHY = re.compile(r"(?:why|how)\b(?! to\b)|what\b(?!.*\?)(?=.{3,80}\bmeans?\b)", re.IGNORECASE)
"""How a title begins that a report seldom has: of twelve such labelled articles none is one."""
_NO_ACT = re.compile(rf"\b(?:{join_forms(SPEAKS & PAST)}|asked|was|were|had|did|called|expected|planned|scheduled)\b")
"""Verbs in the past beside which a day tells only when somebody spoke, or when something was."""
_NOT_SURE = 0.999
"""The most that ``report`` is under a title that asks why: below 1, so that reports may take the article in."""
_ENTRY = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|BST|CET|ET))?(?:\s?[-–—:|]|\s(?=[^\W\d_a-z]))"
)
_VIEWS = re.compile(r"\b(?:views?|opinions?) expressed (?:in|by|here|are)\b", re.IGNORECASE)
_LAST_OF_NAME = (
    r"(?:Times|Post|Mail|Guardian|Telegraph|Mirror|Sun|Express|Star|Independent|Observer"
    r"|Metro|Journal|Tribune|Herald|Gazette|Chronicle|Standard|Monde|Figaro|Bild|Zeitung|Pa[ií]s|Mundo|Repubblica|Haaretz"
    r"|Kommersant|Izvestia|Vedomosti|Spiegel|Lib[eé]ration|i newspaper)"
)
_NAME = rf"(?<![\w’'&-])((?:[A-Z][\w’'&-]+ ){{0,2}}{_LAST_OF_NAME})"
_MAY_NAME = re.compile(rf"{_LAST_OF_NAME}[’']?s?\b")
"""Found in every text that holds a newspaper's name, in a tenth of the time."""
_NAMED = re.compile(rf"{_NAME}\b")
_PRESS = re.compile(
    r"\b(?:papers?|newspapers?|front pages?|headlines?|tabloids?|broadsheets?|editorials?)\b", re.IGNORECASE
)
_PAPER = re.compile(
    rf"{_NAME}[’']?s?\b,? (?:also |front page |has |itself )?"
    r"(?:says?|reports?|writes?|leads?|carries|splashes|quotes?|runs?|claims?|describes?|asks?|features?|argues?|focuses"
    r"|devotes|publishes|headlines?|opts|believes|notes|calls|warns|reveals|suggests|considers|headline|front page)\b"
)
_UPDATES = re.compile(
    r"\b(?:follow ?(?:our |the |live )*(?:updates|coverage)"
    r"|(?:earlier|previous|latest) (?:developments|updates) (?:here|below)|stay with us|if you.re just joining)\b",
    re.IGNORECASE,
)
_GUIDE = re.compile(
    r"(?:what (?:we|to|you need to) know|here(?:['’]s| is| are) (?:what (?:we|to|you need to) know|the latest))\b",
    re.IGNORECASE,
)
"""How a text opens that goes through what is known: a guide or, where it is long, the page that grows with the day."""
_PERSON = re.compile(r"[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){1,4} ?, (?:aged )?\d{1,2}\b")
_STANDING = re.compile(
    r"\bthis (?:list|page|tracker|map|table) (?:is|was|will be|has been)(?: being)?(?: \w+ly)? updated\b", re.IGNORECASE
)
_NO_SPEECH = rf"(?!(?:{join_forms(SPEAKS)}|call(?:s|ed)?)\b)"
_SHOWS = re.compile(
    rf"\W*(?:{_NO_SPEECH}[\w’'-]{{1,30}} ){{0,3}}(?:videos?|footage|clips?)\b"
    rf"|\W*(?:{_NO_SPEECH}[\w’'-]{{1,30}} ){{1,6}}(?:was|were|is|are) filmed\b",
    re.IGNORECASE,
)
"""How a title or text opens that presents a video; a brief may mention one."""
_PRESENTS = re.compile(
    r"\bjoins? .{3,40} to (?:discuss|talk)|[A-Z][\w’'-]{1,30} reports? from\b"
    r"|\b(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter)\b.{0,40}\b(?:explains|reports|looks|examines|answers|takes)\b"
)
"""Who speaks in it."""


_HAPPENED = re.compile(
    rf"\b(?:{WEEKDAY.lower()}|today|tonight|yesterday|ago|{join_forms(SPEAKS)}|according"
    r"|was|were|had|did|has|have|been|began|(?:last|this|next) (?:week|month|year)|(?:19|20)\d\d)\b"
)
"""Words of a time or an act, of which every report has one; the pages of an institution have none."""
_TO_THE_READER = re.compile(r"\b(?:please|contact|click|visit|subscribe|sign up|you|your)\b")


class FoundKind(NamedTuple):
    """The kind of an article and the reasons; ``report``: how much its style is that of a report, 0 to 1."""

    kind: Kind
    why: tuple[str, ...] = ()
    report: float = 1.0


def tell_kind(article: Article, sentences: tuple[Sentence, ...]) -> FoundKind:
    """Return the kind of an article; ``report`` unless something says otherwise."""
    if not sentences:
        return FoundKind("notice", ("it has no sentence",))
    facts = article.facts
    english = facts.read_as == "en"
    title = facts.title.value[:_LONGEST_TITLE].strip() if facts.title and english else ""
    labelled = next(_find_labels(facts.url, facts.outlet, title), None)
    if labelled:
        return FoundKind(*labelled)
    texts = [sentence.text for sentence in sentences]
    if sum(_ENTRY.match(text) is not None for text in texts if text[:1].isdecimal()) >= ENTRIES:
        return FoundKind("live", ("entries by the time of day",))
    if not english:
        return FoundKind("report")
    words = sum(len(text.split()) for text in texts)
    if formed := _tell_by_form(article, texts, words):
        return FoundKind(*formed)
    asked = _ASKS_WHY.match(title)
    traits = measure_style(title, texts, words, article.document.text)
    return _tell_by_style(traits, None if asked and _tells_event(texts[0]) else asked)


def _find_labels(url: Fact | None, outlet: Fact | None, title: str) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """Yield the kinds that a newsroom's own labels name, each with the label."""
    address, name = url.value if url else "", outlet.value if outlet else ""
    for where, text, table in (("address", address, _ADDRESS), ("outlet", name, _OUTLET), ("title", title, _TITLE)):
        for kind, pattern in table:
            if found := pattern.search(text):
                yield kind, (f"the {where} says {found[0].strip(' :|/–—-')!r}",)


def _tell_by_form(article: Article, texts: Sequence[str], words: int) -> tuple[Kind, tuple[str, ...]] | None:
    """Return the kind that a form gives away which no report has."""
    if "expressed" in article.document.text.lower() and (found := _VIEWS.search(article.document.text)):
        return "opinion", (f"a note says {found[0]!r}",)
    forms: tuple[tuple[Kind, str | None], ...] = (
        ("press_review", _describe_press_review(texts, words)),
        ("list", _describe_list(texts)),
        ("live" if words > LONGEST_REPORT else "explainer", _describe_guide(texts[0], words)),
    )
    for kind, why in forms:
        if why:
            return kind, (why,)
    if found := _UPDATES.search(" ".join(texts[:2])):
        return "live", (f"it opens with {found[0]!r}",)
    if words < CLIP and (shown := _find_presentation(article, texts)):
        return "video", (f"{words} words, with {shown!r}",)
    own = " ".join(texts).lower()
    if not article.facts.published and not _HAPPENED.search(own) and (found := _TO_THE_READER.search(own)):
        return "notice", (f"it tells of no time and no act, and says {found[0]!r}",)
    return None


def _find_presentation(article: Article, texts: Sequence[str]) -> str:
    """Return the words with which a short text presents a video; nothing where it only mentions one."""
    title = article.facts.title.value if article.facts.title else ""
    found = _SHOWS.match(title) or _SHOWS.match(texts[0]) or _PRESENTS.search(" ".join(texts))
    return found[0] if found else ""


def _describe_guide(opening: str, words: int) -> str | None:
    """Say how a text opens that goes through what is known, and how long it is."""
    found = _GUIDE.match(opening)
    return f"it opens with {found[0]!r} and has {words} words" if found else None


def _describe_list(texts: Sequence[str]) -> str | None:
    """Say what makes a text a list: that it is kept up to date, or goes from person to person."""
    if found := next(filter(None, (_STANDING.search(text) for text in texts if "updated" in text)), None):
        return f"it says {found[0]!r}"
    if sum(_PERSON.match(text) is not None for text in texts) >= PERSONS:
        return "sentence after sentence begins with a name and an age"
    return None


def _describe_press_review(texts: Sequence[str], words: int) -> str | None:
    """Say how a text goes through newspapers: it quotes several, names many, or speaks of front pages."""
    naming = [text for text in texts if _MAY_NAME.search(text)]
    quoted = dict.fromkeys(paper for text in naming for paper in _PAPER.findall(text))
    if len(quoted) >= PAPERS:
        return f"it quotes {', '.join(list(quoted)[:PAPERS])}"
    named = dict.fromkeys(_NAMED.findall(" ".join(naming)))
    if len(named) >= max(NAMED, words / DENSE) and len(_PRESS.findall(" ".join(texts))) >= PRESS:
        return f"it names {', '.join(list(named)[:PAPERS])}"
    if sum("front page" in text for text in texts) >= FRONT_PAGES:
        return "it goes through front pages"
    return None


def _tells_event(lead: str) -> bool:
    """Tell whether a lead counts dead, or tells an act with its weekday: "Varnia struck Keld on Tuesday"."""
    if any(one.kind == "killed" for one in find_quantities(lead)):
        return True
    return bool(find_weekdays(lead)) and tells_past(_NO_ACT.sub("", lead))


def _tell_by_style(traits: dict[str, float], asked: re.Match[str] | None) -> FoundKind:
    """Return the kind as which an English text is written, and the traits that say so most.

    What reads like a report below a title that asks why (``asked``) is an analysis, until reports that tell the same
    take it in.
    """
    more = {name: traits[name] - weights[0] for name, weights in WEIGHTS.items()}
    parts = [{name: more[name] * weights[1 + i] for name, weights in WEIGHTS.items()} for i in range(len(KINDS))]
    scores = [round(BIAS[i] + math.fsum(part.values()), 6) for i, part in enumerate(parts)]
    if not traits["words of the minute"]:  # the labelled live pages are of two outlets: their "says" is no sign alone
        scores[KINDS.index("live")] = -math.inf
    best = scores.index(max(scores))
    odds = [math.exp(score - max(scores)) for score in scores]
    report = round(odds[KINDS.index("report")] / math.fsum(odds), 3)
    if KINDS[best] == "report":
        why = (f"the title asks {asked[0]!r}",) if asked else ()
        return FoundKind("analysis" if asked else "report", why, min(report, _NOT_SURE) if asked else report)
    gains = {name: parts[best][name] - parts[KINDS.index("report")][name] for name in WEIGHTS}
    most = sorted(gains, key=lambda name: (-round(gains[name], 6), name))[:FIRST]
    return FoundKind(KINDS[best], tuple(f"{name} {gains[name]:+.1f}" for name in most), report)
