"""A folder of made-up news: the same articles for the same seed, on every machine, without any foreign text.

The words are invented (syllables with English endings, drawn by Zipf's law) and stand between real function
words, names, places, numbers and phrases of the themes, so that every stage finds the work that it would find
in news. Articles have 600 words on average (log-normal); 15 % are near copies of an earlier one under another
outlet; events are told by one to a dozen articles with a vocabulary of their own; by-lines, captions, teasers
and bios stand around the text; a third are web pages.

    python -m benchmarks.generate FOLDER --articles 2000
"""

import argparse
import html
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

TODAY = date(2026, 11, 24)
_FUNCTION_WORDS = (
    "the the the the the the of of of of to to to and and and a a a in in in in that that is was for for on on with"
    " with as as by by at from it its has had have are were be been which who their they would will not but after over"
    " about more than before this other also between during against under into could when while up out there some two"
    " three first last"
)
_ENDINGS = ("", "", "", "s", "s", "ed", "ing", "er", "ion", "ment", "al", "ity", "ly", "ive")
_ONSETS = (
    "b",
    "br",
    "c",
    "cl",
    "cr",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "st",
    "str",
    "t",
    "tr",
    "v",
    "w",
)
_RIMES = (
    "a",
    "an",
    "ar",
    "e",
    "el",
    "en",
    "er",
    "i",
    "in",
    "ist",
    "o",
    "on",
    "or",
    "ul",
    "un",
    "ead",
    "oin",
    "ast",
    "ick",
    "ound",
)
_CODAS = ("", "", "n", "t", "rd", "ck", "sh", "ll", "nd", "m", "p", "ss")
_PLACE_NAMES = (
    "France Germany Poland Ukraine Russia China Japan India Iran Israel Turkey Egypt Sudan Kenya Nigeria Brazil"
    " Mexico Canada Norway Finland Estonia Georgia Armenia Taiwan Vietnam Pakistan Yemen Libya Mali Syria"
)
_PHRASES = (
    "held talks with the foreign minister of",
    "signed an agreement with",
    "imposed new sanctions on",
    "expelled two diplomats of",
    "recalled its ambassador from",
    "deployed 1,200 troops near the border with",
    "moved a carrier strike group towards",
    "began a joint military exercise with",
    "agreed to send air defence systems to",
    "withdrew its peacekeepers from",
    "launched a missile strike on a depot in",
    "shot down a drone over",
    "seized a tanker off the coast of",
    "blamed a car bomb on fighters from",
    "raised interest rates and the budget deficit of",
    "won the final of the football cup in",
    "went on trial in a court in",
)
_FUNCTION = tuple(_FUNCTION_WORDS.split())
_PLACES = tuple(_PLACE_NAMES.split())
_OPENERS = (
    "However, ",
    "But ",
    "Meanwhile, ",
    "He said that ",
    "She added that ",
    "They ",
    "According to officials, ",
    "On Tuesday, ",
)
_OUTLETS = (
    "Northern Herald",
    "Daily Courier",
    "The Examiner",
    "Harbour Post",
    "Morning Ledger",
    "Continental",
    "World Wire",
    "City Gazette",
)


@dataclass(frozen=True, slots=True)
class InventedArticle:
    """One made-up article; ``paragraphs`` are its body."""

    number: int
    event: int
    outlet: str
    author: str
    title: str
    published: date
    paragraphs: tuple[str, ...]
    page: bool


class _Press:
    """Draws words, sentences and articles; holds the vocabulary and the events under way."""

    def __init__(self, seed: int, *, rare: bool = False) -> None:
        self.random = Random(seed)
        # Zipf and Mandelbrot's law: a shifted exponent a little above one; none where all words are equally rare.
        count, exponent = (20_000, 0.0) if rare else (24_000, 1.05)
        self.words = [self._coined() for _ in range(count)]
        self.weights = list(accumulate((rank + 8.0) ** -exponent for rank in range(count)))
        self.names = [f"{self._coined(name=True)} {self._coined(name=True)}" for _ in range(3_000)]

    def _coined(self, *, name: bool = False) -> str:
        pick = self.random.choice
        count = 2 if name else self.random.choice((1, 1, 2, 2, 3))
        word = "".join(pick(_ONSETS) + pick(_RIMES) for _ in range(count)) + pick(_CODAS)
        return word.capitalize() if name else word + pick(_ENDINGS)

    def content(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self, event: "_Event", *, lead: bool = False) -> str:
        random = self.random
        length = max(6, min(48, round(random.gauss(22, 8))))
        common, own, plain = random.choices(_FUNCTION, k=length), event.words, self.content(length)
        words = [
            common[at] if (dice := random.random()) < 0.46 else random.choice(own) if dice < 0.62 else plain[at]
            for at in range(length)
        ]
        if lead or random.random() < 0.3:
            words[random.randrange(length // 2) : length // 2] = [
                random.choice(event.phrases),
                random.choice(event.places),
            ]
        if random.random() < 0.3:
            words.insert(random.randrange(len(words)), f"{random.randrange(2, 90) * 100:,}")
        if lead or random.random() < 0.35:
            words[0:1] = [random.choice(event.people)]
        if len(words) > 14:
            words[len(words) // 2] += ","
        said = " ".join(words).rstrip(",")
        dice = 1.0 if lead else random.random()
        if dice < 0.1:
            speaker = f"{random.choice(event.people)}, a spokesman for {random.choice(event.places)}"
            return f"“{said[0].upper()}{said[1:]},” said {speaker}."
        if dice < 0.22:
            return random.choice(_OPENERS) + said + "."
        return said[0].upper() + said[1:] + "."

    def event(self, number: int) -> "_Event":
        random = self.random
        return _Event(
            number,
            tuple(self.content(40)),
            tuple(random.sample(self.names, 4)),
            tuple(random.sample(_PLACES, 2)),
            tuple(random.sample(_PHRASES, 3)),
        )

    def article(self, number: int, event: "_Event", published: date, *, page: bool, words: int) -> InventedArticle:
        random = self.random
        target = max(60, min(4_000, round(random.lognormvariate(math.log(words) - 0.125, 0.5))))
        sentences = [self.sentence(event, lead=True)]
        count = len(sentences[0].split())
        while count < target:
            sentences.append(self.sentence(event))
            count += len(sentences[-1].split())
        paragraphs, at = [], 0
        while at < len(sentences):
            size = 1 if at == 0 else random.choice((1, 2, 2, 3))
            paragraphs.append(" ".join(sentences[at : at + size]))
            at += size
        title = f"{event.people[0].split()[1]} {random.choice(event.phrases)} {event.places[0]}".rstrip()
        title += " as " + " ".join(random.choices(event.words, k=3))
        return InventedArticle(
            number,
            event.number,
            random.choice(_OUTLETS),
            random.choice(self.names),
            title,
            published,
            tuple(paragraphs),
            page,
        )

    def near_copy(self, made: InventedArticle, number: int, *, page: bool) -> InventedArticle:
        """Another outlet's cut: another title, some paragraphs less, a word here and there."""
        kept = [p for at, p in enumerate(made.paragraphs) if at < 2 or self.random.random() > 0.15]
        kept[-1] = kept[-1].replace(" the ", " this ", 1)
        outlet = self.random.choice([name for name in _OUTLETS if name != made.outlet])
        return replace(
            made, number=number, outlet=outlet, title=made.title + " again", paragraphs=tuple(kept), page=page
        )


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    words: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    phrases: tuple[str, ...]


def articles(
    count: int,
    *,
    seed: int = 1,
    pages: float = 1 / 3,
    copies: float = 0.15,
    words: int = 600,
    days: int = 1,
    last: date = TODAY,
    rare: bool = False,
) -> Iterator[InventedArticle]:
    """``count`` articles, the oldest days first; memory holds only the events and the articles of the last while.

    ``rare``: their words of content are 20,000 that are equally rare, so that hardly one is cached.
    """
    press = _Press(seed, rare=rare)
    random = press.random
    events: list[_Event] = []
    recent: list[InventedArticle] = []
    for number in range(count):
        published = last - timedelta(days=days - 1 - number * days // count)
        page = random.random() < pages
        if recent and random.random() < copies:
            yield press.near_copy(replace(random.choice(recent), published=published), number, page=page)
            continue
        if not events or random.random() < 0.45:
            events.append(press.event(number))
            events = events[-200:]
        made = press.article(number, random.choice(events[-60:]), published, page=page, words=words)
        recent = [*recent[-99:], made]
        yield made


def text_of(made: InventedArticle) -> str:
    """The article as somebody saves it: with by-line, caption, teaser and bio around it."""
    random = Random(made.number)
    parts = [
        made.title,
        f"By {made.author}",
        f"{made.published:%B} {made.published.day}, {made.published.year}",
        *made.paragraphs,
    ]
    if random.random() < 0.5:
        parts.insert(5, f"Read more: {made.title.split(' as ')[-1].capitalize()} ...")
    if random.random() < 0.4:
        parts.insert(4, f"{made.author} walks past a building, Friday. (Photo: {made.outlet})")
    if random.random() < 0.6:
        parts += ["\n", f"{made.author} is a reporter at {made.outlet}. Follow the author for more."]
    if random.random() < 0.4:
        parts.append("Sign up for our newsletter and never miss a story.")
    return "\n\n".join(parts) + "\n"


def page_of(made: InventedArticle, *, kilobytes: int = 30) -> str:
    """The article as a web page of about this size: scripts, menus, lists of other stories around it."""
    random = Random(made.number)
    title = html.escape(made.title)
    stated = f'"@type":"NewsArticle","headline":"{title}","datePublished":"{made.published}T06:00:00Z"'
    menu = "".join(
        f'<li class="nav-item"><a href="/section/{n}" class="nav-link">Section {n}</a></li>' for n in range(30)
    )
    body = "".join(f'<p class="text" data-index="{at}">{html.escape(p)}</p>\n' for at, p in enumerate(made.paragraphs))
    head = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {made.outlet}</title>'
        f'<meta property="og:site_name" content="{made.outlet}"><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{made.published}T06:00:00Z">'
        f'<script type="application/ld+json">{{"@context":"https://schema.org",{stated}}}</script>'
    )
    article = (
        f"</head><body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>"
        f'<div class="byline">By <a href="/authors/1">{made.author}</a></div><figure><img src="/a.jpg" alt="">'
        f"<figcaption>{made.author} walks past a building. Photo: {made.outlet}</figcaption></figure>\n{body}</article>"
    )
    around = max(0, kilobytes * 1024 - len(head) - len(article))
    script = _until(around * 2 // 5, lambda: f"window.state.push({{id:{random.randrange(10**9)},kind:'summary'}});\n")
    summaries = _until(around * 3 // 5, lambda: _card(random))
    foot = "</main><footer><p>All rights reserved.</p></footer></body></html>\n"
    return f"{head}<script>{script}</script>{article}<aside>{summaries}</aside>{foot}"


def _card(random: Random) -> str:
    said = f"{random.choice(_PLACES)} {random.choice(_PHRASES)} {random.choice(_PLACES)}"
    return (
        f'<div class="summary summary--small" data-track="{random.randrange(10**9)}"><a class="card__link"'
        f' href="/story/{random.randrange(10**6)}"><h3 class="card__title">{said}</h3></a>'
        '<span class="card__meta">2 hours ago</span></div>\n'
    )


def _until(size: int, make: Callable[[], str]) -> str:
    parts: list[str] = []
    while size > 0:
        parts.append(make())
        size -= len(parts[-1])
    return "".join(parts)


def file_of(made: InventedArticle, *, kilobytes: int = 30) -> tuple[str, bytes]:
    """The name and the bytes of an article's file; the first folder is its outlet."""
    kind = "html" if made.page else "txt"
    text = page_of(made, kilobytes=kilobytes) if made.page else text_of(made)
    return f"{made.outlet}/{made.number:07d}.{kind}", text.encode()


def write(folder: Path, made: Iterator[InventedArticle], *, kilobytes: int = 30, age: float = 60) -> int:
    """Write the articles' files, ``age`` seconds old so that no run waits for them to settle; how many."""
    count = 0
    for one in made:
        name, data = file_of(one, kilobytes=kilobytes)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        modified = path.stat().st_mtime - age
        os.utime(path, (modified, modified))
        count += 1
    return count


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="Write a folder of made-up news.")
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pages", type=float, default=1 / 3, help="the share that are web pages")
    options.add_argument("--kilobytes", type=int, default=30, help="the size of a web page")
    options.add_argument("--days", type=int, default=1)
    told = options.parse_args()
    made = articles(told.articles, seed=told.seed, pages=told.pages, days=told.days)
    print(write(told.folder, made, kilobytes=told.kilobytes))


if __name__ == "__main__":
    main()
