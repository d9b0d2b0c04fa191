"""Headlines made of a lead."""

from dataclasses import replace

import pytest

from digest.config import Briefing
from digest.edition.extracts import choose_snippets
from digest.edition.headlines import head_with_lead, make_story_text, measure_opening_clause
from digest.edition.snippets import PreviouslyQuoted
from digest.model import Story
from tests.edition.works import TALKS, work


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        pytest.param(
            "The spokesman of the northern command, Colonel Aren Vastrik, has said that his engineers have cleared the"
            " mined approaches to the bridge at Korsa after two nights of work.",
            "The spokesman of the northern command, Colonel Aren Vastrik, has said that his engineers have cleared",
            id="has said that",
        ),
        pytest.param(
            "All sixteen states of the league will shun a ceremony to swear in the new governor of Tarnholm province for"
            " six further years.",
            "All sixteen states of the league will shun a ceremony to swear in the new governor",
            id="to swear in",
        ),
        pytest.param(
            "The president of Velonia and his guest from Karst, Ivo Tarn, opened talks on Monday at the old mint of Brevin,"
            " their second meeting within ten days.",
            "The president of Velonia and his guest from Karst, Ivo Tarn, opened talks on Monday",
            id="a subject between commas",
        ),
        pytest.param("The ferry left Orlev at dawn.”", "The ferry left Orlev at dawn", id="a mark that closes nothing"),
        pytest.param('The ferry left "at dawn".', 'The ferry left "at dawn"', id="a mark that closes its quotation"),
    ],
)
def test_a_heading_is_not_cut_behind_a_word_that_needs_the_next(sentence: str, heading: str) -> None:
    """Nor inside its subject; else at the last clause, or at sixteen words."""
    assert sentence[: measure_opening_clause(sentence, "en")] == heading


def test_in_full_a_story_without_a_title_has_its_lead_for_a_headline() -> None:
    """Whole, and the next sentence follows; with nothing else to show, or with a very long lead, its opening serves."""
    lead = (
        "The ministers of Velonia and Karst signed a treaty on gas on Tuesday in the old town hall of Brevin, after talks"
        " that had lasted three days."
    )
    article = work(lead, *TALKS[1:])
    snippets = choose_snippets([article], Briefing(), leading={article.article.id}, known=PreviouslyQuoted())
    said = make_story_text(None, [article], snippets, "en")
    story = Story(
        id="a",
        headline=said.headline,
        headline_quote=said.quote,
        opens_lead=True,
        theme="diplomacy",
        themes=("diplomacy",),
        articles=(article.article.id,),
        continues=None,
        quotes=said.quotes,
        place="full",
        kind="report",
        new=False,
        points=1.0,
        why=(),
    )
    whole = head_with_lead(story, "full")
    assert (whole.headline, whole.opens_lead) == (lead.rstrip("."), False)
    assert whole.headline_quote is not None
    assert article.article.document.text[: whole.headline_quote.end] == lead.rstrip(".")
    assert whole.quotes == said.quotes[1:]
    alone = replace(story, quotes=said.quotes[:1])
    assert head_with_lead(alone, "full") == alone
    long = replace(story, quotes=(replace(said.quotes[0], text=" ".join(["word"] * 46)), *said.quotes[1:]))
    assert head_with_lead(long, "full") == long
