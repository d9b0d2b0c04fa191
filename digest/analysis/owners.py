"""Find whose a figure is: the party that states it by a verb of saying or counting, which must govern the figure.

    The army said that five died, while residents of Keld put the toll at nine.

The sentence is parted at "while" into two clauses, each with one party: five are the army's, nine the residents'.
A party has a name ("the Hill Council"), or is what people or bodies of one side are called: "the rebels", "residents of
Keld", "the army". "Officials" and "sources" are nobody's side. Precision goes before recall: a clause in which two
speak, or a quotation, is nobody's. A verb governs what stands behind its "that", the number right behind it ("put the
toll at five"), and the clause that it closes (", the army said").
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.analysis.counting import BOUND_OF, MOVES, NOUNS_OF_ACTS, NUMBER_WORDS, TOLL_OF
from digest.analysis.forms import SentenceWords, word_set
from digest.analysis.saying_verbs import find_speaker_phrase_at
from digest.analysis.speaker_phrases import find_end_of_phrase, find_start_of_phrase, skip_adverbs
from digest.analysis.speaker_words import (
    ADVERBS,
    ARTICLES,
    BE,
    BODIES,
    CLAUSE,
    DATES,
    NEWSROOMS,
    OFFICES,
    OPENERS,
    PARTICLES,
    POSSESSIVES,
    SPOKESMEN,
)
from digest.text.saying import INVERTS, SPEAKS, STATES

_COUNTS = word_set("counted counts put puts gave gives reckons reckon speak speaks spoke")
STATES_FIGURES = STATES.finite | _COUNTS | {"say", "claim"}
"""Verbs that may state a figure."""
COUNTS = STATES_FIGURES - {"claimed"}
"""Those of them that tell no event: a fire, too, "claimed 17 lives"."""
PARTIES = (BODIES | OFFICES) - SPOKESMEN | word_set(
    "rebels insurgents militants separatists guerrillas fighters hijackers residents villagers locals witnesses"
    " survivors activists campaigners protesters organisers organizers doctors medics rescuers firefighters workers"
    " prosecutors investigators opposition police observers monitors peacekeepers hospital hospitals junta union unions"
    " group groups charity charities brigade operator airline mediators"
)
"""What a side is called without a name."""
OF_PLACE = word_set("of in from at")
"""What may stand behind a party, before a name: "police in Keld"."""
MOST_VERBS = 4
"""Verbs of saying in a clause; of one with more, who states what, nobody can tell: with one as without a bound the
labelled pairs of figures are the same (``benchmarks/score_claims.py``).
"""
_PARTS = word_set("while but whereas although though")
"""Words that open the clause of another who speaks."""
_LONGEST = 7
"""Words of a party: "the health service of the Hill Council rebels". Halved or doubled it changes no labelled pair and
no claim of 185 articles (``benchmarks/ranges.py``).
"""
_WITH = word_set("put puts spoke speak speaks gave give gives")
"""Verbs that state a figure only in "put the toll at five", "gave a toll of five", "spoke of five"."""
_TOLL = frozenset(TOLL_OF) | frozenset(NOUNS_OF_ACTS) | word_set("toll number count figure total tally killed people")
_LEADS = (
    _TOLL | MOVES | ARTICLES | POSSESSIVES | {word for phrase in BOUND_OF for word in phrase.split()}
    | word_set("at of on that there also only now still new latest official death body rising")
)  # fmt: skip
"""Words that may stand between a verb and its figure: "put the number of dead at at least five"."""
_ASIDE = (ADVERBS | ARTICLES) | word_set(
    "on in at to statement briefing conference news press reporters radio television"
)
"""Words of when, where and to whom somebody speaks: "said in a statement on Tuesday that"."""
_PARTED = CLAUSE - {"and", "that", "than"} | word_set("despite unlike amid following contrary contradicting")
"""Words that open what a verb before or behind them does not state: "said so after", "before the army said"."""
_NOT = word_set("never neither nor few no not hardly scarcely barely nobody none without yet refused failed n't")
"""Words by which nobody has stated what follows: "the army never said", "few residents said"."""
_CLOSES = frozenset(",\"”’'")
"""Marks before who speaks at the end of a clause: ", the army said"."""


class Clause(NamedTuple):
    """A part of a sentence, from one word to another; ``owner`` are the words that name the one party who speaks in it.

    ``verbs``: the verbs by which somebody speaks there.
    """

    start: int
    stop: int
    owner: tuple[int, int] | None
    verbs: tuple[int, ...]


def find_clauses(words: SentenceWords) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in which others may speak, each with its party."""
    found = []
    for start, stop in _part(words):
        verbs = tuple(_find_verbs(words, start, stop))
        parties = {_find_party(words, i) for i in verbs}
        found.append(Clause(start, stop, parties.pop() if len(parties) == 1 else None, verbs))
    return tuple(found)


def governs(words: SentenceWords, clause: Clause, figure: int) -> bool:
    """Tell whether a verb of who speaks in a clause governs the figure that starts at a word."""
    return any(_governs(words, clause, verb, figure) for verb in clause.verbs)


def _governs(words: SentenceWords, clause: Clause, verb: int, figure: int) -> bool:
    """Tell whether one verb of a clause governs a figure."""
    first, end = clause.owner or (verb - 1, verb)
    if words.lower(verb) == "to":
        return _accords(words, clause, verb, figure)
    if first > verb:  # ", said the army"
        return figure < verb
    denied = not _NOT.isdisjoint(words.lower(i) for i in range(first if figure < verb else clause.start, verb))
    if denied or any(words.lower(i) in _PARTED - ADVERBS for i in range(first, verb)):
        return False
    if figure < verb:
        tail = _skip_aside(words, max(verb + 1, end), clause.stop)
        ends = tail >= clause.stop or words.forms[tail].text in ',.”"'
        return ends and first > clause.start and words.forms[first - 1].text in _CLOSES
    return _opens(words, clause.start, first) and _leads_to(words, verb, figure)


def _accords(words: SentenceWords, clause: Clause, to: int, figure: int) -> bool:
    """Tell whether "according to the army" opens or closes what a figure stands in."""
    behind = max(to + 1, clause.owner[1] if clause.owner else 0)
    if behind < clause.stop and words.forms[behind].text not in ",.":
        return False
    opens = to - 2 < clause.start or words.forms[to - 2].text in _CLOSES
    return figure < to or (opens and _is_free(words, behind, figure))


def _opens(words: SentenceWords, start: int, first: int) -> bool:
    """Tell whether nothing but a phrase of time or place stands in a clause before who speaks."""
    before = [words.lower(i) for i in range(start, first) if words.forms[i].alnum]
    return not before or (before[0] in OPENERS | {"and"} and _PARTED.isdisjoint(before))


def _leads_to(words: SentenceWords, verb: int, figure: int) -> bool:
    """Tell whether a figure stands in the "that" of a verb, or right behind it."""
    word = words.lower(verb)
    behind = _skip_aside(words, verb + 1, figure)
    if word in ("told", "tells"):
        behind = next((i for i in range(verb + 1, min(verb + _LONGEST, figure)) if words.lower(i) == "that"), figure)
        return behind < figure and _is_free(words, verb + 1, figure)
    if words.lower(behind) == "that" and word not in _WITH:
        return behind < figure and _is_free(words, behind + 1, figure)
    between = [words.lower(i) for i in range(behind, figure)]
    if word in ("put", "puts"):  # "put the number of dead miners at 44"
        opened = next((k for k, one in enumerate(between) if one not in _LEADS), len(between))
        told = len(between) <= _LONGEST and not _TOLL.isdisjoint(between[:opened])
        return told and between[-1:] == ["at"] and _is_free(words, behind, figure)
    exact = word not in _WITH or ("of" in between and (word[:1] == "s" or not _TOLL.isdisjoint(between)))
    return exact and all(one in _LEADS for one in between)


def _skip_aside(words: SentenceWords, i: int, stop: int) -> int:
    """Return the first word that tells no more of when, where and to whom somebody speaks."""
    while i < stop and words.lower(i) != "that" and (words.lower(i) in _ASIDE or _is_named(words, i)):
        i += 1
    return i


def _is_named(words: SentenceWords, i: int) -> bool:
    """Tell whether a word is of a name or a date."""
    form = words.forms[i]
    return (form.name or form.text in DATES) and form.lower not in NUMBER_WORDS


def _is_free(words: SentenceWords, start: int, stop: int) -> bool:
    """Tell whether no other clause begins between two words: one with "after", "in which", or ", and"."""
    return not any(
        words.lower(i) in _PARTED or (words.lower(i) == "and" and words.lower(i - 1) == ",") for i in range(start, stop)
    )


def _part(words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Part a sentence where another may begin to speak: at a semicolon, "while", "but", or "and the army said"."""
    start, forms = 0, words.forms
    for i, form in enumerate(forms):
        if i > start and not words.quoted[i] and (form.text == ";" or form.lower in _PARTS or _joins(words, i)):
            yield start, i
            start = i + 1
    yield start, len(forms)


def _joins(words: SentenceWords, i: int) -> bool:
    """Tell whether "and" joins the clause of another party: "and the army said"."""
    if words.lower(i) != "and":
        return False
    verbs = (k for k in range(i + 2, min(len(words.forms), i + 2 + _LONGEST)) if words.lower(k) in STATES_FIGURES)
    verb = next(verbs, None)
    return verb is not None and _find_generic(words, i + 1, skip_adverbs(words, verb - 1) + 1) is not None


def _find_verbs(words: SentenceWords, start: int, stop: int) -> Iterator[int]:
    """Find the verbs of a clause by which somebody speaks or counts, and the "to" of "according to"."""
    for i in range(start, stop):
        word = words.lower(i)
        according = word == "to" and words.lower(i - 1) == "according"
        states = word in STATES_FIGURES and words.lower(i - 1) not in BE | {"and", ","} | ARTICLES
        if not words.quoted[i] and (states or according or (word in INVERTS and words.forms[i - 1].text == ",")):
            yield i


def _find_party(words: SentenceWords, i: int) -> tuple[int, int] | None:
    """Return the words that name who speaks by a verb; ``None`` where they are no party."""
    phrase = find_speaker_phrase_at(words, i)
    if phrase and phrase.named and not phrase.pronoun:
        counted = words.lower(phrase.first) in NUMBER_WORDS  # "Two alleged smugglers"
        return None if counted else (phrase.first, phrase.end)
    if words.lower(i) == "to" or (words.lower(i) in INVERTS and words.lower(i - 1) == ","):
        return _find_generic(words, i + 1, find_end_of_phrase(words, i + 1))
    last = skip_adverbs(words, i - 1)
    return _find_generic(words, find_start_of_phrase(words, last), last + 1) if last >= 0 else None


def _find_generic(words: SentenceWords, first: int, end: int) -> tuple[int, int] | None:
    """Return the words of a phrase that is a party's; ``None`` where it is none."""
    forms = words.forms
    while first < end and (forms[first].lower in CLAUSE | ADVERBS or not forms[first].alnum):
        first += 1
    phrase = [form.lower for form in forms[first:end]]
    dated = any(form.text in DATES or form.text[0].isdigit() for form in forms[first:end])
    if not 0 < len(phrase) <= _LONGEST or dated or not (POSSESSIVES | NEWSROOMS).isdisjoint(phrase):
        return None
    behind = next((k for k, word in enumerate(phrase) if word in OF_PLACE and k), len(phrase))
    placed = all(form.name or form.lower in ARTICLES | PARTICLES | PARTIES for form in forms[first + behind + 1 : end])
    party = phrase[behind - 1] in PARTIES and (behind == len(phrase) or placed)
    return (first, end) if party and _is_noun(phrase[: behind - 1]) else None


def _is_noun(before: Sequence[str]) -> bool:
    """Tell whether words can stand before a party: its article, what kind it is, whose; no "a" and no number of it."""
    return all(word not in ("a", "an", "one", "another", "some", "no", "of", "other") for word in before) and (
        (SPEAKS | CLAUSE).isdisjoint(before)
    )
