"""Find the words of a sentence that may need something from elsewhere, and who would give it.

A mention is a pronoun, "the ministry", a bare surname, "some", "hours later", "However", or a quotation without its
speaker. Its traits say what stands around it, the weights of ``needs_weights`` (docs/extracts.md) whether it is a need.

English has mentions of every kind. A language in ``cues`` has the words that open a sentence and point back; of any
other only a quotation without a speaker is known, and nothing else is said.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from digest.analysis.cues import CUES, Cues
from digest.analysis.introductions import POSSESSIVE, STOP, ArticleWords, Word, bare, is_explained, word_set
from digest.analysis.needs_weights import BIAS, WEIGHTS
from digest.analysis.speech import Marks
from digest.model import Need, Sentence
from digest.text.needs import TITLE
from digest.text.words import Tokens, stem

_PRONOUNS = {
    word: group
    for group, words in {
        "he": "he she him himself herself",
        "his": "his hers her",
        "it": "it itself",
        "its": "its",
        "they": "they them themselves",
        "their": "their theirs",
    }.items()
    for word in words.split()
}
_SAYS = word_set(
    "said says say told tells added adds announced reported stated noted explained wrote tweeted insisted argued warned"
    " claimed declared confirmed asked replied answered continued concluded stressed recalled testified writes believes"
    " thinks vowed pledged"
)
_AFTER_NOUN = word_set(
    "of for on in to at between with from by against that who which whose where about near behind around into under"
    " over"
)
_VERBS = word_set(
    "was is were are has had have will would could can may might must should did does do been be said says"
)
_NUMBERS = word_set("one two three four five six seven eight")
_QUANTIFIERS = _NUMBERS | word_set("some many most both several none each few all neither either more")
_NOT_BARE = word_set("the no at than about of")
_WHOLE = word_set("who living killed whose time")
_NOW = word_set(
    "week weekend month year morning afternoon evening night summer winter spring autumn day days monday tuesday"
    " wednesday thursday friday saturday sunday"
)
_SERIES = word_set("first last only same other latest latter former")
_TITLES = word_set(
    "President Prime Minister Mr Mrs Ms Dr Sir Lord King Queen Prince Princess General Gen Colonel Col Captain Senator"
    " Sen Rep Gov Governor Secretary Chancellor Ambassador Pope Judge Justice Sheikh Ayatollah Admiral Major Lt Sgt"
    " Prof Professor Chief Chairman Spokesman Spokeswoman Mayor"
)
_AT_THE_TOP = frozenset(("pronoun", "speaker"))
"""What a sentence can lack that opens an article: it introduces its own things and names."""
_LONGEST = 60
"""Characters of a need's words that are kept."""
CERTAIN = "he says, nobody named"
"""The trait that decides by itself: "“…,” she said" cannot be read but of somebody who was named before."""
_UNITS = "(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)"
_TIME = re.compile(
    rf"(?<!who )(?<!that )(?<!and )(?<!which )\b(?:(?P<unit>(?:\w+ )?{_UNITS} "
    rf"(?:before|later|earlier|after|afterwards)\b(?! \w+ing)|(?:the )?day (?:before|after)\b)"
    r"|(?:the|that|a) (?:following|previous|next|same|preceding) "
    r"(?:day|week|month|year|night|morning|evening|afternoon)|at (?:the|that) (?:same )?time\b|(?:later|then|earlier"
    r"|afterwards?|since then|by then|until then|simultaneously|subsequently)\b)(?!\s(?:this|on|in|that|today|tomorrow"
    r"|than|as|[A-Z]\w+day|[A-Z][a-z]+ \d)\b)",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"[\"“'‘(\[\s—–-]*(?P<cue>(?:but|and|however|meanwhile|also|moreover|furthermore|nevertheless|nonetheless|yet|so|thus"
    r"|hence|therefore|instead|otherwise|then|similarly|likewise|besides|additionally|accordingly|consequently|conversely"
    r"|thirdly|secondly|elsewhere|or|nor|even so|as such|in (?:addition|fact|turn|contrast|response|return|other words)"
    r"|by contrast|in the (?:meantime|process|end)|for (?:his|her|its|their) part|for (?:example|instance)"
    r"|as a (?:result|consequence)|on the (?:other hand|contrary)|to (?:that|this) end|regardless|after all"
    r"|on top of that|separately|(?:with|despite|because of|after|before) (?:that|this)|which|mostly"
    r"|because(?=[^,]*$))\b"
    r"|(?:first|second|third|finally|still|rather|indeed|or),)",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"it(?:['’]s| is| was| remains?| will be| isn['’]t| wasn['’]t)\b[^.]{0,40}\b(?:that|whether|how|why|when|who|if|to"
    r"|clear|unclear|likely|possible)\b",
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
    marks: Sequence[Marks],
    title: str,
    language: str | None,
    places: Collection[str] = (),
) -> tuple[tuple[Need, ...], ...]:
    """Return the needs of each sentence, in the order of its words; ``places`` name what everyone knows."""
    if language == "en":
        found = mentions_of(sentences, tokens, marks, title, places)
        kept = [[one for one in each if _score(one.traits) > 0 or CERTAIN in one.traits] for each in found]
    else:
        cues = CUES.get(language or "", Cues())
        kept = [
            [*_opening(sentence.text, at, cues), *unspoken(marks[at], sentence.text, at)]
            for at, sentence in enumerate(sentences)
        ]
    if kept:  # what opens an article introduces its own things and names
        kept[0] = [one for one in kept[0] if one.kind in _AT_THE_TOP and TITLE not in one.met_by]
    return tuple([tuple([_need(one, sentences[at].text) for one in each]) for at, each in enumerate(kept)])


def mentions_of(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    marks: Sequence[Marks],
    title: str,
    places: Collection[str] = (),
) -> list[list[Mention]]:
    """Find everything in English sentences that may need something, in the order of the words."""
    text = ArticleWords(sentences, tokens, marks, title, places)
    return [sorted(mentions_in(text, at), key=lambda one: (one.start, one.end)) for at in range(len(sentences))]


def _need(mention: Mention, text: str) -> Need:
    words = text[mention.start : mention.end]
    return Need(mention.kind, words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…", mention.met_by)


def _score(traits: Sequence[str]) -> float:
    return sum([WEIGHTS.get(name, 0.0) for name in traits]) + BIAS


def _opening(text: str, at: int, cues: Cues) -> Iterator[Mention]:
    """Find the word that opens a sentence of another language and points back."""
    found = cues.opening.match(text)
    if found and not cues.harmless.match(text):
        yield Mention("connective", *found.span("cue"), (), sentence_before(at))


def mentions_in(text: ArticleWords, at: int) -> Iterator[Mention]:
    """Find everything in an English sentence that may need something."""
    words, named = text.words[at], {i for start, end in text.names[at] for i in range(start, end)}
    seen = _Seen(words, named)
    for i, word in enumerate(words):
        pronoun = re.sub(r"'(?:s|re|ve|ll|d)$", "", word.lower)
        if pronoun == "it" and _EMPTY_IT.match(text.sentences[at].text, word.start):
            continue
        if pronoun in _PRONOUNS:
            yield _pronoun(text, at, i, _PRONOUNS[pronoun], seen)
        elif (
            word.lower == "the"
            or pronoun in ("this", "these", "those", "such")
            or (pronoun == "that" and seen.near_start(i))
        ):
            yield from _thing(text, at, i, pronoun, seen)
        elif pronoun in _QUANTIFIERS or pronoun in ("another", "other", "others"):
            yield from _quantity(words, i, pronoun, seen, at)
        elif word.lower == "also" or (word.lower == "too" and seen.lower(i + 1) in ("", ".", ",")):
            yield Mention("connective", word.start, word.end, ("also",), sentence_before(at))
        elif word.lower in ("there", "here") and seen.lower(i + 1) not in _VERBS and "'" not in word.lower:
            yield Mention("place", word.start, word.end, ("there",), sentence_before(at))
        elif word.lower in ("i", "we", "our", "us", "my", "me") and not word.quoted:
            yield Mention("speaker", word.start, word.end, ("first person outside quotation",), sentence_before(at))
    yield from _persons(text, at, seen)
    if found := _CONNECTIVE.match(text.sentences[at].text):
        how = "opens with but" if found["cue"].lower() in ("but", "and") else "opens with a connective"
        yield Mention("connective", *found.span("cue"), (how,), sentence_before(at))
    for found in _TIME.finditer(text.sentences[at].text):
        how = "time in units" if found["unit"] else "time"
        traits = (how, "time opens") if found.start() < 3 else (how,)
        yield Mention("time", *found.span(), traits, sentence_before(at))
    yield from unspoken(text.marks[at], text.sentences[at].text, at)


def sentence_before(at: int) -> tuple[int, ...]:
    return (at - 1,) if at else ()


class _Seen:
    """What of a sentence stands before each of its words."""

    def __init__(self, words: Sequence[Word], named: Collection[int]) -> None:
        self.words, self.named = words, named
        self.start = next((i for i, word in enumerate(words) if word.text[0].isalnum()), 0)
        self.names, self.nouns = [0], [0]
        for i, word in enumerate(words):
            content = word.text[0].islower() and len(word.text) > 2
            content = content and word.lower not in STOP and word.lower not in _SAYS
            self.names.append(self.names[-1] + (i in named))
            self.nouns.append(self.nouns[-1] + (content and i not in named))

    def near_start(self, i: int) -> bool:
        """Whether a word is the first or the second."""
        return i - self.start < 2

    def lower(self, i: int) -> str:
        """Return the word at an index in lower case; nothing where the sentence has ended."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def late(self, i: int, count: int) -> bool:
        """Whether so many names and nouns stand before a word."""
        return self.names[i] + self.nouns[i] >= count


def _pronoun(text: ArticleWords, at: int, i: int, group: str, seen: _Seen) -> Mention:
    word = seen.words[i]
    person = group in ("he", "his")
    named = any(not words.quoted or word.quoted for words in (seen.words[k] for k in seen.named if k < i))
    before = "name before" if named else "noun before" if seen.nouns[i] else "nothing before"
    traits = [group, f"pronoun, {before}"]
    says = seen.lower(i + 1) in _SAYS or seen.lower(i - 1) in _SAYS
    if group == "he" and not named:
        traits += ["he, nobody before", *([CERTAIN] if says and not word.quoted else [])]
    if i == seen.start:
        traits.append("pronoun opens")
    if word.quoted:
        traits.append("pronoun quoted")
    if any(k in seen.named for k in range(i + 1, i + 9)):
        traits.append("pronoun, name after")
    if says:
        traits.append("pronoun says")
    met_by = text.person(at) if person else sentence_before(at)
    return Mention("pronoun", word.start, word.end, traits, met_by)


def _thing(text: ArticleWords, at: int, i: int, pronoun: str, seen: _Seen) -> Iterator[Mention]:
    """Find "the ministry", "those school ceremonies", and a "this" that stands for itself."""
    word, following = seen.words[i], seen.lower(i + 1)
    end, size = _head(seen.words, i + 1)
    if pronoun == "the":
        if size:
            yield from _definite(text, at, i, end, seen)
        return
    traits = ["this quoted"] if word.quoted else []
    if following in _VERBS or not following[:1].isalpha():
        traits += ["this"] + (["this opens"] if seen.near_start(i) else [])
        yield Mention("pronoun", word.start, word.end, traits, sentence_before(at))
    elif size and following not in _WHOLE | _NOW and not following.endswith("ed"):
        traits += ["this thing"] + (["this thing opens"] if seen.near_start(i) else [])
        met_by = text.noun(bare(seen.lower(end)), at) or sentence_before(at)
        yield Mention("thing", word.start, seen.words[end].end, traits, met_by)


def _head(words: Sequence[Word], start: int) -> tuple[int, int]:
    """Return the last word of the noun phrase from an index on, and its size; 0 where there is none, or a name."""
    end, size = start, 0
    for i in range(start, min(len(words), start + 4)):
        word = words[i]
        if i == start and (word.text[0].isdigit() or word.lower in ("a", "an")):
            continue
        stopped = word.lower in STOP or word.lower in _VERBS or word.lower in _SAYS
        if not word.text[0].isalpha() or (stopped and word.lower not in ("other", "same", "two", "first")):
            break
        if word.lower in _AFTER_NOUN or (size and word.lower.endswith("ed")):
            break
        end, size = i, size + 1
        if POSSESSIVE.search(word.text) and len(word.text) > 1:
            break
    return (end, 0) if size and words[end].text[0].isupper() else (end, size)


def _definite(text: ArticleWords, at: int, i: int, end: int, seen: _Seen) -> Iterator[Mention]:
    words, noun = seen.words, bare(seen.lower(end))
    term = stem(noun, "en")
    if any(word.text[0].isalpha() and stem(word.lower, "en") == term for word in words[:i]):
        return
    met_by = text.noun(noun, at) or sentence_before(at)
    inside, following = [word.lower for word in words[i + 1 : end + 1]], seen.lower(end + 1)
    holds = {
        "the": True,
        "the, of": following == "of",
        "the, told more behind": following in _AFTER_NOUN,
        "the says": following in _SAYS,
        "the opens": seen.near_start(i),
        "the modified": len(inside) > 1,
        "the with a name": any(k in seen.named for k in range(i + 1, end + 1)),
        "the spoken of before": any(other != TITLE for other in text.noun(noun, at)),
        "the, several": noun.endswith("s"),
        "the in a series": any(word in _SERIES or word.endswith("est") for word in inside),
        "the late": seen.late(i, 4) and following not in _SAYS,
        "the quoted": words[i].quoted,
    }
    yield Mention("thing", words[i].start, words[end].end, [name for name, true in holds.items() if true], met_by)


def _quantity(words: Sequence[Word], i: int, quantity: str, seen: _Seen, at: int) -> Iterator[Mention]:
    """Find "some", "one of them", "others", "another project"."""
    if (i and seen.lower(i - 1) in _NOT_BARE | _NUMBERS) or i + 1 in seen.named:
        return
    following = seen.lower(i + 1)
    partitive = following == "of" and seen.lower(i + 2) in ("them", "those", "these", "its", "his", "their", "the")
    traits = []
    if quantity in ("another", "other"):
        traits = ["another"]
    elif quantity == "others" or following in _VERBS | _SAYS or not following[:1].isalpha() or following.endswith("ed"):
        traits = ["quantity alone"]
    elif partitive:
        traits = ["quantity alone", "quantity of"]
    elif quantity not in _NUMBERS and seen.near_start(i):
        traits = ["quantity of a noun opens"]
    if traits:
        traits += ["quantity opens"] if seen.near_start(i) else []
        traits += ["quantity late"] if seen.late(i, 3) else []
        yield Mention("quantifier", words[i].start, words[i].end, traits, sentence_before(at))


def _persons(text: ArticleWords, at: int, seen: _Seen) -> Iterator[Mention]:
    """Find the names that are shorter than the article has them, or that it never explains."""
    words = seen.words
    for start, end in text.names[at]:
        last = bare(words[end - 1].text)
        title = (TITLE,) if last in text.title_words else ()
        place = words[start].start, words[end - 1].end
        if end - start == 1:
            if len(last) > 2 and last.lower().rstrip(".") not in text.places and not is_explained(words, end):
                yield Mention("person", *place, *_short_name(text, at, start, last, title))
            continue
        longer = text.longer.get(" ".join(bare(word.text).lower() for word in words[start:end]), ())
        earlier = tuple(other for other in longer if other < at)
        titled = end - start == 2 and words[start].text in _TITLES and last not in _TITLES
        known = tuple(other for other in text.introduced.get(last, ()) if other < at) if titled else ()
        if earlier or titled:
            yield Mention(
                "person", *place, ("part of a name" if earlier else "title and name",), (*title, *earlier, *known)
            )


def _short_name(
    text: ArticleWords, at: int, start: int, name: str, title: tuple[int, ...]
) -> tuple[list[str], tuple[int, ...]]:
    words = text.words[at]
    before = words[start - 1].lower if start else ""
    following = words[start + 1].lower if start + 1 < len(words) else ""
    given = [other for other in text.introduced.get(name, ()) if other < at]
    earlier = [other for other in text.mentioned[name] if other < at]
    holds = {
        "name": True,
        "name introduced": bool(given),
        "name introduced later": not given and name in text.introduced,
        "name never introduced": name not in text.introduced,
        "name new": name not in text.introduced and not earlier,
        "name says": following in _SAYS or before in _SAYS,
        "name behind the": before == "the",
        "name behind in": before in ("in", "at", "from", "near", "to", "of", "across", "into"),
        "name in capitals": name.isupper(),
        "name opens": start == 0,
    }
    met_by = given or ([] if name in text.introduced else earlier[:1])
    return [trait for trait, true in holds.items() if true], (*title, *met_by)


def unspoken(marks: Marks, text: str, at: int) -> Iterator[Mention]:
    """Find a quotation of which the sentence does not say who speaks."""
    alone = marks.opens and sum(map(str.isalnum, marks.outside)) < 4
    half = not marks.balanced and not marks.faulty
    said = any(word in _SAYS for word in re.findall(r"[a-z]+", marks.outside)) if marks.opens or half else True
    holds = {
        "quotation alone": alone,
        "half a quotation": half,
        "quotation without a verb": not said,
        "quotation goes on": marks.ends_inside and not said,
    }
    traits = [name for name, true in holds.items() if true]
    if traits:
        yield Mention("speaker", 0, len(text), traits, sentence_before(at))
