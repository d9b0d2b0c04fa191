"""One run from top to bottom: the only place where the stages and their side effects meet.

Everything before ``store.record`` can be undone by doing nothing; everything after it is done again by the next
run until it has succeeded. The contract is written down in docs/design.md and docs/operations.md.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from digest import slots
from digest.config import Settings
from digest.errors import VerificationError
from digest.intake import folder as seeds
from digest.model import Day, Edition, Problem, Source
from digest.relaxed_gc import relaxed_gc
from digest.state.database import STATE
from digest.state.shelf import Drawer, Shelf, shelf_in
from digest.state.store import FileStamp, NewEdition, RunRecord, Store
from digest.steps.desk import Desk, check_clock, desk_of
from digest.steps.recover import publish_day, to_read
from digest.steps.turn import at_work

if TYPE_CHECKING:
    from digest.steps.gather import Arrival, Batch
    from digest.steps.reading import Progress
    from digest.workers.pages import Packed

Report = Callable[[str], None]


def _in_silence(_line: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. ``written`` are the published files; ``problems`` those that this run could not read."""

    status: Literal["made", "recorded", "nothing_new"]
    edition: Edition | None = None
    written: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> int:
        """3 where a file that should hold an article could not be read."""
        return 3 if self.problems else 0


@dataclass(frozen=True, slots=True)
class Look:
    """What may be news: the files that are new or changed, and the desk's own note."""

    fresh: tuple[seeds.Found, ...]
    note: str | None


def run(
    settings: Settings,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    wait: float = 0,
    force: bool = False,
    report: Report = _in_silence,
    progress: "Progress | None" = None,
) -> Outcome:
    """Make the briefing of ``now``'s day from what is new; DigestError when nothing could be published.

    ``now`` is aware, in the configured zone; ``report`` gets a line for every decision that a person may wonder
    about, ``progress`` how many files are read. A run with nothing new and no slot due writes nothing at all.
    """
    desk = desk_of(settings, folder)
    with at_work(desk, now=now, wait=wait, report=report) as kept, shelf_in(desk.output / STATE) as shelf:
        look = look_at(desk, kept, now.date(), report)
        due = slots.due(settings.schedule, now, _zone(now), kept.slots())
        today = kept.edition(now.date())
        if not look.fresh and due is None and not _has_news(look, today):
            report(_nothing_new(desk, kept))
            return Outcome("nothing_new", today)
        arrivals = _read(desk, shelf, look, now, progress)
        batch, edition = _compose(desk, kept, shelf, arrivals, look, today, now=now, due=due)
        reread = tuple((arrival.folder, arrival.path, arrival.stamp) for arrival in arrivals)
        kept.record(record_of(desk, kept, shelf, reread, batch, edition, now), shelf)
        problems = _unreadable(arrivals)
        if edition is None:
            report("Nothing to tell: what is new is no article, or was told before.")
            return Outcome("recorded", today, problems=problems)
        written = publish_day(kept, desk.output, now.date(), report, force=force)
        return Outcome("made", edition, written, problems)


def draft(
    settings: Settings, *, now: dt.datetime, folder: Path | None = None, progress: "Progress | None" = None
) -> Outcome:
    """What ``run`` would make now, or today's edition where nothing is new; nothing is written."""
    desk = desk_of(settings, folder)
    check_clock(now)
    with relaxed_gc(), to_read(desk.output) as kept, shelf_in(None) as shelf:
        look = look_at(desk, kept, now.date(), _in_silence)
        due = slots.due(settings.schedule, now, _zone(now), kept.slots())
        today = kept.edition(now.date())
        arrivals = _read(desk, shelf, look, now, progress)
        _, edition = _compose(desk, kept, shelf, arrivals, look, today, now=now, due=due or now)
        edition = edition or today
        assert edition is not None  # without one of today, ``due`` asks for a quiet page at least
        return Outcome("made", edition, problems=_unreadable(arrivals))


def _zone(now: dt.datetime) -> ZoneInfo:
    assert isinstance(now.tzinfo, ZoneInfo)
    return now.tzinfo


def look_at(desk: Desk, kept: Store, date: dt.date, report: Report) -> Look:
    """What a day's run has before it; what it leaves alone, and an empty folder, are reported."""
    scan = seeds.scan(desk.articles, given=bool(desk.key))
    seen = kept.seen(desk.key)
    for left in scan.waiting:
        report(f"{left.path}: {left.reason}")
    if seen and not scan.files:
        report(f"{desk.articles}: is empty, but {len(seen)} files were there; is its disk mounted?")
    elif not scan.files and not scan.waiting:
        report(f"{desk.articles}: holds no file yet; put articles into it")
    fresh = tuple(found for found in scan.files if seen.get(found.path) != found.stamp)
    return Look(fresh, seeds.read_note(desk.settings.root / "notes" / f"{date}.md"))


def _has_news(look: Look, today: Edition | None) -> bool:
    """Whether the desk's own note says something that today's page does not."""
    return look.note != today.note if today else look.note is not None


def _nothing_new(desk: Desk, kept: Store) -> str:
    newest = kept.dates()[-1:]
    last = f"; the newest briefing is that of {newest[0]}" if newest else ""
    return f"Nothing new in {desk.articles}{last}."


def _read(desk: Desk, shelf: Shelf, look: Look, now: dt.datetime, progress: "Progress | None") -> "tuple[Arrival, ...]":
    """Every new file's articles and problems."""
    if not look.fresh:
        return ()
    # The stages weigh half a second: a run with nothing new does not pay for them.
    from digest.parallel import forkserver, protocol  # noqa: PLC0415

    if len(look.fresh) >= protocol.MIN_PARALLEL:
        forkserver.shared()
        # Two cores import the same: here what composing, rendering and the first stem will want.
        import digest.analysis.summarizers  # noqa: PLC0415
        import digest.workers.pages  # noqa: F401, PLC0415
    from digest.steps.reading import arrivals_of  # noqa: PLC0415

    arrivals = arrivals_of(look.fresh, desk, shelf, today=now.date(), progress=progress)
    seeds.still_there(desk.articles)
    return arrivals


def _compose(
    desk: Desk,
    kept: Store,
    shelf: Shelf,
    arrivals: "tuple[Arrival, ...]",
    look: Look,
    today: Edition | None,
    *,
    now: dt.datetime,
    due: dt.datetime | None,
) -> "tuple[Batch, Edition | None]":
    """The day's batch, and the edition made of it where it has something that today's does not."""
    # As above: a run with nothing new does not pay for them.
    from digest.edition.compose import compose  # noqa: PLC0415
    from digest.parallel.dispatch import run_tasks  # noqa: PLC0415
    from digest.steps import gather, recall  # noqa: PLC0415

    mark = recall.mark_of(desk.settings)
    batch = gather.sort_out(arrivals, recall.memory(kept, shelf, arrivals, now.date()), mark=mark)
    quiet_page = today is None and due is not None
    if not batch.fresh and not quiet_page and not _has_news(look, today):
        return batch, None
    batch = recall.brought_up_to_date(batch, shelf, desk.settings, mark)
    material = recall.material(kept, batch, today, now=now, due=due, note=look.note)
    edition = compose(material, desk.settings, shelf.load, partial(run_tasks, workers=desk.settings.run.workers))
    told_already = {source.id for source in today.articles} if today else set()
    news = {source.id for source in edition.articles} - told_already
    if not news and not quiet_page and not _has_news(look, today):
        return gather.compared(batch, edition), None
    return batch, edition


def _unreadable(arrivals: "tuple[Arrival, ...]") -> tuple[Problem, ...]:
    results = (result for arrival in arrivals for result in arrival.results)
    return tuple(result for result in results if isinstance(result, Problem) and result.unreadable)


def record_of(
    desk: Desk,
    kept: Store,
    shelf: Shelf,
    reread: tuple[FileStamp, ...],
    batch: "Batch",
    edition: Edition | None,
    now: dt.datetime,
) -> RunRecord:
    """What the run writes, with the rendered files, each proven; VerificationError when one is not what it says."""
    from digest.steps import gather  # noqa: PLC0415

    slot = slots.newest(desk.settings.schedule, now, _zone(now))
    satisfied = (slot, now) if slot and slot not in kept.slots() else None
    if edition is None:
        return RunRecord(reread, batch.fresh, batch.asides, batch.same, satisfied)
    articles, asides, known = gather.settled(batch, edition)
    summaries = {
        (one.summary.id, one.summary.path, one.summary.part, one.summary.raw): one.summary for one in batch.articles
    }

    def packed(source: Source) -> tuple[bytes, bytes]:
        return shelf.packed(summaries[source.id, source.path, source.part, source.raw])

    made = make_files(desk.settings, edition, packed, kept.days(), shelf, made=now)
    return RunRecord(reread, articles, asides, known, satisfied, made)


def make_files(
    settings: Settings, edition: Edition, packed: "Packed", days: tuple[Day, ...], shelf: Shelf, *, made: dt.datetime
) -> NewEdition:
    """Every file of an edition and of the archive (``made`` then), verified before anybody sees them.

    ``packed`` gives the article and the analysis of a source; the files are laid on the shelf.
    """
    from digest.edition.compose import archive  # noqa: PLC0415
    from digest.publish.render import latest, load_templates, render, render_archive  # noqa: PLC0415
    from digest.publish.verify import verify  # noqa: PLC0415
    from digest.workers.pages import Rendering, pages_of  # noqa: PLC0415

    templates = load_templates(settings.own_templates)
    rendering = Rendering(settings.own_templates, templates.source)
    laid, texts, marks = Drawer(shelf), Drawer(shelf), {}
    suspects: list[str] = []
    for page in pages_of(edition, packed, rendering, workers=settings.run.workers):
        laid.put(page.name, page.data)
        if page.suspect:
            suspects.append(page.name)
        if page.text is not None:
            marks[page.article] = page.marks
            texts.put(page.article, page.text)
    files = render(edition, marks, templates)
    complaints = verify(edition, {**files, **{name: laid[name] for name in suspects}}, texts)
    if complaints:
        raise VerificationError(
            "a page does not say what its source says; nothing was published:\n" + "\n".join(complaints)
        )
    day = edition.history[-1]
    others = tuple(one for one in days if one.date != day.date)
    everything = tuple(sorted((*others, day), key=lambda one: one.date))
    files = {**files, **render_archive(archive(everything, settings, made=made), templates)}
    if everything[-1] == day:
        files = {**files, **latest(day.date, files)}
    for name, data in files.items():
        laid.put(name, data)
    return NewEdition(edition, day, laid)
