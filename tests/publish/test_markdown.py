"""Foreign text in Markdown stands for itself in every renderer; the desk's note brings nothing but text and links."""

import re

import lxml.html
import markdown
import mistune
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.publish import render as pages
from digest.publish.markdown import escape, note_html, note_paragraphs, unescape
from digest.text.addresses import find_web_host
from tests.publish import editions

RENDERERS = {
    "python-markdown": markdown.markdown,
    "python-markdown with extras": lambda text: markdown.markdown(text, extensions=["extra", "toc", "admonition"]),
    "markdown-it": lambda text: MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text),
    "mistune": mistune.create_markdown(
        escape=False,  # with it, mistune takes no entity for what it stands for
        plugins=[
            "strikethrough",
            "footnotes",
            "table",
            "url",
            "task_lists",
            "def_list",
            "abbr",
            "mark",
            "math",
            "superscript",
        ],
    ),
}

TEXTS = {
    "emphasis": "a *bold* claim and an _odd_ one, __twice__",
    "code": "the `rm -rf` command ``and`` more",
    "link": "[click](javascript:alert(1)) and [x]: http://evil.example",
    "image": "![x](http://evil.example/pixel.gif)",
    "html": "<script>alert(1)</script> <b onclick=x>y</b> &lt;i&gt; AT&T &amp; R & D &#60;",
    "bare addresses": "see http://evil.example, https://evil.example or www.evil.example and ftp://x.example",
    "mail": "write to someone@evil.example or mailto:a@b.example",
    "number first": "2024. A year",
    "number and bracket": "1) first",
    "letter first": "a. first",
    "bracketed number": "(1) first",
    "roman": "iv. fourth",
    "minus first": "- not an item",
    "plus first": "+ not an item",
    "star first": "* not an item",
    "hash first": "# not a heading #",
    "quote first": "> not a quotation",
    "equals first": "= not a heading",
    "arrows": "a -> b => c >= d, ==> and <- as well",
    "names of files": "my_file_name.txt and _my_ __file__ a_b_ _c d_e",
    "colon first": ": not a definition",
    "rule": "---",
    "stars": "***",
    "equals": "=====",
    "fence": "```python",
    "tildes": "~~~ and ~~gone~~ H~2~O",
    "table": "a | b | c",
    "table rule": "|---|---|",
    "footnote": "a note[^1] and [^1]: its text",
    "attributes": "text {: onclick=alert(1) } {#id .class}",
    "math": "between $5 and US$6, $$x$$ and \\(y\\)",
    "money": "$5 or US$6 (not $7), $8 to 9$, $10 $x and $$11$$",
    "highlight": "==marked== and ^up^ and %%hidden%%",
    "emoji": ":smile: :+1:",
    "task": "[ ] not a task",
    "wiki": "[[another page]] and ![[embedded]]",
    "backslashes": "C:\\new\\*folder\\ \\",
    "abbreviation": "*[HTML]: Hyper",
    "comment": "<!-- hidden -->",
    "entity-like": "&copy; &#x41; &notanentity; &",
    "front matter": "--- title: x ---",
    "template": "{{ 7*7 }} {% include 'x' %}",
    "callout": "[!NOTE] read this",
    "toc": "[TOC]",
    "many lines": "one\n\n# two\n- three\r\n\tfour",
    "plain": "It cost $5 million, said Ms. O’Neill-Byrne (54): “fine”.",
}


def visible(rendered: str) -> str:
    """What a reader sees of rendered HTML, runs of white space made one."""
    tree = lxml.html.fragment_fromstring(rendered or "<p></p>", create_parent="div")
    return " ".join("".join(map(str, tree.itertext())).split())


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    "frame", ["{}\n", "- {}\n", "> {}\n", "### {}\n", "… {}\n"], ids=["line", "item", "quote", "heading", "after"]
)
def test_a_renderer_shows_what_the_source_said(text, frame, render):
    """Escaped text, rendered back, is the text: in a paragraph, an item, a quotation, a heading."""
    rendered = render(frame.format(escape(text)))
    assert visible(rendered).removeprefix("… ") == " ".join(text.split())
    assert not re.search(r"<(a|img|script|table|del|mark|code|sup|math|em|strong|h1|hr|div)\b", rendered)


@settings(deadline=None)
@given(st.text(max_size=60))
@example("\\")
@example("&amp;amp;")
@example("1986\\. A")
def test_unescape_takes_escape_back(text):
    """``verify`` may rely on the pair, for any text."""
    assert " ".join(unescape(escape(text)).split()) == " ".join(text.split())


MARKUP = st.lists(st.sampled_from(["*", "_", "`", "$5", " $5", "[", "]", "(", ")", "<", ">", "&", "#", "\\", "!", "|", "~", "=", "$", "1.", "-", "+", " ", "a", "b", "http://", "www.", ":", "{", "}", "^", "@", "%"]), max_size=14)  # fmt: skip


@settings(deadline=None)
@given(MARKUP)
def test_no_heap_of_markup_becomes_anything(parts):
    """Any pile of what Markdown is made of comes out of three renderers as it went in."""
    text = "x" + "".join(parts) + "x"
    for name, render in RENDERERS.items():
        assert visible(render(escape(text))) == " ".join(text.split()), name


def test_what_is_harmless_stays_readable():
    """Raw Markdown is read too: figures, full stops, brackets and ampersands between spaces stay as they are."""
    for plain in (
        "Sales & rents rose by $5 million (8%), said J. Doe; “up-to-date” at 10:20.",
        "web/day_one/a_first.txt says that x = 5 and 6 > 5 -> so",
    ):
        assert escape(plain) == plain
    assert escape(".DS_Store") == ".DS_Store"
    assert escape("US$6, 7$ and ($8)") == "US&#36;6, 7&#36; and (&#36;8)"
    assert escape("_a_ == b") == r"\_a\_ &#61;&#61; b"


NOTES = {
    "script": "Hello <script>alert(1)</script> there",
    "handler": '<p onclick="x()">Hi</p>\n\n<img src=x onerror=alert(1)>',
    "links": "[a](javascript:alert(1)) [b](//evil.example/x) [c](file:///etc/passwd) [d](../x) [e](https://u:p@evil.example)",
    "attributes": "# Title {: onclick=alert(1) }\n\ntext\n{: style=color:red }",
    "addresses elsewhere": '<p lang="https://evil.example/" title="https://evil.example/">Hi</p>',
    "frames": "<iframe src=https://evil.example></iframe><style>*{}</style><meta http-equiv=refresh content=0>",
    "brackets": "[" * 8000,
    "svg": "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg><math><mi//xlink:href='data:x'>",
    "image": "![pixel](https://evil.example/p.gif)",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_a_note_brings_text_and_web_links_only(note):
    """Of a note with scripts there remain words; links lead to http(s) hosts and say nothing of where they come from."""
    tree = lxml.html.fragment_fromstring(note_html(note), create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in {"a", "blockquote", "br", "code", "del", "em", "li", "ol", "p", "pre", "strong", "ul"}
        assert set(element.attrib) <= {"href", "rel"}
        if "href" in element.attrib:
            assert find_web_host(element.get("href"))


@pytest.mark.parametrize(
    ("note", "blocks"),
    [
        pytest.param("See <https://treaty.example/a>.", (("text", "See https://treaty.example/a."),), id="a bare address"),
        pytest.param("- one\n\n- two\n", (("item", "one"), ("item", "two")), id="items of paragraphs"),
        pytest.param("Text\n\n[](https://treaty.example/a)", (("text", "Text"), ("text", "(https://treaty.example/a)")), id="a link of no words"),
        pytest.param("a\n\n&nbsp;\n\nb", (("text", "a"), ("text", "b")), id="a paragraph of nothing"),
    ],
)  # fmt: skip
def test_a_note_in_blocks(note, blocks):
    """Each once, as text or item; an address that can be read is not said again."""
    assert note_paragraphs(note) == blocks


def test_a_note_keeps_what_the_desk_wrote():
    """Emphasis, lists and links of the desk's note are there in HTML; in Markdown its words, with addresses."""
    note = "# Watch\n\nSee **Velm**, [the treaty](https://treaty.example/a).\n\n- one\n- two"
    assert note_html(note).count("<li>") == 2
    assert 'href="https://treaty.example/a" rel="noopener noreferrer nofollow"' in note_html(note)
    assert note_paragraphs(note) == (
        ("text", "Watch"),
        ("text", "See Velm, the treaty (https://treaty.example/a)."),
        ("item", "one"),
        ("item", "two"),
    )


@pytest.mark.parametrize("day", editions.DAYS.values(), ids=editions.DAYS)
def test_our_own_colon_is_a_colon(day):
    """The frame is worded so that it needs no entity; a colon of an address in the desk's note does."""
    made = day()
    text = made.render(pages.load_templates())[f"{editions.DAY}.md"].decode()
    assert re.findall(r"&#58;(?!//)", text) == []


ADDRESSES = {
    "https://news.example/a?b=1": "news.example",
    "http://news.example": "news.example",
    "https://user:secret@news.example": None,
    "javascript:alert(1)": None,
    "//news.example/a": None,
    "data:text/html,x": None,
    "https:///a": None,
    "https://good.example\\@evil.example": None,
    "http://[bad": None,
    "file:///etc/passwd": None,
}


@pytest.mark.parametrize(("address", "host"), ADDRESSES.items(), ids=ADDRESSES)
def test_only_plain_web_addresses_become_links(address, host):
    """http or https, a host, nobody's name in it."""
    assert find_web_host(address) == host
