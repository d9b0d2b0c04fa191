"""``digest schedule``: keep running and make each briefing on time."""

import datetime as dt
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from digest.commands.common import add_config_option, find_settings

if TYPE_CHECKING:
    from digest.config import Schedule, Settings


@click.command()
@click.option(
    "--print", "unit", type=click.Choice(["systemd", "cron"]), help="Print a unit instead; install it yourself."
)
@add_config_option
def command(unit: Literal["systemd", "cron"] | None, config: Path | None) -> None:
    """Keep running and make each briefing on time; end with Ctrl-C or SIGTERM.

    What was missed while the machine slept or was off is caught up on once. A failed run is tried again after 1,
    5, 15 and then every 30 minutes.

    \b
    digest schedule
    digest schedule --print systemd
    digest schedule --print cron
    """
    from digest.commands.clock import find_zone, read_clock

    settings = find_settings(config)
    if unit == "systemd":
        click.echo(_write_systemd(settings, _find_command(config)), nl=False)
        return
    if unit == "cron":
        click.echo(_write_cron(settings, _find_command(config)), nl=False)
        return
    from digest.pipeline.daemon import keep_schedule
    from digest.pipeline.session import open_for_reading
    from digest.pipeline.workspace import find_workspace

    with open_for_reading(find_workspace(settings).output):
        pass  # what every run would refuse is refused at once: a lost or damaged database does not mend itself
    code = keep_schedule(settings, find_zone(settings), clock=lambda: read_clock(settings, None), log=_log)
    sys.stderr.flush()
    # Python would wait for the scheduler's threads, which have nothing left to do.
    os._exit(code)


def _log(line: str) -> None:
    moment = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    click.echo(f"{moment} {line}", err=True)


def _find_command(config: Path | None) -> list[str]:
    """Return this program and its settings, as another process has to call them."""
    path = Path(sys.argv[0]).absolute()
    program = [sys.executable, "-m", "digest"] if path.name == "__main__.py" else [shutil.which("digest") or str(path)]
    named = config or (Path(os.environ["DIGEST_CONFIG"]) if os.environ.get("DIGEST_CONFIG") else Path("config.toml"))
    return [*program, "run", "--config", str(named.absolute())]


def _call_weekly(words: list[str]) -> list[str]:
    """Return the call that makes the page of a week in place of a briefing."""
    at = words.index("run")
    return [*words[:at], "weekly", *words[at + 1 :]]


def _write_systemd(settings: "Settings", words: list[str]) -> str:
    """Write a service and the timer that starts it, also for what was missed while the machine was off."""
    from digest.slots import read_weekly

    schedule = settings.schedule
    days = ",".join(day.capitalize() for day in schedule.days)
    units = [_write_units("digest", "The day's briefing", words, settings, [(days, time) for time in schedule.times])]
    day, week_time = read_weekly(schedule)
    if week_time:
        at = [(day.capitalize(), week_time)]
        units.append(_write_units("digest-weekly", "The week's page", _call_weekly(words), settings, at))
    names = ["digest.timer", "digest-weekly.timer"][: len(units)]
    return (
        "\n".join(units)
        + f"""
# ---- Save the {"two" if len(units) == 1 else "four"} parts under these names, then:
#   systemctl --user daemon-reload && systemctl --user enable --now {" ".join(names)}
#   loginctl enable-linger    (so that it runs while you are not logged in)
"""
    )


def _write_units(
    name: str, what: str, words: list[str], settings: "Settings", when: "list[tuple[str, dt.time]]"
) -> str:
    """Write a service, and the timer that starts it on days at times."""
    program, *more = map(_quote, words)
    # A dollar begins a variable in every word but the first, where it is a letter like others.
    quoted = " ".join([program, *(word.replace("$", "$$") for word in more)])
    zone = f" {settings.schedule.zone}" if settings.schedule.zone else ""
    times = "\n".join(f"OnCalendar={days} *-*-* {time:%H:%M}:00{zone}" for days, time in when)
    return f"""\
# ---- ~/.config/systemd/user/{name}.service
[Unit]
Description={what}

[Service]
Type=oneshot
ExecStart={quoted} --wait 60
# 3: done, but a file could not be read; `digest status` names it.
SuccessExitStatus=3
Restart=on-failure
RestartSec=300
RestartPreventExitStatus=2

# ---- ~/.config/systemd/user/{name}.timer
[Unit]
Description=When it is due

[Timer]
{times}
Persistent=true
AccuracySec=1s
Unit={name}.service

[Install]
WantedBy=timers.target
"""


def _quote(word: str) -> str:
    """Quote a word of ExecStart; variables are not expanded."""
    return '"' + word.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write_cron(settings: "Settings", words: list[str]) -> str:
    """Write lines for ``crontab -e``."""
    from digest.slots import read_weekly

    line = " ".join(shlex.quote(word) for word in words).replace("%", "\\%")
    zone = settings.schedule.zone
    head = "# digest: add these lines with `crontab -e`. Mail goes to the owner when a run says something on stderr.\n"
    if zone:
        head += (
            f"# The times are those of {zone}: cronie heeds CRON_TZ; Debian's cron does not, change the hours there.\n"
            f"CRON_TZ={zone}\n"
        )
    day, week = read_weekly(settings.schedule)
    if week:
        weekly = " ".join(shlex.quote(word) for word in _call_weekly(words)).replace("%", "\\%")
        head += f"{week.minute} {week.hour} * * {day} {weekly} --wait 60 >/dev/null\n"
    return head + "".join(
        f"{time.minute} {time.hour} * * {_write_cron_days(settings.schedule)} {line} --quiet --wait 60\n"
        for time in settings.schedule.times
    )


def _write_cron_days(schedule: "Schedule") -> str:
    # Names, not numbers: programs differ in which day is 0.
    return "*" if len(schedule.days) == 7 else ",".join(schedule.days)
