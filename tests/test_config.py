"""config.toml: defaults, and what is said of every mistake."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from digest.config import OWN_FIELDS, PATTERNS, Settings
from digest.destinations import KINDS
from digest.errors import ConfigurationError
from digest.settings_file import parse_settings, read_settings

ROOT = Path(__file__).parent.parent
HERE = Path("desk/config.toml")
OPEN = "in the list that begins here quotes, a comma between two items or the ] at the end are missing"


def mistakes(text: str) -> list[str]:
    """What is said of a configuration, a line each."""
    with pytest.raises(ConfigurationError) as caught:
        parse_settings(text, HERE)
    return str(caught.value).splitlines()


def test_an_empty_file_is_a_configuration() -> None:
    """Everything has a default, the three themes too."""
    settings = parse_settings("", HERE)
    assert [theme.name for theme in settings.theme] == ["diplomacy", "deployments", "incidents"]
    assert settings.briefing.minutes == 6
    assert [f"{time:%H:%M}" for time in settings.schedule.times] == ["06:00"]


def test_the_shipped_file_says_the_defaults() -> None:
    """What config.toml shows is what happens without it."""
    shipped = read_settings(ROOT / "config.toml")
    assert shipped == Settings(root=ROOT.resolve(), text_hash=shipped.text_hash)


def keys(model: type[BaseModel]) -> set[str]:
    """The keys of all tables."""
    found = set()
    for name, field in model.model_fields.items():
        inner = next((t for t in (field.annotation, *getattr(field.annotation, "__args__", ())) if _is_table(t)), None)
        found |= keys(inner) if inner else {name}
    return found - {*OWN_FIELDS}


def _is_table(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def test_the_shipped_file_explains_every_key() -> None:
    """Each key stands in config.toml, set or in a comment."""
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    missing = {key for key in keys(Settings) if not re.search(rf"\b{key}\b", text)}
    assert not missing


def test_the_documents_example_of_deliveries_has_every_key() -> None:
    """What ``docs/delivery.md`` shows can be copied as it stands, and leaves no key out but names."""
    text = (ROOT / "docs" / "delivery.md").read_text(encoding="utf-8")
    example = next(block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[[deliver]]" in block)
    assert len(parse_settings(example, HERE).deliver) == len(KINDS)
    written = {table["kind"]: {*table, "name"} for table in tomllib.loads(example)["deliver"]}
    assert written == {kind: {*model.model_fields} for kind, model in KINDS.items()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[briefing]\nminuts = 3", "desk/config.toml:2: briefing.minuts: unknown key 'minuts', did you mean 'minutes'?", id="misspelt key"),
        pytest.param("[briefing]\nfolder = 'x'", "desk/config.toml:2: briefing.folder: unknown key 'folder'; it belongs into [seeds] or [output]", id="key of other tables"),
        pytest.param("[breifing]\nminutes = 3", "desk/config.toml:1: breifing: unknown key 'breifing', did you mean 'briefing'?", id="misspelt table"),
        pytest.param("[[theme]]\nname = 'a'\n[[theme]]\nname = 'b'\nstrnog = ['x']", "desk/config.toml:5: theme 2.strnog: unknown key 'strnog', did you mean 'strong'?", id="key of the second theme"),
        pytest.param("[briefing]\nminutes = 0", "desk/config.toml:2: briefing.minutes: must be more than 0 (it says 0)", id="out of range"),
        pytest.param("[schedule]\ntimes = ['25:00']", "desk/config.toml:2: schedule.times: '25:00' is not a time of day; write it as \"06:00\"", id="no time of day"),
        pytest.param("[schedule]\nzone = 'Europe/Berln'", "desk/config.toml:2: schedule.zone: unknown time zone 'Europe/Berln', did you mean 'Europe/Berlin'?", id="no zone"),
        pytest.param("[[theme]]\nname = 'a'\n[[theme]]\nname = 'a'", "desk/config.toml:4: theme 2.name: an earlier theme is named 'a' too; give this one another name", id="one name twice"),
        pytest.param("# mine\n\n[[theme]]\nstrong = [\n  'x',\n]\nname = 'other'", "desk/config.toml:7: theme 1.name: no theme can be named 'other': that is what stands under no theme", id="the rest as a theme"),
        pytest.param("[briefing]\nminutes = = 3", "desk/config.toml:2: not TOML: Invalid value; text stands in quotes", id="not TOML"),
        pytest.param("[[theme]]\nname = 'a'\n[theme]\nname = 'b'", "desk/config.toml:3: not TOML: a theme begins with two brackets: [[theme]]", id="one bracket at the second theme"),
        pytest.param("[theme]\nname = 'a'\n[[theme]]\nname = 'b'", "desk/config.toml:3: not TOML: a theme begins with two brackets: [[theme]]", id="one bracket at the first theme"),
        pytest.param("[briefing]\nminutes = 6\n[run]\n[briefing]\n", "desk/config.toml:4: not TOML: [briefing] stands above already; keep one of them", id="a table twice"),
        pytest.param("[briefing]\nminutes = 6\nminutes = 8", "desk/config.toml:3: not TOML: minutes stands above already; keep one of them", id="a key twice"),
        pytest.param("[[theme]]\nname = 'a'\nweak = ['b']\nweak = [\n  'c',\n]\n", "desk/config.toml:4: not TOML: weak stands above already; keep one of them", id="a list of several lines twice"),
        pytest.param("[[theme]]\nname = 'a'\nstrong = ['b', 'c'\naccent = 4\n", f"desk/config.toml:3: not TOML: Unclosed array; {OPEN}", id="an open list"),
        pytest.param("[[theme]]\nname = 'a'\nstrong = [\n  'b',  # [one]\n  'c',\n\naccent = 4\n", f"desk/config.toml:3: not TOML: Invalid value; {OPEN}", id="an open list of several lines"),
        pytest.param("[[theme]]\nname = 'a'\nstrong = ['b', 'c'\n\n", f"desk/config.toml:3: not TOML: Unclosed array; {OPEN}", id="an open list at the end"),
        pytest.param("[[theme]]\nname = 'a'\nstrong = ['b' 'c']\n", f"desk/config.toml:3: not TOML: Unclosed array; {OPEN}", id="no comma"),
        pytest.param("[[theme]]\nname = 'a'\nstrong = ['b']\ntitle = b\n", "desk/config.toml:4: not TOML: Invalid value; text stands in quotes", id="no quotes below a list"),
        pytest.param('[briefing]\ntitle = "b\n', "desk/config.toml:2: not TOML: Illegal character '\\n'; a text ends with the quote with which it begins", id="one quote"),
        pytest.param("[briefing]\ntitle = 'b\n", "desk/config.toml:2: not TOML: Expected \"'\"; a text ends with the quote with which it begins", id="one single quote"),
        pytest.param("[[theme]]\nname = 'a'\nstrong = ['b', c]\n", f"desk/config.toml:3: not TOML: Invalid value; {OPEN}", id="an item without quotes"),
        pytest.param("// mine\n[briefing]", "desk/config.toml:1: not TOML: Invalid statement; a setting is written as key = \"value\", a comment begins with #", id="a comment of another language"),
        pytest.param("[schedule]\ntimes = 06:00\n", "desk/config.toml:2: not TOML: Expected newline or end of document after a statement; text stands in quotes, a list in brackets", id="a time without quotes"),
        pytest.param("[[theme]\nname = 'a'", "desk/config.toml:1: not TOML: Expected ']]' at the end of an array declaration; a theme begins with [[theme]]", id="three brackets"),
        pytest.param("[output]\nfolder = 3", "desk/config.toml:2: output.folder: is no path; write it in quotes, as \"folder\" (it says 3)", id="no path"),
        pytest.param("[briefing]\ntitle = ''", "desk/config.toml:2: briefing.title: must not be empty (it says '')", id="empty"),
        pytest.param("[briefing]\nlanguage = 'english'", "desk/config.toml:2: briefing.language: must be a code of two letters, as \"en\" (it says 'english')", id="no code"),
        pytest.param("[[theme]]\nname = 'Far East'", "desk/config.toml:2: theme 1.name: must be of small letters, digits, - and _; its heading is `title` (it says 'Far East')", id="no name"),
        pytest.param("[[theme]]\nname = 'mine'\nweak = ['x']\n[[theme]]\nname = 'diplomcy'", "desk/config.toml:4: theme 2: 'diplomcy' is no theme of ours and has no phrases, did you mean 'diplomacy'?", id="nearly a shipped theme"),
        pytest.param("[run]\ncluster = 'here'", "desk/config.toml:2: run.cluster: must be an address, as \"tcp://scheduler:8786\" (it says 'here')", id="no address"),
        pytest.param("[theme]\nname = 'a'", "desk/config.toml:1: theme: a theme begins with two brackets: [[theme]]", id="one bracket"),
        pytest.param("[schedule]\ntimes = ['6:00', '25:00', 'evening']", "desk/config.toml:2: schedule.times: '6:00', '25:00' and 'evening' are not a time of day; write it as \"06:00\"", id="no times of day"),
        pytest.param("[schedule]\ntimes = '06:00'", 'desk/config.toml:2: schedule.times: must be a list: ["06:00"]', id="no list"),
        pytest.param("[schedule]\ntimes = 6", 'desk/config.toml:2: schedule.times: must be a list: ["one", "two"]', id="a number for a list"),
        pytest.param("[schedule]\ntimes = []", "desk/config.toml:2: schedule.times: must not be empty; take the line out for the default", id="an empty list"),
        pytest.param("[[theme]]\nname = 'x y'", "desk/config.toml:2: theme 1.name: must be of small letters, digits, - and _; its heading is `title` (it says 'x y')", id="a mistake in the only theme"),
        pytest.param("[[theme]]\nname = 'x'\nstrong = [3]", "desk/config.toml:3: theme 1.strong: must be text in quotes, as \"text\" (it says 3)", id="a mistake in a list of the only theme"),
        pytest.param("theme = []", "desk/config.toml:1: theme: must not be empty; take the line out for the default", id="no theme"),
        pytest.param("[schedule]\ntimes = []\ndays = []", "desk/config.toml:2: schedule.times: must not be empty; take the line out for the default", id="two empty lists"),
        pytest.param("[schedule]\ndays = ['mon', 'tues']", "desk/config.toml:2: schedule.days: must be 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun' (it says 'tues'), did you mean 'tue'?", id="nearly a day"),
        pytest.param("[briefing]\nmethod = 'lexrank'", "desk/config.toml:2: briefing.method: must be 'digest', 'lex-rank', 'text-rank', 'lsa', 'luhn' or 'lead' (it says 'lexrank'), did you mean 'lex-rank'?", id="nearly a method"),
        pytest.param("[stories]\ngrouping = 'lose'", "desk/config.toml:2: stories.grouping: must be 'tight', 'normal' or 'loose' (it says 'lose'), did you mean 'loose'?", id="nearly a grouping"),
        pytest.param("[stories]\nmost_of_theme = '2'", "desk/config.toml:2: stories.most_of_theme: must be a whole number, without quotes (it says '2')", id="a number in quotes"),
        pytest.param("[briefing]\nminutes = '6'", "desk/config.toml:2: briefing.minutes: must be a number, without quotes (it says '6')", id="minutes in quotes"),
        pytest.param("[briefing]\ntitle = “x”", 'desk/config.toml:2: not TOML: Invalid value; these are curly quotes: write straight ones, as "text"', id="curly quotes"),
        pytest.param("[seeds]\nfolder = '~nobody-of-this-name/a'", "desk/config.toml:2: seeds.folder: '~nobody-of-this-name/a': no such user's home folder; write the whole path", id="no such home"),
        pytest.param("obsolete = []", "desk/config.toml:1: obsolete: unknown key 'obsolete'", id="another field that is no key"),
        pytest.param("[watch]\nnames = 'Kessel'", 'desk/config.toml:2: watch.names: must be a list: ["Kessel"]', id="one name to watch and no list"),
        pytest.param("[watch]\nnames = ['Kessel', ' ']", "desk/config.toml:2: watch.names: ' ' is no name: write at least one letter, or take it out", id="no name to watch"),
        pytest.param("[wach]\nnames = ['Kessel']", "desk/config.toml:1: wach: unknown key 'wach', did you mean 'watch'?", id="misspelt watch"),
        pytest.param("[outlet]\nname = 'Post'", "desk/config.toml:1: outlet: an outlet begins with two brackets: [[outlet]]", id="one bracket at an outlet"),
        pytest.param("[[outlet]]\nname = 'Post'\n[[outlet]]\nname = 'Star'\ntitels = []", "desk/config.toml:5: outlet 2.titels: unknown key 'titels', did you mean 'titles'?", id="key of the second outlet"),
        pytest.param("[[outlet]]\ntitles = ['Star']", "desk/config.toml:1: outlet 1.name: is missing", id="an outlet without a name"),
        pytest.param("[[outlet]]\nname = 'Post'\ntitles = ['Star']\n[[outlet]]\nname = 'star'", "desk/config.toml:4: outlet 2: 'star' is a title of 'Post' too; take it out of one of them", id="a title of two outlets"),
        pytest.param("briefing = 1", "desk/config.toml:1: briefing: must be a table: [briefing], and its keys below (it says 1)", id="no table"),
        pytest.param("[stories]\nmost_of_theme = 101", "desk/config.toml:2: stories.most_of_theme: must be 100 or less (it says 101)", id="too many"),
        pytest.param("[run]\nworkers = 0", "desk/config.toml:2: run.workers: must be 1 or more (it says 0)", id="too few"),
        pytest.param("root = '/'", "desk/config.toml:1: root: unknown key 'root'", id="a field that is no key"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str, said: str) -> None:
    """File, line, key, trouble and the nearest right name."""
    assert said in mistakes(text)


@pytest.mark.parametrize("value", ["-1", "1000000", '"x"', f'"{"y" * 300}"', "[1]", "{a = 1}", "[{a = 1}]"])
def test_no_mistake_is_told_in_words_for_programmers(value: str) -> None:
    """Whatever stands where, the message is ours."""
    texts = [f"{table} = {value}" for table in Settings.model_fields]
    for table, field in Settings.model_fields.items():
        model = next((t for t in (field.annotation, *getattr(field.annotation, "__args__", ())) if _is_table(t)), None)
        header = f"[[{table}]]\nname = 'diplomacy'" if table in ("theme", "outlet") else f"[{table}]"
        texts += [f"{header}\n{key} = {value}" for key in getattr(model, "model_fields", ()) if key != "name"]
    texts += [f"[[deliver]]\nkind = '{kind}'\n{key} = {value}" for kind in KINDS for key in KINDS[kind].model_fields]
    told = "\n".join(map(mistakes_if_any, texts))
    assert "must be" in told
    assert not re.search(r"input should|string should|valid dictionary", told, re.I)


def test_each_pattern_of_a_key_has_its_sentence() -> None:
    """A value that does not match is told in words, not with the pattern."""
    patterns = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(Settings.model_json_schema())))
    unsaid = [pattern for pattern in map(json.loads, patterns) if pattern not in PATTERNS]
    assert len(patterns) > 5
    assert not unsaid, "digest/destinations.py or digest/config.py: PATTERNS"


def mistakes_if_any(text: str) -> str:
    """What is said of a configuration that may be right."""
    try:
        parse_settings(text, HERE)
    except ConfigurationError as trouble:
        return str(trouble)
    return ""


@pytest.mark.parametrize("table", sorted({*Settings.model_fields} - {*OWN_FIELDS, "deliver"}))
def test_unknown_key_of_any_table_is_told(table: str) -> None:
    header = f"[[{table}]]" if table in ("theme", "outlet") else f"[{table}]"
    with pytest.raises(ConfigurationError, match=r"unknown key 'zzzz'"):
        parse_settings(f"{header}\nzzzz = 1", HERE)


def test_all_mistakes_are_told_at_once() -> None:
    """One reading of the file is enough to mend it."""
    told = mistakes(
        "[briefing]\nminutes = -1\nlanguge = 'en'\n[schedule]\ndays = ['someday']\n" + 2 * "[[theme]]\nname = 'a'\n"
    )
    assert [line.split(": ")[0] for line in told] == [f"desk/config.toml:{line}" for line in (2, 3, 5, 9)]


def test_names_are_taken_in_any_case() -> None:
    """A weekday also by its whole name."""
    settings = parse_settings("[schedule]\ndays = ['Mon', 'TUESDAY']\n[briefing]\nmethod = 'Lead'\n", HERE)
    assert (settings.schedule.days, settings.briefing.method) == (("mon", "tue"), "lead")


@pytest.mark.parametrize("key", ["seeds.folder", "output.folder", "output.templates"])
def test_tilde_is_the_home_folder(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a shell would read it."""
    monkeypatch.setenv("HOME", "/home/reader")
    table, name = key.split(".")
    settings = parse_settings(f"[{table}]\n{name} = '~/news'\n", HERE)
    assert getattr(getattr(settings, table), name) == Path("/home/reader/news")


def test_obsolete_key_is_accepted_with_a_sentence() -> None:
    """A file of 1.0.0 keeps working, and says what to take out; the settings are those without the key."""
    settings = parse_settings("[stories]\nmost_of_theme = 3\nweight_theme = 2.5\n", HERE)
    assert settings.obsolete == (
        (
            "desk/config.toml:3: stories.weight_theme: no longer does anything: the weights of the order are fixed"
            " (docs/stories.md); take the line out"
        ),
    )
    assert settings.stories == parse_settings("[stories]\nmost_of_theme = 3\n", HERE).stories


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are a sentence, no traceback."""
    path = tmp_path / "config.toml"
    path.write_bytes(b"title = '\xff\xfe'")
    with pytest.raises(ConfigurationError, match="not UTF-8 text"):
        read_settings(path)


def test_the_commented_example_of_a_theme_works() -> None:
    """The lines that config.toml shows for a theme of one's own are right as they stand."""
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    example = "\n".join(line[4:] for line in text.splitlines() if line.startswith("#   "))
    assert tomllib.loads(example)["theme"][0]["name"] == parse_settings(example, HERE).theme[0].name
