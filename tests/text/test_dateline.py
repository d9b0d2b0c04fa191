"""Datelines, and what only looks like one."""

import pytest

from digest.text.dateline import find_own_start, read_dateline


@pytest.mark.parametrize(
    ("text", "rest", "agency"),
    [
        pytest.param(
            "OSLO, June 14 (Northern Wire) - The talks ended.",
            "The talks ended.",
            "Northern Wire",
            id="place, day, agency",
        ),
        pytest.param("BRUSSELS - The leaders met.", "The leaders met.", None, id="place alone"),
        pytest.param("PORT SAID, Egypt — A convoy left.", "A convoy left.", None, id="place and country"),
        pytest.param("GENEVA / KABUL — President Ghani spoke.", "President Ghani spoke.", None, id="two places"),
        pytest.param(
            "Berlin (bpd) - Die Ministerin reist ab.", "Die Ministerin reist ab.", "bpd", id="another language"
        ),
        pytest.param("NOLDE ― A convoy left.", "A convoy left.", None, id="a longer dash"),
        pytest.param("HAMMER — 40 soldiers left.", "40 soldiers left.", None, id="a number opens"),
        pytest.param("КИЇВ — Парламент проголосував.", "Парламент проголосував.", None, id="another script"),
        pytest.param("(Northern Wire) — The talks ended.", "The talks ended.", "Northern Wire", id="agency alone"),
        pytest.param("CNN — The talks ended.", "The talks ended.", "CNN", id="agency alone without brackets"),
        pytest.param("Oslo and Bergen CNN — The talks ended.", "The talks ended.", "CNN", id="agency without brackets"),
        pytest.param("OSLO Reuters - The talks ended.", "The talks ended.", "Reuters", id="brackets lost"),
        pytest.param(
            "By Ann Orrell and Una Dahl OSLO, June 14 (Northern Wire) - The talks ended.",
            "The talks ended.",
            "Northern Wire",
            id="by-line run into it",
        ),
        pytest.param(
            "By Ann Orrell, Una Dahl and Per Rask SAINT-LUC, Varnia, June 14 (Northern Wire) - The talks ended.",
            "The talks ended.",
            "Northern Wire",
            id="by-line of three",
        ),
        pytest.param(
            "By Ann al-Orrell and Una van Dahl OSLO/BERGEN, June 14 (Northern Wire) - The talks ended.",
            "The talks ended.",
            "Northern Wire",
            id="with particles, two towns; by-line of three",
        ),
        pytest.param(
            "By Ann Orrell, Per Rask and Una Dahl Sankt-Lüne, Varnia, June 14 (Northern Wire) - The talks ended.",
            "The talks ended.",
            "Northern Wire",
            id="by-line and a place in small letters",
        ),
        pytest.param(
            "By Ann B. Orrell June 14 (Northern Wire) – The talks ended.",
            "The talks ended.",
            "Northern Wire",
            id="by-line and no place",
        ),
        pytest.param('LISBON -- "We agree," she said.', '"We agree," she said.', None, id="a quotation opens"),
    ],
)
def test_a_dateline_is_parted_from_its_sentence(text: str, rest: str, agency: str | None) -> None:
    """What remains is the sentence, and the agency is known."""
    found = read_dateline(text)
    assert found is not None
    assert (text[found.length :], found.agency) == (rest, agency)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The minister - who had just returned - resigned.", id="an aside between dashes"),
        pytest.param(
            "By Monday it was over. The Union (Agency) - once feared - had gone.", id="a sentence that begins with By"
        ),
        pytest.param("By Monday the Union (Unity) - feared once - had gone.", id="By, and an aside in dashes"),
        pytest.param("NATO — which has 29 members — will meet in Riga.", id="an organisation with an aside"),
        pytest.param("U.S. - Mexico talks ended without a result.", id="two countries"),
        pytest.param(
            "Russia (and China) - Neither had objected.", id="a bracket with no agency before it in a sentence"
        ),
        pytest.param("He worked for the BBC - The pay was low.", id="an agency that the sentence speaks of"),
        pytest.param("OSLO", id="a word"),
        pytest.param("", id="nothing"),
        pytest.param("A" * 100_000, id="endless"),
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    """A sentence keeps every word."""
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        pytest.param("", "The port of Veldt was closed on Monday after a fire.", id="nothing before it"),
        pytest.param("OSLO (Northern Wire) - ", "The talks ended on Monday without any result.", id="dateline"),
        pytest.param("Boats lie off Veldt last week ", "The port was closed on Monday after a fire.", id="caption"),
        pytest.param("Oslo, Norland (CNN) ", "The talks ended on Monday without any result.", id="credit without a dash"),
        pytest.param("", "Denied – The army of Veldt had no soldiers near the port.", id="a verdict"),
        pytest.param("", "Mayor Rask – The port stays shut until Monday.", id="a speaker"),
        pytest.param("", "Mayor Rask – The man whom they call the Hammer – left on Monday.", id="an aside"),
        pytest.param("A LONG WINTER ", "The port of Veldt is closed to all ships.", id="heading in capitals"),
        pytest.param("Port has plan to mend the pier ", "Two years ago, the board of Veldt built it.", id="number opens"),
        pytest.param("Chief calls the pier ‘a ruin’ ", "The board of Veldt met on Monday to mend it.", id="quoted end"),
        pytest.param("Tugs come to help in the storm ", "Despite the wind nobody on board was hurt.", id="despite"),
        pytest.param("", "She led the race of Veldt until Stage Two was over on Monday.", id="name with a number"),
        pytest.param("", "Tugs came at noon. and left Two of them were towed to Veldt later.", id="a sentence before it"),
        pytest.param("", "The ministers of the Group of Six met in Veldt on Monday.", id="number behind of"),
        pytest.param("", "She read “Boats lie there When the sun is up over the old town”.", id="a title in quotation marks"),
        pytest.param("", "He sang in the opera The end of it.", id="too short for a sentence"),
        pytest.param("", "NATO and the EU sent help to the towns of the coast.", id="initials"),
    ],
)  # fmt: skip
def test_own_words_start_behind_what_ran_into_them(heading: str, sentence: str) -> None:
    assert find_own_start(heading + sentence, "en") == len(heading)


def test_heading_is_known_by_words_of_its_language_alone() -> None:
    assert find_own_start("Boats lie off Veldt last week The port was closed on Monday after a fire.", "de") == 0
