"""The JSON Schemas are those of today's types, and real output is as they say, without a field that they lack."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from digest.cli import digest
from tests import schemas
from tests.desks import Desk, article

MADE = schemas.make_schemas()


def validator(name: str, *, strict: bool = True) -> jsonschema.Draft202012Validator:
    """The shipped schema; ``strict``: fields that it does not know are mistakes."""
    schema = json.loads((schemas.FOLDER / f"{name}.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    if strict:
        _close(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def _close(value: Any) -> None:
    for inner in list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        _close(inner)
    if isinstance(value, dict) and isinstance(value.get("properties"), dict):
        value["additionalProperties"] = False


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a revision, a file that is no article, a delivery that fails."""
    made = Desk(
        tmp_path_factory.mktemp("schemas") / "desk", more='[[deliver]]\nkind = "command"\ncommand = ["false"]\n'
    )
    made.put("a1.txt", article(1))
    made.put("broken.pdf", b"%PDF-1.7 but not really")
    made.run("2026-03-10T07:00")
    made.put("a2.txt", article(2))
    made.run("2026-03-10T09:00")
    return made


def printed(desk: Desk, *arguments: str) -> str:
    """What a command prints on stdout."""
    return CliRunner().invoke(digest, [*arguments, "--config", str(desk.config)]).stdout


@pytest.mark.parametrize("name", MADE)
def test_schema_is_that_of_the_types(name):
    """A change of a type is written with ``python -m tests.schemas`` and read in the commit."""
    assert (schemas.FOLDER / name).read_bytes() == MADE[name], "write it anew: python -m tests.schemas"


def test_real_output_is_as_its_schema_says(desk):
    """The edition, its proof, what status and explain print: nothing else, nothing less."""
    validator("edition").validate(desk.edition("2026-03-10"))
    validator("proof").validate(json.loads((desk.output / "2026-03-10.proof.json").read_bytes()))
    status = json.loads(printed(desk, "status", "--json", "--now", "2026-03-10T10:00"))
    assert status["deliveries"]
    assert status["set_aside"]
    validator("status").validate(status)
    lines = printed(desk, "explain", str(desk.articles), "--json").splitlines()
    assert {json.loads(line)["used"] for line in lines} == {True, False}
    for line in lines:
        validator("explain").validate(json.loads(line))
    validator("explain").validate(json.loads(printed(desk, "explain", "2026-03-10", "--json")))


def test_settings_are_as_their_schema_says():
    """The shipped file, its commented examples, and those of docs/delivery.md; each key says what it is for."""
    text = (schemas.ROOT / "config.toml").read_text(encoding="utf-8")
    examples = "\n".join(line[4:] for line in text.splitlines() if line.startswith("#   "))
    for one in (text, examples, '[schedule]\ntimes = ["06:00"]\n[output]\naddress = "https://example.org/"\n'):
        validator("config", strict=False).validate(tomllib.loads(one))
    tables = json.loads(MADE["config.schema.json"])["$defs"]
    keys = [
        (table, key, told)
        for table in ("Output", "Schedule", "Briefing", "Stories")
        for key, told in tables[table]["properties"].items()
    ]
    assert [(table, key) for table, key, told in keys if "description" not in told] == []


@pytest.mark.parametrize(
    "text",
    [
        "[briefing]\nminuts = 3",
        "[briefing]\nminutes = 0",
        '[schedule]\ntimes = ["25:00"]',
        '[[deliver]]\nkind = "fax"',
        '[[deliver]]\nkind = "folder"',
    ],
)
def test_editor_marks_a_mistake(text):
    """What digest refuses the schema refuses too."""
    with pytest.raises(jsonschema.ValidationError):
        validator("config", strict=False).validate(tomllib.loads(text))


def test_first_line_names_the_schema(tmp_path):
    """In the shipped file, and in the one that ``digest init`` makes: a path that is there."""
    done = CliRunner().invoke(digest, ["init", str(tmp_path / "desk")])
    assert done.exit_code == 0
    for path in (schemas.ROOT / "config.toml", tmp_path / "desk" / "config.toml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = path.parent / first.removeprefix("#:schema ")
        assert schema.read_bytes() == MADE["config.schema.json"], Path(schema)
