"""Write a PDF: the day's own page, as its style sheet has it on paper, by WeasyPrint."""

from urllib.parse import urljoin

import lxml.html
import weasyprint
from lxml import etree

from digest.errors import DigestError
from digest.export.volume import Volume
from digest.page_names import SOURCES


def write_pdf(volume: Volume, *, address: str | None) -> bytes:
    """Write the page of a volume as a PDF.

    Its marks lead to its own list of sources; what else it links to is reached where the pages have an ``address``.
    """
    tree = lxml.html.document_fromstring(volume.page)
    etree.strip_elements(tree, "link", with_tail=False)
    ids = {element.get("id") for element in tree.iterfind(".//*[@id]")}
    for link in tree.iter("a"):
        target = _find_target(link.get("href", ""), ids, address)
        if target:
            link.set("href", target)
        else:
            etree.strip_attributes(link, "href")
    page = lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    try:
        data: bytes = weasyprint.HTML(string=page, url_fetcher=_refuse).write_pdf()
    except _LoadedError as trouble:
        raise DigestError(
            f"{trouble}: a template loads this, and a page holds all that it shows; nothing was exported"
        ) from trouble
    return data


class _LoadedError(BaseException):
    """A page loads something. WeasyPrint catches every ``Exception`` of a fetcher, and goes on without a word."""


def _refuse(url: str) -> object:
    raise _LoadedError(url)


def _find_target(target: str, ids: set[str | None], address: str | None) -> str:
    """Return where a link of the page leads in the PDF; nothing where it leads nowhere."""
    if target.startswith(SOURCES):
        inside = f"source-{target.removeprefix(SOURCES).partition('.')[0]}"
        if inside in ids:
            return f"#{inside}"
    if target.startswith(("#", "mailto:")) or "://" in target:
        return target
    return urljoin(address, target) if address and target else ""
