"""RSS and Atom files: every entry an article, with the fullest text that it carries."""

import html
import re

from lxml import etree

from digest.intake.limits import MOST_ARTICLES
from digest.intake.paragraphs import ends_like_a_sentence
from digest.intake.readers.assemble import Block, make_block, make_document
from digest.intake.readers.markup import cut_markup
from digest.intake.readers.zipped import make_parser, strip_namespace
from digest.intake.sanitize import clean_line
from digest.model import Document, Fact, Facts, Problem

LARGEST = 16_000_000
"""Bytes of a feed: a thousand entries with the whole text of each have ten million."""
TEXTS = ("encoded", "content", "description", "summary")
DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
ABOUT_MEDIA = ("search.yahoo.com/mrss", "itunes.com", "google.com/schemas/play-podcasts")
"""Namespaces whose titles and descriptions are those of a picture or a sound."""
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
BBCODE = re.compile(
    r"\[/?(?:url|b|i|u|s|img|list|\*|quote|h[1-6]|color|size|strike)(?:=[^\[\]]{0,2000})?\]", re.IGNORECASE
)
"""Marks of forums in square brackets, which some feeds pass on."""
POINTER = re.compile(
    r"(?:<a\s[^<>]{0,300}>|\[url=[^\[\]]{0,300}\])(?:here|hier|ici|aquí|aqui|qui|her|här|tutaj|здесь|тут|burada|こちら|这里|此处)"
    r"(?:</a>|\[/url\])[\s.!。]{0,9}(?:</p>)?\s{0,9}\Z",
    re.IGNORECASE,
)
"""The link at the end of a sentence that says only where the news stands: "You can find the details here"."""
LONGEST_POINTER = 500
"""Characters of such a sentence with its markup."""
MAIL_AND_NAME = re.compile(r"[^\s@]+@[^\s@]+\s+\((.{2,80})\)\Z")
"""How RSS has an author: "ada@post.example (Ada Lund)"."""


def read_feed(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the entries of a feed, numbered in its order."""
    if len(data) > LARGEST:
        return Problem(path, f"larger than {LARGEST // 1_000_000} MB; no feed is", unreadable=True)
    try:
        root = etree.fromstring(data, parser=make_parser(recover=True))
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return Problem(path, "this feed is not valid XML", unreadable=True)
    entries = [element for element in root.iter() if strip_namespace(element) in ("item", "entry")]
    if not entries:
        return Problem(path, "no entry in this feed", unreadable=True)
    if len(entries) > MOST_ARTICLES:
        return Problem(path, f"more than {MOST_ARTICLES} entries in one feed; split it", unreadable=True)
    outlet = _read_feed_facts(root, "title")
    language = _read_feed_facts(root, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return tuple(_read_entry(path, part, entry, outlet, language) for part, entry in enumerate(entries))


def _find_children(entry: etree._Element, name: str) -> list[etree._Element]:
    """Return the children of a name, without those that tell of a picture or a sound."""
    return [one for one in entry if strip_namespace(one) == name and not any(ns in str(one.tag) for ns in ABOUT_MEDIA)]


def _read_child(entry: etree._Element, name: str) -> str | None:
    """Return the text of an entry's child, its markup included; the longest where there are several."""
    found = [_read_inside(one).strip() for one in _find_children(entry, name)]
    return max(found, key=len) or None if found else None


def _read_inside(element: etree._Element) -> str:
    """Return what stands in an element: the markup where it holds elements, as XHTML in Atom does."""
    if not len(element):
        return element.text or ""
    inside = "".join(etree.tostring(one, encoding="unicode", with_tail=True) for one in element)
    return html.escape(element.text or "", quote=False) + inside


def _read_feed_facts(root: etree._Element, name: str) -> str | None:
    for holder in [root, *[one for one in root if strip_namespace(one) == "channel"]]:
        if said := _read_child(holder, name):
            return _read_line(said)
    return None


def _find_link(entry: etree._Element) -> str | None:
    for one in _find_children(entry, "link"):
        if one.get("rel", "alternate") == "alternate" and (said := one.get("href") or (one.text or "").strip()):
            return said
    own = _read_child(entry, "guid") or ""
    return own if own.startswith(("http://", "https://")) else None


def _read_authors(entry: etree._Element) -> str | None:
    """Return the authors of an entry: the name alone where its address and job are told as well."""
    found = []
    for one in [*_find_children(entry, "creator"), *_find_children(entry, "author")]:
        named = next((inner for inner in one if strip_namespace(inner) == "name"), None)
        said = _read_line(_read_inside(one if named is None else named))
        mailed = MAIL_AND_NAME.match(said)
        found.append(mailed[1] if mailed else said)
    return ", ".join(dict.fromkeys(one for one in found if one)) or None


def _read_source(entry: etree._Element) -> str | None:
    """Return the feed that an entry was taken from."""
    for one in _find_children(entry, "source"):
        titles = [inner for inner in one if strip_namespace(inner) == "title"]
        return _read_line(_read_inside(titles[0] if titles else one)) or None
    return None


def _read_line(said: str) -> str:
    """Return a field without markup and entities, on one line; also where both were written down twice."""
    if MARKUP.search(said) or ENTITY.search(said):
        said = " ".join(one.text for one in cut_markup(said))
        said = html.unescape(said) if ENTITY.search(said) else said
    return clean_line(said)


def _read_text(entry: etree._Element) -> list[Block]:
    """Return the text of an entry: the longest of its descriptions."""
    said = max((one for name in TEXTS if (one := _read_child(entry, name))), key=len, default="")
    if len(said) <= LONGEST_POINTER and _only_points(said):
        return []
    said = BBCODE.sub("", said) if "[/" in said else said
    if MARKUP.search(said) or ENTITY.search(said):
        return cut_markup(said)
    return [line for line in map(make_block, said.split("\n")) if line.text]


def _only_points(said: str) -> bool:
    """Tell whether a description is one sentence that leads elsewhere."""
    link = max(said.lower().rfind("<a "), said.lower().rfind("[url="), 0)
    return POINTER.match(said, link) is not None and not ends_like_a_sentence(said[:link]) and ". " not in said[:link]


def _read_entry(path: str, part: int, entry: etree._Element, outlet: str | None, language: str | None) -> Document:
    date = next((said for name in DATES if (said := _read_child(entry, name))), None)
    title = _read_child(entry, "title")

    def fact(value: str | None, where: str = "feed") -> Fact | None:
        return Fact(clean_line(value), where) if value and value.strip() else None

    facts = Facts(
        title=fact(_read_line(title) if title else None),
        published=fact(date),
        outlet=fact(_read_source(entry) or outlet),
        author=fact(_read_authors(entry)),
        url=fact(_find_link(entry)),
        language=fact(language),
    )
    return make_document(path, part, _read_text(entry), facts, brief=True)
