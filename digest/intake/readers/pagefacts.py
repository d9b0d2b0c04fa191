"""Read the facts that a web page states: JSON-LD first, then meta elements and microdata, then what it shows.

The first three are made for machines, and right or absent; what the page shows is a last resort.
"""

import json
import re
from collections.abc import Iterator
from html import unescape  # some sites escape their entities twice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from digest.intake.readers.fields import MOST_NAMES
from digest.intake.sanitize import clean
from digest.model import Fact, Facts
from digest.text.words import strip_to_letters

DEEPEST = 6
"""Levels of JSON-LD that are searched."""
MOST = 400
"""Most JSON-LD objects that are searched."""
LONGEST_JSON = 2_000_000
"""Characters of JSON-LD that are parsed; with the whole text of an article it has a twentieth."""

META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "published": (
        "article:published_time", "og:published_time", "og:article:published_time", "article:published:time",
        "article:published", "datepublished", "date", "dc.date", "dc.date.issued",
        "dc.date.created", "dc.date.published", "dcterms.date", "dcterms.issued", "dcterms.created", "published",
        "published_time", "published-date", "publication-date",
        "article_date_original", "sailthru.publishdate",
        "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date",
        "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "bt:pubdate", "lastmod",
    ),
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "language", "dc.language", "content-language"),
}  # fmt: skip
"""Meta elements by fact, the most trusted first."""

LEAST_LETTERS, MOST_LETTERS = 22, 220
"""Of a headline; what is shorter may be the name of a section."""
PUBLISHED = re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"([^\"]{8,40})\"")
MARKED = etree.XPath("descendant-or-self::*[@itemprop]")
"""Finds the elements that are marked as a property of something: few of a page's thousand."""
TITLE_SEAM = re.compile(r"\s[|–—·»›:-]\s")


def read_page_facts(page: HtmlElement) -> tuple[Facts, str | None]:
    """Return the facts of a parsed page, and the article's text where JSON-LD carries it."""
    objects = list(_find_articles(page))
    meta = _read_meta(page)
    return Facts(
        title=_find_title(page, objects, meta),
        published=_find_first(objects, "datePublished", "dateCreated", "uploadDate")
        or _find_meta(meta, "published")
        or _find_microdata(page, "datepublished", "datecreated")
        or _search_broken_json(page)
        or _find_time(page),
        outlet=_find_names(objects, "publisher") or _find_meta(meta, "outlet"),
        author=_find_names(objects, "author", "creator")
        or _find_meta(meta, "author")
        or _find_microdata(page, "author"),
        url=_find_link(page) or _find_meta(meta, "url") or _find_first(objects, "url"),
        language=_read_language(page) or _find_first(objects, "inLanguage") or _find_meta(meta, "language"),
    ), next((one["articleBody"] for one in objects if isinstance(one.get("articleBody"), str)), None)


def _find_articles(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that describe an article."""
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip()
        if not text or len(text) > LONGEST_JSON:
            continue
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _walk_objects(found):
            kinds = one.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(
                isinstance(name, str) and name.endswith(("Article", "Posting", "Report", "Review")) for name in names
            ):
                yield one


def _search_broken_json(page: HtmlElement) -> Fact | None:
    """Return the date of publication in JSON-LD that no parser reads, as templates write it with a comma too many."""
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "") and (found := PUBLISHED.search((script.text or "")[:LONGEST_JSON])):
            return Fact(clean(found[1]), "JSON-LD")
    return None


def _walk_objects(found: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in a JSON value, outer before inner, to a depth."""
    level = [found]
    seen = 0
    for _ in range(DEEPEST):
        inner: list[Any] = []
        for value in level:
            seen += 1
            if seen > MOST:
                return
            if isinstance(value, dict):
                yield value
                inner += [one for one in value.values() if isinstance(one, dict | list)]
            elif isinstance(value, list):
                inner += value[:MOST]
        level = inner


def _find_first(objects: list[dict[str, Any]], *keys: str) -> Fact | None:
    for key in keys:
        for one in objects:
            value = one.get(key)
            if isinstance(value, list) and value:
                value = value[0]
            if isinstance(value, str) and value.strip():
                return Fact(clean(unescape(value)), "JSON-LD")
    return None


def _find_names(objects: list[dict[str, Any]], *keys: str) -> Fact | None:
    """Return the names of the persons or the organisation under a key."""
    for key in keys:
        for one in objects:
            value = one.get(key)
            names = [_read_name(item) for item in (value if isinstance(value, list) else [value])[:MOST_NAMES]]
            if said := ", ".join(name for name in names if name):
                return Fact(clean(unescape(said)), "JSON-LD")
    return None


def _read_name(value: Any) -> str | None:
    if isinstance(value, dict):
        parts = [value.get("givenName"), value.get("familyName")]
        value = value.get("name") or " ".join(part for part in parts if isinstance(part, str) and part) or None
    return value.strip() if isinstance(value, str) and not value.startswith("http") else None


def _read_meta(page: HtmlElement) -> dict[str, str]:
    """Return the contents of meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _find_meta(meta: dict[str, str], fact: str) -> Fact | None:
    for name in META[fact]:
        if value := meta.get(name):
            if fact == "author" and value.startswith("http"):
                continue
            return Fact(clean(unescape(value)), f"meta {name}")
    return None


def _read_language(page: HtmlElement) -> Fact | None:
    root = page.getroottree().getroot()
    value = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Fact(clean(value), "html lang") if value else None


def _find_link(page: HtmlElement) -> Fact | None:
    for element in page.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").startswith("http"):
            return Fact(clean(element.get("href") or ""), "canonical link")
    return None


def _find_title(page: HtmlElement, objects: list[dict[str, Any]], meta: dict[str, str]) -> Fact | None:
    """Return the title that the page states, without its site's name: a heading that it begins with is all of it."""
    headings = [text for one in page.iter("h1") if (text := clean(" ".join(one.text_content().split())))]
    told = (_find_first(objects, "headline"), _find_meta(meta, "title"), _find_first(objects, "name"))
    only = headings[0] if len(set(headings)) == 1 and _is_headline(headings[0], meta) else None
    if only and not any(fact and _share_words(only, fact.value) for fact in told):
        return Fact(only, "heading")
    for fact in told:
        if fact and not fact.value.endswith(("...", "…")):
            value = " ".join(fact.value.split())
            heading = next((one for one in headings if len(one) > 12 and value.startswith(one)), None)
            return Fact(heading or _drop_site(value, meta), fact.source)
    if len(set(headings)) == 1:
        return Fact(headings[0], "heading")
    for element in page.iter("title"):
        if said := " ".join((element.text or "").split()):
            parts = TITLE_SEAM.split(said)
            return Fact(clean(max(parts[:1] + parts[-1:], key=len) if len(parts) > 1 else said), "title element")
    return next((fact for fact in told if fact), None)


def _is_headline(heading: str, meta: dict[str, str]) -> bool:
    """Tell whether a page's only h1 can be its headline: it is long enough, and not the site's name."""
    sites = [strip_to_letters(meta.get(name, "")) for name in META["outlet"]]
    bare = strip_to_letters(heading)
    return len(bare) >= LEAST_LETTERS and len(heading) <= MOST_LETTERS and bare not in sites


def _share_words(heading: str, title: str) -> bool:
    """Tell whether a stated title says the same as a heading, perhaps in other words."""
    words = heading.casefold().split()
    return title.startswith(heading) or 2 * len(set(words) & set(title.casefold().split())) >= len(set(words))


def _drop_site(title: str, meta: dict[str, str]) -> str:
    """Remove " - Name of the Site" from the end of a title, where a meta element says that this is the site's name."""
    parts = TITLE_SEAM.split(title)
    if len(parts) < 2:
        return title
    last = strip_to_letters(parts[-1])
    sites = [strip_to_letters(meta.get(name, "")) for name in META["outlet"]]
    address = strip_to_letters(meta.get("og:url", "").partition("//")[2].partition("/")[0])
    if last and (last in sites or (len(last) > 3 and last in address)):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»›:-")
    return title


def _find_microdata(page: HtmlElement, *names: str) -> Fact | None:
    """Return what an element states that is marked as such a property of the article, in order of the names."""
    found: dict[str, str] = {}
    marked: Any = MARKED(page)
    for element in marked:
        name = element.get("itemprop").lower()
        if name in names:
            value = element.get("content") or element.get("datetime") or element.text_content()[:200]
            found.setdefault(name, " ".join(value.split()))
    for name in names:
        if found.get(name):
            return Fact(clean(found[name]), f"itemprop {name}")
    return None


def _find_time(page: HtmlElement) -> Fact | None:
    """Return the date of the time elements where all are of one day."""
    values = [one.get("datetime") or "" for one in page.iter("time")]
    days = {value[:10] for value in values if value}
    return Fact(clean(values[0]), "time element") if len(days) == 1 and values[0] else None
