"""What holds for all tests."""

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.desks import Desk, article

# A busy machine makes any example late, and examples slow to come; what must be quick is measured in benchmarks/.
# Fifty examples find what a hundred find: a run of the suite tries others each time.
settings.register_profile("any machine", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """Spare the garbage collector the six thousand tests and what they import: it took a tenth of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def three_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of Monday to Wednesday: talks, the truce that carries them on, and a day that tells something else."""
    wire = Path(__file__).parent / "week" / "articles"
    first = (wire / "2019-06-10/wire/oslo-talks-open.txt").read_text(encoding="utf-8")
    second = (wire / "2019-06-11/wire/oslo-agenda.txt").read_text(encoding="utf-8").split("\n")
    second[0] = "<b>Sides</b> of Tarsis settle [agenda](http://x), trade lists of prisoners"
    desk = Desk(tmp_path_factory.mktemp("desks") / "desk")
    for day, name, text in ((10, "a", first), (11, "b", "\n".join(second)), (12, "c", article(3))):
        desk.put(f"{name}.txt", text)
        desk.put(f"{name}-other.txt", article(10 + day))
        desk.run(f"2019-06-{day}T22:05")
    return desk.root
