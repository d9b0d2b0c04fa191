"""What a feed has to look like: Atom (RFC 4287) as RELAX NG, JSON Feed 1.1 as JSON Schema; only what we use is allowed."""

from typing import Any

from lxml import etree

_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"

_RELAX_NG = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="feed"><optional><attribute name="xml:lang"><data type="language"/></attribute></optional>
  <interleave>
    <ref name="id"/><ref name="title"/><ref name="updated"/><oneOrMore><ref name="author"/></oneOrMore>
    <optional><element name="generator"><text/></element></optional><zeroOrMore><ref name="link"/></zeroOrMore>
    <zeroOrMore><element name="entry"><interleave>
      <ref name="id"/><ref name="title"/><ref name="updated"/><zeroOrMore><ref name="link"/></zeroOrMore>
      <optional><element name="published"><ref name="moment"/></element></optional>
      <optional><element name="content"><attribute name="type"><value>html</value></attribute><text/></element></optional>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
<define name="id"><element name="id"><data type="anyURI"><param name="pattern">\\w+:.+</param></data></element></define>
<define name="title"><element name="title"><data type="string"><param name="minLength">1</param></data></element></define>
<define name="updated"><element name="updated"><ref name="moment"/></element></define>
<define name="author"><element name="author"><element name="name"><text/></element></element></define>
<define name="link"><element name="link"><attribute name="href"><data type="anyURI"/></attribute>
  <attribute name="rel"><choice><value>self</value><value>alternate</value></choice></attribute>
  <attribute name="type"><text/></attribute></element></define>
<define name="moment"><data type="dateTime"><param name="pattern">MOMENT</param></data></define>
</grammar>
"""
ATOM = etree.RelaxNG(etree.fromstring(_RELAX_NG.replace("MOMENT", _MOMENT)))

_TEXT, _URL, _WHEN = (
    {"type": "string", "minLength": 1},
    {"type": "string", "format": "uri"},
    {"type": "string", "pattern": f"^{_MOMENT}$"},
)
_ITEM: dict[str, Any] = {
    "type": "object",
    "required": ["id", "content_html"],
    "properties": {
        "id": _TEXT,
        "url": _URL,
        "title": _TEXT,
        "content_html": _TEXT,
        "date_published": _WHEN,
        "date_modified": _WHEN,
    },
    "patternProperties": {"^_[a-zA-Z]": {"type": "object"}},
    "additionalProperties": False,
}
JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT,
        "home_page_url": _URL,
        "feed_url": _URL,
        "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Za-z]+)*$"},
        "authors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": _TEXT},
            },
        },
        "items": {"type": "array", "items": _ITEM},
    },
    "patternProperties": {"^_[a-zA-Z]": {"type": "object"}},
    "additionalProperties": False,
}
