#!/usr/bin/env python3
"""Measure which days to come ``digest/text/ahead.py`` finds in sentences of real mornings.

    python -m benchmarks.score_ahead DATA [--command digest] [--details]

``ahead.tsv`` has the labels: positions in the texts of DATA (`days/`) and the day that each sentence announces. Printed
for each half: precision, recall. Days on which an article was written count as none: no page of the next day has them.
"""

import argparse
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from benchmarks.score_needs import explained
from digest.text.ahead import find_day_to_come
from digest.text.dateline import find_own_start

LABELS = Path(__file__).parent / "ahead.tsv"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--command", default="digest")
    parser.add_argument("--details", action="store_true", help="each sentence on which program and label differ")
    args = parser.parse_args()
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    labels: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for day, path, place, half, want in rows:
        labels[str(args.data / "days" / day / path)].append((int(place), half, want))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article in explained(args.command, sorted(map(Path, labels))):
        if not article["used"] or not article["published"]:
            continue
        written = date.fromisoformat(article["published"]["value"][:10])
        sentences = {sentence["start"]: sentence["text"] for sentence in article["sentences"]}
        for start, half, label in labels[article["path"]]:
            want = label if label > written.isoformat() else "-"
            text = sentences.get(start)
            if text is None:
                counts[half]["not found as a sentence"] += 1
                continue
            found = find_day_to_come(text[find_own_start(text, "en") :], written)
            got = found.day.isoformat() if found and found.day > written else "-"
            counts[half].update(judge(got, want))
            if args.details and got != want:
                print(f"{half}: {got} for {want}: {text}")
    for half, count in sorted(counts.items()):
        precision = count["right"] / max(1, count["right"] + count["wrong"])
        recall = count["right"] / max(1, count["right"] + count["missed"])
        print(f"{half}: precision {precision:.2f}, recall {recall:.2f}  {dict(sorted(count.items()))}")


def judge(got: str, want: str) -> list[str]:
    """Name what a day is that was found where another one is wanted; - is none."""
    if got == want:
        return ["none" if got == "-" else "right"]
    return ["wrong"] * (got != "-") + ["missed"] * (want != "-")


if __name__ == "__main__":
    main()
