#!/usr/bin/env python3
"""Measure the needs that the program finds against what people say of sentences of real mornings.

    python -m benchmarks.score_needs DATA [--command digest] [--details]

`COMMAND explain PATH... --json` on the articles of DATA (`quotes.jsonl`, `days/`). A sentence has a need when one of
its `needs` is met neither by the title nor by the first sentence, which is how people judged it. Printed: precision and
recall of sentences that need something, recall of each kind, and how many sentences the program has not as such.
"""

import argparse
import json
import re
import shlex
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ABOVE = {-1, 0}
AT_ONCE = 100
_UNSEEN = re.compile(r"[\s\u200b-\u200d\u2060]")


def explained(command: str, paths: Sequence[Path]) -> Iterator[Mapping[str, Any]]:
    """Yield what the program says of each article of the files."""
    for start in range(0, len(paths), AT_ONCE):
        some = map(str, paths[start : start + AT_ONCE])
        done = subprocess.run(
            [*shlex.split(command), "explain", *some, "--json"], capture_output=True, text=True, check=False
        )
        yield from map(json.loads, done.stdout.splitlines())


def needed(sentence: Mapping[str, Any], *, titled: bool) -> list[Mapping[str, Any]]:
    """Return the needs of a sentence that neither the title nor the first sentence meets."""
    above = ABOVE if titled else {0}
    return [need for need in sentence["needs"] if above.isdisjoint(need["met_by"])]


def find(text: str, articles: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the program's sentence with a text, or the one that begins with it."""
    plain = _UNSEEN.sub("", text)
    sentences = [sentence for article in articles for sentence in article["sentences"]]
    same = [one for one in sentences if _UNSEEN.sub("", one["text"]) == plain]
    return next(iter(same or [one for one in sentences[1:] if plain[:60] in _UNSEEN.sub("", one["text"])]), None)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--command", default="digest")
    parser.add_argument("--details", action="store_true", help="each sentence on which program and people differ")
    args = parser.parse_args()
    rows = list(map(json.loads, (args.data / "quotes.jsonl").read_text(encoding="utf-8").splitlines()))
    paths = sorted({args.data / "days" / row["day"] / row["path"] for row in rows})
    articles: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for said in explained(args.command, paths):
        if said["used"]:
            articles[said["path"]].append(said)
    counts: Counter[tuple[bool, bool]] = Counter()
    kinds: Counter[tuple[str, bool]] = Counter()
    missing = 0
    for row in rows:
        sentence = find(row["sentence"], articles[str(args.data / "days" / row["day"] / row["path"])])
        if sentence is None:
            missing += 1
            continue
        found = needed(sentence, titled=bool(row["title"]))
        counts[bool(found), bool(row["needs"])] += 1
        kinds.update((kind, bool(found)) for kind in row["needs"])
        if args.details and bool(found) != bool(row["needs"]):
            print(f"{row['needs']} {row['span']!r} / {[need['words'] for need in found]}: {row['sentence']}")
    hits = counts[True, True]
    print(f"precision {hits / max(1, hits + counts[True, False]):.3f}")
    print(f"recall    {hits / max(1, hits + counts[False, True]):.3f}")
    for kind in sorted({kind for kind, _ in kinds}):
        print(f"  {kind:<11} {kinds[kind, True]} of {kinds[kind, True] + kinds[kind, False]}")
    print(f"{len(rows) - missing} sentences; {missing} are none of the program's")


if __name__ == "__main__":
    main()
