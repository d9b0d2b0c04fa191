"""``make golden``."""

import tempfile
from pathlib import Path

from tests.golden import APPROVED, made

with tempfile.TemporaryDirectory() as folder:
    for name, page in made(Path(folder)).items():
        (APPROVED / name).write_bytes(page)
