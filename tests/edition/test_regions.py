"""A page that is grouped by region: which block a story stands in, and what becomes of the themes."""

from pathlib import Path
from types import SimpleNamespace

import lxml.html
import pytest

from digest.config import Briefing, Settings
from digest.edition.compose import compose
from digest.edition.material import Material
from digest.edition.regions import find_region, order_regions, read_regions
from digest.edition.where import BODIES
from digest.lexicons.countries import read_countries
from digest.model import NO_REGION, Edition
from digest.publish.render import load_templates, render, render_letter
from digest.publish.verify import verify
from digest.settings_file import parse_settings
from tests.edition.works import DAY, NOON, claim_nothing, loader, summaries, work

PERU = work(
    "Troops of Peru crossed a river into Ecuador on Tuesday, the army said.",
    "Villagers in Peru heard shots for an hour.",
    title="Peru sends troops over the river", themes={"deployments": (0,), "incidents": (1,)},
)  # fmt: skip
KENYA = work(
    "Ministers of Kenya and Uganda agreed in Nairobi on Tuesday to open the lake to all boats.",
    "Fishermen from Kenya had asked for that for years.",
    title="Kenya opens the lake", themes={"diplomacy": (0, 1)},
)  # fmt: skip
HALL = work(
    "A fire destroyed the old harbour hall of the town on Tuesday and hurt four people.",
    "The hall had stood empty since the spring.",
    title="Fire in the harbour hall", themes={"incidents": (0,)},
)  # fmt: skip
TABLE = work(
    "A chess player won the third prize of the autumn tournament on Tuesday.",
    "The tournament of the lakes of Chile goes on until Friday.",
    title="Chile sees a third prize",
)  # fmt: skip
WORKS = (PERU, KENYA, HALL, TABLE)
BY_REGION = Settings(briefing=Briefing(group="region"))


@pytest.fixture(scope="module")
def edition() -> Edition:
    """A day of three regions, grouped by them."""
    return compose(
        Material(tuple(summaries(*WORKS)), DAY, NOON, (None, NOON)), BY_REGION, loader(*WORKS), claim_nothing
    )


def test_every_country_has_one_region() -> None:
    """The table has each of ours once; bodies such as the EU lie in none."""
    assert set(read_regions()) == set(read_countries()) - BODIES


@pytest.mark.parametrize(
    ("countries", "region"),
    [
        (("US", "IL", "IQ"), "western_asia"),
        (("US", "IL"), "northern_america"),
        (("FR",), "europe"),
        (("EU",), NO_REGION),
        ((), NO_REGION),
    ],
)
def test_a_story_stands_where_most_of_its_countries_lie(countries: tuple[str, ...], region: str) -> None:
    """Of several regions with as many in that of the country that it names most."""
    assert find_region(SimpleNamespace(countries=countries)) == region  # type: ignore[arg-type]


def test_regions_follow_each_other_by_weight_or_always_alike() -> None:
    """Stories of no country are the last block in both."""
    told = [SimpleNamespace(countries=countries) for countries in ((), ("PE",), ("KE",))]
    assert order_regions(told, fixed=False)[:2] == ("latin_america", "sub_saharan_africa")  # type: ignore[arg-type]
    assert order_regions(told, fixed=True)[:2] == ("europe", "western_asia")  # type: ignore[arg-type]
    assert order_regions(told, fixed=False)[-1] == NO_REGION  # type: ignore[arg-type]


def test_stories_stand_under_their_regions_with_their_theme_as_tag(edition: Edition) -> None:
    """In HTML, Markdown and letter; every link leads somewhere, and nothing is lost to `verify`."""
    full = {story.id for story in edition.stories if story.place == "full"}
    assert [one.name for one in edition.regions][-1] == NO_REGION
    assert {story for one in edition.regions for story in one.stories} == full
    assert not any(section.passages for section in edition.sections)
    templates = load_templates()
    files = render(edition, {}, templates) | {"letter.html": render_letter(edition, {}, templates, address=None)}
    texts = {one.article.id: one.article.document.text for one in WORKS}
    assert verify(edition, files, texts) == ()
    tree = lxml.html.document_fromstring(files[f"{DAY}.html"].decode())
    headings = [one.text_content() for one in tree.iterfind(".//main//div[@class='label']/h2")]
    first = [
        one for one in headings if one in ("Latin America and the Caribbean", "Sub-Saharan Africa", "No country named")
    ]
    assert first == [*sorted(first[:-1], key=headings.index), "No country named"]
    assert len(first) == 3
    assert "Deployments" in [
        tag.text_content() for tag in tree.iterfind(".//article//span[@class]") if "tag" in tag.get("class")
    ]
    ids = {one.get("id") for one in tree.iterfind(".//*[@id]")}
    assert {link.get("href")[1:] for link in tree.iterfind(".//a[@href]") if link.get("href").startswith("#")} <= ids
    assert {f"theme-{one.name}" for one in edition.headings} <= ids
    text = files[f"{DAY}.md"].decode()
    assert text.index("## Sub-Saharan Africa") < text.index("## No country named")
    assert "*Deployments*" in text
    assert "## Deployments" not in text


def test_in_brief_is_the_same_in_both(edition: Edition) -> None:
    """Only the blocks change, and the JSON keeps its sections by theme."""
    themed = compose(
        Material(tuple(summaries(*WORKS)), DAY, NOON, (None, NOON)), Settings(), loader(*WORKS), claim_nothing
    )
    assert [one.story for one in themed.key_points] == [one.story for one in edition.key_points]
    assert themed.regions == ()
    assert {one.theme: set(one.stories) for one in themed.sections} == {
        one.theme: set(one.stories) for one in edition.sections
    }


def test_the_setting_is_checked() -> None:
    """Another word is no grouping."""
    assert parse_settings('[briefing]\ngroup = "Region"\n', Path("config.toml")).briefing.group == "region"
    with pytest.raises(Exception, match="group"):
        parse_settings('[briefing]\ngroup = "continent"\n', Path("config.toml"))
    assert Settings().briefing.group == "theme"
