"""Hash the reader's own lexicon files: a run with nothing new needs no more of them, and does not compile them."""

import hashlib
from pathlib import Path

from digest.config import Theme


def hash_lexicons(themes: tuple[Theme, ...], root: Path) -> str:
    """Return a short hash of the reader's own lexicon files, empty without any; a missing one is not reported here."""
    paths = [root / theme.lexicon for theme in themes if theme.lexicon]
    held = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths if path.is_file())
    return hashlib.sha256(held).hexdigest()[:6] if held else ""
