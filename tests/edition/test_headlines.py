"""Headlines made of a lead."""

from dataclasses import replace

import pytest

from digest.config import Briefing
from digest.edition.extracts import choose_snippets
from digest.edition.headlines import head_with_lead, measure_opening_clause, tell
from digest.edition.snippets import PreviouslyQuoted, find_own_words, quote
from digest.model import Story
from tests.edition.works import TALKS, work

STORY = Story(
    id="a",
    headline="",
    headline_quote=None,
    opens_lead=False,
    theme="diplomacy",
    themes=("diplomacy",),
    articles=(),
    continues=None,
    quotes=(),
    place="full",
    kind="report",
    new=False,
    points=1.0,
    why=(),
)


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
    ],
)
def test_a_heading_is_not_cut_behind_a_word_that_needs_the_next(sentence: str, heading: str) -> None:
    """Nor inside its subject; else at the last clause, or at sixteen words."""
    assert sentence[: measure_opening_clause(sentence, "en")] == heading


def test_in_full_a_story_without_a_title_has_its_lead_for_a_headline() -> None:
    """Whole, and the next sentence follows; with nothing else to show, or with a very long lead, its opening serves."""
    lead = (
        "The ministers of Velonia and Karst signed a treaty on gas on Tuesday in the old town hall of Brevin, after talks"
        " that had lasted three days, two of their aides said."
    )
    article = work(lead, *TALKS[1:])
    snippets = choose_snippets([article], Briefing(), leading={article.article.id}, known=PreviouslyQuoted())
    said = tell(None, [article], snippets, "en")
    story = replace(
        STORY,
        headline=said.headline,
        headline_quote=said.quote,
        opens_lead=True,
        articles=(article.article.id,),
        quotes=said.quotes,
    )
    whole = head_with_lead(story, "full", "en")
    assert (whole.headline, whole.opens_lead) == (lead.rstrip("."), False)
    assert whole.headline_quote is not None
    assert article.article.document.text[: whole.headline_quote.end] == lead.rstrip(".")
    assert whole.quotes == said.quotes[1:]
    alone = replace(story, quotes=said.quotes[:1])
    assert head_with_lead(alone, "full", "en") == alone
    long = replace(story, quotes=(replace(said.quotes[0], text=" ".join(["word"] * 46)), *said.quotes[1:]))
    assert head_with_lead(long, "full", "en") == long


def test_a_clause_that_tells_the_news_heads_a_long_lead_in_full() -> None:
    """The lead stands whole below it; apart, where opinions stand, the whole sentence is the headline."""
    clause = "The ministers of Velonia and Karst signed a treaty on gas on Tuesday in the old town hall of Brevin"
    lead = f"{clause}, after talks that had lasted three days."
    article = work(lead, *TALKS[1:])
    snippets = choose_snippets([article], Briefing(), leading={article.article.id}, known=PreviouslyQuoted())
    said = tell(None, [article], snippets, "en")
    assert (said.headline, said.opens_lead, said.quotes[0].text) == (clause, True, lead)


def test_a_headline_has_no_mark_at_its_end_that_closes_nothing() -> None:
    """A source's slip of the pen: the words stay those of the source."""
    lead = (
        'A spokesman of the army, Ivo Tarn, said that the rebels of the valley "want to burn the whole of the town.""'
    )
    article = work(lead, *TALKS[1:])
    quotes = tuple(quote(article.article, *find_own_words(article, at)) for at in range(2))
    story = replace(STORY, articles=(article.article.id,), quotes=quotes, opens_lead=True)
    assert head_with_lead(story, "full", "en").headline == lead[:-1]
