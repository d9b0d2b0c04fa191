"""What templates ask of an edition."""

from dataclasses import replace

import pytest

from digest.model import Quote
from digest.publish.lookup import Lookup
from tests.publish import editions

LOOK = Lookup.of(editions.quiet_day().edition, {})


def said(start: int, speaker: Quote | None = None) -> Quote:
    """Ten characters of an article."""
    return Quote("a1", start, start + 10, "0123456789", speaker)


BRANDT = said(100)


@pytest.mark.parametrize(
    ("quote", "before", "skipped"),
    [
        pytest.param(said(200), None, False, id="nobody speaks"),
        pytest.param(said(111, BRANDT), None, False, id="directly behind the speaker"),
        pytest.param(said(200, BRANDT), None, True, id="further on"),
        pytest.param(said(200, BRANDT), said(189, BRANDT), False, id="directly behind the speaker's earlier words"),
        pytest.param(said(200, BRANDT), said(189), True, id="behind another's words"),
        pytest.param(said(40, BRANDT), None, True, id="before the speaker is named"),
    ],
)
def test_words_that_are_left_out_are_seen(quote: Quote, before: Quote | None, skipped: bool) -> None:
    """Between what a page shows of a speaker and what he says, three dots stand where the source says more."""
    assert LOOK.skipped(quote, before) == skipped


def test_lead_of_1_0_0_goes_on_from_its_headline() -> None:
    whole = next(story for story in editions.sample().edition.stories if story.opens_lead)
    head, (lead, *others) = whole.headline_quote, whole.quotes
    assert head is not None
    rest = replace(lead, start=head.end + 1)
    assert not LOOK.goes_on(whole)
    assert LOOK.goes_on(replace(whole, quotes=(rest, *others)))
