"""Jobs whose tasks take no time, and traps that tasks can be."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TRAPS: dict[str, Callable[[], object]] = {
    "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "is stopped": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "sleeps": lambda: time.sleep(3600),
    "counts": lambda: sum(range(10**13)),  # in C, which looks for no signal
    "leaves": lambda: os._exit(7),
}


@dataclass(frozen=True)
class Number:
    """A task; its result is ten times the number."""

    number: int
    size: int = 1000

    @property
    def name(self) -> str:
        return f"number {self.number}"


@dataclass(frozen=True)
class Tenfold:
    """Multiplies by ten; what happens to a worker is said by ``traps``. Where ``once``, only until that file exists."""

    traps: dict[int, str] = field(default_factory=dict)
    once: Path | None = None
    weight: int = 0
    seconds: float = 0.5
    min_parallel: tuple[int, int] = (24, 400_000)
    timed: bool = False
    modules: tuple[str, ...] = ()

    def do(self, task: Number) -> int | tuple[int, bytes]:
        if task.number in self.traps and not (self.once and self.once.exists()):
            if self.once:
                self.once.touch()
            TRAPS[self.traps[task.number]]()
        return (10 * task.number, b"x" * self.weight) if self.weight else 10 * task.number

    def on_crash(self, task: Number) -> int:
        return -task.number


class Loop:
    """A value that only the collector frees, for it holds itself."""

    alive = 0

    def __init__(self) -> None:
        self.own = self
        Loop.alive += 1

    def __del__(self) -> None:
        Loop.alive -= 1


class Loops(Tenfold):
    """Leaves such a value behind each task, and tells how many there are."""

    def do(self, task: Number) -> int:
        Loop()
        return Loop.alive


def numbers(count: int) -> list[Number]:
    """So many tasks."""
    return [Number(number) for number in range(count)]
