"""What decides how articles are analysed and days composed, as a short hash."""

from digest.analysis.lexicon import hash_lexicons
from digest.config import Settings
from digest.edition.compose import settings_mark


def settings_hash(settings: Settings) -> str:
    """Return a hash of the settings and of the reader's own lexicon files."""
    return settings_mark(settings) + hash_lexicons(settings.theme, settings.root)
