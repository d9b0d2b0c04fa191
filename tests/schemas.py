"""The JSON Schemas of config.toml and of what digest writes, made from its types: ``python -m tests.schemas`` writes them."""

import json
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from digest.commands.reports import ExplainReport, StatusReport
from digest.config import OWN_FIELDS, Settings
from digest.model import Edition
from digest.publish.proof import Proof

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "digest" / "schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
CLOCK = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
WRITTEN: dict[str, tuple[Any, str]] = {
    "edition": (Edition, "DATE.json, run --json, show --json"),
    "proof": (Proof, "DATE.proof.json"),
    "status": (StatusReport, "status --json"),
    "explain": (ExplainReport, "explain --json: one of these a line, or one document for a day"),
}


def make_schemas() -> dict[str, bytes]:
    """Every schema by the name of its file."""
    schemas = {"config": make_config_schema()}
    for name, (kind, title) in WRITTEN.items():
        schemas[name] = {"$schema": DRAFT, **TypeAdapter(kind).json_schema(mode="serialization"), "title": title}
    return {f"{name}.schema.json": json.dumps(one, indent=1).encode() + b"\n" for name, one in schemas.items()}


def make_config_schema() -> dict[str, Any]:
    """The schema of config.toml: names of weekdays and the like as they are written, each key with its comment there."""
    schema = Settings.model_json_schema()
    for name in OWN_FIELDS:
        del schema["properties"][name]
    _tidy(schema)
    tables = schema["$defs"]
    by_table = {"markdown": "Vault", **{name: name.capitalize() for name in schema["properties"]}}
    for (table, key), comment in read_comments((ROOT / "config.toml").read_text(encoding="utf-8")).items():
        if (found := tables.get(by_table.get(table, ""))) and key in found["properties"]:
            found["properties"][key]["description"] = comment
    return {"$schema": DRAFT, **schema, "title": "config.toml"}


def _tidy(value: Any) -> None:
    """Take out what editors would misread: a format "path", and "time", which wants seconds."""
    for inner in list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        _tidy(inner)
    if isinstance(value, dict):
        if value.get("format") == "time":
            del value["format"]
            value |= CLOCK
        if value.get("format") == "path":
            del value["format"]


def read_comments(text: str) -> dict[tuple[str, str], str]:
    """What config.toml says above each key, set or commented out, by table and key; a group of keys shares it."""
    found: dict[tuple[str, str], str] = {}
    table, comment, used = "", "", False
    for line in text.splitlines():
        if header := re.match(r"\[\[?(\w+)\]", line):
            table, comment = header[1], ""
        elif key := re.match(r"(?:# )?(\w+) = ", line):
            found[table, key[1]], used = comment.strip(), True
        elif line.startswith("# "):
            comment, used = (line[2:] if used else f"{comment} {line[2:]}"), False
        else:
            comment = ""
    return {place: said for place, said in found.items() if said}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, data in make_schemas().items():
        (FOLDER / name).write_bytes(data)
