#!/usr/bin/env python3
"""What cleaning a text of 600 words costs, beside splitting it into words.

benchmarks/cleaning.py            texts a second and core, and the ratio (the aim: 1,000, and at most 8)
"""

import random
import time
from collections.abc import Callable

from digest.intake.cleaning import clean_paragraphs
from digest.model import Document
from digest.text.words import words

WORDS = (
    "the of and to in that was said on for with as by at from president minister talks border troops ships strait"
    " agreement government officials ministry defence foreign visit sanctions leaders summit reporters statement"
    " Tuesday Wednesday Russian Ukrainian European navy carried agreed between after before during would could"
)

VOCABULARY = WORDS.split()


def text_of(number: int) -> str:
    """About 600 words of made-up news with title, byline, caption, bio and teaser."""
    chance = random.Random(number)

    def sentence(length: int) -> str:
        return " ".join(chance.choice(VOCABULARY) for _ in range(length)).capitalize() + "."

    body = [" ".join(sentence(chance.randint(14, 28)) for _ in range(2)) for _ in range(13)]
    return "\n\n".join(
        [
            sentence(8)[:-1],
            "By Ada Lund",
            "November 26, 2018",
            *body,
            "Ada Lund covers the sea.",
            sentence(20)[:-1] + "...",
        ]
    )


def rate(work: Callable[[str], object], texts: list[str], seconds: float = 3.0) -> float:
    """Texts a second, the best of three turns."""
    best = 0.0
    for _ in range(3):
        done, began = 0, time.process_time()
        while time.process_time() - began < seconds / 3:
            work(texts[done % len(texts)])
            done += 1
        best = max(best, done / (time.process_time() - began))
    return best


def main() -> None:
    texts = [text_of(number) for number in range(50)]
    cleaned = rate(lambda text: clean_paragraphs(Document("", 0, text)), texts)
    split = rate(words, texts)
    print(f"{sum(len(text.split()) for text in texts) / len(texts):.0f} words a text")
    print(f"cleaning   {cleaned:8.0f} texts a second and core")
    print(f"words      {split:8.0f} texts a second and core; cleaning costs {split / cleaned:.1f} times as much")


if __name__ == "__main__":
    main()
