"""More than a hundred articles that attack, opened in Chromium with our policy and without it.

The checker knows which elements and attributes our pages are made of (from a day without any hostility); whatever
else stands in a page came out of an article.
"""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import lxml.html
import markdown
import mistune
import pytest
from markdown_it import MarkdownIt

from digest.analysis.lexicon import compile_themes
from digest.config import Settings
from digest.model import Problem
from digest.pipeline.ingest import read_file
from digest.publish.render import load_templates, render_names, render_story
from digest.publish.verify import find_spot, verify, verify_days, verify_names
from digest.text.addresses import find_web_host
from tests.browser import hostile
from tests.publish import editions

PlaywrightError = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").Error
pytestmark = pytest.mark.browser

NOW = dt.datetime(2018, 11, 28, 6, 0, tzinfo=ZoneInfo("Europe/Berlin"))
IDS = re.compile(
    r"(?:main|text|note|by-theme|in-brief|other|background|foreign|left-out|sources|s\d+|story-[0-9a-z]+|source-[0-9a-f]+"
    r"|\d{4}-\d\d-\d\d|theme-[a-z0-9-]+|h-[a-z0-9-]+)"
)
LINKS = re.compile(
    r"(?:#[a-z0-9-]+|(?:\.\./)?\d{4}-\d\d-\d\d\.(?:html|md|json|proof\.json)(?:#[a-z0-9-]+)?|feed\.(?:xml|json)|(?:\.\./)?index(?:-names)?\.html(?:#\d{4}-\d\d-\d\d)?|(?:(?:\.\./)?sources/)?[0-9a-f]+\.html(?:#s\d+)?|s[0-9a-f]+\.md)"
)
# Through the prototypes: a form with a control named "attributes" hides its own.
STRUCTURE = """() => {
    const names = Element.prototype.getAttributeNames, value = Element.prototype.getAttribute;
    const all = Document.prototype.querySelectorAll.call(document, '*');
    return [...all].map(e => [e.nodeName.toLowerCase(), names.call(e).map(n => [n, value.call(e, n)])]);
}"""
QUOTES = """() => {
    const all = Document.prototype.querySelectorAll.call(document, '[data-quote]');
    return [...all].map(e => [Element.prototype.getAttribute.call(e, 'data-quote'), e.textContent]);
}"""


@pytest.fixture(scope="module")
def attacked():
    """The hostile articles as the program reads them, and an edition in which each is quoted."""
    return _edition(hostile.files())


@pytest.fixture(scope="module")
def some():
    """Every fourth of them: what forbids or forgets the same on each page shows it on a few."""
    return _edition(dict([*hostile.files().items()][::4]))


def _edition(files):
    settings = Settings()
    matcher = compile_themes(settings.theme, settings.root)
    works = []
    for path, data in files.items():
        found = read_file(path, data, briefing=settings.briefing, matcher=matcher, today=NOW.date(), outlet=None)
        works += [work for work in found if not isinstance(work, Problem)]
    made = editions.of_works(tuple(works))
    pages = tuple(
        replace(page, source=replace(page.source, url=hostile.ADDRESSES[number % len(hostile.ADDRESSES)]))
        for number, page in enumerate(made.pages)
    )
    return replace(made, pages=pages)


@pytest.fixture(scope="module")
def known(site):
    """The elements and attributes of our own pages: ``{tag: {attribute, ...}}``."""
    found: dict[str, set[str]] = {"head": set(), "body": set()}
    for path in site.values():
        tree = lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        for element in tree.iter(lxml.etree.Element):
            found.setdefault(element.tag, set()).update(element.attrib)
    return found


def findings(chromium, folder: Path, pages: list[Path], known, texts, *, policy: bool) -> Iterator[str]:
    """Yield what is wrong with the pages, opened one by one."""
    with closing(chromium.new_context(bypass_csp=not policy)) as context:
        context.add_init_script("window.ran = () => { window.didRun = true }; window.alert = window.ran")
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (asked.append("a dialog"), dialog.dismiss()))
        context.route(re.compile(r"^(?!file:)"), lambda route: route.abort())
        for path in pages:
            asked.clear()
            name = path.relative_to(folder).as_posix()
            try:
                page.goto(path.as_uri(), wait_until="load")
                if page.evaluate("window.didRun"):
                    yield f"{name}: a script ran"
                yield from (f"{name}: {wrong}" for wrong in _structure(page.evaluate(STRUCTURE), known))
                yield from (f"{name}: {wrong}" for wrong in _words(page.evaluate(QUOTES), texts))
            except PlaywrightError as trouble:
                yield f"{name}: the page went elsewhere: {trouble}"
            yield from (f"{name}: asked for {url}" for url in asked if url != path.as_uri())


def _structure(elements, known):
    for tag, attributes in elements:
        if tag not in known:
            yield f"an element <{tag}> that is not ours"
            continue
        names = {name for name, _ in attributes}
        for name, value in attributes:
            if name not in known[tag]:
                yield f"an attribute {name} of <{tag}> that is not ours"
            elif name == "id" and not IDS.fullmatch(value):
                yield f"an id {value!r} that is not ours"
            elif name == "href" and not (LINKS.fullmatch(value) or ("rel" in names and find_web_host(value))):
                yield f"a link to {value!r}"


def _words(quotes, texts):
    for place, words in quotes:
        article, start, end = re.fullmatch(r"(.+):(\d+)-(\d+)", place).groups()
        if " ".join(texts.get(article, "")[int(start) : int(end)].split()) != " ".join(words.split()):
            yield f"{words!r} is not what the source says"


def _written(folder: Path, made, templates=None) -> list[Path]:
    (folder / "sources").mkdir()
    for name, data in made.render(templates or load_templates()).items():
        (folder / name).write_bytes(data)
    written = []
    for name, data in _render_beside(made, templates or load_templates()).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        written += [folder / name] if name.endswith(".html") else []
    return [folder / f"{editions.DAY}.html", *written, *sorted((folder / "sources").iterdir())]


def _render_beside(made, templates) -> dict[str, bytes]:
    """The page of a story whose days all hostile articles are, and a page of their names; both proven."""
    names, story = render_names(made.names, templates.names), render_story(made.story, templates.story)
    assert verify_names(made.names, names, {find_spot(one): one.text for one in made.names.quotes()}) == ()
    assert verify_days(made.story, story, made.texts) == ()
    return {**names, **story}


def test_there_are_enough_of_them(attacked):
    """At least a hundred articles got through the readers with something hostile in text and facts."""
    assert len(attacked.pages) >= 100
    everything = "".join(attacked.texts.values())
    for part in ("<script", "onerror", "javascript:", "{{ 7*7 }}", "[^1]", "<meta", "srcset"):
        assert part in everything


def test_the_rendered_bytes_are_the_sources(attacked):
    """The guard of publication agrees, for HTML, Markdown and JSON."""
    assert verify(attacked.edition, attacked.render(load_templates()), attacked.texts) == ()


@pytest.mark.parametrize("policy", [True, False], ids=["with our policy", "without it"])
def test_no_article_does_anything(chromium, attacked, some, known, tmp_path, policy):
    """Nothing runs, nothing is asked for, nothing is forged, every word is the source's.

    The policy only forbids, so with it some are enough.
    """
    made = some if policy else attacked
    assert list(findings(chromium, tmp_path, _written(tmp_path, made), known, made.texts, policy=policy)) == []


UNSAFE = {
    "a title as HTML": ("source.html", "{{ source.title|unbroken }}", "{{ source.title|safe }}", ("a script ran", "not ours", "asked for")),
    "a text as HTML": ("source.html", "{{ words_here }}{% endif %}", "{{ words_here|safe }}{% endif %}", ("a script ran", "not ours", "source says")),
    "a headline as HTML": ("briefing.html", "{{ story.headline|unbroken }}", "{{ story.headline|safe }}", ("a script ran", "an element")),
    "an outlet in a bare attribute": ("briefing.html", "<b>{{ source.outlet or", "<b {{ source.outlet|default('', true)|safe }}>{{ source.outlet or", ("an attribute",)),
    "an address unchecked": ("source.html", "{% if host %}<a", "{% if true %}<a", ("a link to",)),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), UNSAFE.values(), ids=UNSAFE)
def test_the_checker_sees_what_an_unsafe_template_lets_through(chromium, some, known, tmp_path, name, old, new, said):
    """Were escaping forgotten in one place, the checker would say so: it is not blind."""
    ours = (Path(__file__).parents[2] / "templates" / name).read_text(encoding="utf-8")
    assert old in ours
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / name).write_text(ours.replace(old, new), encoding="utf-8")
    (tmp_path / "out").mkdir()
    pages = _written(tmp_path / "out", some, load_templates(folder))
    missing = set(said)
    for one in findings(chromium, tmp_path / "out", pages, known, some.texts, policy=False):
        missing -= {words for words in said if words in one}
        if not missing:
            break
    assert missing == set()


MARKDOWN = {
    "python-markdown": lambda text: markdown.markdown(text, extensions=["extra", "toc"]),
    "markdown-it": lambda text: MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text),
    "mistune": mistune.create_markdown(escape=False, plugins=["strikethrough", "footnotes", "table", "url", "task_lists", "math", "mark"]),
}  # fmt: skip
PLAIN = {
    "p",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "blockquote",
    "a",
    "sup",
    "div",
    "section",
    "hr",
    "code",
    "head",
}


@pytest.mark.parametrize("read", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_of_hostile_articles_is_text(attacked, read):
    """No viewer makes an element, a link or an image of what an article says."""
    text = attacked.render(load_templates())[f"{editions.DAY}.md"].decode()
    tree = lxml.html.fragment_fromstring(read(text), create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in PLAIN
        if element.tag == "a":
            address = element.get("href")
            assert address.startswith("#") or LINKS.fullmatch(address) or re.fullmatch(r"\d{4}-\d\d-\d\d\.md", address)
        else:
            assert set(element.attrib) <= {"id", "class"}
