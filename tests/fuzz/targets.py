"""What any bytes are tried on, and what must hold of the answer: a target takes bytes and asserts.

Every quote stands in the stored text at its place; text is clean; nothing that a source says becomes an element, an
attribute or a link; settings are right or told with their line. A file goes to its reader alone, or the whole way:
analysed, put on a page, proven. ``hypothesis`` tries a few inputs from grammars in ``make test``, ``make fuzz`` a
million for each target.
"""

import re
import resource
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree as ET

import lxml.html
import markdown
from markdown_it import MarkdownIt
from trafilatura import external

from digest.analysis.claims import read_claims
from digest.analysis.lexicon import Matcher, compile_themes
from digest.config import Settings
from digest.errors import ConfigurationError
from digest.intake.cleaning import clean_paragraphs
from digest.intake.facts import build_article
from digest.intake.readers import READERS, pdf, pdfium, read
from digest.intake.sanitize import LINE_ENDS, TERMINAL, UNSEEN, clean, decode
from digest.model import AnalysedArticle, Article, Document, Edition, Paragraph, Problem
from digest.parallel.protocol import limit_cpu
from digest.pipeline.ingest import read_file
from digest.publish.feed import add_entries, begin_feed, make_entry
from digest.publish.markdown import note_html
from digest.publish.render import Templates, load_templates, render_atom, render_letter, render_story
from digest.publish.sample import Sample
from digest.publish.verify import verify
from digest.settings_file import parse_settings
from digest.text.addresses import find_web_host
from digest.text.sentences import collapse
from tests.edition.works import composed, pages_of
from tests.intake.packages import docx, epub, odt, packed, unpacked, webarchive
from tests.publish import editions

Target = Callable[[bytes], None]
ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
MOST_BYTES = 65_536
SECONDS = 5.0
"""CPU that an input of 64 KB may take: the slowest of ``tests/intake/hostile.py`` takes less than two."""
MOST_KILOBYTES = 1_500_000
"""Memory of a process that has tried any number of inputs; the stages and their tables need a fifth of it."""
PLAIN = "The harbour council closes its old lock"
"""What a page shows in the place of a hostile text, to see which elements are ours."""


@cache
def matcher() -> Matcher:
    """The shipped themes."""
    return compile_themes(Settings().theme, Path())


@cache
def templates() -> Templates:
    """The shipped templates."""
    return load_templates()


PARTS = {
    ".docx": (unpacked(docx([PLAIN])), "word/document.xml"),
    ".odt": (unpacked(odt([PLAIN])), "content.xml"),
    ".epub": (unpacked(epub({"a.xhtml": PLAIN})), "OEBPS/a.xhtml"),
}
"""Where the text of a packed format stands: what comes unpacked is put there, for a changed byte spoils a package."""


def wrap_part(suffix: str, data: bytes) -> bytes:
    """Put the text of a packed format into its package."""
    if suffix == ".webarchive" and not data.startswith((b"bplist", b"<?xml")):
        return webarchive(data.decode("utf-8", "replace"))
    if suffix not in PARTS or data.startswith(b"PK"):
        return data
    package, part = PARTS[suffix]
    return packed({**package, part: data})


def publish_file(suffix: str, data: bytes) -> None:
    """The whole way of a file: its articles are clean, their parts lie where they are said to, and their page proves."""
    data = wrap_part(suffix, data)
    results = read_file(f"a{suffix}", data, briefing=Settings().briefing, matcher=matcher(), today=TODAY)
    works = tuple(one for one in results if isinstance(one, AnalysedArticle))
    for one in results:
        if isinstance(one, Problem):
            check_problem(one)
    for work in works:
        check_document(work.article.document)
        check_article(work)
    if works:
        edition = composed(*works)
        page = Sample(edition, pages_of(edition, *works))
        assert verify(edition, page.render(templates()), page.texts) == ()


class _StopWords(tuple[str, ...]):
    """The stop words of all languages, with a quick hash: trafilatura hashes the 150,000 for each page that is short."""

    __slots__ = ()

    def __hash__(self) -> int:
        return len(self)


@cache
def stop_words() -> _StopWords:
    """Those that trafilatura gathers itself."""
    return _StopWords(external.jt_stoplist_init())


def read_alone(suffix: str, data: bytes) -> None:
    """The reader, and the facts of what it read: title, dates, paragraphs.

    PDFium runs in this process: to start one of its own takes fifty times as long as to read a small file.
    """
    with (
        patch.object(pdf, "read_pages", lambda found: pdfium.take_answer(pdfium.answer(found))),
        patch.object(external, "JT_STOPLIST", stop_words()),
    ):
        found = read(f"a{suffix}", wrap_part(suffix, data))
    if isinstance(found, Problem):
        check_problem(found)
        return
    for document in found:
        check_document(document)
        article = build_article(document, "", today=TODAY)
        if isinstance(article, Problem):
            check_problem(article)
        else:
            check_facts(article)


def check_problem(problem: Problem) -> None:
    """The reason is a sentence that can be printed."""
    assert 5 < len(problem.reason) < 400, problem.reason
    assert collapse(problem.reason) == problem.reason
    check_harmless(problem.reason)


def check_document(document: Document) -> None:
    """Text and facts are clean, and what the format marked is in order."""
    facts = (getattr(document.facts, name) for name in document.facts.__slots__)
    check_harmless(" ".join((document.text, *(fact.value for fact in facts if fact))))
    check_order(document.text, document.marked)


def check_harmless(said: str) -> None:
    """No control, override, terminal sequence or odd line end is left.

    Parts of a page are cleaned one by one: "Ã©" once in each of two may be meant in both, and is garbled in the whole.
    """
    assert not UNSEEN.search(said)
    assert not TERMINAL.search(said)
    assert not LINE_ENDS.search(said)
    said.encode()


def check_order(text: str, parts: tuple[Paragraph, ...]) -> None:
    """Paragraphs lie in the text one behind the other, and none is empty."""
    ends = [0, *(part.end for part in parts)]
    assert all(end <= part.start < part.end for end, part in zip(ends, parts, strict=False))
    assert ends[-1] <= len(text)
    assert all(text[part.start : part.end].strip() for part in parts)


def check_facts(article: Article) -> None:
    """Paragraphs are in order; the address is one of the web, the title says something."""
    check_order(article.document.text, article.paragraphs)
    assert article.facts.url is None or find_web_host(article.facts.url.value), article.facts.url
    assert article.facts.title is None or article.facts.title.value.strip()


def check_article(found: AnalysedArticle) -> None:
    """Sentences and claims are words of the text, at their places, in paragraphs of the body."""
    article, analysis = found
    check_facts(article)
    text, paragraphs = article.document.text, article.paragraphs
    last = 0
    for sentence in analysis.sentences:
        paragraph = paragraphs[sentence.paragraph]
        assert max(last, paragraph.start) <= sentence.start < sentence.end <= paragraph.end
        assert collapse(text[sentence.start : sentence.end]) == sentence.text != ""
        last = sentence.end
    assert len(analysis.assessments) == len(analysis.sentences)
    assert sorted(one.rank for one in analysis.assessments) == list(range(1, len(analysis.sentences) + 1))
    for stated in read_claims(found).quantities:
        (start, end), (first, last) = stated.words, stated.sentence
        assert first <= start < end <= last
        assert any(sentence.start <= first and last <= sentence.end for sentence in analysis.sentences)


def read_text(data: bytes) -> None:
    """Bytes of no known encoding: some text, clean, and clean again the same."""
    text = decode(data)
    once = clean(text)
    assert clean(once) == once
    once.encode()


def sort_paragraphs(data: bytes) -> None:
    """A text of any paragraphs: each gets one role, and none is lost or made."""
    text = clean(decode(data))
    paragraphs = clean_paragraphs(Document("a.txt", 0, text))
    check_order(text, paragraphs)
    said = "".join(text[part.start : part.end] for part in paragraphs)
    assert "".join(said.split()) == "".join(text.split())


def show_text(data: bytes) -> None:
    """A hostile title, outlet, address and sentence: every page proves, and has the elements that a plain one has."""
    text = collapse(clean(data.decode("utf-8", "replace")).replace("|", "/"))[:300]
    if not any(letter.isalnum() for letter in text):
        return
    address = f"https://news.example/{''.join(text.split())}"
    # An address that no page may link to is shown as text.
    made = make_pages(text, address)
    plain = make_plain_pages("https://news.example/1" if find_web_host(address) else "javascript:void(1)")
    assert made.keys() == plain.keys()
    for name, page in made.items():
        if name.endswith(".md"):
            for render in (markdown.markdown, MarkdownIt("commonmark").render):
                assert list_elements(render(page), own=text) == list_elements(render(plain[name]), own=PLAIN), name
        else:
            assert list_elements(page, own=text) == list_elements(plain[name], own=PLAIN), name


def make_pages(text: str, address: str) -> dict[str, str]:
    """Render every kind of page with a text in each place that a source may fill."""
    body = (("title", f"{text} it said"), ("body", f"So {text} it said. | And {text} it did."), ("bio", f"By {text}"))
    piece = editions.Piece(
        "any", f"A {text} it said", f"The {text}", "2018-11-27", body, author=f"Of {text}", url=address
    )
    told = editions.StoryText("any", ("any",), "diplomacy", (("any", 0), ("any", 1)), headline=f"A {text} it said")
    line = editions.StoryText("line", ("any",), "other", (("any", 0),), place="line", headline=f"A {text} it said")
    made = editions.edition((piece,), (told, line), brief=(("diplomacy", "any", 1),))
    files = made.render(templates())
    assert verify(made.edition, files, made.texts) == ()
    files |= render_story(made.story, templates().story)
    letter = render_letter(made.edition, made.highlights, templates(), address="https://desk.example/")
    files["letter.html"] = letter
    files["feed.xml"] = make_feed(made.edition, letter)
    return {name: data.decode() for name, data in files.items() if not name.endswith(".json")}


@cache
def make_plain_pages(address: str) -> dict[str, str]:
    """The same pages of a text that harms nobody."""
    return make_pages(PLAIN, address)


def make_feed(edition: Edition, letter: bytes) -> bytes:
    """Render the feed; it is well-formed."""
    feed = begin_feed(edition, None)
    entry = make_entry(feed, edition, letter.decode(), templates().words)
    data = render_atom(add_entries(feed, [entry]), templates())
    ET.fromstring(data)
    return data


def list_elements(page: str, *, own: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every element with its attributes, and where its links lead; without the places of quotes, which differ."""
    tree = lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    return [
        (str(element.tag), tuple(sorted(keep_attributes(element, own))))
        for element in tree.iter()
        if element.get("class") != "nb"  # keeps "S-400" on one line
    ]


def keep_attributes(element: lxml.html.HtmlElement, own: str) -> Iterator[tuple[str, str]]:
    """The attributes of an element; of the values those that could do something."""
    for name, value in element.items():
        if name in {"href", "src", "action"} and value.startswith("https://news.example/"):
            yield name, "the article's own address"
        elif name in {"data-quote", "content", "title", "aria-label", "lang", "dir"}:
            yield name, ""
        else:
            yield name, re.sub(r"s\d+|[0-9a-f]{16}", "N", value)


def write_note(data: bytes) -> None:
    """The editor's note, whatever it holds: text and web links."""
    note = clean(data.decode("utf-8", "replace"))[:4000]
    tree = lxml.html.fragment_fromstring(note_html(note), create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in {"a", "blockquote", "br", "code", "del", "em", "li", "ol", "p", "pre", "strong", "ul"}
        assert set(element.attrib) <= {"href", "rel"}
        assert element.get("href") is None or find_web_host(element.get("href"))


def read_configuration(data: bytes) -> None:
    """Settings that can be used, or one line for each mistake with its place."""
    text, path = data.decode("utf-8", "replace"), Path("/desk/config.toml")
    try:
        settings = parse_settings(text, path)
        compile_themes(settings.theme, settings.root)
    except ConfigurationError as error:
        refused = str(error)
    else:
        refused = ""
        assert all(theme.name for theme in settings.theme)
    assert all("/desk/" in line or not line[:1].strip() or line.startswith("theme") for line in refused.splitlines()), (
        refused
    )
    places = re.findall(r"(?m)^/desk/config\.toml:(\d+)", refused)
    assert all(1 <= int(place) <= text.count("\n") + 1 for place in places), refused


FORMATS = tuple({reader: suffix for suffix, reader in reversed(READERS.items())}.values())[::-1]
"""The first name of each format that has a reader of its own."""
TARGETS: dict[str, Target] = {
    **{suffix: partial(publish_file, suffix) for suffix in FORMATS},
    "decode": read_text,
    "cleaner": sort_paragraphs,
    "pages": show_text,
    "note": write_note,
    "configuration": read_configuration,
}


def attempt(name: str, data: bytes, *, whole: bool) -> None:
    """Try an input: AssertionError where something does not hold, TimeLimitExceeded where it takes too long."""
    data = data[:MOST_BYTES]
    with limit_cpu(SECONDS):
        if name in FORMATS and not whole:
            read_alone(name, data)
        else:
            TARGETS[name](data)
    if whole:  # to ask takes as long as to read a small file; the peak does not fall, so it tells of those before too
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert used < MOST_KILOBYTES, f"{used} KB of memory, for this input or one before it"
