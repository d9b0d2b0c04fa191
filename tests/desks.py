"""A desk to try a run on: a folder of articles in words of our own, settings, and what its editions say."""

import datetime as dt
import hashlib
import json
import os
import random
import shutil
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.config import Settings
from digest.page_names import STATE
from digest.pipeline.run import Outcome, run
from digest.settings_file import parse_settings
from digest.store import CACHE

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = "2026-03-09T07:00"
SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "sto", "ve", "dri", "an", "or", "hel", "tu", "gar", "vin", "pol")


def moment(text: str) -> dt.datetime:
    """A time of the desk's clocks."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def article(topic: int, sentences: int = 7) -> str:
    """A report on an event of its own: two topics share no run of five words; the same topic is the same text."""
    dice = random.Random(topic)

    def name() -> str:
        return "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()

    def sentence() -> str:
        return dice.choice(
            (
                f"Envoys from {name()} and {name()} met in {name()} on Monday to sign the {name()} accord, officials said.",
                f"The defence ministry of {name()} moved {dice.randint(200, 9000)} troops to {name()} near the {name()} river.",
                f"A convoy from {name()} was attacked close to {name()} and {dice.randint(3, 90)} soldiers of {name()} were hurt.",
                f"President {name()} told reporters in {name()} that {name()} would not leave the {name()} valley before May.",
                f"Witnesses in {name()} heard {dice.randint(3, 90)} explosions behind the {name()} station, the {name()} agency wrote.",
            )
        )

    lines = [f"Talks about {name()} open in {name()}", ""]
    lines += [sentence() + "\n" for _ in range(sentences)]
    return "\n".join(lines)


class Desk:
    """A folder with ``config.toml``, articles and output; every method that acts is one step of a story."""

    def __init__(self, root: Path, *, times: str = '["06:00"]', more: str = "") -> None:
        self.root = root
        self.articles = root / "seeds"
        self.output = root / "output"
        self.articles.mkdir(parents=True)
        self.config = root / "config.toml"
        self.config.write_text(f'[schedule]\ntimes = {times}\nzone = "Europe/Berlin"\n{more}', encoding="utf-8")

    @classmethod
    def copy(cls, source: Path, root: Path) -> "Desk":
        """Copy a desk with its files' times."""
        shutil.copytree(source, root)
        desk = cls.__new__(cls)
        desk.root, desk.articles, desk.output, desk.config = root, root / "seeds", root / "output", root / "config.toml"
        return desk

    @property
    def settings(self) -> Settings:
        """As the file says them."""
        return parse_settings(self.config.read_text(encoding="utf-8"), self.config)

    def put(self, name: str, text: str | bytes, *, age: float = 60) -> Path:
        """A file that somebody saved ``age`` seconds ago."""
        path = self.articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        stamp = time.time() - age
        os.utime(path, (stamp, stamp))
        return path

    def leave_cache(self) -> None:
        """What a run leaves that was cut off; the next one reads in workers, however few the files are."""
        (self.output / STATE).mkdir(parents=True)
        (self.output / STATE / CACHE).touch()

    def run(self, now: str, *, force: bool = False, folder: Path | None = None) -> Outcome:
        """One run at that time; what it said is in its messages."""
        self.said: list[str] = []
        return run(self.settings, now=moment(now), folder=folder, force=force, report=self.said.append)

    def pages(self) -> dict[str, bytes]:
        """Everything that a reader sees, by name."""
        return {path.name: path.read_bytes() for path in sorted(self.output.glob("[!.]*")) if path.is_file()}

    def edition(self, date: str) -> dict:
        """What the published JSON of a day says."""
        return json.loads((self.output / f"{date}.json").read_bytes())

    def told(self) -> dict[str, list[str]]:
        """The days on which each article file stands among the articles."""
        days: dict[str, list[str]] = {}
        for path in sorted(self.output.glob("????-??-??.json")):
            for source in json.loads(path.read_bytes())["articles"]:
                for name in {source["path"], *source["also"], *(copy["path"] for copy in source["copies"])}:
                    days.setdefault(name, []).append(path.stem)
        return days

    def left_out(self, date: str) -> dict[str, str]:
        """The files that a day left out, with the reason."""
        return {one["path"]: one["reason"] for one in self.edition(date)["left_out"]}

    def bytes_and_times(self) -> dict[str, tuple[str, int]]:
        """Hash and time of change of everything below the desk."""
        return {
            str(path.relative_to(self.root)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }
