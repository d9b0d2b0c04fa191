"""An act of force that a sentence only speaks of is no incident."""

from pathlib import Path

import pytest

from digest.analysis.evidence import scan_text, weigh
from digest.analysis.lexicon import compile_themes
from digest.config import SHIPPED_THEMES, Theme
from digest.text.words import split_words
from tests.analysis.test_themes import MATCHER, SHIPPED, primary, scored


def modes(told: str) -> set[str]:
    """How a sentence only speaks of its acts of force; empty where it reports them."""
    return set(scan_text(told, split_words(told), MATCHER, english=True).modes.values())


@pytest.mark.parametrize(
    ("told", "mode"),
    [
        pytest.param("The general threatened to launch an attack on the island.", {"threatened"}, id="threatened"),
        pytest.param("The envoy warned of an attack on the port.", {"threatened"}, id="warned of"),
        pytest.param("The party demanded air strikes on the camp.", {"demanded"}, id="demanded"),
        pytest.param("If the port is shelled, the ferry stays at home.", {"possible"}, id="if"),
        pytest.param("An attack would cut the island off, he said.", {"possible"}, id="an auxiliary after it"),
        pytest.param("Norway plans to prevent attacks on its rigs.", {"possible"}, id="prevented"),
        pytest.param("The ministry denied that it had shelled the port.", {"denied"}, id="denied"),
        pytest.param("The army did not bombard the town.", {"denied"}, id="not"),
        pytest.param("The president ordered air strikes on the camp.", {"ordered"}, id="ordered"),
        pytest.param("Parliament authorised the army to shell the camp.", {"ordered"}, id="authorised"),
        pytest.param("The army shelled the port at dawn.", set(), id="reported"),
        pytest.param(
            "Authorities said that gunmen attacked the town.", set(), id="authorities order nothing by their name"
        ),
        pytest.param("Mullah Orrell attacked the town.", set(), id="a title is no doubt"),
        pytest.param(
            "Since the ceasefire bombers attacked the town.", set(), id="a ceasefire ends no raid by its name"
        ),
        pytest.param("The army bombarded the town after he had warned the mayor.", set(), id="a cue behind it"),
        pytest.param("He had warned the mayor when gunmen attacked the town.", set(), id="another clause"),
        pytest.param("Police foiled a plot to bomb the station.", set(), id="a plot is an incident by its own phrase"),
        pytest.param("Men who would not be named plotted to bomb the station.", set(), id="a plot is an act"),
    ],
)
def test_an_act_is_reported_or_only_spoken_of(told: str, mode: set[str]) -> None:
    """A cue reaches six words ahead within its clause, an auxiliary two words back."""
    assert modes(told) == mode


def test_what_is_only_spoken_of_counts_half() -> None:
    """So a sentence that reports the act is quoted before one that threatens it."""
    reported = scored("", "The navy of Lomeria launched an attack on the island.")[0][0][0]
    threatened = scored("", "The navy of Lomeria threatened an attack on the island.")[0][0]
    assert reported.theme == "incidents"
    assert max(one.score for one in threatened if one.theme == "incidents") < reported.score


def test_a_threat_between_states_is_diplomacy() -> None:
    """The words are the news; the force that they name has not been used."""
    lead = "Lomeria threatened Varnia with air strikes on Friday and gave it three days to open the river."
    assert primary("Lomeria threatens Varnia with air strikes", lead, "Varnia called it an ultimatum.") == "diplomacy"


@pytest.mark.parametrize(
    ("told", "theme"),
    [
        pytest.param("The president ordered air strikes on the camp.", "deployments", id="ordered"),
        pytest.param("The president threatened air strikes on the camp.", "diplomacy", id="threatened"),
    ],
)
def test_what_is_only_spoken_of_speaks_for_another_theme(told: str, theme: str) -> None:
    """An order is news of the forces that are to act, a threat of words between states."""

    def opening(sentence: str) -> dict[str, float]:
        nothing, text = (scan_text(text, split_words(text), MATCHER, english=True) for text in ("", sentence))
        return {name: weights[1] for name, weights in weigh(nothing, [(text, True)], MATCHER).weights.items()}

    done, spoken_of = opening("The president saw air strikes on the camp."), opening(told)
    assert spoken_of[theme] > done[theme]
    assert spoken_of["incidents"] < done["incidents"]


@pytest.mark.parametrize(
    ("theme", "title", "told"),
    [
        pytest.param(
            "incidents",
            "Three die in shelling of Hask",
            (
                "Shells fell on the market of Hask on Monday and killed three women, the mayor said.",
                "Eight people were wounded.",
                "Nobody said who had fired. The town lies ten kilometres from the river, where both armies dig in.",
            ),
            id="incidents",
        ),
        pytest.param(
            "diplomacy",
            "Envoys meet in Oslo",
            (
                "Envoys of Peru and Chile met in Oslo on Monday to talk about the border, Norway said.",
                "The talks go on.",
                "They agreed on nothing but the shape of the table and will see each other again on Thursday.",
            ),
            id="diplomacy",
        ),
        pytest.param(
            "other",
            "Museum opens at night",
            (
                "The museum of Velmar will stay open until midnight on Fridays, its director said on Monday.",
                "Tickets cost six euros.",
                "Visitors had asked for it since the spring, when a show of tin soldiers drew crowds.",
            ),
            id="other",
        ),
    ],
)
def test_forty_words_are_enough(theme: str, title: str, told: tuple[str, ...]) -> None:
    """A short item stands where a long one would."""
    assert sum(len(text.split()) for text in told) <= 45
    assert primary(title, *told) == theme


def test_a_theme_of_ones_own_that_shares_phrases_takes_its_own_articles_alone() -> None:
    """What speaks of its phrases stands under it, though ours know them; what speaks of others of ours stays."""
    own = compile_themes((*SHIPPED, Theme(name="hostages", strong=("hostage*", "kidnap*", "ransom"))), Path())
    taken = "Armed men took nine people hostage near Perrin on Saturday and demanded a ransom."
    shelled = "Shells fell on the town of Hask on Saturday and killed four people."
    assert primary("Nine taken hostage near Perrin", taken) == "incidents"
    assert primary("Nine taken hostage near Perrin", taken, matcher=own) == "hostages"
    assert primary("Four killed in shelling of Hask", shelled, matcher=own) == "incidents"


def test_a_lexicon_of_the_readers_own_has_no_modes(tmp_path: Path) -> None:
    """What a theme means that replaces the shipped phrases, we do not know."""
    (tmp_path / "mine.toml").write_text('strong = ["attack"]\n', encoding="utf-8")
    own = compile_themes((Theme(name="incidents", lexicon=Path("mine.toml")),), tmp_path)
    told = "He warned of an attack."
    text = scan_text(told, split_words(told), own, english=True)
    assert text.modes == {}
    assert text.strengths["incidents"] == 3.0


def test_without_diplomacy_a_threat_goes_nowhere() -> None:
    """A page may have incidents alone."""
    alone = compile_themes((Theme(name="incidents"),), Path())
    lead = "The general threatened an attack on the island."
    assert primary("A threat", lead, matcher=alone) in {"incidents", "other"}


def test_a_strong_title_and_opening_are_not_outvoted() -> None:
    """A competitor whose strong phrases all stand further down cannot take the article."""
    below = "The foreign ministers of Ghana and Togo held peace talks with the rebels on a ceasefire agreement."
    lead = "Rebels attacked the port with mortars and killed two sailors."
    assert primary("Rebels attack port", lead, below, below.replace("Ghana", "Mali"), below) == "incidents"


def test_a_theme_of_ones_own_wins_a_near_tie() -> None:
    """Five phrases of the reader's are a wish; ours are five hundred and find more."""
    own = compile_themes(
        (*SHIPPED, Theme(name="energy", strong=("oil embargo", "gas pipeline*", "power grid*", "wind farm*"))), Path()
    )
    title = "Minister rules out oil embargo"
    lead = "The foreign minister of Varnia ruled out an oil embargo against Lomeria on Monday after talks in Oslo."
    assert primary(title, lead, "The two governments will meet again in May.", matcher=own) == "energy"
    assert primary(title, lead, "The two governments will meet again in May.") == "diplomacy"


def test_forty_themes_of_ones_own_are_kept_apart() -> None:
    """Each finds its article, and none takes another's."""
    many = tuple(Theme(name=f"t{n}", strong=(f"word{n}",)) for n in range(40 - len(SHIPPED_THEMES)))
    matcher = compile_themes((*(Theme(name=name) for name in SHIPPED_THEMES), *many), Path())
    assert primary("About word7", "There is word7 in this sentence, and it is the news.", matcher=matcher) == "t7"
    assert primary("Bomb kills nine", "A car bomb killed nine people at a market.", matcher=matcher) == "incidents"
