"""Which sentences matter, by which method, and what a budget takes of them."""

import os
import subprocess
import sys
import typing
import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis.analyse import analyse
from digest.analysis.context import read_contexts
from digest.analysis.extract import count_words, extract
from digest.analysis.lexrank import measure_similarities
from digest.analysis.ranking import MOST_SENTENCES, Ranked, rank
from digest.analysis.summarizers import KnownWords, LexRank, _rate_safely, rate_sentences
from digest.config import Briefing, Method
from digest.model import Fact
from digest.text.words import list_stop_words, stem
from tests.analysis.made import made
from tests.analysis.test_themes import MATCHER

METHODS: tuple[Method, ...] = typing.get_args(typing.get_args(Method)[0])
STORY = (
    "A tanker ran aground in the harbour of Port Ansel on Monday, Captain Ruth Amari of the coast guard said.",
    "The harbour was closed, and three tugs were sent from Estmark to pull the tanker free at high tide.",
    "Port Ansel lives on grain. Its mills hold enough for a week, Mayor Ida Bell told Radio Ansel.",
    "Two sailors of the tanker were brought to a hospital with broken arms.",
    "The pier of the harbour was rebuilt after a storm in 1999.",
    "If the tide is low, the tanker could stay where it is until Friday.",
    "Fishing boats lay at the north pier.",
    "The owners of the tanker declined to comment on Monday.",
)


def ranked_of(*paragraphs: str, method: Method = "digest", published: str | None = None) -> tuple[Ranked, ...]:
    """The ranks of an article's sentences."""
    article, sentences, tokens = made(*paragraphs, published=published)
    return rank(sentences, tokens, read_contexts(article, sentences, tokens), method, "en")


def extract_of(*paragraphs: str, method: Method = "digest", **budget: int) -> tuple[int, ...]:
    """The positions extracted from an article."""
    article, *_ = made(*paragraphs)
    return extract(analyse(article, Briefing(method=method), MATCHER), **budget)


# ------------------------------------------------------------------------------------------- sumy's model


@given(st.lists(st.lists(st.sampled_from("abcdefghij"), max_size=8).map(tuple), min_size=1, max_size=12))
@settings(max_examples=60)
def test_the_numpy_matrix_gives_sumy_s_ratings(terms: list[tuple[str, ...]]) -> None:
    """Our LexRank is sumy's: the same matrix, and so the same ratings."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class Theirs(LexRankSummarizer):
        def _get_best_sentences(self, sentences, _count, rating):
            return tuple(float(rating[sentence]) for sentence in sentences)

    names = [str(at) for at in range(len(terms))]
    tokenizer = KnownWords(dict(zip(names, terms, strict=True)))
    model = ObjectDocumentModel([Paragraph([Sentence(name, tokenizer) for name in names])])
    with np.errstate(all="ignore"):
        theirs = Theirs()(model, 1)
    ours = LexRank()(model, 1)
    assert np.allclose(ours, theirs if np.isfinite(theirs).all() else 0)
    assert measure_similarities(terms).central == ours


@pytest.mark.parametrize("method", ["lex-rank", "text-rank", "luhn"])
def test_the_named_methods_are_sumy_s_own(method: Method) -> None:
    """By name, an article gets the ratings that sumy gives it with our words, stems and stop words."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.luhn import LuhnSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    theirs = {"lex-rank": LexRankSummarizer, "text-rank": TextRankSummarizer, "luhn": LuhnSummarizer}[method]
    _, sentences, tokens = made(*STORY)
    texts, words = [one.text for one in sentences], [one.words for one in tokens]
    summarizer = theirs(lambda word: stem(word, "en"))
    summarizer.stop_words = list_stop_words("en")
    tokenizer = KnownWords(dict(zip(texts, words, strict=True)))
    best = summarizer(ObjectDocumentModel([Paragraph([Sentence(text, tokenizer) for text in texts])]), 1)
    ours = rate_sentences(texts, words, method, "en")
    assert str(best[0]) == texts[ours.index(max(ours))]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((), id="nothing"),
        pytest.param(("One tanker ran aground today.",), id="one sentence"),
        pytest.param(("The same ship sank again.",) * 30, id="all equal"),
        pytest.param(("Who will pay?", "Who knows that now?"), id="only questions"),
        pytest.param(("THE PORT IS CLOSED TODAY.", "NO SHIP LEFT THE PORT."), id="only capitals"),
        pytest.param(("1 2 3 4 5.", "6 7 8 9 10."), id="only numbers"),
        pytest.param(("the of and to in.", "a the of it is."), id="only stop words"),
        pytest.param(("… — “”.", "!!! ???"), id="only marks"),
        pytest.param(
            ("Das Schiff ist gesunken. The ship has sunk. Судно затонуло сегодня утром."), id="mixed languages"
        ),
        pytest.param(("A ship and " * 1500 + "nothing.",), id="one endless sentence"),
    ],
)
def test_poor_articles(method: Method, paragraphs: tuple[str, ...]) -> None:
    """A sensible extract or none; never an error, a NaN or a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = ranked_of(*paragraphs, method=method)
        chosen = extract_of(*paragraphs, method=method, sentences=3)
    assert sorted(one.rank for one in found) == list(range(1, len(found) + 1))
    assert all(np.isfinite(one.score) for one in found)
    assert len(chosen) <= min(3, len(found))


@pytest.mark.parametrize("method", METHODS)
def test_repeats_are_extracted_once(method: Method) -> None:
    """sumy returns equal sentences twice; we never do."""
    chosen = extract_of(STORY[0], STORY[1], STORY[0], STORY[3], method=method, sentences=4)
    assert not {0, 2} <= set(chosen)
    assert ranked_of(STORY[0], STORY[1], STORY[0], method=method)[2].passed_over == "repeats sentence 1"


def test_lead_is_the_first_sentences() -> None:
    """By name: those that may be quoted, from the top."""
    assert extract_of("Who closed the port today?", *STORY, method="lead", sentences=2) == (1, 2)


def test_a_thousand_sentences() -> None:
    """Sentences far down are not compared with one another, so that no article takes long."""
    paragraphs = tuple(f"Ship n{at}a left the port of p{at}b with c{at}c aboard." for at in range(1_000))
    found = ranked_of(*paragraphs)
    assert not any("central" in part for one in found[MOST_SENTENCES:] for part in one.why)


def test_the_hash_seed_changes_nothing() -> None:
    """The same ranks and scores here and in a process with another seed, by every method."""
    code = (
        "from tests.analysis.test_ranking import METHODS, STORY, ranked_of\n"
        "print([ranked_of(*STORY, method=method) for method in METHODS])"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    command, environment = [sys.executable, "-c", code], {**os.environ, "PYTHONHASHSEED": seed}
    there = subprocess.run(command, env=environment, capture_output=True, check=True, text=True, encoding="utf-8")
    assert there.stdout.strip() == str([ranked_of(*STORY, method=method) for method in METHODS])


# ------------------------------------------------------------------------------------------- our method


def test_every_score_is_explained() -> None:
    """The parts of a score are told in words."""
    found = ranked_of(*STORY, published="2018-11-26")
    assert found[0].rank == 1
    assert found[0].why[0] == "opens the article"
    assert found[1].why[0] == "sentence 2 of the article"
    assert all(any(sign in part for sign in "+-") for part in found[2].why[1:])


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param("Four ferries left Port Ansel on Tuesday, officials said.", "The town had built four piers last year.", id="news, background"),
        pytest.param("Four ferries left Port Ansel on Tuesday, officials said.", "The owners of four mills declined to comment.", id="word, silence"),
    ],
)  # fmt: skip
def test_news_wins(better: str, worse: str) -> None:
    """What happened beats what could be, what was long ago, and what nobody said."""
    found = ranked_of(STORY[0], worse, better, published="2018-11-26")
    assert found[2].rank < found[1].rank


def test_text_of_an_unknown_language_is_ranked_as_that_of_a_language_without_rules() -> None:
    article = made(
        "Zerrikan horren lau abeltzain hil ziren.", "Bilera bihar da.", "Hiru egun iraun zuen ekaitzak 12 herritan."
    )[0]
    unknown, basque = (
        analyse(replace(article, facts=replace(article.facts, language=language)), Briefing(), MATCHER)
        for language in (None, Fact("eu", "words"))
    )
    assert [one.score for one in unknown.assessments] == [one.score for one in basque.assessments]
    assert any(one.score for one in unknown.assessments)


def test_near_repeats_are_passed_over() -> None:
    """What says the same again names the sentence that it repeats."""
    again = "In Port Ansel a tanker ran aground in the harbour on Monday, the coast guard's Captain Ruth Amari said."
    assert ranked_of(*STORY, again)[-1].passed_over == "repeats sentence 1"
    assert ranked_of(*STORY, "A tanker there was, and in the harbour it was.")[-1].passed_over == "repeats sentence 1"


def test_what_is_passed_over_has_the_rank_of_its_news() -> None:
    """A question that opens the article tells much, and is never extracted; a repeat ranks last."""
    found = ranked_of("Who closed Port Ansel on Monday?", *STORY, STORY[0])
    assert found[0].passed_over == "a question"
    assert found[-1].rank == len(found)
    assert 0 not in extract_of("Who closed Port Ansel on Monday?", *STORY, sentences=9)


# ------------------------------------------------------------------------------------------- budgets


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 50])
def test_budget_in_sentences(limit: int) -> None:
    """No more sentences than asked, ascending and unique."""
    chosen = extract_of(*STORY, sentences=limit)
    assert list(chosen) == sorted(set(chosen))
    assert 1 <= len(chosen) <= limit


@pytest.mark.parametrize("limit", [1, 20, 40, 75, 500])
def test_budget_in_words(limit: int) -> None:
    """No more words than asked, but at least one sentence."""
    _, sentences, _ = made(*STORY)
    chosen = extract_of(*STORY, words=limit)
    assert len(chosen) == 1 or sum(count_words(sentences[at].text) for at in chosen) <= limit


def test_a_sentence_comes_with_what_gives_its_needs() -> None:
    """ "It ..." is worth less without the sentence before it, and stands behind that where both are chosen."""
    paragraphs = (
        STORY[0],
        "It rained.",
        "Two ships of the northern navy left Port Ansel.",
        "It was their first journey.",
    )
    chosen = extract_of(*paragraphs, sentences=3)
    assert 3 not in chosen or 2 in chosen


def test_words_of_a_speaker_bring_the_line_that_names_him() -> None:
    """Under an attribution line no sentence is extracted without it, nor the line alone."""
    spoken = ("The tanker was too large for the pier.", "No pilot of the town would have taken it in.")
    paragraphs = (STORY[0], "Naval historian Odd Berg told Radio Ansel:", *spoken)
    for limit in (1, 2, 3, 4):
        chosen = set(extract_of(*paragraphs, sentences=limit))
        assert bool(chosen & {2, 3}) == (1 in chosen)


@given(st.lists(st.sampled_from([*STORY, "He left it.", "Why so late?", "Pilot Una Dahl said:", "“It was late.”"]), max_size=10),
       st.integers(1, 5), st.sampled_from(METHODS))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_an_extract_stands_by_itself(paragraphs: list[str], limit: int, method: Method) -> None:
    """Whatever the article and the method: ascending, within the budget, speakers included."""
    analysis = analyse(made(*paragraphs)[0], Briefing(method=method), MATCHER)
    chosen = extract(analysis, sentences=limit)
    assert list(chosen) == sorted(set(chosen))
    assert len(chosen) <= limit
    for at in chosen:
        assert analysis.assessments[at].speaker in (None, *chosen)


def test_likeness_of_one_sentence() -> None:
    """One sentence is like itself."""
    found = measure_similarities([("ship", "sank")])
    assert found.shared.shape == (1, 1)
    assert len(found.central) == 1


@pytest.mark.parametrize(
    "found",
    [ZeroDivisionError, np.linalg.LinAlgError, (float("nan"), 1.0), (float("inf"), 1.0), (1.0,), ()],
    ids=["divides by zero", "no matrix", "no number", "endless", "one too few", "none"],
)
def test_a_summarizer_that_fails_rates_nothing(found: object) -> None:
    """Its article has an extract by place: nothing of it is lost."""

    def summarizer(*_: object) -> object:
        if isinstance(found, type):
            raise found
        return found

    assert _rate_safely(summarizer, ("A boat sank.", "It was old."), (("boat",), ("old",))) == (0.0, 0.0)
