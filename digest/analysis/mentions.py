"""Find the words of a sentence that may need something from elsewhere, and who would give it.

A mention is a pronoun, "the ministry", a bare surname, "some", "hours later", "However", or a quotation without its
speaker. Its traits say what stands around it, the weights of ``needs_weights`` (docs/extracts.md) whether it is a need.

English has mentions of every kind. A language in ``cues`` has the words that open a sentence and point back; of any
other only a quotation without a speaker is known, and nothing else is said.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.analysis.cues import CUES, Cues
from digest.analysis.forms import NUMBERS, PAST, PRONOUNS, SAYS, SentenceWords, bare, word_set
from digest.analysis.introductions import ArticleWords, is_explained
from digest.analysis.needs_weights import BIAS, WEIGHTS
from digest.analysis.speech import QuotationMarks
from digest.model import Need, Sentence
from digest.text.calendar_names import WEEKDAYS
from digest.text.needs import TITLE
from digest.text.words import Tokens, stem

_AFTER_NOUN = word_set(
    "of for on in to at between with from by against that who which whose where about near behind around into under"
    " over"
)
_VERBS = word_set(
    "was is were are has had have will would could can may might must should did does do been be said says"
)
_DOES = _VERBS | SAYS
_NOT_BARE = NUMBERS | word_set("the no at than about of")
_WHOLE_OR_NOW = word_set(
    "who living killed whose time week weekend month year morning afternoon evening night summer winter spring autumn"
    f" day days {' '.join(WEEKDAYS).lower()}"
)
_SERIES = word_set("first last only same other latest latter former")
_AT_THE_TOP = frozenset(("pronoun", "speaker"))
"""What a sentence can lack that opens an article: it introduces its own things and names."""
_LONGEST = 60
"""Characters of a need's words that are kept."""
CERTAIN = "he says, nobody named"
"""The trait that decides by itself: "“…,” she said" cannot be read but of somebody who was named before."""
_SPOKEN_OF = "the spoken of before"
"""The only trait of "the ministry" that speaks for a need and takes long to find."""
_UNITS = "(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)"
_TIME = re.compile(
    rf"(?<!who )(?<!that )(?<!and )(?<!which )\b(?:(?P<unit>(?:\w+ )?{_UNITS} "
    rf"(?:before|later|earlier|after|afterwards)\b(?! \w+ing)|(?:the )?day (?:before|after)\b)"
    r"|(?<!at )this time\b|after (?:\w+ )?(?:\w+ )?(?:minutes|hours|days|weeks|months|years)(?=,)"
    r"|(?:the|that|a) (?:following|previous|next|same|preceding) "
    r"(?:day|week|month|year|night|morning|evening|afternoon)|at (?:the|that) (?:same )?time\b|(?:later|then|earlier"
    r"|afterwards?|since then|by then|until then|simultaneously|subsequently)\b)(?!\s(?:this|on|in|that|today"
    r"|tomorrow|than|as|[A-Z]\w+day|[A-Z][a-z]+ \d)\b)",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"[\"“'‘(\[\s—–-]*(?P<cue>(?:but|and|however|meanwhile|also|moreover|furthermore|nevertheless|nonetheless|yet|so|thus"
    r"|hence|therefore|instead|otherwise|then|similarly|likewise|besides|additionally|accordingly|consequently|conversely"
    r"|thirdly|secondly|elsewhere|(?:further|thus)(?= \w+ing\b)"
    r"|or|nor|even so|as such|in (?:addition|fact|turn|contrast|response|return|other words)"
    r"|by contrast|in the (?:meantime|process|end)|for (?:his|her|its|their) part|for (?:example|instance)"
    r"|as a (?:result|consequence)|on the (?:other hand|contrary)|to (?:that|this) end|regardless|after all"
    r"|on top of that|separately|(?:with|despite|because of|after|before) (?:that|this)|which|mostly"
    r"|because(?=[^,]*$))\b"
    r"|(?:first|second|third|finally|still|rather|indeed|or),)",
    re.IGNORECASE,
)
_HOWEVER = re.compile(r"[,;] (?P<cue>however|though)[,.;]")
_EMPTY_IT = re.compile(
    r"it(?:['’]s| is| was| remains?| will be| isn['’]t| wasn['’]t)\b(?! one\b)[^.]{0,40}"
    r"\b(?:that|whether|how|why|when|who|if|to|clear|unclear|likely|possible|\d+:\d+)\b",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """Words that may need something: where they stand, what tells whether they do, who would give it."""

    kind: str
    start: int
    end: int
    traits: Sequence[str]
    met_by: tuple[int, ...]


def needs_of(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    marks: Sequence[QuotationMarks],
    title: str,
    language: str | None,
    countries: Collection[str] = (),
) -> tuple[tuple[Need, ...], ...]:
    """Return the needs of each sentence, in the order of its words; ``countries`` name what everyone knows."""
    if language == "en":
        article = ArticleWords(sentences, tokens, marks, title, countries)
        kept = [
            sorted([one for one in mentions_in(article, at, every=False) if _is_need(tuple(one.traits))], key=_place)
            for at in range(len(sentences))
        ]
    else:
        cues = CUES.get(language or "", Cues())
        kept = [
            [*_opening(sentence.text, at, cues), *unspoken(marks[at], sentence.text, at)]
            for at, sentence in enumerate(sentences)
        ]
    if kept:  # what opens an article introduces its own things and names
        kept[0] = [one for one in kept[0] if (one.kind in _AT_THE_TOP or _joins(one)) and TITLE not in one.met_by]
        if language == "en":
            kept[0] = [one for one in kept[0] if one.kind != "pronoun" or not _named_behind(article, one.end)]
    return tuple([tuple([_need(one, sentences[at].text) for one in each]) for at, each in enumerate(kept)])


def _joins(mention: Mention) -> bool:
    """Whether a connective opens the sentence: at the top of an article, it has lost what stood before."""
    return mention.kind == "connective" and mention.start == 0


def _named_behind(text: ArticleWords, at: int) -> bool:
    """Whether the first sentence has a full name behind a pronoun: "He lost, but Pavel Idrin stays"."""
    words = text.words[0]
    return any(words.start(start) > at and end - start > 1 for start, end in text.names[0])


def mentions_of(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    marks: Sequence[QuotationMarks],
    title: str,
    countries: Collection[str] = (),
) -> list[list[Mention]]:
    """Find everything in English sentences that may need something, in the order of the words."""
    text = ArticleWords(sentences, tokens, marks, title, countries)
    return [sorted(mentions_in(text, at), key=_place) for at in range(len(sentences))]


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _need(mention: Mention, text: str) -> Need:
    words = text[mention.start : mention.end]
    return Need(mention.kind, words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…", mention.met_by)


@lru_cache(maxsize=10_000)
def _is_need(traits: tuple[str, ...]) -> bool:
    """Whether a mention with such traits needs something; few hundred sets of traits come again and again."""
    return CERTAIN in traits or sum([WEIGHTS.get(name, 0.0) for name in traits]) + BIAS > 0


def _opening(text: str, at: int, cues: Cues) -> Iterator[Mention]:
    """Find the word that opens a sentence of another language and points back."""
    found = cues.opening.match(text)
    if found and not cues.harmless.match(text):
        yield Mention("connective", *found.span("cue"), (), sentence_before(at))


def mentions_in(text: ArticleWords, at: int, *, every: bool = True) -> Iterator[Mention]:
    """Find everything in an English sentence that may need something; else not what no weight makes a need."""
    words, sentence = text.words[at], text.sentences[at].text
    named = frozenset([i for start, end in text.names[at] for i in range(start, end)])
    seen = _Seen(words, named)
    timed = False
    for i, form in [(i, form) for i, form in enumerate(words.forms) if form.role]:
        if form.role == "pronoun":
            if form.core != "it" or not _EMPTY_IT.match(sentence, words.start(i)):
                yield _pronoun(text, at, i, PRONOUNS[form.core], seen)
        elif form.core == "the":
            yield from _definite(text, at, i, seen, every=every)
        elif form.role == "thing":
            yield from _thing(text, at, i, seen)
        elif form.role == "quantity":
            yield from _quantity(words, i, form.core, seen, at)
        elif form.role == "time":
            timed = True
        elif at and not words.quoted[i]:
            yield Mention("speaker", *words.span(i), ("I outside quotation",), sentence_before(at))
    yield from _persons(text, at, words)
    if found := _CONNECTIVE.match(sentence):
        how = "opens with but" if found["cue"].lower() in ("but", "and") else "a connective"
        yield Mention("connective", *found.span("cue"), (how,), sentence_before(at))
    elif found := _HOWEVER.search(sentence):
        yield Mention("connective", *found.span("cue"), ("a connective",), sentence_before(at))
    for found in _TIME.finditer(sentence) if timed else ():
        how = "time in units" if found["unit"] else "time"
        traits = (how, "time opens") if found.start() < 3 else (how,)
        yield Mention("time", *found.span(), traits, sentence_before(at))
    yield from unspoken(text.marks[at], sentence, at)


def sentence_before(at: int) -> tuple[int, ...]:
    return (at - 1,) if at else ()


class _Seen:
    """What of a sentence stands before each of its words."""

    def __init__(self, words: SentenceWords, named: frozenset[int]) -> None:
        self.words, self.named = words, named

    def nouns(self, i: int) -> int:
        """Return how many nouns and verbs that are no names stand before a word."""
        return len([1 for k, form in enumerate(self.words.forms[:i]) if form.content and k not in self.named])

    def near_start(self, i: int) -> bool:
        """Whether a word is the first or the second."""
        return i - self.words.opening < 2

    def late(self, i: int, count: int) -> bool:
        """Whether so many names and nouns stand before a word."""
        return i >= count and sum([k < i for k in self.named]) + self.nouns(i) >= count


def _pronoun(text: ArticleWords, at: int, i: int, group: str, seen: _Seen) -> Mention:
    words = seen.words
    quoted = words.quoted[i]
    fronted = group == "he" and words.lower(i - 1) == "," and words.opens_with_phrase()  # its names are no subject
    named = not fronted and any(k < i and (quoted or not words.quoted[k]) for k in seen.named)
    before = "name before" if named else "noun before" if seen.nouns(i) else "nothing before"
    traits = [group, f"pronoun, {before}"]
    says = words.lower(i + 1) in SAYS or words.lower(i - 1) in SAYS
    if group == "he" and not named:
        traits += ["he, nobody before", *([CERTAIN] if says and not quoted else [])]
    if i == words.opening:
        traits.append("pronoun opens")
    if quoted:
        traits.append("pronoun quoted")
    if any(i < k < i + 9 for k in seen.named):
        traits.append("pronoun, name after")
    if says:
        traits.append("pronoun says")
    met_by = text.person(at) if group in ("he", "his") else sentence_before(at)
    return Mention("pronoun", *words.span(i), traits, met_by)


def _thing(text: ArticleWords, at: int, i: int, seen: _Seen) -> Iterator[Mention]:
    """Find "those school ceremonies", and a "this" that stands for itself; "that" only where it opens."""
    if seen.words.forms[i].core == "that" and not seen.near_start(i):
        return
    words, following = seen.words, seen.words.lower(i + 1)
    traits = ["this quoted"] if words.quoted[i] else []
    contracted = words.forms[i].core != words.forms[i].lower
    if contracted or following.removesuffix("n't") in _VERBS or not following[:1].isalpha():
        traits += ["this"] + (["this opens"] if seen.near_start(i) else [])
        yield Mention("pronoun", *words.span(i), traits, sentence_before(at))
    elif following not in _WHOLE_OR_NOW and not following.endswith("ed"):
        end, size = _head(words, i + 1)
        if size:
            traits += ["this thing"] + (["this thing opens"] if seen.near_start(i) else [])
            met_by = text.noun(bare(words.lower(end)), at) or sentence_before(at)
            yield Mention("thing", *words.span(i, end), traits, met_by)


def _head(words: SentenceWords, start: int) -> tuple[int, int]:
    """Return the last word of the noun phrase from an index on, and its size; 0 where there is none, or a name."""
    end, size, forms = start, 0, words.forms
    for i in range(start, min(len(forms), start + 4)):
        form = forms[i]
        if i == start and (form.text[0].isdigit() or form.lower in ("a", "an")):
            continue
        stopped = form.stop or form.lower in _VERBS or form.lower in SAYS
        if not form.alpha or (stopped and form.lower not in ("other", "same", "two", "first")):
            break
        if form.lower in _AFTER_NOUN or (size and (form.lower in PAST or form.lower.endswith("ed"))):
            break
        end, size = i, size + 1
        if form.possessive:
            break
    return (end, 0) if size and forms[end].upper else (end, size)


def _definite(text: ArticleWords, at: int, i: int, seen: _Seen, *, every: bool) -> Iterator[Mention]:
    """Find "the ministry", of which the sentence has not spoken before."""
    words = seen.words
    end, size = _head(words, i + 1)
    if not size:
        return
    traits = _traits_of_thing(words, i, end, seen)
    if not (every or _is_need(tuple(traits)) or _is_need((*traits, _SPOKEN_OF))):  # most: the rest costs most
        return
    noun = bare(words.forms[end].lower)
    if noun == "time":  # "the first time"
        return
    term = stem(noun, "en")
    alike = [form for form in words.forms[:i] if form.lower[0] == noun[0] and form.alpha]
    if any(stem(form.lower, "en") == term for form in alike):
        return
    met_by = text.noun(noun, at)
    if met_by[-1:] not in ((), (TITLE,)):
        traits.append(_SPOKEN_OF)
    yield Mention("thing", *words.span(i, end), traits, met_by or sentence_before(at))


def _traits_of_thing(words: SentenceWords, i: int, end: int, seen: _Seen) -> list[str]:
    """Tell what stands in "the ministry" and around it; asked fifty times an article."""
    following, inside = words.lower(end + 1), words.forms[i + 1 : end + 1]
    traits = ["the"]
    if following in _AFTER_NOUN:
        traits += ["the, of", "the, told more behind"] if following == "of" else ["the, told more behind"]
    if says := following in SAYS:
        traits.append("the says")
    if seen.near_start(i):
        traits.append("the opens")
    if len(inside) > 1:
        traits.append("the modified")
    if not seen.named.isdisjoint(range(i + 1, end + 1)):
        traits.append("the with a name")
    if bare(inside[-1].lower).endswith("s"):
        traits.append("the, several")
    if any(form.lower in _SERIES or form.lower.endswith("est") for form in inside):
        traits.append("the in a series")
    if not says and seen.late(i, 4):
        traits.append("the late")
    if words.quoted[i]:
        traits.append("the quoted")
    return traits


def _quantity(words: SentenceWords, i: int, quantity: str, seen: _Seen, at: int) -> Iterator[Mention]:
    """Find "some", "one of them", "others", "another project"."""
    if (i and words.lower(i - 1) in _NOT_BARE) or (i + 1 in seen.named and quantity not in ("another", "other")):
        return
    following = words.lower(i + 1)
    partitive = following == "of" and words.lower(i + 2) in ("them", "those", "these", "its", "his", "their", "the")
    traits = []
    if quantity in ("another", "other"):
        traits = ["another"]
    elif quantity == "others" or following in _DOES or not following[:1].isalpha() or following.endswith("ed"):
        traits = ["quantity alone"]
    elif partitive:
        traits = ["quantity alone", "quantity of"]
    elif quantity not in NUMBERS and seen.near_start(i):
        traits = ["quantity of a noun opens"]
    if traits:
        traits += ["quantity opens"] if seen.near_start(i) else []
        traits += ["quantity late"] if seen.late(i, 3) else []
        yield Mention("quantifier", *words.span(i), traits, sentence_before(at))


def _persons(text: ArticleWords, at: int, words: SentenceWords) -> Iterator[Mention]:
    """Find the names of one word, which the article may have whole elsewhere, or never explains."""
    for start, end in text.names[at]:
        name = words.forms[start].bare
        told = (
            end - start > 1
            or len(name) < 3
            or name.lower().rstrip(".") in text.countries
            or is_explained(words, start, end)
        )
        if not told:
            yield Mention("person", *words.span(start), *_short_name(text, at, start, name))


def _short_name(text: ArticleWords, at: int, start: int, name: str) -> tuple[list[str], tuple[int, ...]]:
    words = text.words[at]
    title = (TITLE,) if name in text.title_words else ()
    before, following = words.lower(start - 1), words.lower(start + 1)
    known = text.introduced.get(name)
    given = [other for other in known or () if other < at]
    earlier = [other for other in text.mentioned[name] if other < at]
    holds = (
        ("name", True),
        ("name introduced", bool(given)),
        ("name introduced later", bool(known) and not given),
        ("name never introduced", not known),
        ("name new", not known and not earlier),
        ("name says", following in SAYS or before in SAYS),
        ("name behind the", before == "the"),
        ("name behind in", before in ("in", "at", "from", "near", "to", "of", "across", "into")),
        ("name in capitals", name.isupper()),
        ("name opens", start == 0),
    )
    met_by = given or ([] if known else earlier[:1])
    return [trait for trait, true in holds if true], (*title, *met_by)


def unspoken(marks: QuotationMarks, text: str, at: int) -> Iterator[Mention]:
    """Find a quotation of which the sentence does not say who speaks."""
    alone = marks.opens and sum(map(str.isalnum, marks.outside)) < 4
    half = not marks.balanced and not marks.faulty
    said = any(word in SAYS for word in re.findall(r"[a-z]+", marks.outside)) if marks.opens or half else True
    holds = {
        "quotation alone": alone,
        "half a quotation": half,
        "quotation without a verb": not said,
        "quotation goes on": marks.ends_inside and not said,
    }
    traits = [name for name, true in holds.items() if true]
    if traits:
        yield Mention("speaker", 0, len(text), traits, sentence_before(at))
