"""Find an outlet's name that a text prints on a line of its own over the article, as archives and saved pages do."""

import re
from collections.abc import Iterable

_NAMES = frozenset(
    """agency argus bulletin business chronicle courier daily dispatch echo evening examiner express free gazette globe
    guardian herald independent inquirer journal ledger mail mercury mirror monitor news newspaper observer online post
    press radio record register report reporter review sentinel service standard star sun telegraph television times
    today tribune tv voice weekly wire world
    abendblatt allgemeine anzeiger blatt bote kurier merkur nachrichten post presse rundfunk rundschau spiegel tagblatt
    tageblatt tagesspiegel tageszeitung zeitung
    actualités croix dépêche écho figaro gazette journal matin monde nouvelles parisien presse quotidien
    correo diario gaceta heraldo mundo noticias país periódico prensa tiempo universal vanguardia
    corriere gazzetta giornale messaggero mattino notizie repubblica stampa
    correio estado folha jornal notícias público
    dagblad courant krant nieuws nieuwsblad telegraaf volkskrant
    dziennik gazeta kurier rzeczpospolita wiadomości
    ведомости вестник вести время газета голос известия курьер новости правда
    вісник вісті газета новини правда час""".split()  # noqa: SIM905  a literal of 120 strings hides the words
)
"""Words of outlets' names, in the languages that the program knows; a name needs one of them."""
_LITTLE = frozenset(
    "a an and da das de del della der des di die do el et für i il in l la las le los of the und y".split()  # noqa: SIM905
)
_SEAM = re.compile(r"[,|•·]|\s[-–—]\s")
_SIGNED = re.compile(r"By [A-Z][\w.'’ -]{2,50}, (?P<outlet>[A-Z]{2,5})(?: News)?\Z")
"""A by-line with an outlet that is known by its letters: "By Ada Lind, KBC"."""
_LONGEST = 120
"""Characters of a line that are looked at: a name of six words and a date behind it."""


def find_outlet(lines: Iterable[str]) -> str | None:
    """Return the first line that is an outlet's name, alone or before a date; ``None`` where none is.

    A name has two to six words, each with a capital, one of them from the list above; no author's name has one.
    """
    for line in lines:
        if signed := _SIGNED.match(line.strip()):
            return signed["outlet"]
        name = _SEAM.split(line.strip()[:_LONGEST], maxsplit=1)[0].strip()
        words = name.split()
        proper = all(word[0].isupper() or word.lower() in _LITTLE for word in words)
        whole = name[-1:].isalnum() and words[-1].lower() not in _LITTLE
        if 2 <= len(words) <= 6 and proper and whole and any(word.lower() in _NAMES for word in words):
            return name
    return None
