"""Find whose a figure is: the party in whose clause it stands, behind or before a verb of saying or counting.

A party has a name ("the Hill Council"), or is what people or bodies of one side are called: "the rebels", "residents of
Keld", "the army". "Officials" and "sources" are nobody's side. Precision goes before recall: a clause in which two
speak, or a quotation, is nobody's.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.analysis.attribution import find_end_of_phrase, find_speaker_at, find_start_of_phrase, skip_adverbs
from digest.analysis.counting import NUMBER_WORDS
from digest.analysis.forms import SentenceWords, word_set
from digest.analysis.speaking import (
    ADVERBS,
    ARTICLES,
    BE,
    BODIES,
    CLAUSE,
    DATES,
    INVERTS,
    NEWSROOMS,
    OFFICES,
    PARTICLES,
    POSSESSIVES,
    SPEAKS,
    SPOKESMEN,
)

COUNTS = (SPEAKS - {"claimed"}) | word_set(
    "counted counts put puts gave gives reckons reckon speak speaks spoke reported say"
)
"""Verbs of who speaks or counts; a fire, too, "claimed 17 lives"."""
_STATES = COUNTS - word_set(
    "denied denies rejected rejects disputed denounced denounces condemned condemns accused blamed blames urged urges"
    " demanded welcomed welcomes hailed hails praised praises opposed opposes vowed vows pledged"
) | {"claimed", "claim"}
"""Those that may state a figure."""
PARTIES = (BODIES | OFFICES) - SPOKESMEN | word_set(
    "rebels insurgents militants separatists guerrillas fighters hijackers residents villagers locals witnesses"
    " survivors activists campaigners protesters organisers organizers doctors medics rescuers firefighters workers"
    " prosecutors investigators opposition police observers monitors peacekeepers hospital hospitals junta union unions"
    " group groups charity charities brigade operator airline mediators"
)
"""What a side is called without a name."""
OF_PLACE = word_set("of in from at")
"""What may stand behind a party, before a name: "police in Keld"."""
_PARTS = word_set("while but whereas although though")
"""Words that open the clause of another who speaks."""
_LONGEST = 7
"""Words of a party: "the health service of the Hill Council rebels"."""


class Clause(NamedTuple):
    """A part of a sentence, from one word to another; ``owner`` are the words that name the one party who states it."""

    start: int
    stop: int
    owner: tuple[int, int] | None


def find_clauses(words: SentenceWords) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in which others may speak, each with its party."""
    found = []
    for start, stop in _part(words):
        parties = {_party_at(words, i) for i in _verbs(words, start, stop)}
        found.append(Clause(start, stop, parties.pop() if len(parties) == 1 else None))
    return tuple(found)


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
    verbs = (k for k in range(i + 2, min(len(words.forms), i + 2 + _LONGEST)) if words.lower(k) in _STATES)
    verb = next(verbs, None)
    return verb is not None and _generic(words, i + 1, skip_adverbs(words, verb - 1) + 1) is not None


def _verbs(words: SentenceWords, start: int, stop: int) -> Iterator[int]:
    """Find the verbs of a clause by which somebody speaks or counts, and the "to" of "according to"."""
    for i in range(start, stop):
        word = words.lower(i)
        according = word == "to" and words.lower(i - 1) == "according"
        states = word in _STATES and words.lower(i - 1) not in BE | {"and", ","} | ARTICLES
        if not words.quoted[i] and (states or according or (word in INVERTS and words.forms[i - 1].text == ",")):
            yield i


def _party_at(words: SentenceWords, i: int) -> tuple[int, int] | None:
    """Return the words that name who speaks by a verb; ``None`` where they are no party."""
    speaker = find_speaker_at(words, i)
    if speaker and speaker.end > speaker.first and not speaker.pronoun:
        counted = words.lower(speaker.first) in NUMBER_WORDS  # "Two alleged smugglers"
        return None if counted else (speaker.first, speaker.end)
    if words.lower(i) == "to" or (words.lower(i) in INVERTS and words.lower(i - 1) == ","):
        return _generic(words, i + 1, find_end_of_phrase(words, i + 1))
    last = skip_adverbs(words, i - 1)
    return _generic(words, find_start_of_phrase(words, last), last + 1) if last >= 0 else None


def _generic(words: SentenceWords, first: int, end: int) -> tuple[int, int] | None:
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
