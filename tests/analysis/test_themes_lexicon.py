"""Lexicons and the reader's phrases: what is taken, what is refused and how it is said."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from digest.analysis.lexicon import compile_themes, lint
from digest.analysis.matcher import find_hits
from digest.config import SHIPPED_THEMES, Theme
from digest.errors import ConfigurationError

SHIPPED = tuple(Theme(name=name) for name in SHIPPED_THEMES)


def refusal(*themes: Theme, root: Path = Path()) -> str:
    """What is said of themes that cannot be used."""
    with pytest.raises(ConfigurationError) as caught:
        compile_themes(themes, root)
    return str(caught.value)


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        pytest.param(Theme(name="empty"), "theme 'empty' has no phrases; give it some", id="no phrases"),
        pytest.param(Theme(name="guarded", guards=("a b",)), "theme 'guarded' has no phrases", id="guards alone"),
        pytest.param(Theme(name="all", strong=("*",)), "theme 'all', strong: phrase '*'", id="a wildcard alone"),
        pytest.param(Theme(name="long", medium=(" ".join(["word"] * 30),)), "has 30 words, at most 12", id="30 words"),
        pytest.param(Theme(name="blank", weak=("  ",)), "has no words", id="blank"),
        pytest.param(
            Theme(name="set", strong=("<ships> sail",)), "names an unknown set, <ships>; there are", id="unknown set"
        ),
        pytest.param(
            Theme(name="many", strong=tuple(f"word{n}" for n in range(20_000))),
            "theme 'many' has 20000 phrases, at most 10000",
            id="20,000 phrases",
        ),
        pytest.param(Theme(name="gone", lexicon=Path("gone.toml")), "No such file", id="missing file"),
    ],
)
def test_unusable_themes_are_refused_in_words(theme: Theme, said: str, tmp_path: Path) -> None:
    """The message names the theme, the trouble and what to do."""
    assert said in refusal(theme, root=tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"strong = [", "not TOML", id="broken"),
        pytest.param(b"strnog = ['a b']", "unknown key 'strnog', did you mean 'strong'?", id="mistyped key"),
        pytest.param(b"strong = 'a b'", "strong must be a list of phrases", id="no list"),
        pytest.param(b"strong = [1]", "strong must be a list of phrases", id="no strings"),
        pytest.param(b"\xff\xfe\x00", "not UTF-8", id="not text"),
        pytest.param(b"", "has no phrases", id="empty"),
    ],
)
def test_unusable_lexicon_files_are_refused_in_words(content: bytes, said: str, tmp_path: Path) -> None:
    """A lexicon file is named with what is wrong with it."""
    (tmp_path / "mine.toml").write_bytes(content)
    assert said in refusal(Theme(name="mine", lexicon=Path("mine.toml")), root=tmp_path)


def test_fifty_themes_are_too_many() -> None:
    """More themes than anybody tells apart are refused."""
    assert "50 themes, at most 40" in refusal(*(Theme(name=f"t{n}", strong=("zebra",)) for n in range(50)))


def test_all_mistakes_are_told_at_once() -> None:
    """One message names every phrase and theme that is wrong."""
    said = refusal(Theme(name="a"), Theme(name="b", strong=("*", "ok", "<x> y")))
    assert len(said.splitlines()) == 3


def test_a_lexicon_replaces_and_lists_extend(tmp_path: Path) -> None:
    """``lexicon`` takes the place of the shipped phrases; ``strong`` is added to either."""
    (tmp_path / "mine.toml").write_text('strong = ["regatta"]\n', encoding="utf-8")
    replaced = compile_themes((Theme(name="incidents", lexicon=Path("mine.toml"), strong=("boat race",)),), tmp_path)
    extended = compile_themes((Theme(name="incidents", strong=("boat race",)),), tmp_path)
    told = ("the", "regatta", "a", "boat", "race", "an", "ambush")
    found = [find_hits(told, matcher.table, english=True)["incidents"] for matcher in (replaced, extended)]
    texts = [[hit.phrase.text.rstrip("*") for hit in each] for each in found]
    assert texts == [["regatta", "boat race"], ["boat race", "ambush"]]


def test_the_shipped_lexicons_are_clean() -> None:
    """The lint that readers get finds nothing in what we ship."""
    assert lint(SHIPPED, Path()) == ()


@pytest.mark.parametrize("name", [*SHIPPED_THEMES, "other"])
def test_the_shipped_lexicons_are_broad(name: str) -> None:
    """Several hundred phrases a theme, in three strengths, each once."""
    lists = tomllib.loads((resources.files("digest.lexicons") / f"{name}.toml").read_text(encoding="utf-8"))
    phrases = [phrase for key in ("strong", "medium", "weak") for phrase in lists[key]]
    assert len(phrases) >= 300
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize(
    ("phrase", "caught"),
    [("accord*", "according"), ("part*", "partial"), ("war*|tank", "warmth"), ("mini*", "minimal")],
)
def test_wildcards_that_catch_common_words_are_refused(phrase: str, caught: str) -> None:
    """``accord*`` would match "according": the lint names the words and asks for the forms that are meant."""
    with pytest.raises(ConfigurationError, match=caught):
        lint((Theme(name="mine", strong=(phrase, "b c", "d e")),), Path())


@pytest.mark.parametrize("phrase", ["bomb*", "sanction*", "troop*", "election*", "peace accord*", "pipeline*"])
def test_wildcards_on_telling_words_are_fine(phrase: str) -> None:
    """A wildcard that only gives the endings of its word passes, and so does any inside a longer phrase."""
    assert lint((Theme(name="mine", strong=(phrase, "b c", "d e")),), Path()) == ()


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        ("deployments", "the committee heard of the military in the north"),
        ("deployments", "witnesses testified on the rocket that never flew"),
        ("deployments", "he might send migrants home by bus"),
        ("deployments", "a massive missile of ice fell off the roof"),
        ("deployments", "the police station lent soldiers its yard"),
        ("diplomacy", "hostages met leaders of the choir"),
        ("diplomacy", "he asked relations and other sources"),
        ("diplomacy", "several links and several ties were on sale"),
        ("incidents", "firefighters came in time"),
        ("incidents", "Bombardier hired Lynch and Burnham"),
        ("incidents", "executives met civilians in May"),
        ("other", "Crimea stormed out as a courtesy"),
    ],
)
def test_our_wildcards_give_endings_and_no_other_word(theme: str, told: str) -> None:
    """``firefight*`` would find firefighters, ``commit*`` a committee, ``sever*`` several of what it looks for."""
    found = find_hits(tuple(told.casefold().split()), compile_themes(SHIPPED, Path()).table, english=True)
    assert [hit.phrase.text for hit in found.get(theme, ()) if hit.phrase.weight > 1] == []


@pytest.mark.parametrize(
    ("themes", "warning"),
    [
        pytest.param((Theme(name="thin", strong=("zebra",)),), "theme 'thin' is thin: 1 strong or medium", id="thin"),
        pytest.param(
            (Theme(name="a", strong=("b c", "d e", "f g")), Theme(name="h", strong=("B-C", "i j", "k l"))),
            "stands in two themes, 'a' and 'h'",
            id="in two themes",
        ),
        pytest.param(
            (Theme(name="a", strong=("b c", "d e", "f g"), guards=("x y",)),),
            "guard 'x y' is idle: no phrase of 'a' shares a word with it",
            id="a guard that never matches",
        ),
    ],
)
def test_the_lint_warns(themes: tuple[Theme, ...], warning: str) -> None:
    """What works but will disappoint is said once, in words."""
    warnings = lint(themes, Path())
    assert len(warnings) == 1
    assert warning in warnings[0]
