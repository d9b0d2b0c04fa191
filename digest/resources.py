"""Find the files that are shipped beside the code: in the package when installed, else beside ``pyproject.toml``.

hatchling's ``force-include`` carries templates and configuration into a wheel but not into an editable install.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def find_shipped(name: str) -> Path:
    """Return the path of ``templates``, ``config.toml`` or ``seeds/...``."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name


def read_shipped(name: str) -> str:
    """Return the text of a table that the package carries."""
    return (_PACKAGE / name).read_text(encoding="utf-8")
