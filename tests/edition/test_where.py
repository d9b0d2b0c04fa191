"""Where a story plays: countries, peoples and cities, and what only looks like them."""

from pathlib import Path

import pytest

from digest.edition import where
from digest.edition.where import find_code, list_countries, locate, locate_text
from digest.lexicons.countries import read_countries
from digest.model import Country
from tests.edition.works import composed, work


def codes(*opening: str, title: str = "") -> list[str]:
    """The countries of a text, each once."""
    return list(dict.fromkeys(locate_text(title, opening)[0]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Envoys of Belarus met in Warsaw.", ["BY", "PL"], id="a country and a capital"),
        pytest.param("Belarusian guards and Poland’s army met.", ["BY", "PL"], id="a people, a possessive"),
        pytest.param("The US-led force and U.S. troops left.", ["US"], id="letters"),
        pytest.param("They told us to leave.", [], id="a small word"),
        pytest.param("South Koreans fear North Korea.", ["KR", "KP"], id="the Koreas"),
        pytest.param("South Sudan’s army entered Sudan.", ["SS", "SD"], id="the Sudans"),
        pytest.param("Rebels of the Democratic Republic of the Congo fled to Brazzaville.", ["CD", "CG"], id="the Congos"),
        pytest.param("Guinea-Bissau, Equatorial Guinea, Guinea and Papua New Guinea voted.", ["GW", "GQ", "GN", "PG"], id="the Guineas"),
        pytest.param("Guards of Bissau met a Serb, then envoys of Czechia.", ["GW", "RS", "CZ"], id="a capital, a person, a short name"),
        pytest.param("Belize and Nauru voted; Albanians and Brazilians did not.", ["BZ", "NR", "AL", "BR"], id="small states, peoples"),
        pytest.param("Guinea pigs are sold in Peru.", ["PE"], id="an animal"),
        pytest.param("Niger closed its border with Nigeria.", ["NE", "NG"], id="Niger and Nigeria"),
        pytest.param("Turkey and Chad signed; Chad Orrell, a lawyer, did not.", ["TR", "TD"], id="a given name"),
        pytest.param("The king of Jordan met Ada Jordan and Jordan Lind.", ["JO"], id="a surname and a given name"),
        pytest.param("Police spokesman Abdi Aden said so; Aden told reporters.", [], id="a city that is a surname"),
        pytest.param("The guard Bo Aden told police that Mr. Lind had left.", [], id="another surname"),
        pytest.param("A spokesman for Foreign Minister Ole Lind said Yemen denied it.", ["YE"], id="a country that denies"),
        pytest.param("The envoy Ada Aden said so in Aden, and Syria agreed.", ["YE", "SY"], id="a surname beside its city"),
        pytest.param("Gov. Bo Lind of Georgia won the runoff in Atlanta.", ["US"], id="the state of Georgia"),
        pytest.param("Georgia’s parliament in Tbilisi met Russian envoys.", ["GE", "RU"], id="the country of Georgia"),
        pytest.param("The Jerusalem Post and the Times of India reported it.", [], id="newspapers"),
        pytest.param("Talks on the Indian Ocean and Latin America.", [], id="seas and continents"),
        pytest.param("New Mexico and New Jersey sued Mexico.", ["US", "MX"], id="states with a country in their name"),
        pytest.param("Shells fell near Kharkiv and in Aleppo.", ["UA", "SY"], id="cities"),
        pytest.param("Nagoya said nothing.", [], id="a city with no word of place"),
        pytest.param("The factory in Nagoya closed.", ["JP"], id="a city behind a word of place"),
        pytest.param("Strikes began in Lodz, then in Diyarbakir and in Da Lat.", ["PL", "TR", "VN"], id="crossed letters"),
        pytest.param("The Turkmen mayor of Kirkuk resigned.", ["IQ"], id="a people that lives elsewhere too"),
        pytest.param("Hamas and the Taliban condemned the Kremlin.", ["PS", "AF", "RU"], id="bodies of a side"),
        pytest.param("The EU, the UN and NATO met.", [], id="bodies of many"),
        pytest.param("THEY TOLD US TO LEAVE AT ONCE", [], id="all in capitals"),
        pytest.param("The destroyer returned to Norfolk, Virginia.", ["US"], id="a town of two countries"),
        pytest.param("Floods hit Norfolk, and police in England closed roads.", ["GB"], id="its other country"),
        pytest.param("Police in Norfolk found him.", [], id="neither told"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_countries_of_a_text(text: str, found: list[str]) -> None:
    """By names, peoples, capitals and cities; homonyms are guarded."""
    assert codes(text) == found
    assert codes("Nothing was said.", title=text) == found


def test_a_country_is_no_city_of_its_own() -> None:
    """Armenia is a city of Colombia, too, and Singapore one of Singapore."""
    found = locate_text("", ["Ships met in Armenia, in Singapore and in Djibouti.", "They met in Yerevan."])
    assert found == (["AM", "SG", "DJ", "AM"], ["Yerevan"])


def test_a_name_costs_the_same_in_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so much before a name is looked at as decides: a text that no sentence ends costs no more a name."""
    seen: list[int] = []
    is_place = where._is_place
    monkeypatch.setattr(
        where,
        "_is_place",
        lambda name, before, *rest, **more: (seen.append(len(before)), is_place(name, before, *rest, **more))[1],
    )
    found, _ = locate_text("", ["Troops from Georgia and Chad met Jordan Lind in Kharkiv, " * 40])
    assert len(found) == 120
    assert max(seen) == where.BEFORE


def test_dateline_counts_where_nothing_else_is_named() -> None:
    """It may only say where a report was written."""
    assert codes("BRUSSELS, June 15 (Karrow Wire) - Envoys of Belarus left.") == ["BY"]
    assert codes("BUNDIBUGYO, Uganda (AP) — The sick go to healers.") == ["UG"]


def test_other_languages_have_no_countries() -> None:
    """The names are English."""
    assert locate_text("Frieden", ["Minsk schweigt zu Belarus."], "de") == ([], [])


def test_story_has_what_a_quarter_of_its_articles_name() -> None:
    """The most named first, and the cities behind a word of place."""
    often = [work(f"Report {n}: shells from Belarus fell near Kharkiv.") for n in range(4)]
    found = locate([*often, work("Envoys of Chile met.")])
    assert found.countries == ("BY", "UA")
    assert found.places == ("Kharkiv",)


def test_a_country_of_title_or_lead_stands_before_mere_mentions() -> None:
    """Chile is named twice, Belarus once, and the news is of Belarus."""
    found = locate([work("Belarus closed its border.", "Envoys of Chile met.", "Chile had asked for that.")])
    assert found.countries == ("BY", "CL")


def test_edition_freezes_names_and_places_on_the_map() -> None:
    """A page is made from the edition alone."""
    edition = composed(work("Envoys of Poland met the president of Belarus in Minsk.", "They spoke.", "They left."))
    assert [(story.countries, story.places) for story in edition.stories] == [(("BY", "PL"), ("Minsk",))]
    assert [country.name for country in edition.countries] == ["Belarus", "Poland"]


def test_every_country_has_a_name_and_a_place_on_the_map() -> None:
    """And every code of a city is a country's."""
    every = list_countries(code for code in read_countries() if len(code) == 2 and code not in ("EU", "UN"))
    assert len(every) > 190
    assert all(isinstance(one, Country) and 0 <= one.x <= 720 and 0 <= one.y <= 270 for one in every)
    cities = (Path("digest") / "lexicons" / "places.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert {line[:2] for line in cities} <= set(read_countries())


def test_no_name_of_a_country_stands_twice() -> None:
    """A word of ``words`` is also a name with its capital, and the name of a country one of its names."""
    parts = where._read_namesakes("parts")
    every = [
        name
        for one in read_countries().values()
        for name in (
            *{one["name"], *(where._capitalize(word) for word in one.get("words", "").split() if word not in parts)},
            *filter(None, one.get("also", "").split("; ")),
        )
    ]
    assert [name for name in sorted(set(every)) if every.count(name) > 1] == []


def test_a_country_across_the_date_line_stands_in_its_ocean() -> None:
    """The mean of 177 and -180 degrees lies off Africa: Fiji is east of New Zealand, at the map's other end."""
    fiji, zealand = list_countries(("FJ", "NZ"))
    assert zealand.x < fiji.x < 720
    assert fiji.y < zealand.y


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("belarus", "BY"),
        ("BY", "BY"),
        ("South Korea", "KR"),
        ("uk", "GB"),
        ("gaza", "PS"),
        ("nowhere", None),
        ("", None),
    ],
)
def test_country_is_found_by_any_of_its_names(name: str, code: str | None) -> None:
    """In any case, by its code too."""
    assert find_code(name) == code
