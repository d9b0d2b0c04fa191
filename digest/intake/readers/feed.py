"""RSS and Atom files: every entry an article, with the fullest text that it carries."""

from lxml import etree

from digest.intake.readers.html import text_of_markup
from digest.intake.sanitize import clean
from digest.model import Document, Fact, Facts, Problem

MOST = 1000
"""Entries in one file."""
TEXTS = ("encoded", "content", "description", "summary")
DATES = ("pubDate", "published", "date", "issued", "updated", "modified")


def read_feed(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """The entries of a feed, numbered in its order."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return Problem(path, "this feed is not valid XML", unreadable=True)
    entries = [element for element in root.iter() if _name(element) in ("item", "entry")]
    if not entries:
        return Problem(path, "no entry in this feed", unreadable=True)
    if len(entries) > MOST:
        return Problem(path, f"more than {MOST} entries in one feed; split it", unreadable=True)
    outlet = _of_feed(root, "title")
    language = _of_feed(root, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return tuple(_document(path, part, entry, outlet, language) for part, entry in enumerate(entries))


def _name(element: etree._Element) -> str:
    """Without its namespace; a parser that recovers lets through names that are none, and QName would not."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _said(entry: etree._Element, name: str) -> str | None:
    """The text of an entry's child, markup included; the longest where there are several."""
    found = ["".join(map(str, one.itertext())).strip() for one in entry if _name(one) == name]
    return max(found, key=len) or None if found else None


def _of_feed(root: etree._Element, name: str) -> str | None:
    for holder in [root, *[one for one in root if _name(one) == "channel"]]:
        if said := _said(holder, name):
            return said
    return None


def _link(entry: etree._Element) -> str | None:
    for one in entry:
        if _name(one) == "link" and one.get("rel", "alternate") == "alternate":
            return one.get("href") or (one.text or "").strip() or None
    return None


def _document(path: str, part: int, entry: etree._Element, outlet: str | None, language: str | None) -> Document:
    texts = [said for name in TEXTS if (said := _said(entry, name))]
    markup = max(texts, key=len, default="")
    text = text_of_markup(markup) if "<" in markup else "\n\n".join(markup.split("\n"))
    date = next((said for name in DATES if (said := _said(entry, name))), None)
    author = _said(entry, "creator") or _said(entry, "author")
    source = _said(entry, "source")
    title = _said(entry, "title")

    def fact(value: str | None, where: str) -> Fact | None:
        return Fact(" ".join(clean(value).split()), where) if value and value.strip() else None

    facts = Facts(
        title=fact(text_of_markup(title) if title and "<" in title else title, "feed"),
        published=fact(date, "feed"),
        outlet=fact(source or outlet, "feed"),
        author=fact(author, "feed"),
        url=fact(_link(entry), "feed"),
        language=fact(language, "feed"),
    )
    return Document(path, part, clean(text).strip("\n"), facts)
