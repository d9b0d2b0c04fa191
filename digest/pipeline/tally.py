"""Count what a run read: files in, articles, and what was set aside, so that nothing is passed over in silence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.intake.leftovers import is_of_the_system
from digest.model import Problem
from digest.text.numerals import write_count

if TYPE_CHECKING:
    from digest.pipeline.ingest import Arrival

MOST_NAMED = 5
"""Files that one line names; more is no line."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a run: files that it opened, articles that they held, and the problems of the others.

    Files that systems and programs make for themselves, which nobody put there, are not counted.
    """

    files: int
    articles: int
    set_aside: tuple[Problem, ...]


def count_arrivals(arrivals: "Iterable[Arrival]") -> Tally:
    """Count the files of a run and what they held."""
    counted = [arrival for arrival in arrivals if not is_of_the_system(arrival.path)]
    results = [result for arrival in counted for result in arrival.results]
    problems = tuple(result for result in results if isinstance(result, Problem))
    return Tally(len(counted), len(results) - len(problems), problems)


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    """Add the tallies of the parts of a run."""
    parts = tuple(tallies)
    problems = tuple(problem for part in parts for problem in part.set_aside)
    return Tally(sum(part.files for part in parts), sum(part.articles for part in parts), problems)


def write_closing_line(tally: Tally) -> str:
    """Say in one line what went in, what came out, and what was set aside, with the reason and the remedy."""
    line = f"{write_count(tally.files, 'file')} in, {write_count(tally.articles, 'article')}"
    # What should hold an article comes first, folders that are not looked into last.
    problems = sorted(tally.set_aside, key=lambda problem: (problem.path.endswith("/"), not problem.unreadable))
    entries = Counter(problem.path for problem in problems)
    if not entries:
        return f"{line}."
    reasons: dict[str, str] = {}
    for problem in problems:
        reasons.setdefault(problem.path, problem.reason.removeprefix("no article: "))
    named = [
        f"{path} ({times} times: {reasons[path]})" if times > 1 else f"{path} ({reasons[path]})"
        for path, times in entries.items()
    ]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    told = "; `digest status` names them all" if more else ""
    return f"{line}; {sum(entries.values())} set aside: {', '.join(named[:MOST_NAMED])}{more}{told}."
