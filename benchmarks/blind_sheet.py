#!/usr/bin/env python3
"""Make the sheet of a blind reading: for each article our sentences as the page shows them, and its first ones.

    python -m benchmarks.blind_sheet make ARTICLES... --out FOLDER [--count 60] [--seed 1] [--command digest]
                                          [--without KEYS...]
    python -m benchmarks.blind_sheet count FOLDER MARKS...

`make` takes files at random from ARTICLES (files or folders), makes a briefing of each alone and writes three files:
`sheet.md` with two extracts of an article, A and B, in random order; `key.json`, which of them is ours, for nobody to
see before the end; `marks.csv`, the form. Articles of earlier sheets, of which KEYS are the keys, are left out. A
reader copies the form, and writes into the cells of A and B the letters of what is wrong (R incomplete reference, D
incomplete discourse, M misleading, F furniture, W weak; nothing where all is well), and into `better` A, B or nothing.
`count` adds up the filled forms against the key.
"""

import argparse
import csv
import json
import random
import shlex
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FEWEST, SENTENCES = 2, 3
"""Sentences of an extract: as many as the page shows of these, and as many of the article's first."""
FLAWS = {"R": "incomplete reference", "D": "incomplete discourse", "M": "misleading", "F": "furniture", "W": "weak"}


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files, and those below the folders, sorted."""
    found = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    return sorted(set(found))


def shown(command: str, path: Path) -> tuple[str, list[str]] | None:
    """Return headline and first sentences that the page of one article's briefing shows; ``None`` where it has none.

    A lead that is itself the headline, where an article has no title, is its first sentence.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "articles").mkdir()
        shutil.copy2(path, Path(folder) / "articles" / path.name)  # with its age: a run waits for young files
        config = Path(folder) / "config.toml"
        config.write_text('[seeds]\nfolder = "articles"\n', encoding="utf-8")
        edition = _json(command, "run", "--dry-run", "--json", "--config", str(config))
    stories = edition[0]["stories"] if edition else []
    if len(stories) != 1 or len(stories[0]["quotes"]) < FEWEST:
        return None
    quotes, headline = [_spoken(quote) for quote in stories[0]["quotes"]], stories[0]["headline"]
    if edition[0]["articles"][0]["title"] is None and not stories[0]["opens_lead"]:
        quotes, headline = [f"{headline}.", *quotes], "(no title)"
    return headline, quotes[:SENTENCES]


def _spoken(quote: dict[str, Any]) -> str:
    speaker = quote.get("speaker")
    return f"[{speaker['text']}] {quote['text']}" if speaker else str(quote["text"])


def first(command: str, path: Path) -> list[str]:
    """Return the first sentences of an article's body."""
    said = [one for one in _json(command, "explain", str(path), "--json") if one["used"]]
    return [sentence["text"] for sentence in said[0]["sentences"][:SENTENCES]] if said else []


def _json(command: str, *arguments: str) -> list[dict[str, Any]]:
    done = subprocess.run([*shlex.split(command), *arguments], capture_output=True, text=True, check=False)
    text = done.stdout.strip()
    if not text:
        return []
    return [json.loads(text)] if arguments[0] == "run" else [json.loads(line) for line in text.splitlines()]


def extracts(
    command: str, paths: Sequence[Path], count: int, order: random.Random
) -> Iterator[tuple[str, Path, str, list[str], list[str]]]:
    """Find articles of which the page shows enough: number, file, headline, our sentences, the first ones."""
    files = list(paths)
    order.shuffle(files)
    number = 0
    for path in files:
        ours = shown(command, path)
        lead = first(command, path)[: len(ours[1])] if ours else []
        if ours and len(lead) == len(ours[1]) and ours[1] != lead:
            number += 1
            yield str(number), path, *ours, lead
        if number == count:
            return


def make(args: argparse.Namespace) -> None:
    """Write sheet, key and form."""
    order = random.Random(args.seed)
    read = {one["path"] for path in args.without for one in json.loads(path.read_text(encoding="utf-8")).values()}
    files = [path for path in files_of(args.articles) if str(path) not in read]
    args.out.mkdir(parents=True, exist_ok=True)
    sheet, key, form = ["# Blind reading", ""], {}, []
    for number, path, headline, ours, lead in extracts(args.command, files, args.count, order):
        pair = [("ours", ours), ("lead", lead)]
        order.shuffle(pair)
        key[number] = {"A": pair[0][0], "B": pair[1][0], "path": str(path)}
        form.append({"number": number, "A": "", "B": "", "better": ""})
        sheet += [f"## {number}. {headline}", ""]
        for letter, (_, sentences) in zip("AB", pair, strict=True):
            sheet += [f"**{letter}**", "", *[f"- {sentence}" for sentence in sentences], ""]
    (args.out / "sheet.md").write_text("\n".join(sheet), encoding="utf-8")
    (args.out / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")
    with (args.out / "marks.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, ["number", "A", "B", "better"])
        table.writeheader()
        table.writerows(form)
    print(f"{len(form)} articles in {args.out}")


def count(args: argparse.Namespace) -> None:
    """Print each kind's flaws and the preferences of all readers."""
    key = json.loads((args.folder / "key.json").read_text(encoding="utf-8"))
    flaws: Counter[tuple[str, str]] = Counter()
    flawed: Counter[str] = Counter()
    better: Counter[str] = Counter()
    read = 0
    for path in args.marks:
        with path.open(encoding="utf-8", newline="") as marks:
            for row in csv.DictReader(marks):
                read += 1
                for letter in "AB":
                    whose, marked = key[row["number"]][letter], set(row[letter].upper()) & set(FLAWS)
                    flaws.update((whose, flaw) for flaw in marked)
                    flawed[whose] += bool(marked)
                better[key[row["number"]].get(row["better"].strip().upper(), "neither")] += 1
    for whose in ("ours", "lead"):
        parts = ", ".join(f"{name} {flaws[whose, letter]}" for letter, name in FLAWS.items())
        print(f"{whose}: flawed {flawed[whose]} of {read} ({100 * flawed[whose] / max(1, read):.0f} %): {parts}")
    print(f"better: ours {better['ours']}, lead {better['lead']}, neither {better['neither']}")


def main() -> None:
    """Make a sheet, or count its marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    making = verbs.add_parser("make")
    making.add_argument("articles", type=Path, nargs="+")
    making.add_argument("--out", type=Path, required=True)
    making.add_argument("--count", type=int, default=60)
    making.add_argument("--seed", type=int, default=1)
    making.add_argument("--command", default="digest")
    making.add_argument("--without", type=Path, nargs="*", default=[])
    making.set_defaults(do=make)
    counting = verbs.add_parser("count")
    counting.add_argument("folder", type=Path)
    counting.add_argument("marks", type=Path, nargs="+")
    counting.set_defaults(do=count)
    args = parser.parse_args()
    args.do(args)


if __name__ == "__main__":
    main()
