"""Find the phrase that names who speaks in an English sentence: a person, with titles and office, or a body.

    "Aid comes late," Dr Pavel Idrin, head of Karrow Aid, said on Monday.

A verb of saying ("said") is found outside of quotations. Its subject ends right before it, or before an apposition
between commas, and begins behind the mark or word that opens its clause: "Dr Pavel Idrin". Who has no name
("officials", "a source") is nobody.
"""

from collections.abc import Iterator

from digest.analysis.forms import STOP, SentenceWords
from digest.analysis.speaker_phrases import (
    HE,
    LONGEST_NAMING,
    NOBODY,
    SpeakerPhrase,
    find_end_of_phrase,
    find_start_of_phrase,
    judge_phrase,
    skip_adverbs,
)
from digest.analysis.speaker_words import (
    ADDS,
    BE,
    BEHIND_NAME,
    CALLS,
    CLAUSE,
    DATES,
    PARTICLES,
    PREPOSITIONS,
    RELATIVE,
    TITLES,
    is_name,
)
from digest.text.saying import INVERTS, SPEAKS

LONGEST_APPOSITION = 28
"""Words of what stands between commas behind a phrase that names a speaker: labelled ones have fewer."""


def find_speaker_phrase(words: SentenceWords) -> SpeakerPhrase | None:
    """Return who speaks in a sentence, by its own words; ``None`` where nobody does, or somebody without a name.

    The verb at the end of a sentence governs all of it ("Officials told the council that ..., Idrin said"); else the
    first one does.
    """
    found = [find_speaker_phrase_at(words, i) for i in _find_verbs(words)]
    final = [one for one in found if one and one.last]
    first = final[-1] if final else found[0] if found else None
    return first if first and first.named else None


def _find_verbs(words: SentenceWords) -> Iterator[int]:
    """Find the verbs of speaking outside of quotations, and the "to" of "according to"."""
    for i, form in enumerate(words.forms):
        if words.quoted[i]:
            continue
        if (
            form.lower in SPEAKS
            or (form.lower in CALLS and words.lower(i + 1) in CALLS[form.lower])
            or (form.lower in ADDS and words.lower(i - 1) == ",")
            or (form.lower == "to" and words.lower(i - 1) == "according")
        ):
            yield i


def find_speaker_phrase_at(words: SentenceWords, i: int) -> SpeakerPhrase | None:
    """Return who speaks by a verb: ``NOBODY`` where they have no name, ``None`` where it tells of no words."""
    if words.lower(i) == "to":
        end = find_end_of_phrase(words, i + 1)
        return judge_phrase(words, i + 1, end)
    j = skip_adverbs(words, i - 1)
    if words.lower(i) in ADDS or words.lower(j) == "who":
        return _find_subject(words) if words.lower(i) in ADDS else _find_antecedent(words, j)
    if j >= 0 and words.lower(j) in BE:
        return None
    last = _ends_sentence(words, i)
    if j < 0 or words.quoted[j] or words.forms[j].text in ",\"”’'":
        inverted = _find_inverted(words, i, j)
        first, end = _skip_apposition(words, j)
        if first == end or (inverted and inverted.named):
            return inverted
    else:
        first, end = find_start_of_phrase(words, j), j + 1
    before = words.lower(first - 1)
    told_of = words.lower(first - 2) in PREPOSITIONS or words.lower(i + 1) in BE | {"would", "will", "has", "have"}
    if before in RELATIVE and told_of:  # "an interview in which Idrin rejected the plan"
        return None
    return judge_phrase(words, first, end)._replace(last=last)


def _find_subject(words: SentenceWords) -> SpeakerPhrase:
    """Return who a sentence begins with, where a verb follows at once: "Captain Orrell left the hall, saying that"."""
    forms, first = words.forms, words.opening
    end = first
    while end < len(forms) and (is_name(forms[end]) or forms[end].lower in HE | TITLES):
        end += 1
    follows = end < len(forms) and forms[end].alpha and forms[end].lower not in CLAUSE | PREPOSITIONS
    return judge_phrase(words, first, end) if first < end and follows else NOBODY


def _find_antecedent(words: SentenceWords, who: int) -> SpeakerPhrase:
    """Return the person whom "who said" stands behind: "Captain Ann Orrell, who says that"."""
    end = skip_adverbs(words, who - 1 - (words.lower(who - 1) == ",")) + 1
    first = end
    while first and (is_name(words.forms[first - 1]) or words.lower(first - 1) in TITLES):
        first -= 1
    if first == end or words.lower(first - 1) == "of":  # "the widow of Colonel Orrell, who"
        return NOBODY
    return judge_phrase(words, first, end)


def _ends_sentence(words: SentenceWords, i: int) -> bool:
    """Tell whether nothing but a day, a place or an addressee stands behind a verb."""
    if i < 3 or len(words.forms) - i - 1 > LONGEST_NAMING or any(words.quoted[i + 1 :]):
        return False
    behind = words.forms[i + 1 :]
    text = [form.lower for form in behind]
    if not [word for word in text if word[0].isalnum()]:
        return True
    opened = words.forms[i - 1].text
    quoted_before = any(words.quoted[:i])
    short = not (BE & set(text) or "that" in text or "had" in text or "would" in text)
    starts = text[0] in PREPOSITIONS or text[0] in ("reporters", "after", "when", "while", "yesterday", "today", ",")
    weekday = behind[0].text in DATES
    return short and (starts or weekday or words.lower(i) in ("told", "tells")) and (quoted_before or opened == ",")


def _find_inverted(words: SentenceWords, i: int, j: int) -> SpeakerPhrase | None:
    """Return who stands behind a verb that follows what is said: "...," said Pavel Idrin, a lawyer."""
    if words.lower(i) not in INVERTS or j < 0:
        return None
    end = find_end_of_phrase(words, i + 1)
    behind = words.lower(end)
    if end == i + 1 or not (behind in BEHIND_NAME or not behind[:1].isalnum() or words.forms[end].text in DATES):
        return None
    return judge_phrase(words, i + 1, end)._replace(last=True)


def _skip_apposition(words: SentenceWords, comma: int) -> tuple[int, int]:
    """Return the name that an apposition or a relative clause stands behind: "Pavel Idrin, a lawyer, said"."""
    forms = words.forms
    if comma < 2 or forms[comma].text != "," or words.quoted[comma - 1]:
        return 0, 0
    for i in range(comma - 1, max(0, comma - LONGEST_APPOSITION), -1):
        if words.quoted[i] or forms[i].lower in SPEAKS:
            break
        if forms[i].text != ",":
            continue
        if (
            all(is_name(form) or form.text == "." or form.lower in PARTICLES for form in forms[i + 1 : comma])
            and comma - i > 2
        ):
            return i + 1, comma
        if is_name(forms[i - 1]) and _explains(words, i + 1):
            first = find_start_of_phrase(words, i - 1)
            inner = words.lower(first - 1) == "," and not PREPOSITIONS.isdisjoint(map(words.lower, range(first, i)))
            if not inner:  # "Pavel Idrin, head of Karrow Aid, which runs the camps, said"
                return first, i
    return 0, 0


def _explains(words: SentenceWords, i: int) -> bool:
    """Tell whether the words behind a name's comma say who it is."""
    form = words.forms[i]
    return form.lower in ("a", "an", "the", "who", "whose", "which") or (form.lower not in STOP and form.alpha)
