"""Where what we ship beside the code lies: in the package when installed, beside ``pyproject.toml`` in a checkout.

hatchling's ``force-include`` carries templates and configuration into a wheel but not into an editable install.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The path of ``templates``, ``config.toml`` or ``seeds/...``."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name
