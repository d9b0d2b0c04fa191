"""What an installed digest is: a wheel, built from the tree, that works anywhere."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_templates_lexicons_and_settings(wheel: Path) -> None:
    """Everything that the program reads beside its code is inside; nothing of the tests is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for kind, folder in (("templates/*", "digest"), ("digest/lexicons/*.toml", "")):
        for path in ROOT.glob(kind):
            assert f"{folder}/{path.relative_to(ROOT)}".lstrip("/") in names
    assert "digest/config.toml" in names
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "output/"))]


def test_an_installed_digest_makes_a_briefing_anywhere(wheel: Path, tmp_path: Path) -> None:
    """``digest init my-desk && cd my-desk && digest run`` in a fresh environment, far from the tree."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    site = next((home / "lib").glob("python3*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    # The dependencies alone: a bare path in a .pth file does not bring the tree's editable install along.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    def digest(*arguments: str, cwd: Path) -> str:
        command = [str(home / "bin" / "python"), "-m", "digest", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    digest("init", "my-desk", cwd=tmp_path)
    desk = tmp_path / "my-desk"
    written = digest("run", "--now", "2018-11-28T12:30", cwd=desk).split()
    assert (desk / "output" / "2018-11-28.html").is_file()
    assert [path for path in written if path.endswith("2018-11-28.html")]
    digest("check", cwd=desk)
