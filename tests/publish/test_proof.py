"""Somebody without digest checks a day: the script of docs/proof.md, as it stands there, on real output."""

import ast
import datetime as dt
import json
import re
import sys
from pathlib import Path

import pytest

from digest.pipeline.rebuild import rebuild
from digest.pipeline.run import discard
from digest.publish.proof import name_text
from digest.publish.verify import verify
from digest.store.store import open_unchecked
from tests.desks import Desk, article

SCRIPT = re.search(
    r"```python\n(.*?)```", (Path(__file__).parents[2] / "docs" / "proof.md").read_text(encoding="utf-8"), re.DOTALL
)[1]
DAY = "2026-03-10"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a briefing; one of its files holds two articles."""
    made = Desk(tmp_path_factory.mktemp("proof") / "desk")
    for topic in (1, 2, 3):
        made.put(f"a{topic}.txt", article(topic))
    made.put("żółw/two.md", f"# {article(4)}\n\n# {article(5)}\n")
    made.run(f"{DAY}T07:00")
    return made


def check(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, str]:
    """Run the script on the day's proof; return its exit code and what it printed."""
    monkeypatch.setattr(sys, "argv", ["check.py", str(desk.output / f"{DAY}.proof.json"), *more])
    with pytest.raises(SystemExit) as ended:
        exec(compile(SCRIPT, "check.py", "exec"), {"__name__": "__main__"})
    return int(ended.value.code or 0), capsys.readouterr().out


def test_script_is_short_and_needs_nothing_but_python():
    """At most forty lines, of the standard library alone."""
    assert SCRIPT.count("\n") <= 40
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names
    assert "digest" not in imported
    assert not [node for node in ast.walk(ast.parse(SCRIPT)) if isinstance(node, ast.ImportFrom)]


def test_published_day_passes(desk, monkeypatch, capsys):
    """Every quote of the proof and of the page, and with the articles' folder every article's file."""
    code, said = check(desk, monkeypatch, capsys, str(desk.articles))
    proof = json.loads((desk.output / f"{DAY}.proof.json").read_bytes())
    assert (code, len(proof["sources"])) == (0, 5)
    assert said.startswith(f"all as the sources have it: {len(proof['quotes'])} quotes, ")
    assert len(proof["quotes"]) > 10


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("{text}", "e", "a", "has changed"),
        (f"{DAY}.html", "</span><sup", " never</span><sup", "never"),
        (f"{DAY}.proof.json", '"text": "', '"text": "Not ', "Not "),
    ],
    ids=["text", "page", "proof"],
)
def test_one_forged_word_is_found(desk, monkeypatch, capsys, name, old, new, said):
    """In a stored text, on the page, in the proof: exit code 1, and it is named; verify finds the first two too."""
    proof = json.loads((desk.output / f"{DAY}.proof.json").read_bytes())
    path = desk.output / name.format(text=proof["sources"][0]["file"])
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    try:
        code, out = check(desk, monkeypatch, capsys)
    finally:
        path.write_text(whole, encoding="utf-8")
    assert code == 1
    assert said in out


def test_article_that_was_exchanged_is_found(desk, monkeypatch, capsys):
    """The text is the proof of the quotes; the articles' own files are held against what was read."""
    path = desk.articles / "a1.txt"
    whole = path.read_bytes()
    path.write_bytes(whole + b"More.\n")
    try:
        code, out = check(desk, monkeypatch, capsys, str(desk.articles))
    finally:
        path.write_bytes(whole)
    assert (code, out.count("is not the file that was read")) == (1, 1)


def test_verify_knows_proofs_and_texts(desk):
    """A proof with another quote, source or hash, and another text, are complaints; as published they are none."""
    with open_unchecked(desk.output) as store:
        edition = store.find_edition()
        texts = store.read_texts(edition.date)
    proof = (desk.output / f"{DAY}.proof.json").read_bytes()
    text = name_text(edition.articles[0].id)
    as_made = {f"{DAY}.proof.json": proof, text: (desk.output / text).read_bytes()}
    assert verify(edition, as_made, texts) == ()
    wrong = {
        proof.replace(b'"text": "', b'"text": "Not ', 1): "quotes are not those",
        proof.replace(b'"sha256": "', b'"sha256": "0', 1): "does not have the hash",
        proof.replace(edition.articles[0].id.encode(), b"0123456789abcdef", 1): "sources are not those",
        b"[]": "no proof",
    }
    for data, said in wrong.items():
        assert any(said in line for line in verify(edition, {f"{DAY}.proof.json": data}, texts)), said
    assert verify(edition, {text: b"Another text."}, texts) == (f"{text}: this is not the text of its source",)
    assert verify(edition, {"sources/0.txt": b"0"}, texts) == ("sources/0.txt: this is not the text of its source",)


def test_revision_keeps_the_texts_of_the_day(tmp_path):
    """What came later stands in the new proof beside what was there; rebuild gives the same bytes."""
    two = Desk(tmp_path / "desk")
    two.put("a1.txt", article(1))
    two.run(f"{DAY}T07:00")
    two.put("a2.txt", article(2))
    two.run(f"{DAY}T09:00")
    made = {path.name: path.read_bytes() for path in [*two.output.glob("*.json"), *two.output.glob("sources/*.txt")]}
    assert len(json.loads(made[f"{DAY}.proof.json"])["sources"]) == 2
    for path in two.output.glob("sources/*.txt"):
        path.unlink()
    (two.output / f"{DAY}.proof.json").unlink()
    rebuild(two.settings, dt.date.fromisoformat(DAY), wait=0, force=False, report=discard)
    assert made == {
        path.name: path.read_bytes() for path in [*two.output.glob("*.json"), *two.output.glob("sources/*.txt")]
    }
