"""Find the words of a sentence that may need something from elsewhere, and who would give it.

Such words are a pronoun, "the ministry", a bare surname, "some", "hours later", "However", or a quotation without its
speaker. Their traits (``need_traits``) say what stands around them, ``need_weights`` whether they are a need
(docs/extracts.md).

English has all kinds of them. A language in ``cues`` has the words that open a sentence and point back; of any
other only a quotation without a speaker is known, and nothing else is said.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from digest.analysis.cues import CUES, Cues
from digest.analysis.forms import NUMBERS, PAST, PRONOUNS, Form, SentenceWords, strip_possessive, word_set
from digest.analysis.introductions import ArticleWords, is_explained
from digest.analysis.need_traits import PossibleNeed, Trait
from digest.analysis.need_weights import BIAS, WEIGHTS
from digest.analysis.pointing import find_before, find_connective, find_opening, find_times, find_unspoken
from digest.analysis.quotations import QuotationMarks
from digest.model import Need, Sentence
from digest.text.calendar_names import WEEKDAYS
from digest.text.saying import SAYS
from digest.text.unmet_needs import TITLE
from digest.text.words import Tokens, stem

_AFTER_NOUN = word_set(
    "of for on in to at between with from by against that who which whose where about near behind around into under"
    " over"
)
"""What ends a noun phrase and tells more of it."""
_VERBS = word_set(
    "was is were are has had have will would could can may might must should did does do been be said says"
)
_DOES = _VERBS | SAYS
_NOT_BARE = NUMBERS | word_set("the no at than about of")
"""Words before "some" and "two" that leave nothing open: "than some", "at most"."""
_WHOLE_OR_NOW = word_set(
    "who living killed whose time week weekend month year morning afternoon evening night summer winter spring autumn"
    f" day days {' '.join(WEEKDAYS).lower()}"
)
"""Words behind "this" and "those" that point at nothing said before."""
_SERIES = word_set("first last only same other latest latter former")
"""Words that say which one of several "the" means."""
_IN_PHRASE = word_set("other same two first")
"""Stop words that a noun phrase may hold."""
_THEM = word_set("them those these its his their the")
"""Words behind "one of" that say of whom before."""
_PLACES_BEFORE = word_set("in at from near to of across into")
"""Words before the name of a place."""
_NEAR, _LONGEST_PHRASE = 8, 4
"""Words behind a pronoun in which a name may say who is meant, and of a noun phrase behind its article: of 2,296
sentences doubled they change the needs of one and none, halved of none and 14 (``benchmarks/ranges.py``).
"""
_LONGEST = 60
"""Characters of a need's words that are kept."""
_EMPTY_IT = re.compile(
    r"it(?:['’]s| is| was| remains?| will be| isn['’]t| wasn['’]t)\b(?! one\b)[^.]{0,40}"
    r"\b(?:that|whether|how|why|when|who|if|to|clear|unclear|likely|possible|\d+:\d+)\b",
    re.IGNORECASE,
)


def find_needs(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    marks: Sequence[QuotationMarks],
    title: str,
    language: str | None,
    countries: Collection[str] = (),
) -> tuple[tuple[Need, ...], ...]:
    """Return the needs of each sentence, in the order of its words; ``countries`` name what everyone knows."""
    article = ArticleWords(sentences, tokens, marks, title, countries) if language == "en" else None
    if article:
        found = [
            _sort([one for one in _find_possible_needs(article, at, every=False) if _is_need(tuple(one.traits))])
            for at in range(len(sentences))
        ]
    else:
        cues = CUES.get(language or "", Cues())
        found = [
            [*find_opening(sentence.text, at, cues), *find_unspoken(marks[at], sentence.text, at)]
            for at, sentence in enumerate(sentences)
        ]
    if found:
        found[0] = _keep_at_the_top(found[0], article)
    return tuple([tuple([_make_need(one, sentences[at].text) for one in each]) for at, each in enumerate(found)])


def list_possible_needs(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    marks: Sequence[QuotationMarks],
    title: str,
    countries: Collection[str] = (),
) -> list[list[PossibleNeed]]:
    """Find everything in English sentences that may need something, in the order of the words."""
    article = ArticleWords(sentences, tokens, marks, title, countries)
    return [_sort(_find_possible_needs(article, at, every=True)) for at in range(len(sentences))]


def _sort(found: Iterable[PossibleNeed]) -> list[PossibleNeed]:
    return sorted(found, key=lambda one: (one.start, one.end))


def _make_need(found: PossibleNeed, text: str) -> Need:
    words = text[found.start : found.end]
    return Need(found.kind, words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…", found.met_by)


@lru_cache(maxsize=10_000)
def _is_need(traits: tuple[Trait, ...]) -> bool:
    """Tell whether words with such traits need something; few hundred sets of traits come again and again."""
    return Trait.HE_SAYS_NOBODY_NAMED in traits or sum([WEIGHTS[trait] for trait in traits]) + BIAS > 0


# --------------------------------------------------------------------------------------- the first sentence


def _keep_at_the_top(found: Sequence[PossibleNeed], article: ArticleWords | None) -> list[PossibleNeed]:
    """Return what the sentence lacks that opens an article: it introduces its own things and names.

    ``article`` has the names of an English one.
    """
    return [
        one
        for one in found
        if TITLE not in one.met_by
        and (
            one.kind == "speaker"
            or (one.kind == "connective" and one.start == 0)  # it has lost what stood before
            or (one.kind == "pronoun" and not (article and _is_named_behind(article, one.end)))
        )
    ]


def _is_named_behind(article: ArticleWords, offset: int) -> bool:
    """Tell whether the first sentence has a full name behind a pronoun: "He lost, but Pavel Idrin stays"."""
    words = article.words[0]
    return any(words.start(start) > offset and end - start > 1 for start, end in article.names[0])


# ------------------------------------------------------------------------------------ what stands around a word


class _Surroundings:
    """A sentence of an article, and what stands around each of its words; ``i`` counts words and marks.

    ``every``: all that may need something is looked for, not only what does.
    """

    def __init__(self, article: ArticleWords, at: int, *, every: bool) -> None:
        self.article, self.at, self.words, self.every = article, at, article.words[at], every
        self.named = frozenset([i for start, end in article.names[at] for i in range(start, end)])
        """The words that belong to names."""
        self.sentence_before = find_before(at)

    def wants(self, traits: Sequence[Trait]) -> bool:
        """Tell whether what has such traits is looked for; of most it is not asked where they stand."""
        return self.every or _is_need(tuple(traits))

    def count_nouns_before(self, i: int) -> int:
        """Return how many nouns and verbs that are no names stand before a word."""
        return len([1 for k, form in enumerate(self.words.forms[:i]) if form.content and k not in self.named])

    def has_name_before(self, i: int) -> bool:
        """Tell whether a name stands before a word that it can mean: a quoted name only where the word is quoted."""
        quoted = self.words.quoted
        return any(k < i and (quoted[i] or not quoted[k]) for k in self.named)

    def has_name_within(self, first: int, end: int) -> bool:
        """Tell whether a word of a name stands among some words."""
        return not self.named.isdisjoint(range(first, end))

    def is_near_start(self, i: int) -> bool:
        """Tell whether a word is the first or the second."""
        return i - self.words.opening < 2

    def is_late(self, i: int, count: int) -> bool:
        """Tell whether so many names and nouns stand before a word."""
        return i >= count and sum([k < i for k in self.named]) + self.count_nouns_before(i) >= count

    def is_in_name(self, i: int) -> bool:
        """Tell whether a word goes on a name ("Take That"), not "He" behind a dash or a bracket."""
        return i in self.named and i > 0 and self.words.forms[i - 1].alnum

    def has_said_before(self, i: int) -> bool:
        """Tell whether somebody speaks before a word: "Idrin said that we must wait"."""
        return not SAYS.isdisjoint([form.lower for form in self.words.forms[:i]])

    def says(self, i: int) -> bool:
        """Tell whether a verb of speaking stands beside a word."""
        return self.words.after(i) in SAYS or self.words.before(i) in SAYS


def _find_possible_needs(article: ArticleWords, at: int, *, every: bool) -> Iterator[PossibleNeed]:
    """Find everything in an English sentence that may need something; else not what no weight makes a need."""
    around, sentence = _Surroundings(article, at, every=every), article.sentences[at].text
    timed = False
    for i, form in [(i, form) for i, form in enumerate(around.words.forms) if form.role and not around.is_in_name(i)]:
        if form.role == "pronoun":
            yield from _find_pronoun(around, i, sentence)
        elif form.uncontracted == "the":
            yield from _find_definite(around, i)
        elif form.role == "thing":
            yield from _find_this(around, i)
        elif form.role == "quantity":
            yield from _find_quantity(around, i)
        elif form.role == "time":
            timed = True
        elif at and not around.words.quoted[i] and not around.has_said_before(i):
            yield PossibleNeed("speaker", *around.words.span(i), (Trait.I_OUTSIDE_QUOTATION,), around.sentence_before)
    yield from _find_short_names(around)
    yield from find_connective(sentence, at)
    if timed:
        yield from find_times(sentence, at)
    yield from find_unspoken(article.marks[at], sentence, at)


# -------------------------------------------------------------------------------------- pronouns and things


def _find_pronoun(around: _Surroundings, i: int, sentence: str) -> Iterator[PossibleNeed]:
    """Find "he" and "its"; not "it" that stands for nothing: "it is clear that"."""
    words, form = around.words, around.words.forms[i]
    if form.uncontracted == "it" and _EMPTY_IT.match(sentence, words.start(i)):
        return
    group, quoted, says = Trait(PRONOUNS[form.uncontracted]), words.quoted[i], around.says(i)
    behind_phrase = group is Trait.HE and words.before(i) == "," and words.opens_with_phrase()
    named = not behind_phrase and around.has_name_before(i)  # the names of a phrase are no subject
    if named:
        traits = [group, Trait.PRONOUN_NAME_BEFORE]
    else:
        nouns = around.count_nouns_before(i)
        traits = [group, Trait.PRONOUN_NOUN_BEFORE if nouns else Trait.PRONOUN_NOTHING_BEFORE]
    if group is Trait.HE and not named:
        traits.append(Trait.HE_NOBODY_BEFORE)
        if says and not quoted:
            traits.append(Trait.HE_SAYS_NOBODY_NAMED)
    if i == words.opening:
        traits.append(Trait.PRONOUN_OPENS)
    if quoted:
        traits.append(Trait.PRONOUN_QUOTED)
    if around.has_name_within(i + 1, i + 1 + _NEAR):
        traits.append(Trait.PRONOUN_NAME_AFTER)
    if says:
        traits.append(Trait.PRONOUN_SAYS)
    if around.wants(traits):
        personal = group in (Trait.HE, Trait.HIS)
        met_by = around.article.find_person(around.at) if personal else around.sentence_before
        yield PossibleNeed("pronoun", *words.span(i), traits, met_by)


def _find_this(around: _Surroundings, i: int) -> Iterator[PossibleNeed]:
    """Find "those school ceremonies", and a "this" that stands for itself; "that" only where it opens."""
    words, form = around.words, around.words.forms[i]
    opens = around.is_near_start(i)
    if form.uncontracted == "that" and not opens:
        return
    following = words.after(i)
    traits = [Trait.THIS_QUOTED] if words.quoted[i] else []
    contracted = form.uncontracted != form.lower
    if contracted or following.removesuffix("n't") in _VERBS or not following[:1].isalpha():
        traits += [Trait.THIS, Trait.THIS_OPENS] if opens else [Trait.THIS]
        yield PossibleNeed("pronoun", *words.span(i), traits, around.sentence_before)
    elif following not in _WHOLE_OR_NOW and not following.endswith("ed"):
        head = _find_head(words, i + 1)
        if head is not None:
            met_by = around.article.find_noun(strip_possessive(words.lower(head)), around.at) or around.sentence_before
            yield PossibleNeed("thing", *words.span(i, head), [*traits, Trait.THIS_THING], met_by)


def _find_head(words: SentenceWords, first: int) -> int | None:
    """Return the last word of the noun phrase that begins with a word; ``None`` where it is none, or a name."""
    head = None
    for i in range(first, min(len(words.forms), first + _LONGEST_PHRASE)):
        form = words.forms[i]
        if i == first and (form.text[0].isdigit() or form.lower in ("a", "an")):
            continue
        if _ends_phrase(form, begun=head is not None):
            break
        head = i
        if form.possessive:
            break
    return None if head is None or words.forms[head].upper else head


def _ends_phrase(form: Form, *, begun: bool) -> bool:
    """Tell whether a word is none of a noun phrase that has ``begun``, or would begin with it."""
    if not form.alpha or form.lower in _AFTER_NOUN:
        return True
    if (form.stop or form.lower in _DOES) and form.lower not in _IN_PHRASE:
        return True
    return begun and (form.lower in PAST or form.lower.endswith("ed"))


def _find_definite(around: _Surroundings, i: int) -> Iterator[PossibleNeed]:
    """Find "the ministry", of which the sentence has not spoken before."""
    words = around.words
    head = _find_head(words, i + 1)
    if head is None:
        return
    most = (Trait.THE, *_list_traits_for(around, i, head), Trait.THE_SPOKEN_OF_BEFORE)
    if not around.wants(most):  # most: what speaks against a need takes longest
        return
    traits = [*most[:-1], *_list_traits_against(around, i, head)]
    known = (*traits, Trait.THE_SPOKEN_OF_BEFORE)
    if not (around.wants(traits) or around.wants(known)):
        return
    noun = strip_possessive(words.forms[head].lower)
    if noun == "time" or _has_spoken_of(words.forms[:i], noun):  # "the first time"
        return
    met_by = around.article.find_noun(noun, around.at)
    spoken_of = any(giver != TITLE for giver in met_by)
    yield PossibleNeed("thing", *words.span(i, head), known if spoken_of else traits, met_by or around.sentence_before)


def _has_spoken_of(forms: Sequence[Form], noun: str) -> bool:
    """Tell whether words have a noun, in whatever form."""
    term = stem(noun, "en")
    alike = [form.lower for form in forms if form.lower[0] == noun[0] and form.alpha]
    return any(stem(word, "en") == term for word in alike)


def _list_traits_for(around: _Surroundings, the: int, head: int) -> list[Trait]:
    """List what speaks for a need in "the ministry" and around it; whether it was spoken of before takes longer."""
    phrase = around.words.forms[the + 1 : head + 1]
    traits = []
    if around.words.after(head) in SAYS:
        traits.append(Trait.THE_SAYS)
    if around.is_near_start(the):
        traits.append(Trait.THE_OPENS)
    if strip_possessive(phrase[-1].lower).endswith("s"):
        traits.append(Trait.THE_SEVERAL)
    if any(form.lower in _SERIES or form.lower.endswith("est") for form in phrase):
        traits.append(Trait.THE_IN_A_SERIES)
    return traits


def _list_traits_against(around: _Surroundings, the: int, head: int) -> list[Trait]:
    """List what speaks against a need in "the ministry" and around it: whatever it is, no weight of it is positive."""
    words = around.words
    following = words.after(head)
    traits = []
    if following == "of":
        traits.append(Trait.THE_OF)
    if following in _AFTER_NOUN:
        traits.append(Trait.THE_TOLD_MORE_BEHIND)
    if head > the + 1:
        traits.append(Trait.THE_MODIFIED)
    if around.has_name_within(the + 1, head + 1):
        traits.append(Trait.THE_WITH_A_NAME)
    if following not in SAYS and around.is_late(the, 4):
        traits.append(Trait.THE_LATE)
    if words.quoted[the]:
        traits.append(Trait.THE_QUOTED)
    return traits


def _find_quantity(around: _Surroundings, i: int) -> Iterator[PossibleNeed]:
    """Find "some", "one of them", "others", "another project"."""
    words, quantity = around.words, around.words.forms[i].uncontracted
    other = quantity in ("another", "other")
    if words.before(i) in _NOT_BARE or (i + 1 in around.named and not other):
        return
    following, opens = words.after(i), around.is_near_start(i)
    if other:
        traits = [Trait.ANOTHER]
    elif quantity == "others" or following in _DOES or not following[:1].isalpha() or following.endswith("ed"):
        traits = [Trait.QUANTITY_ALONE]
    elif following == "of" and words.after(i + 1) in _THEM:
        traits = [Trait.QUANTITY_ALONE, Trait.QUANTITY_OF]
    elif quantity not in NUMBERS and opens:
        traits = [Trait.QUANTITY_OF_A_NOUN_OPENS]
    else:
        return
    if opens:
        traits.append(Trait.QUANTITY_OPENS)
    if around.is_late(i, 3):
        traits.append(Trait.QUANTITY_LATE)
    if around.wants(traits):
        yield PossibleNeed("quantifier", *words.span(i), traits, around.sentence_before)


# --------------------------------------------------------------------------------------------------- names


def _find_short_names(around: _Surroundings) -> Iterator[PossibleNeed]:
    """Find the names of one word, which the article may have whole elsewhere, or never explains."""
    words = around.words
    for start, end in around.article.names[around.at]:
        name = words.forms[start].bare
        known = len(name) < 3 or name.lower().rstrip(".") in around.article.countries
        if end - start == 1 and not known and not is_explained(words, start, end):
            yield from _find_short_name(around, start, name)


def _find_short_name(around: _Surroundings, i: int, name: str) -> Iterator[PossibleNeed]:
    """Find a name that the article introduces elsewhere or nowhere, by what stands beside it."""
    words, article, at = around.words, around.article, around.at
    introduced = article.introduced.get(name, ())
    given = [other for other in introduced if other < at]
    earlier = [other for other in article.mentioned[name] if other < at]
    before = words.before(i)
    holds = (
        (Trait.NAME, True),
        (Trait.NAME_INTRODUCED, bool(given)),
        (Trait.NAME_INTRODUCED_LATER, bool(introduced) and not given),
        (Trait.NAME_NEVER_INTRODUCED, not introduced),
        (Trait.NAME_NEW, not introduced and not earlier),
        (Trait.NAME_SAYS, around.says(i)),
        (Trait.NAME_BEHIND_THE, before == "the"),
        (Trait.NAME_BEHIND_IN, before in _PLACES_BEFORE),
        (Trait.NAME_IN_CAPITALS, name.isupper()),
        (Trait.NAME_OPENS, i == 0),
    )
    traits = [trait for trait, true in holds if true]
    if around.wants(traits):
        title = (TITLE,) if name in article.title_words else ()
        met_by = given or ([] if introduced else earlier[:1])
        yield PossibleNeed("person", *words.span(i), traits, (*title, *met_by))
