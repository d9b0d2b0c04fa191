"""Compile lexicon files and the reader's own phrases to a Matcher, and say what is wrong with them.

A lexicon is a TOML file with four lists: ``strong``, ``medium``, ``weak`` and ``guards``. To ship another
theme, put ``NAME.toml`` beside the others in ``digest/lexicons`` and name it in ``config.SHIPPED_THEMES``.
"""

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from digest.analysis.lexicon_hash import hash_lexicons
from digest.analysis.matcher import SHORTEST_PREFIX, BadPhraseError, Phrase, Slot, Table, parse
from digest.config import SHIPPED_THEMES, Theme
from digest.errors import ConfigurationError
from digest.lexicons.countries import read_countries
from digest.model import OTHER
from digest.resources import read_shipped
from digest.text.numerals import write_count
from digest.text.stopwords import STOP_WORDS
from digest.toml_mistakes import read_toml

STRENGTHS = {"strong": 3.0, "medium": 1.5, "weak": 0.5, "guards": 0.0}
"""What a phrase of each part of a lexicon weighs. For a medium one 1.5 is best in both halves of the labelled articles:
with 1 or 2 the share of the quotes wanted that are right falls by .03 and .04 (``benchmarks/ranges.py``).
"""
MOST_THEMES = 40
"""Themes of a configuration: of more, nobody reads the table of contents. Whoever has more has made a mistake."""
MOST_PHRASES = 10_000
"""Phrases that one theme may have. Matching would bear more; whoever has more has made a mistake."""
_THIN = 3
"""Strong and medium phrases below which ``lint`` warns (docs/themes.md): one spelling more or less decides then."""


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase as it is written, and where: messages name ``where``. ``ours``: a shipped lexicon has it."""

    where: str
    strength: str
    text: str
    ours: bool


_SPOKEN_OF = dict.fromkeys(("threatened", "demanded", "possible", "denied"), "diplomacy") | {"ordered": "deployments"}
"""Where an act of force belongs that is only spoken of: to words between states, or to the forces that are to do it."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compiled themes. ``names`` in the reader's order; ``own`` are those that no shipped lexicon stands behind.

    ``modality`` finds the words that say that an act is only spoken of (``modality.py``). ``force`` is the shipped
    theme of such acts, None where a reader has left it out; ``spoken_of`` has by mode the theme to which they go then.
    """

    names: tuple[str, ...]
    own: frozenset[str]
    table: Table
    countries: Mapping[str, str]
    modality: Table
    force: str | None
    spoken_of: Mapping[str, str]


def compile_themes(themes: tuple[Theme, ...], root: Path) -> Matcher:
    """Return the matcher of these themes and of what competes with them; paths of lexicons start at ``root``.

    ConfigurationError names every phrase, file and theme that cannot be used.
    """
    # Two desks that name no files of their own share what is compiled.
    where = root if any(theme.lexicon for theme in themes) else Path()
    return _compile(themes, where, hash_lexicons(themes, root))


@lru_cache(maxsize=8)
def _compile(themes: tuple[Theme, ...], root: Path, held: str) -> Matcher:  # noqa: ARG001 - the files, beside their names
    lines, mistakes = _read_lines(themes, root)
    phrases, bad = _parse_phrases(lines)
    if mistakes or bad:
        raise ConfigurationError("\n".join((*mistakes, *bad)))
    names, own = tuple(theme.name for theme in themes), _list_own_names(themes)
    return Matcher(
        names,
        own,
        Table(phrases),
        _name_countries(),
        Table(_read_modality()),
        force=next((name for name in names if name == "incidents" and name not in own), None),
        spoken_of={mode: theme for mode, theme in _SPOKEN_OF.items() if theme in names and theme not in own},
    )


def _read_modality() -> Iterator[Phrase]:
    """Yield the cues of ``modality.toml``; the mode stands where other phrases have their theme."""
    text = read_shipped("lexicons/modality.toml")
    for mode, cues in tomllib.loads(text).items():
        for cue in cues:
            yield Phrase(mode, 1.0, cue, parse(cue, {}), ours=True)


def lint(themes: tuple[Theme, ...], root: Path) -> tuple[str, ...]:
    """Return warnings about these themes; ConfigurationError for wildcards that catch common words too."""
    lines, mistakes = _read_lines(themes, root)
    phrases, bad = _parse_phrases(lines)
    refused = tuple(_find_catching(lines))
    if mistakes or bad or refused:
        raise ConfigurationError("\n".join((*mistakes, *bad, *refused)))
    # A theme of the reader's own may share words with "other": the two do not compete.
    rivals = {name: each for name, each in lines.items() if name not in _list_own_names(themes)}
    apart = {name: each for name, each in lines.items() if name != OTHER}
    twice = dict.fromkeys((*_find_repeated(rivals), *_find_repeated(apart)))
    return (*_find_thin(lines), *_find_everyday(lines), *twice, *_find_idle_guards(lines, phrases))


def _list_own_names(themes: tuple[Theme, ...]) -> frozenset[str]:
    return frozenset(theme.name for theme in themes if theme.name not in SHIPPED_THEMES or theme.lexicon)


def _read_lines(themes: tuple[Theme, ...], root: Path) -> tuple[dict[str, tuple[Line, ...]], tuple[str, ...]]:
    """Return each theme's phrases, ``other`` among them, and what keeps a theme from being used."""
    mistakes = []
    if len(themes) > MOST_THEMES:
        mistakes.append(f"{len(themes)} themes, at most {MOST_THEMES} can be kept apart; join some of them")
    lines: dict[str, tuple[Line, ...]] = {OTHER: _read_shipped(OTHER)}
    for theme in themes:
        try:
            lines[theme.name] = (*_find_settings_lines(theme), *_read_lexicon(theme, root))
        except ConfigurationError as mistake:
            mistakes.append(str(mistake))
            continue
        mistakes.extend(_find_unusable(theme.name, lines[theme.name]))
    return lines, tuple(mistakes)


def _find_settings_lines(theme: Theme) -> Iterator[Line]:
    for strength in STRENGTHS:
        for text in getattr(theme, strength):
            yield Line(f"theme {theme.name!r}, {strength}", strength, text, ours=False)


def _read_lexicon(theme: Theme, root: Path) -> tuple[Line, ...]:
    if theme.lexicon is None:
        return _read_shipped(theme.name) if theme.name in SHIPPED_THEMES else ()
    path = root / theme.lexicon
    where = f"theme {theme.name!r}: lexicon {path}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise ConfigurationError(f"{where}: not UTF-8 text; save it as UTF-8") from trouble
    except OSError as trouble:
        raise ConfigurationError(
            f"{where} cannot be read: {trouble.strerror}; correct the path or take the key out"
        ) from trouble
    return _parse_lexicon(text, where, ours=False)


def _read_shipped(name: str) -> tuple[Line, ...]:
    text = read_shipped(f"lexicons/{name}.toml")
    return _parse_lexicon(text, f"lexicon {name}.toml", ours=True)


def _parse_lexicon(text: str, where: str, *, ours: bool) -> tuple[Line, ...]:
    """Parse a lexicon file; ConfigurationError where it is none."""
    table = read_toml(text, where)
    lines: list[Line] = []
    for key, phrases in table.items():
        if key not in STRENGTHS:
            near = difflib.get_close_matches(key, STRENGTHS, 1, 0.5)
            hint = f", did you mean {near[0]!r}?" if near else f"; known are {', '.join(STRENGTHS)}"
            raise ConfigurationError(f"{where}: unknown key {key!r}{hint}")
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
            raise ConfigurationError(f'{where}: {key} must be a list of phrases: {key} = ["first", "second"]')
        lines.extend(Line(f"{where}, {key}", key, phrase, ours) for phrase in phrases)
    return tuple(lines)


def _find_unusable(name: str, lines: tuple[Line, ...]) -> Iterator[str]:
    if not any(line.strength != "guards" for line in lines):
        yield f'theme {name!r} has no phrases; give it some: strong = ["first phrase", "second phrase"]'
    if len(lines) > MOST_PHRASES:
        yield f"theme {name!r} has {len(lines)} phrases, at most {MOST_PHRASES} are taken; keep those that decide"


def _parse_phrases(lines: Mapping[str, tuple[Line, ...]]) -> tuple[tuple[Phrase, ...], tuple[str, ...]]:
    """Return the phrases that can be read, each once a theme, and what is wrong with the others."""
    sets = _read_sets()
    phrases: dict[tuple[str, str], Phrase] = {}
    mistakes = []
    for theme, each in lines.items():
        for line in each:
            try:
                slots = parse(line.text, sets)
            except BadPhraseError as trouble:
                shown = line.text if len(line.text) <= 60 else f"{line.text[:57]}..."
                mistakes.append(f"{line.where}: phrase {shown!r} {str(trouble).removeprefix(f'{line.text!r} ')}")
                continue
            # The first stands: the reader's own lines come before ours, so theirs decide the strength.
            phrase = Phrase(theme, STRENGTHS[line.strength], line.text, slots, line.ours)
            phrases.setdefault((theme, _normalize(line.text)), phrase)
    return tuple(phrases.values()), tuple(mistakes)


def _find_catching(lines: Mapping[str, tuple[Line, ...]]) -> Iterator[str]:
    """Yield a refusal for each phrase of a single word whose wildcard catches words that every text has."""
    common = _read_common_words()
    for each in lines.values():
        for line in each:
            if " " in line.text.strip() or line.strength == "guards":
                continue
            for choice in line.text.casefold().strip().split("|"):
                stem = choice.removesuffix("*")
                caught = [word for word in common if word.startswith(stem) and word not in (stem, f"{stem}s")]
                if choice.endswith("*") and caught and len(stem) >= SHORTEST_PREFIX:
                    yield (
                        f"{line.where}: phrase {line.text!r} catches common words too ({', '.join(caught[:3])});"
                        f" write out the forms that you mean"
                    )


def _find_thin(lines: Mapping[str, tuple[Line, ...]]) -> Iterator[str]:
    for name, each in lines.items():
        telling = sum(line.strength in ("strong", "medium") for line in each)
        if telling < _THIN:
            yield (
                f"theme {name!r} is thin: {write_count(telling, 'strong or medium phrase')};"
                " a handful makes it dependable"
            )


def _find_everyday(lines: Mapping[str, tuple[Line, ...]]) -> Iterator[str]:
    """Name the reader's phrases that stand in every article, as "the" and "said" do."""
    common = STOP_WORDS["en"]
    for name, each in lines.items():
        found = [line.text for line in each if not line.ours and {*line.text.lower().split()} <= common]
        if found:
            named = ", ".join(map(repr, found))
            yield f"theme {name!r}: {named} can be found in any article; take the words of its subject"


def _find_repeated(lines: Mapping[str, tuple[Line, ...]]) -> Iterator[str]:
    homes: dict[str, str] = {}
    for name, each in lines.items():
        for line in each:
            if line.strength == "guards":
                continue
            first = homes.setdefault(_normalize(line.text), name)
            if first != name:
                yield f"phrase {line.text!r} stands in two themes, {first!r} and {name!r}: it cannot tell them apart"


def _find_idle_guards(lines: Mapping[str, tuple[Line, ...]], phrases: Iterable[Phrase]) -> Iterator[str]:
    """Yield a warning for each guard that shares no word with a phrase of its theme and so keeps nothing away."""
    by_theme: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_theme.setdefault(phrase.theme, []).append(phrase)
    for name, each in by_theme.items():
        slots = [slot for phrase in each if phrase.weight for slot in phrase.slots]
        spoken = frozenset(word for slot in slots for word in slot.words)
        stems = tuple({stem for slot in slots for stem in slot.prefixes})
        places = {_normalize(line.text): line.where for line in lines[name]}
        for guard in each:
            if not guard.weight and not any(_can_share_a_word(slot, spoken, stems) for slot in guard.slots):
                where = places[_normalize(guard.text)]
                yield f"{where}: guard {guard.text!r} is idle: no phrase of {name!r} shares a word with it"


def _can_share_a_word(slot: Slot, spoken: frozenset[str], stems: tuple[str, ...]) -> bool:
    """Return whether a word can fit both the slot and one of these words and stems."""
    if not spoken.isdisjoint(slot.words) or any(word.startswith(stems) for word in (*slot.words, *slot.prefixes)):
        return True
    return bool(slot.prefixes) and any(word.startswith(slot.prefixes) for word in (*spoken, *stems))


def _normalize(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("’", "'").split())


def _read_sets() -> dict[str, tuple[str, ...]]:
    """Read the sets of words that stand for each other, by the name that phrases use: ``<force>``; case-folded."""
    text = read_shipped("lexicons/sets.toml")
    sets = {**tomllib.loads(text), "country": _name_countries()}
    return {name: tuple(word.casefold() for word in words) for name, words in sets.items()}


def _read_common_words() -> tuple[str, ...]:
    text = read_shipped("lexicons/common.toml")
    return tuple(sorted({word for line in tomllib.loads(text)["words"] for word in line.split()}))


def _name_countries() -> dict[str, str]:
    """Return what a text may call a country, with its code; of names of several words the telling one."""
    return {word: code for code, one in read_countries().items() for word in one.get("words", "").split()}
