"""The user's own templates: they stand over ours or extend them; a mistake is told with template and line."""

import re
from pathlib import Path

import pytest

from digest.errors import ConfigurationError
from digest.publish.render import load_templates, render_archive
from digest.publish.sample import PATH, check_templates, read_sample
from digest.publish.unused_overrides import find_unused_overrides
from digest.publish.verify import verify
from tests.publish import editions

DAY = f"{editions.DAY}.html"
ROOT = Path(__file__).parent.parent.parent
SAMPLE = read_sample(PATH.read_bytes())


def rendered(folder: Path) -> dict[str, bytes]:
    """The sample through the templates of a folder."""
    made = editions.sample()
    return made.render(load_templates(folder))


def everything(folder: Path) -> None:
    """Every page that there is, through the templates of a folder."""
    rendered(folder)
    render_archive(editions.archive(), load_templates(folder))


def test_a_block_of_ours_is_replaced(tmp_path):
    """A template extends ours by the name "shipped/..." and changes one block; the rest stays, and still verifies."""
    (tmp_path / "briefing.html").write_text(
        '{% extends "shipped/briefing.html" %}{% block footer %}<footer>Ours, {{ super() }}</footer>{% endblock %}',
        encoding="utf-8",
    )
    files = rendered(tmp_path)
    made = editions.sample()
    assert re.search(rb"<footer>Ours, \s*<footer class=", files[DAY])
    assert verify(made.edition, files, made.texts) == ()


def test_a_markdown_block_of_ours_is_replaced(tmp_path):
    """Blocks and ``super()`` work in Markdown too, and are not escaped a second time."""
    (tmp_path / "briefing.md").write_text(
        '{% extends "shipped/briefing.md" %}{% block header %}{{ super() }}\n**Read this first.**\n{% endblock %}',
        encoding="utf-8",
    )
    files = rendered(tmp_path)
    text = files[f"{editions.DAY}.md"].decode()
    made = editions.sample()
    assert text.startswith("# Wednesday 28 November 2018\n")
    assert "**Read this first.**" in text
    assert verify(made.edition, files, made.texts) == ()


def test_a_style_sheet_of_ones_own(tmp_path):
    """style.css is replaced whole, and the policy's hash is that of what stands in the page."""
    (tmp_path / "style.css").write_text("body { color: #123456; }\n", encoding="utf-8")
    page = rendered(tmp_path)[DAY].decode()
    assert "<style>body { color: #123456; }" in page


def test_words_of_ones_own(tmp_path):
    """words.toml changes what it names and leaves the rest."""
    (tmp_path / "words.toml").write_text('[texts]\nin_brief = "Kurz"\n', encoding="utf-8")
    page = rendered(tmp_path)[DAY].decode()
    assert '<h2 id="in-brief">Kurz</h2>' in page
    assert ">Sources</h2>" in page


MISTAKES = {
    "a tag that does not close": ("briefing.html", "<p>\n{% if edition %}", r"briefing\.html:2: Unexpected end of template"),
    "an unknown name": ("briefing.html", "<p>\n\n{{ editoin.date }}", r"briefing\.html:3: 'editoin' is undefined"),
    "an unknown field": ("source.html", "\n{{ page.headline }}", r"source\.html:2: .* has no attribute 'headline'"),
    "an unknown filter": ("briefing.md", "{{ edition.desk|shout }}", r"briefing\.md:1: No filter named 'shout'"),
    "an unknown text": ("briefing.md", "\n{{ say('in_breif') }}", r"briefing\.md:2: .*'in_breif'"),
    "a parent that is not there": ("index.html", '{% extends "page.html" %}', r"index\.html:1: .*page\.html"),
    "a sum of words and a number": ("briefing.html", "{{ edition.desk + 1 }}", r"briefing\.html:1: "),
    "an escape that would be unsafe": ("briefing.md", "{{ edition.desk|safe }}", r"briefing\.md:1: No filter named 'safe'"),
    "a style that ends itself": ("style.css", "p {}</style><b>", r"style\.css: '</style'"),
    "words that are no TOML": ("words.toml", "[texts\n", r"words\.toml:1: not TOML"),
    "words of another shape": ("words.toml", "[texts]\nin_brief = 5\n", r"words\.toml: \[texts\] in_brief: must be like"),
    "a table that is not there": ("words.toml", "[text]\nin_brief = 'x'\n", r"words\.toml: unknown table \[text\]"),
    "a brace that nothing fills": ("words.toml", "[texts]\nsource_mark = '{x}'\n", r"\[texts\] source_mark: .* it may have n"),
    "not UTF-8": ("briefing.html", b"\xff\xfe", r"briefing\.html.*"),
    "a style sheet that is not UTF-8": ("style.css", b"\xff\xfe", r"style\.css: cannot be read: "),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_template_and_line(tmp_path, name, text, said):
    """It ends the run before anything is written (exit code 2), and says where to look."""
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigurationError, match=said):
        everything(tmp_path)


def test_a_mistake_in_a_template_that_another_includes(tmp_path):
    """Is told with the place where it stands, too."""
    (tmp_path / "briefing.html").write_text("{% include 'foot.html' %}", encoding="utf-8")
    (tmp_path / "foot.html").write_text("<p>\n{% if %}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"foot\.html:2: Expected an expression"):
        rendered(tmp_path)


def test_a_mistake_of_ours_is_none_of_a_template(monkeypatch):
    """What did not happen in a template is not blamed on one."""
    templates = load_templates()
    monkeypatch.setattr(templates.index, "render", lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        render_archive(editions.archive(), templates)


def test_sample_is_the_day_that_the_tests_use():
    """``check`` and the tests render one and the same edition; ``make golden`` writes it anew."""
    assert editions.sample() == SAMPLE


def test_check_tries_templates_before_they_are_needed(tmp_path):
    """Ours are in order; a name that is not there and a quote without its place are told without any article."""
    check_templates(load_templates(), SAMPLE)
    extends = '{% extends "shipped/briefing.html" %}'
    (tmp_path / "briefing.html").write_text(
        extends + "\n{% block left_out %}{{ edition.leftout }}{% endblock %}", encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match=r"briefing\.html:2: .*leftout"):
        check_templates(load_templates(tmp_path), SAMPLE)
    (tmp_path / "briefing.html").write_text(extends + "{% block themes %}{% endblock %}", encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"does not stand on the page with its data-quote(.|\n)*docs/templates\.md"
    ):
        check_templates(load_templates(tmp_path), SAMPLE)


EXTENDS = '{% extends "shipped/briefing.html" %}'
UNUSED = {
    "a misspelt file": ("breifing.html", EXTENDS, r"breifing\.html: no template .*; did you mean 'briefing\.html'\?"),
    "a style sheet too many": ("styles.css", "p {}", r"styles\.css: no template .*; did you mean 'style\.css'\?"),
    "another case": ("Source.html", "", r"Source\.html: no template .*; did you mean 'source\.html'\?"),
    "a file of no known name": ("header.html", "", r"header\.html: no template .*; there are base\.html, briefing\.html"),
    "a misspelt block": (
        "briefing.html",
        EXTENDS + "\n{% block heaader %}{% endblock %}",
        r"briefing\.html:2: nothing shows the block 'heaader'; did you mean 'header'\?",
    ),
    "a block that is ours no more": (
        "briefing.md",
        '{% extends "shipped/briefing.md" %}{% block rail %}{% endblock %}',
        r"briefing\.md:1: nothing shows the block 'rail'",
    ),
    "a misspelt text": ("words.toml", "[texts]\nin_breif = 'x'\n", r"\[texts\] in_breif: nothing .*; did you mean 'in_brief'\?"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), UNUSED.values(), ids=UNUSED)
def test_what_nothing_would_use_is_named(tmp_path, name, text, said):
    """Jinja passes it over without a word, and the page would simply stay as it was."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    (warning,) = find_unused_overrides(tmp_path, load_templates(tmp_path))
    assert re.search(said, warning)


def test_what_is_used_is_not_doubted(tmp_path):
    """Files that a template includes, blocks within blocks, texts of one's own, a README: all are somebody's intent."""
    (tmp_path / "briefing.html").write_text(
        EXTENDS + "{% block footer %}{{ super() }}{% block mine %}{% include 'foot.html' %}{% endblock %}{% endblock %}"
        "{% block title %}Ours{% endblock %}",
        encoding="utf-8",
    )
    (tmp_path / "foot.html").write_text("{{ say('in_brieg') }}", encoding="utf-8")
    (tmp_path / "index.html").write_text(
        "{% block body %}{% endblock %}{% block own %}{% endblock %}", encoding="utf-8"
    )
    (tmp_path / "words.toml").write_text("[texts]\nin_brieg = 'x'\n[languages]\nxx = 'Xish'\n", encoding="utf-8")
    (tmp_path / "README.txt").write_text("Ours.", encoding="utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\x00\x01")
    assert find_unused_overrides(tmp_path, load_templates(tmp_path)) == ()


def test_a_folder_that_is_not_there(tmp_path):
    """The configuration names it, so it is a mistake of the configuration."""
    with pytest.raises(ConfigurationError, match="no such folder of templates"):
        load_templates(tmp_path / "gone")


FORGETFUL = {
    "plain": "{{ t }}",
    "concatenated": "{{ '' ~ t ~ '' }}",
    "in a macro": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(t) }}",
    "joined to a macro": "{% macro m(x) %}-{% endmacro %}{{ m(1) ~ t }}",
    "in a set block": "{% set x %}{{ t }}{% endset %}{{ x }}",
    "in a call": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ t }}{% endcall %}",
    "in a list": "{{ [t] }}",
    "upper": "{{ t|upper }}",
    "autoescape off": "{% autoescape false %}{{ t }}{% endautoescape %}",
    "default": "{{ none|default(t, true) }}",
    "conditional": "{{ t if true else '' }}",
    "filter block": "{% filter lower %}{{ t }}{% endfilter %}",
}


@pytest.mark.parametrize("template", FORGETFUL.values(), ids=FORGETFUL)
def test_markdown_is_escaped_whatever_a_template_does(tmp_path, template):
    """No spelling of a template prints an article's markup as markup."""
    text = template.replace("t }}", "edition.articles[0].title }}").replace("(t)", "(edition.articles[0].title)")
    text = text.replace("~ t ~", "~ edition.articles[0].title ~").replace("[t]", "[edition.articles[0].title]")
    text = text.replace("t|upper", "edition.articles[0].title|upper").replace(
        "(t, true)", "(edition.articles[0].title, true)"
    )
    text = text.replace("{{ t if", "{{ edition.articles[0].title if")
    (tmp_path / "briefing.md").write_text(text, encoding="utf-8")
    piece = editions.Piece("x", "[A](http://b) <img> *c*", None, None, (("body", "One sentence stands here."),))
    made = editions.edition((piece,), ())
    out = made.render(load_templates(tmp_path))[f"{editions.DAY}.md"].decode()
    assert "img" in out.lower()
    assert not re.search(r"(?<!\\)[\[*]|<img|http:", out)


def test_every_block_is_documented():
    """docs/templates.md names the blocks that a template of one's own may change, and no others."""
    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    named = re.findall(r"`([^`]+)`", text[text.index("Their blocks") : text.index("## Rules")])
    templates = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").glob("*.[hm]*")]
    blocks = {name for template in templates for name in re.findall(r"{%-? block (\w+)", template)}
    assert {name for names in named if "." not in names for name in names.split()} == blocks


def test_every_text_of_the_frame_is_used():
    """A text that nothing says is taken out of words.toml."""
    import tomllib

    tables = tomllib.loads((ROOT / "templates" / "words.toml").read_text(encoding="utf-8"))
    used = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates").glob("*.[hm]*")))
    code = [path for room in ("publish", "pipeline") for path in sorted((ROOT / "digest" / room).glob("*.py"))]
    used += "".join(path.read_text(encoding="utf-8") for path in code)
    for name in [*tables["texts"], *tables["nouns"]]:
        assert re.search(rf"[\"']{name}[\"']", used), name
