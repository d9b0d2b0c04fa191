"""``make golden``: write the sample edition, the schemas, the pages of the sample articles and those of the week anew."""

import tempfile
from pathlib import Path

from tests import schemas, week
from tests.golden import APPROVED, made
from tests.publish.editions import write_sample

write_sample()
for name, schema in schemas.make_schemas().items():
    (schemas.FOLDER / name).write_bytes(schema)
with tempfile.TemporaryDirectory() as folder:
    for name, page in made(Path(folder)).items():
        (APPROVED / name).write_bytes(page)
with tempfile.TemporaryDirectory() as folder:
    week.simulate(Path(folder))
    week.APPROVED.mkdir(exist_ok=True)
    output = Path(folder) / "output"
    pages = [output / f"{day}.md" for day in week.DAYS if day != week.MISSED]
    for path in (*pages, output / "stories" / f"{week.TRUCE}.md"):
        (week.APPROVED / path.name).write_bytes(path.read_bytes())
    (week.APPROVED / "2019-W24.md").write_text(week.render_weekly(Path(folder)), encoding="utf-8")
