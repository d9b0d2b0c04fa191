"""Inputs that a format's own parser takes for its own, made by hypothesis: elements, parts and fields in any heap."""

import json

from hypothesis import strategies as st

from tests.intake.hostile import BODY
from tests.intake.packages import WORD, enex, mbox, odt, rtf, unpacked, webarchive

HARM = (
    *("<script>alert(1)</script>", "</p><img src=x onerror=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", "&#x202e;"),
    *(
        "[x](http://e.example)",
        "![x](//e.example)",
        "{{ 7*7 }}",
        "{% raw %}",
        "*a* _b_ `c`",
        "# a",
        "1. b",
        "- c",
        "[^1]",
    ),
    *(
        "\u202eabc",
        "e\u0301\u0301",
        "\x1b[31m",
        "\ufeff",
        "â€™",
        "\ud800",
        "\x00",
        "]]>",
        "-->",
        "' or \"",
        "S-400",
        "\\",
    ),
)
WORDS = st.sampled_from((*BODY, *HARM, "Port Alder", "12 killed", "27 November 2018", "By Ida Brandt", "Read more", ""))
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join) | st.text(max_size=30)
LINES = st.lists(TEXT, min_size=1, max_size=8)
ADDRESS = st.sampled_from(
    ("https://news.example/1", "javascript:alert(1)", "//e.example", "https://a@b.example", "http://[", "data:,x", "")
)
TAGS = st.sampled_from(
    (
        *(
            "p",
            "div",
            "h1",
            "article",
            "section",
            "figure",
            "figcaption",
            "a",
            "b",
            "li",
            "ul",
            "table",
            "td",
            "script",
        ),
        *(
            "style",
            "title",
            "time",
            "blockquote",
            "iframe",
            "svg",
            "template",
            "noscript",
            "textarea",
            "pre",
            "br",
            "span",
        ),
    )
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ("class", "href", "style", "datetime", "itemprop", "onclick", "lang", "hidden", "rel", "data-quote")
    ),
    TEXT | ADDRESS,
    max_size=3,
)


def write_element(tag: str, attributes: dict[str, str], inner: str) -> str:
    """An element, as it was written by somebody who forgets to escape."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{said}>{inner}</{tag}>"


ELEMENTS = st.recursive(
    TEXT,
    lambda inner: st.builds(write_element, TAGS, ATTRIBUTES, st.lists(inner, max_size=4).map("".join)),
    max_leaves=12,
)
METAS = st.lists(
    st.builds(
        '<meta property="{}" content="{}">'.format,
        st.sampled_from(("og:title", "article:published_time", "og:url", "author", "og:site_name", "date")),
        TEXT | ADDRESS,
    )
    | st.builds('<script type="application/ld+json">{}</script>'.format, st.deferred(lambda: JSON)),
    max_size=3,
).map("".join)
PAGES = st.builds("<html lang={}><head>{}</head><body>{}</body></html>".format, TEXT, METAS, ELEMENTS)
FIELDS = st.sampled_from(("title", "headline", "body", "text", "articleBody", "content", "date", "url", "author", "@type", "@graph"))  # fmt: skip
VALUES = st.recursive(
    TEXT | ADDRESS | st.none() | st.booleans() | st.integers() | st.floats() | st.just("NewsArticle"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS, inner, max_size=5),
    max_leaves=10,
)
JSON = VALUES.map(json.dumps)
HEADERS = st.lists(
    st.builds(
        "{}: {}".format,
        st.sampled_from(
            ("Subject", "From", "Date", "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "List-Post")
        ),
        TEXT
        | st.sampled_from(
            ("text/html; charset=x", "multipart/mixed; boundary=B", "base64", "quoted-printable", "=?utf-8?b?4oCu?=")
        ),
    ),
    max_size=6,
).map("\n".join)
MAILS = st.builds(
    lambda headers, parts: f"{headers}\n\n" + "".join(f"--B\n{head}\n\n{body}\n" for head, body in parts) + "--B--\n",
    HEADERS,
    st.lists(st.tuples(HEADERS, TEXT | ELEMENTS), min_size=1, max_size=4),
)
FEEDS = st.lists(
    st.builds(
        lambda parts: "<item>" + "".join(f"<{tag}>{inner}</{tag}>" for tag, inner in parts) + "</item>",
        st.lists(
            st.tuples(
                st.sampled_from(("title", "link", "description", "pubDate", "content:encoded", "summary", "updated")),
                TEXT | ADDRESS | ELEMENTS.map("<![CDATA[{}]]>".format),
            ),
            max_size=6,
        ),
    ),
    max_size=3,
).map(lambda items: f"<rss><channel><title>Desk</title>{''.join(items)}</channel></rss>")
CELLS = st.lists(st.lists(TEXT.map(lambda text: json.dumps(text, ensure_ascii=False)), max_size=4), max_size=5)
RUNS = st.lists(
    st.sampled_from(("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tab/>")) | TEXT, max_size=20
)
OPEN = st.lists(
    st.sampled_from(("<text:p>", "</text:p>", "<text:span>", "</text:span>", "<text:s/>")) | TEXT, max_size=20
)
SETTINGS = st.lists(
    st.sampled_from(("[seeds]", "[briefing]", "[[theme]]", "[schedule]", "[[deliver]]", "[output]", "[run]", "[watch]"))
    | st.builds(
        "{} = {}".format,
        st.sampled_from(
            (
                *(
                    "folder",
                    "title",
                    "minutes",
                    "times",
                    "days",
                    "zone",
                    "name",
                    "strong",
                    "lexicon",
                    "kind",
                    "address",
                ),
                *("to", "command", "workers", "names", "language", "sentances", "templates"),
            )
        ),
        JSON
        | st.sampled_from(("06:00:00", "1e999", "nan", "'x'", "{a=1}", "[[1]]", "1979-05-27", '"folder"', '["06:00"]')),
    ),
    max_size=12,
).map("\n".join)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _mailbox(mails: list[str]) -> bytes:
    return mbox([_sound(mail) for mail in mails])


Inputs = st.SearchStrategy[bytes]
WORD_DOCUMENT = f'<w:document xmlns:w="{WORD}"><w:body>{{}}</w:body></w:document>'
OPEN_DOCUMENT = unpacked(odt(["{}"]))["content.xml"].decode()
PLAIN: Inputs = LINES.map("\n\n".join).map(_encode)
MADE: dict[str, Inputs] = {
    ".html": PAGES.map(_encode),
    ".md": st.builds("---\n{}\n---\n{}".format, HEADERS, TEXT | ELEMENTS).map(_encode),
    ".eml": MAILS.map(_encode),
    ".mbox": st.lists(MAILS, max_size=3).map(_mailbox),
    ".webarchive": PAGES.map(lambda page: webarchive(_sound(page))),
    ".docx": RUNS.map(lambda runs: _encode(WORD_DOCUMENT.format("".join(runs)))),
    ".odt": OPEN.map(lambda runs: _encode(OPEN_DOCUMENT.format("".join(runs)))),
    ".epub": PAGES.map(_encode),
    ".rtf": LINES.map(lambda lines: rtf([_sound(line) for line in lines])),
    ".enex": st.dictionaries(TEXT.map(_sound), TEXT.map(_sound), max_size=2).map(enex),
    ".json": JSON.map(_encode),
    ".jsonl": st.lists(JSON, max_size=4).map("\n".join).map(_encode),
    ".csv": CELLS.map(lambda rows: _encode("title,text\n" + "\n".join(",".join(row) for row in rows))),
    ".rss": FEEDS.map(_encode),
    "configuration": SETTINGS.map(_encode),
    "pages": TEXT.map(_encode),
    "note": ELEMENTS.map(_encode) | PLAIN,
}
"""Grammars by target; a target without one is tried on plain lines."""


def inputs(target: str) -> Inputs:
    """The inputs of a target: of its grammar, at times with a few bytes put in."""
    sound = MADE.get(target, PLAIN)
    return sound | st.builds(_put_in, sound, st.binary(max_size=8), st.integers(0, 400))


def _put_in(data: bytes, more: bytes, at: int) -> bytes:
    return data[:at] + more + data[at:]
