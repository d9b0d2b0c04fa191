"""Write a Word document: the letter's headings, paragraphs and lists in Word's own styles, by python-docx."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass

import docx
import lxml.html
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from digest.export.volume import Volume, zip_files

_STYLES = {
    "h1": "Heading 1",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
    "blockquote": "Quote",
    "p": None,
    "div": None,
    "pre": None,
    "tr": None,
}
"""The style of each element that begins a paragraph; ``None``: that of what it stands in."""
_LISTS = {"ul": "List Bullet", "ol": "List Number"}
_SPACE = re.compile(r"\s+")
_BOLD, _ITALIC = ("b", "strong", "th"), ("i", "em")
_SMALL, _GREY = Pt(9), RGBColor(0x66, 0x66, 0x66)
"""Of what the letter sets small and grey (14 of its 16 pixels, #666)."""
_A4 = Mm(210), Mm(297)
"""Width and height of the sheet (ISO 216)."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """The look of words: as the elements around them say."""

    style: str | None = None
    bold: bool = False
    italic: bool = False
    raised: bool = False
    small: bool = False
    link: str = ""


def write_docx(volume: Volume) -> bytes:
    """Write a volume as a Word document."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = _A4
    made = volume.made.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    about = document.core_properties
    about.title, about.author, about.language = volume.name, volume.title, volume.language
    about.identifier, about.created, about.modified = volume.id, made, made
    about.last_modified_by, about.comments = volume.title, ""
    document.add_heading(volume.title, 0)
    document.add_paragraph(volume.day)
    _Writer(document).write(lxml.html.fromstring(volume.letter))
    data = io.BytesIO()
    document.save(data)
    with zipfile.ZipFile(data) as zipped:  # python-docx packs with the hour of packing
        return zip_files({name: zipped.read(name) for name in zipped.namelist()})


class _Writer:
    """Write HTML into a document: every element that begins a paragraph ends the one before."""

    def __init__(self, document: "docx.document.Document") -> None:
        self._document = document
        self._paragraph: docx.text.paragraph.Paragraph | None = None
        self._open = True  # no words stand in the paragraph, or white space ends it
        self._anchor = ""
        self._anchors = 0

    def write(self, element: lxml.html.HtmlElement, looks: _Looks = _Looks()) -> None:
        """Write an element with all that it holds."""
        if not isinstance(element.tag, str):  # a comment
            return
        tag = element.tag
        begins = tag in _STYLES or tag in _LISTS or tag == "li"
        if begins:
            self._paragraph = None
            self._anchor = self._anchor or element.get("id", "")
        if tag == "br":
            self._break(looks)
        looks = _look(element, looks)
        self._say(element.text, looks)
        for child in element:
            self.write(child, looks)
            self._say(child.tail, looks)
        if begins:
            self._paragraph = None
        elif tag in ("td", "th"):
            self._say(" ", looks)

    def _begin(self, looks: _Looks) -> "docx.text.paragraph.Paragraph":
        self._paragraph = self._document.add_paragraph(style=looks.style)
        self._open = True
        if self._anchor:
            self._anchors += 1
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for mark in (start, end):
                mark.set(qn("w:id"), str(self._anchors))
                self._paragraph._p.append(mark)  # noqa: SLF001 - python-docx has no bookmarks
            start.set(qn("w:name"), _name_bookmark(self._anchor))
            self._anchor = ""
        return self._paragraph

    def _say(self, text: str | None, looks: _Looks) -> None:
        words = _SPACE.sub(" ", text or "")
        if self._paragraph is None or self._open:
            words = words.lstrip(" ")
        if words:
            self._add(words, looks)
            self._open = words.endswith(" ")

    def _break(self, looks: _Looks) -> None:
        self._add("\n", looks)
        self._open = True

    def _add(self, words: str, looks: _Looks) -> None:
        paragraph = self._paragraph if self._paragraph is not None else self._begin(looks)
        run = paragraph.add_run(words)
        run.bold, run.italic = looks.bold or None, looks.italic or None
        run.font.superscript = looks.raised or None
        if looks.small:
            run.font.size, run.font.color.rgb = _SMALL, _GREY
        if looks.link:
            self._link(run, looks.link)

    def _link(self, run: Run, target: str) -> None:
        """Put a run into a link: to a bookmark of ours, or to a page."""
        link = OxmlElement("w:hyperlink")
        if target.startswith("#"):
            link.set(qn("w:anchor"), _name_bookmark(target[1:]))
        else:
            link.set(qn("r:id"), self._document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(link)  # noqa: SLF001 - python-docx writes no links
        link.append(run._r)  # noqa: SLF001


def _look(element: lxml.html.HtmlElement, looks: _Looks) -> _Looks:
    tag = element.tag
    parent = element.getparent()
    style = _STYLES.get(tag) or looks.style
    if tag == "li":
        style = _LISTS.get(parent.tag if parent is not None else "", "List Bullet")
        style = style if "list-style:none" not in element.get("style", "") else None
    return _Looks(
        style,
        looks.bold or tag in _BOLD,
        looks.italic or tag in _ITALIC,
        looks.raised or tag == "sup",
        looks.small or "font-size:14px" in element.get("style", ""),
        element.get("href", "") if tag == "a" else looks.link,
    )


def _name_bookmark(id_: str) -> str:
    """Return an element's id as Word allows it."""
    return re.sub(r"\W", "_", id_)
