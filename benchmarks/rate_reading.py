"""Rate how files are read: the articles found in texts and pages, languages, encodings, ends of sentences.

Each function returns cells of a row of `ranges.py`. What is counted is counted in two halves, by the name of the text,
so that a value that is best in both holds on what was not looked at. ``others``: how many texts are read otherwise
than by the first row.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.learning import count_grams
from benchmarks.score_claims import half_of
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.intake.sanitize import decode
from digest.model import Article, Problem
from digest.text.language import detect_language
from digest.text.sentences import split
from digest.text.words import split_words, strip_to_letters

Row = dict[str, str]
FORMS = ("page", "region", "seedlike")
FOLDERS = ("mornings/days", "themes", "stories/batches", "discourse/articles", "summaries")
"""Texts without labels: a change is told by how many of them are read otherwise."""
TODAY = date(2100, 1, 1)
CODES = {"de": ("cp1252", "mac_roman"), "fr": ("cp1252", "mac_roman"), "pl": ("cp1250", "iso8859-2"), "ar": ("cp1256",)}
CODES |= dict.fromkeys(("ru", "uk", "bg"), ("cp1251", "koi8-r", "cp866", "iso8859-5"))
"""Encodings in which texts of a language lie about, beside UTF-16."""
_before: dict[str, list[object]] = {}


def count_others(name: str, found: list[object]) -> str:
    """Count what differs from the first row."""
    return f"{sum(one != other for one, other in zip(found, _before.setdefault(name, found), strict=True))}"


def rate_texts(data: Path) -> Row:
    """Return how well articles are found in texts, titles and dates with them."""
    rows = [(one, form, one["forms"][form]) for one in _read_gold(data / "cleaning") for form in FORMS]
    row, found = _rate_articles(
        (one, form, (data / "cleaning" / shown["file"]).read_bytes(), shown) for one, form, shown in rows
    )
    for folder in FOLDERS:
        paths = (path for path in sorted((data / folder).rglob("*")) if path.suffix in (".txt", ".md"))
        found += [_describe(_build_first(path.name, path.read_bytes())) for path in paths]
    return {**row, "others": count_others("texts", found)}


def rate_pages(data: Path) -> Row:
    """Return the same of every fourth web page."""
    rows: list[tuple[Any, str, bytes, Any]] = []
    for one in _read_gold(data / "cleaning"):
        page = gzip.decompress((data / "cleaning" / one["forms"]["html"]["file"]).read_bytes())
        rows.append((one, "html", page, one["forms"]["html"]))
    for one in _read_gold(data / "pages"):
        title, day = one.get("title") or "", str(one.get("date") or "")[:10]
        gold = {"site": one["path"], "gold": one.get("required") or "", "titles": [title], "dates": [day]}
        shown = {"title_visible": bool(title), "date_visible": bool(day)}
        rows.append((gold, "html", (data / "pages" / one["path"]).read_bytes(), shown))
    row, found = _rate_articles(rows[::4])  # all of them take a minute
    return {**row, "others": f"{count_others('pages', found)} of {len(found)}"}


def _read_gold(folder: Path) -> list[dict[str, Any]]:
    return list(map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()))


def _rate_articles(rows: Iterable[tuple[Any, str, bytes, Any]]) -> tuple[Row, list[object]]:
    scores: dict[str, list[float]] = defaultdict(list)
    read_as: list[object] = []
    for gold, form, data, shown in rows:
        article = _build_first(f"article.{'html' if form == 'html' else 'txt'}", data)
        read_as.append(_describe(article))
        facts = article.facts if article else None
        if len(gold["gold"].split()) >= 40:
            scores[f"{form}.{half_of(gold['site'])}"].append(_measure_f1(article, gold["gold"]))
        if shown["title_visible"]:
            title = facts.title.value if facts and facts.title else ""
            scores["titles"].append(strip_to_letters(title) in set(map(strip_to_letters, gold["titles"])))
        if shown["date_visible"] and gold["dates"]:
            scores["dates"].append(bool(facts and facts.published and facts.published.value[:10] in gold["dates"]))
    counted = ("titles", "dates")
    cells = {name: f"{sum(values):.0f} of {len(values)}" for name, values in scores.items() if name in counted}
    means = {name: f"{sum(values) / len(values):.4f}" for name, values in scores.items() if name not in counted}
    return {**dict(sorted(means.items())), **cells}, read_as


def _build_first(name: str, data: bytes) -> Article | None:
    documents = read(name, data)
    found = None if isinstance(documents, Problem) else build_article(documents[0], "", today=TODAY)
    return found if isinstance(found, Article) else None


def _describe(article: Article | None) -> object:
    return article and (article.id, article.facts, tuple((one.start, one.role) for one in article.paragraphs))


def _measure_f1(article: Article | None, gold: str) -> float:
    kept = article.paragraphs if article else ()
    text = article.document.text if article else ""
    said = _count("\n\n".join(text[one.start : one.end] for one in kept if one.role in ("body", "subhead")))
    truth = _count(gold)
    return 2 * (said & truth).total() / (said.total() + truth.total())


def _count(text: str) -> Counter[tuple[str, ...]]:
    return count_grams(re.findall(r"\w+", text.casefold()))


def _list_texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the language and the text of articles in several languages."""
    for one in _read_gold(data / "sentences"):
        yield one["path"], one["language"], (data / "sentences" / one["path"]).read_text(encoding="utf-8")
    for one in _read_gold(data / "cleaning"):
        yield one["site"], one["language"], one["gold"]


def rate_languages(data: Path) -> Row:
    """Return of how many texts, and of how many pieces of 150 characters, the language is told."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, language, text in _list_texts(data):
        for kind, piece in (("whole", text), ("piece", text[500:650]), ("piece", text[900:1050])):
            if len(piece) > 100:
                found = detect_language(split_words(piece))
                counts[f"{kind}.{half_of(name)}"][{language: "right", None: "unclear"}.get(found, "wrong")] += 1
    return {name: f"{one['right']} right, {one['wrong']} wrong" for name, one in sorted(counts.items())}


def rate_encodings(data: Path) -> Row:
    """Return of how many texts the encoding is told that no word declares; ``cut``: UTF-8 with damaged letters."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, language, whole in _list_texts(data):
        half = half_of(name)
        codes: Sequence[str] = CODES.get(language, ("cp1252",))
        for text in (whole[:1500], whole[200:320]):
            for code in (*codes, "utf-16-le", "utf-16-be"):
                kind = "utf-16" if code.startswith("utf") else "cyrillic" if len(codes) == 4 else "latin"
                bare = text.encode(code, "ignore")
                counts[f"{kind}.{half}"][decode(bare) == bare.decode(code)] += 1
            for every in (3, 5, 10):
                if broken := _damage(text.encode(), every):
                    counts[f"cut.{half}"][
                        decode(broken).count("\ufffd") == broken.decode(errors="replace").count("\ufffd")
                    ] += 1
    return {name: f"{one[True]} of {one.total()}" for name, one in sorted(counts.items())}


def _damage(data: bytes, every: int) -> bytes:
    """Return UTF-8 of which every so manieth letter above ASCII has lost its first byte; nothing where it has none."""
    firsts = [at for at, byte in enumerate(data) if byte >= 0xC0]
    lost = set(firsts[every - 1 :: every])
    return bytes(byte for at, byte in enumerate(data) if at not in lost) if lost else b""


def rate_sentences(data: Path) -> Row:
    """Return how many ends of sentences are missed or found where none is."""
    counts: Counter[str] = Counter()
    for one in _read_gold(data / "sentences"):
        text = (data / "sentences" / one["path"]).read_text(encoding="utf-8")
        for paragraph in one["paragraphs"]:
            found = split(text, paragraph["start"], paragraph["end"], one["language"])
            ends = {end for _, end in found} ^ {end for _, end in paragraph["sentences"]}
            counts[f"{'en' if one['language'] == 'en' else 'other'}.{half_of(one['path'])}"] += len(ends)
    return {name: f"{count} wrong" for name, count in sorted(counts.items())}
