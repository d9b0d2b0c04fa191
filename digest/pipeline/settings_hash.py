"""Hash what decides how articles are analysed and days composed."""

import hashlib

from digest import __version__
from digest.analysis.lexicon_hash import hash_lexicons
from digest.config import Settings
from digest.model import Edition


def hash_settings(settings: Settings) -> str:
    """Return a hash of version, settings and the reader's own lexicon files; where files lie is none of them."""
    said = __version__ + settings.model_dump_json(include={"briefing", "stories", "theme", "watch", "outlet"})
    return hashlib.sha256(said.encode()).hexdigest()[:6] + hash_lexicons(settings.theme, settings.root)


def describe_change(edition: Edition | None, settings: Settings) -> str | None:
    """Say that an edition was made with other settings than these, and what to do; None where it was not."""
    now = hash_settings(settings)
    if edition is None or edition.settings == now:
        return None
    return (
        f"The settings or the version have changed since the briefing of {edition.date} was made"
        f" ({edition.settings} then, {now} now): digest run --again makes it anew."
    )
