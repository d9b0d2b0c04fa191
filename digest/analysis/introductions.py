"""Read where an article introduces each name and noun: what its sentences give to one another.

A name is a run of words with capitals, without "Mr" before it; one that opens a sentence counts when it has its capital
elsewhere too. A person is introduced by a longer name ("Colonel Pavel Idrin") or by words behind the name ("Idrin, a
lawyer").
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from digest.analysis.forms import TOKEN, SentenceWords, strip_possessive, word_set
from digest.analysis.quotations import QuotationMarks
from digest.model import Sentence
from digest.text.dateline import find_own_start
from digest.text.unmet_needs import TITLE
from digest.text.words import Tokens, stem

_PARTICLES = word_set("al bin de dela da di van von der el")


class ArticleWords:
    """An article's words, and where each name and noun was introduced."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        tokens: Sequence[Tokens],
        marks: Sequence[QuotationMarks],
        title: str,
        countries: Collection[str],
    ) -> None:
        self.sentences, self.marks, self.countries = sentences, marks, countries
        opening = find_own_start(sentences[0].text, "en") if sentences else 0
        self.words = [
            SentenceWords(sentence.text, begins_inside=mark.begins_inside, start=0 if at else opening)
            for at, (sentence, mark) in enumerate(zip(sentences, marks, strict=True))
        ]
        self.title_words = frozenset(strip_possessive(word) for word in TOKEN.findall(title) if word[0].isalpha())
        self.title_terms = frozenset(stem(word.lower(), "en") for word in self.title_words)
        self.tokens = tokens
        self.names = self._find_names()
        named = [
            [(words.forms[start:end], is_explained(words, start, end)) for start, end in runs]
            for words, runs in zip(self.words, self.names, strict=True)
        ]
        self.introduced = _list_positions(
            [form.bare for name, explained in names if len(name) > 1 or explained for form in name] for names in named
        )
        """For each word of a name the sentences that have it in a longer name, or say behind it who that is."""
        self.mentioned = _list_positions([form.bare for name, _ in names for form in name] for names in named)
        """For each word of a name the sentences that have it."""

    def _find_names(self) -> list[list[tuple[int, int]]]:
        """Return where names stand; a capital that a sentence opens with is one if the word has it elsewhere too."""
        capitals = {
            form.bare
            for words in self.words
            for before, form in zip(words.forms, words.forms[1:], strict=False)
            if form.upper and before.alnum
        }
        capitals |= self.title_words
        every = {form.text for words in self.words for form in words.forms}
        return [
            [
                (start, end)
                for start, end in find_name_runs(words)
                if end - start > 1
                or not words.opens(start)
                or (words.forms[start].bare in capitals and words.forms[start].bare.lower() not in every)
            ]
            for words in self.words
        ]

    def find_noun(self, word: str, at: int) -> tuple[int, ...]:
        """Return what mentions a noun before a sentence: the title, other sentences."""
        term = stem(word, "en")
        before = [other for other in range(at) if term in self.tokens[other].terms]
        return (TITLE, *before) if term in self.title_terms else tuple(before)

    def find_person(self, at: int) -> tuple[int, ...]:
        """Return the sentences that name whom a "he" means: the person named last before it, or the sentence before."""
        before = (at - 1,) if at else ()
        for other in range(at - 1, -1, -1):
            for _, end in self.names[other]:
                name = self.words[other].forms[end - 1].bare
                if name in self.introduced and not name.isupper():
                    title = {TITLE} if name in self.title_words else set()
                    return tuple(sorted({*title, *before, *[one for one in self.mentioned[name] if one < at]}))
        return before


def _list_positions(sentences: Iterable[Iterable[str]]) -> Mapping[str, list[int]]:
    """Return for each word the positions of the sentences that have it, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(sentences):
        for word in frozenset(words):
            found[word].append(at)
    return found


def find_name_runs(words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Find the runs of words that make a name: "Ronald dela Rosa", "Kemal Aslan's"."""
    forms, end = words.forms, 0
    for at in [i for i, form in enumerate(forms) if form.name]:
        if at < end or (forms[at].stop and words.opens(at)):
            continue
        end = at + 1
        while end < len(forms) and not forms[end - 1].possessive and _goes_on(words, end):
            end += 1
        yield at, end


def _goes_on(words: SentenceWords, at: int) -> bool:
    """Tell whether a word goes on with the name before it."""
    forms = words.forms
    if forms[at].name:
        return True
    following = at + 1 < len(forms) and forms[at + 1].upper
    return following and (forms[at].text in _PARTICLES or (forms[at].text in ".-" and len(forms[at - 1].text) < 4))


def is_explained(words: SentenceWords, start: int, end: int) -> bool:
    """Tell whether the words behind a name say who it is: ", a lawyer", ", presidential candidate of".

    In a phrase before the subject they do not: "For Idrin, the war is over".
    """
    forms = words.forms
    if end + 2 >= len(forms) or forms[end].text != ",":
        return False
    form = forms[end + 1]
    if form.lower in ("a", "an", "the") and start <= words.opening + 2 and words.opens_with_phrase():
        return False
    return form.lower in ("a", "an", "the", "who", "whose") or (
        form.text[0].islower() and not form.stop and not form.lower.endswith("ing")
    )
