"""What holds for every briefing, whatever the articles: tried on the samples and on texts made up by hypothesis."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Edition, Quote
from tests.pipeline import ROOT, aged, briefing, drafted

SEEDS = ROOT / "seeds"
SUBJECTS = ("The minister", "A patrol boat", "The delegation", "The general", "A convoy", "The union", "The embassy")
DEEDS = ("met envoys in", "fired on a trawler off", "withdrew troops from", "signed a treaty in", "closed a plant in")
PLACES = ("Lisbon", "Oslo", "the northern province", "Port Said", "Tallinn", "the strait")

sentences = st.builds(
    lambda who, what, where, day: f"{who} {what} {where} on {day}, officials said.",
    st.sampled_from(SUBJECTS),
    st.sampled_from(DEEDS),
    st.sampled_from(PLACES),
    st.sampled_from(("Monday", "Tuesday", "Friday")),
)
articles = st.lists(st.lists(sentences, min_size=3, max_size=8).map("\n\n".join), min_size=0, max_size=6)


def quotes(edition: Edition) -> list[Quote]:
    """Every quote of an edition, speakers and headlines too."""
    shown = [quote for story in edition.stories for quote in (story.headline_quote, *story.quotes) if quote]
    shown += [point.quote for point in edition.key_points if point.quote]
    shown += [quote for section in edition.sections for passage in section.passages for quote in passage.quotes]
    return shown + [quote.speaker for quote in shown if quote.speaker]


def check(edition: Edition) -> None:
    """The laws of one edition."""
    ids = [source.id for source in edition.articles]
    assert len(ids) == len(set(ids))
    told = [article for story in edition.stories for article in story.articles] + list(edition.foreign)
    assert sorted(told) == sorted(ids), "stories partition the articles"
    counts = edition.counts
    assert counts.files == counts.articles + counts.copies + counts.left_out
    assert counts.articles == len(ids)
    assert counts.stories == len(edition.stories)
    assert len({story.id for story in edition.stories}) == len(edition.stories)
    full = [story for section in edition.sections for story in section.stories]
    assert len(full) == len(set(full)), "no story stands in full twice"
    for quote in quotes(edition):
        assert quote.article in ids
        assert 0 <= quote.start < quote.end
        assert quote.text == " ".join(quote.text.split())


def test_the_samples_keep_the_laws(tmp_path: Path) -> None:
    """The newcomer's first briefing."""
    check(drafted(SEEDS, tmp_path))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=articles)
def test_made_up_days_keep_the_laws(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """No article, equal ones, poor ones: stories partition the articles and the counts add up."""
    folder = tmp_path_factory.mktemp("day")
    output = tmp_path_factory.mktemp("output")
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_500_000_000, 1_500_000_000))
    check(drafted(folder, output))


def pages(output: Path) -> dict[str, bytes]:
    """The published files by name."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and ".digest" not in path.parts
    }


def test_two_runs_give_equal_bytes(tmp_path: Path) -> None:
    """The same articles, settings and time: the same pages."""
    seeds = aged(shutil.copytree(SEEDS, tmp_path / "seeds"))
    assert pages(briefing(seeds, tmp_path / "a")) == pages(briefing(seeds, tmp_path / "b"))


def test_names_order_and_hash_seed_do_not_matter(tmp_path: Path) -> None:
    """Other file names in another order under another hash seed: the same stories with the same quotes."""
    plain = aged(shutil.copytree(SEEDS, tmp_path / "plain"))
    renamed = tmp_path / "renamed"
    files = [path for path in sorted(SEEDS.rglob("*")) if path.is_file()]
    order = list(range(len(files)))
    random.Random(7).shuffle(order)
    for place, path in zip(order, files, strict=True):
        # The first folder below names the outlet, so it stays; everything else of the name changes.
        target = renamed / path.relative_to(SEEDS).parent / f"{place:02d}{path.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    aged(renamed)

    def telling(folder: Path, seed: str) -> subprocess.Popen[str]:
        code = (
            "import sys, json; from pathlib import Path; from tests.pipeline import drafted; from digest.codec import to_json;"
            "e = json.loads(to_json(drafted(Path(sys.argv[1]), Path(sys.argv[2]))));"
            "[source.update(path='', also=[], copies=[]) for source in e['articles']];"
            "[problem.update(path='') for problem in e['left_out']];"
            "print(json.dumps(e))"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(folder), str(tmp_path / "none")]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)

    both = [telling(plain, "0"), telling(renamed, "4242")]
    said = [one.communicate(timeout=600)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert said[0] == said[1]
    assert len(json.loads(said[0])["articles"]) > 20
