"""Rendering: equal values give equal bytes, and every page can be read back."""

import pytest

from digest.codec import from_json, to_json
from digest.model import Edition
from digest.publish.render import load_templates, render
from digest.publish.verify import verify
from tests.publish import editions

TEMPLATES = load_templates()


@pytest.mark.parametrize("day", editions.DAYS.values(), ids=editions.DAYS)
def test_every_quote_of_every_page_is_its_sources(day):
    """What is rendered from a composed day passes the check that guards publication."""
    made = day()
    files = render(made.edition, made.pages, TEMPLATES)
    assert verify(made.edition, files, made.texts) == ()


@pytest.mark.parametrize("day", editions.DAYS.values(), ids=editions.DAYS)
def test_a_stored_edition_renders_to_the_same_bytes(day):
    """``rebuild`` reads the edition from JSON, where a zone is only an offset."""
    made = day()
    again = from_json(Edition, to_json(made.edition))
    assert render(again, made.pages, TEMPLATES) == render(made.edition, made.pages, TEMPLATES)
