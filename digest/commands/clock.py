"""The clock of a command: ``--now``, else DIGEST_NOW, else the machine's, in the zone of the settings."""

import datetime as dt
import os
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.errors import ConfigurationError

if TYPE_CHECKING:
    from digest.config import Settings


def read_clock(settings: "Settings", option: str | None) -> dt.datetime:
    """Return the moment that a command takes for now: aware, in the configured zone, whole seconds.

    ConfigurationError when what was given is no time, or one that the clocks of the zone never show.
    """
    return read_clock_in(find_zone(settings), option)


def read_clock_in(local: ZoneInfo, option: str | None) -> dt.datetime:
    """Return the moment that a command takes for now, in a zone."""
    for given, name in ((option, "--now"), (os.environ.get("DIGEST_NOW"), "DIGEST_NOW")):
        if given:
            return read_moment(given, local, name)
    return dt.datetime.now(local).replace(microsecond=0)


def read_moment(text: str, zone: ZoneInfo, name: str) -> dt.datetime:
    """Read ``2026-03-10T06:00`` in the zone, or an instant with an offset; ``name`` is for the messages."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as trouble:
        raise ConfigurationError(f"{name}: {text!r} is not a time; write it as 2026-03-10T06:00") from trouble
    if not dt.MINYEAR < moment.year < dt.MAXYEAR:
        raise ConfigurationError(f"{name}: {text} is at the end of the calendar; take a time that can be")
    if moment.tzinfo is not None:
        return moment.astimezone(zone)
    local = moment.replace(tzinfo=zone)
    if local.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise ConfigurationError(f"{name}: {text} does not exist in {zone}: the clocks skip it; take a later time")
    return local


def find_zone(settings: "Settings") -> ZoneInfo:
    """Return the zone of the settings, else the machine's; ConfigurationError when neither tells."""
    from digest.config import choose_zone

    return choose_zone(settings, None if settings.schedule.zone else _find_machine_zone(os.environ.get("TZ")))


def _find_machine_zone(variable: str | None) -> str:
    """Name the machine's zone; ``variable`` is TZ.

    tzlocal takes a TZ that it cannot read for UTC or raises, by its version: neither is a time to be woken at.
    """
    from digest.config import is_zone

    remedy = 'set [schedule] zone = "Europe/Berlin" or the like'
    if variable:
        name = variable.removeprefix(":").rpartition("zoneinfo/")[2]
        if not is_zone(name):
            raise ConfigurationError(f"TZ is {variable!r}, which names no time zone; change it, or {remedy}")
        return name
    import tzlocal

    try:
        return tzlocal.get_localzone_name()
    except Exception as trouble:  # tzlocal raises whatever an odd /etc/localtime makes it trip over
        raise ConfigurationError(f"the machine's time zone cannot be told ({trouble}); {remedy}") from trouble
