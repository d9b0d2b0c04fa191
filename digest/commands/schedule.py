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


@click.command(short_help="Stay, and make each briefing on time.")
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
    from digest.pipeline.daemon import keep_watch
    from digest.pipeline.session import open_for_reading
    from digest.pipeline.workspace import find_workspace

    with open_for_reading(find_workspace(settings).output):
        pass  # what every run would refuse is refused at once: a lost or damaged database does not mend itself
    code = keep_watch(settings, find_zone(settings), clock=lambda: read_clock(settings, None), log=_log)
    sys.stderr.flush()
    # Python would wait for the scheduler's threads, which have nothing left to do.
    os._exit(code)


def _log(line: str) -> None:
    moment = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    click.echo(f"{moment} {line}", err=True)


def _find_command(config: Path | None) -> list[str]:
    """Return this program and its settings, as another process has to call them."""
    program = shutil.which("digest") or str(Path(sys.argv[0]).absolute())
    named = config or (Path(os.environ["DIGEST_CONFIG"]) if os.environ.get("DIGEST_CONFIG") else Path("config.toml"))
    return [program, "run", "--config", str(named.absolute())]


def _write_systemd(settings: "Settings", words: list[str]) -> str:
    """Write a service and the timer that starts it, also for what was missed while the machine was off."""
    program, *more = map(_quote, words)
    # A dollar begins a variable in every word but the first, where it is a letter like others.
    quoted = " ".join([program, *(word.replace("$", "$$") for word in more)])
    zone = f" {settings.schedule.zone}" if settings.schedule.zone else ""
    days = ",".join(day.capitalize() for day in settings.schedule.days)
    times = "\n".join(f"OnCalendar={days} *-*-* {time:%H:%M}:00{zone}" for time in settings.schedule.times)
    return f"""\
# ---- ~/.config/systemd/user/digest.service
[Unit]
Description=The day's briefing

[Service]
Type=oneshot
ExecStart={quoted} --wait 60
# 3: done, but a file could not be read; `digest status` names it.
SuccessExitStatus=3
Restart=on-failure
RestartSec=300
RestartPreventExitStatus=2

# ---- ~/.config/systemd/user/digest.timer
[Unit]
Description=When the day's briefing is due

[Timer]
{times}
Persistent=true
AccuracySec=1s
Unit=digest.service

[Install]
WantedBy=timers.target

# ---- Save the two parts under these names, then:
#   systemctl --user daemon-reload && systemctl --user enable --now digest.timer
#   loginctl enable-linger    (so that it runs while you are not logged in)
"""


def _quote(word: str) -> str:
    """Quote a word of ExecStart; variables are not expanded."""
    return '"' + word.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write_cron(settings: "Settings", words: list[str]) -> str:
    """Write lines for ``crontab -e``."""
    line = " ".join(shlex.quote(word) for word in words).replace("%", "\\%")
    zone = settings.schedule.zone
    head = "# digest: add these lines with `crontab -e`. Mail goes to the owner when a run says something on stderr.\n"
    if zone:
        head += (
            f"# The times are those of {zone}: cronie heeds CRON_TZ; Debian's cron does not, change the hours there.\n"
            f"CRON_TZ={zone}\n"
        )
    return head + "".join(
        f"{time.minute} {time.hour} * * {_write_cron_days(settings.schedule)} {line} --quiet --wait 60\n"
        for time in settings.schedule.times
    )


def _write_cron_days(schedule: "Schedule") -> str:
    # Names, not numbers: programs differ in which day is 0.
    return "*" if len(schedule.days) == 7 else ",".join(schedule.days)
