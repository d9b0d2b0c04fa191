"""``make golden``: the pages of the samples and of the week, written anew."""

import tempfile
from pathlib import Path

from tests import week
from tests.golden import APPROVED, made

with tempfile.TemporaryDirectory() as folder:
    for name, page in made(Path(folder)).items():
        (APPROVED / name).write_bytes(page)
with tempfile.TemporaryDirectory() as folder:
    week.simulate(Path(folder))
    week.APPROVED.mkdir(exist_ok=True)
    for path in sorted((Path(folder) / "output").glob("2019-*.md")):
        (week.APPROVED / path.name).write_bytes(path.read_bytes())
