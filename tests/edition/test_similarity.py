"""How much alike articles are: the arrays give what plain dictionaries give."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edition import similarity, vectors
from digest.edition.linkage import group_by_average_link
from digest.edition.similarity import FLOOR, Pairs, find_kept_apart, find_similar, join_surely, multiply_pairs, weaken
from digest.edition.term_counts import TermCounts, load_shipped_counts
from digest.edition.vectors import BESIDE, JOINING, VIEWS, Vectors, find_joining_terms
from digest.edition.vectors import make_mean_vectors as mean_vectors_in
from digest.edition.vectors import make_vectors as vectors_in
from digest.model import Terms

Plain = dict[tuple[str, str], float]
Likeness = dict[tuple[int, int], float]
LARGE = TermCounts(100, {"w0": 60, "w1": 30, "a": 50, "e0-1": 2})
"""The news at large, of which a hundred articles are known."""


def vectors_of(articles: Sequence[Terms]) -> Vectors:
    """The vectors of articles against that background."""
    return vectors_in(articles, LARGE)


def mean_vectors(articles: Sequence[Sequence[Terms]]) -> Vectors:
    """The mean vectors of groups against that background."""
    return mean_vectors_in(articles, LARGE)


def terms_of(words: Sequence[str], lead: Sequence[str] = (), names: Sequence[str] = ()) -> Terms:
    """The counts of these words."""
    return Terms(*(tuple(sorted(Counter(view).items())) for view in (words, lead, names)))


def a_day(count: int, seed: int = 1) -> list[Terms]:
    """Articles in which a few words are very common; every third tells what another one tells."""
    random = Random(seed)
    said = [f"w{n}" for n in range(400)]
    often = [1 / (n + 1) for n in range(len(said))]
    made: list[Terms] = []
    for number in range(count):
        event = [f"e{number - number % 3 if number % 3 < 2 else number}-{n}" for n in range(8)]
        words = random.choices(said, often, k=80) + random.choices(event, k=12)
        made.append(terms_of(words, words[:10] + event[:3], event[2:6]))
    return made


def plain_vectors(articles: Sequence[Terms]) -> list[Plain]:
    """Each article's vector by view and term."""
    beside = len(articles) * BESIDE[1] + BESIDE[0]
    vectors: list[Plain] = [{} for _ in articles]
    for view, share in VIEWS:
        holders = Counter(term for terms in articles for term, _ in getattr(terms, view))
        for vector, terms in zip(vectors, articles, strict=True):
            raw = {
                term: (1 + math.log(n))
                * math.log((len(articles) + beside) / (holders[term] + beside * LARGE.share(term)))
                for term, n in getattr(terms, view)
            }
            size = math.sqrt(sum(value * value for value in raw.values()))
            vector.update({(view, term): value * math.sqrt(share) / size for term, value in raw.items()})
    return vectors


def plain_similarities(vectors: Sequence[Plain], first: int = 0) -> Likeness:
    """All pairs, one by one."""
    found = {}
    for j in range(first, len(vectors)):
        for i in range(j):
            value = sum(value * vectors[i].get(key, 0.0) for key, value in vectors[j].items())
            if value >= FLOOR:
                found[i, j] = round(value, 6)
    return found


def plain_mean(vectors: Sequence[Plain]) -> Plain:
    """The mean of some vectors."""
    sums: Plain = defaultdict(float)
    for vector in vectors:
        for key, value in vector.items():
            sums[key] += value / len(vectors)
    return sums


def plain_joining(vectors: Sequence[Plain]) -> tuple[str, ...]:
    """The terms whose products over all pairs are the most."""
    shares: dict[str, float] = defaultdict(float)
    for i, one in enumerate(vectors):
        for j, other in enumerate(vectors):
            for key in one if i != j else ():
                shares[key[1]] += one[key] * other.get(key, 0.0)
    ranked = sorted((-round(share, 6), term) for term, share in shares.items() if round(share, 6) > 0)
    return tuple(term for _, term in ranked[:JOINING])


def pairs_of(found: Likeness) -> Pairs:
    """The same as arrays."""
    places = np.array(list(found), np.int32).reshape(-1, 2)
    return Pairs(places[:, 0], places[:, 1], np.array(list(found.values()), np.float64))


def as_dict(pairs: Pairs) -> Likeness:
    """The same as a dictionary."""
    return {(i, j): value for i, j, value in pairs.triples()}


def as_plain(vectors: Vectors, number: int) -> dict[str, list[float]]:
    """One vector, with the weights of a term in all views."""
    found: dict[str, list[float]] = defaultdict(list)
    for id_, weight in zip(*vectors.read_row(number), strict=True):
        found[vectors.names[id_]].append(float(weight))
    return {term: sorted(weights) for term, weights in found.items()}


WORDS = st.lists(st.sampled_from("abcdefghijklmnop"), max_size=12)
ARTICLES = st.lists(st.builds(terms_of, WORDS, WORDS, WORDS), max_size=12)
DAYS = st.one_of(ARTICLES, st.builds(a_day, st.sampled_from([70, 130]), st.integers(0, 9)))


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_weights_are_those_of_plain_dictionaries(articles: list[Terms]) -> None:
    """Also for articles without any term, and for none."""
    vectors, plain = vectors_of(articles), plain_vectors(articles)
    assert len(vectors) == len(plain)
    for number, vector in enumerate(plain):
        expected: dict[str, list[float]] = defaultdict(list)
        for (_, term), weight in vector.items():
            expected[term].append(weight)
        found = as_plain(vectors, number)
        assert found.keys() == expected.keys()
        for term, weights in expected.items():
            assert found[term] == pytest.approx(sorted(weights), rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from([0, 1, 5, 100]))
def test_similarities_are_those_of_all_pairs_compared(articles: list[Terms], first: int) -> None:
    """The index finds each pair that is like enough; a first position leaves out the earlier pairs."""
    found = find_similar(vectors_of(articles), first=first)
    assert as_dict(found) == plain_similarities(plain_vectors(articles), first)
    order = list(zip(found.second.tolist(), (-found.values).tolist(), strict=True))
    assert order == sorted(order)


def test_the_most_common_terms_are_not_looked_up() -> None:
    """Else most of the work would be theirs; what they add is found all the same."""
    day = vectors_of(a_day(130))
    holders = day.count_holders()
    common = similarity._choose_common(day, holders)
    assert "w0" in [day.names[n] for n in np.flatnonzero(common)]
    assert 0 < max(similarity._measure_left_out(day, common)) < 1
    assert min(holders[common]) >= max(holders[~common])


@pytest.mark.parametrize("at_once", [1, 7, 100_000])
def test_any_number_of_products_at_once_gives_the_same(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """Parts are for memory alone."""
    expected = as_dict(find_similar(vectors_of(a_day(70))))
    monkeypatch.setattr(similarity, "AT_ONCE", at_once)
    monkeypatch.setattr(similarity, "BLOCK", at_once)
    monkeypatch.setattr(vectors, "BLOCK", at_once)
    assert as_dict(find_similar(vectors_of(a_day(70)))) == expected


def test_of_many_pairs_the_likest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """For each article with those before it; of equals the first."""
    articles = [terms_of(["storm", "coast", *["ferry"] * (n % 3)]) for n in range(9)]
    every = as_dict(find_similar(vectors_of(articles)))
    assert len(every) == 36
    monkeypatch.setattr(similarity, "MOST_PAIRS", 18)
    monkeypatch.setattr(similarity, "FEWEST_PAIRS", 1)
    kept = as_dict(find_similar(vectors_of(articles)))
    for j in range(9):
        ranked = sorted((-value, i) for (i, other), value in every.items() if other == j)
        assert [(i, -value) for value, i in ranked[:2]] == [(i, v) for (i, other), v in kept.items() if other == j]


@settings(max_examples=60, deadline=None)
@given(st.lists(ARTICLES.filter(bool), max_size=6), st.sampled_from([0, 2]))
def test_groups_are_compared_by_their_means(groups: list[list[Terms]], first: int) -> None:
    """The mean of all pairs of two groups is the product of the means of their vectors."""
    plain = iter(plain_vectors([terms for group in groups for terms in group]))
    means = [plain_mean([next(plain) for _ in group]) for group in groups]
    assert as_dict(find_similar(mean_vectors(groups), first=first)) == plain_similarities(means, first)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.data())
def test_joining_terms_are_those_of_plain_dictionaries(articles: list[Terms], data: st.DataObject) -> None:
    """The strongest first, equals in the order of the alphabet; none for one article."""
    group = sorted(data.draw(st.sets(st.sampled_from(range(len(articles))))) if articles else ())
    plain = plain_vectors(articles)
    assert find_joining_terms(vectors_of(articles), group) == plain_joining([plain[i] for i in group])


def test_what_marks_keep_apart_is_less_alike() -> None:
    """Rounded to six places; the others stay as they are."""
    pairs = pairs_of({(0, 1): 0.5, (0, 2): 0.10001, (1, 2): 0.3})
    apart = find_kept_apart(pairs, ["mon", "mon", "tue"], lambda one, other: one != other)
    assert as_dict(weaken(pairs, apart, 0.65)) == {(0, 1): 0.5, (0, 2): round(0.10001 * 0.65, 6), (1, 2): 0.195}
    none = pairs_of({})
    assert as_dict(weaken(none, find_kept_apart(none, [], lambda one, other: one != other), 0.65)) == {}


@settings(max_examples=30, deadline=None)
@given(DAYS)
def test_products_of_one_view_are_those_of_its_vectors(articles: list[Terms]) -> None:
    """For pairs that another view found."""
    pairs = find_similar(vectors_of(articles))
    leads = vectors_in(articles, LARGE, (("lead", 1.0),))
    rows = [dict(zip(*leads.read_row(number), strict=True)) for number in range(len(articles))]
    plain = [sum(weight * rows[j].get(id_, 0.0) for id_, weight in rows[i].items()) for i, j, _ in pairs.triples()]
    assert multiply_pairs(leads, pairs).tolist() == pytest.approx(plain)


def test_background_knows_common_words_and_takes_in_more_articles() -> None:
    """What is shipped is a table of English news; a term that it does not list is rare; a desk's own weeks are added."""
    shipped = load_shipped_counts()
    assert shipped.share("said") < shipped.share("year")
    assert shipped.share("year") > 0.3 > shipped.share("ceasefir") > shipped.share("marlow") > 0
    more = shipped.added([terms_of(["marlow"]), terms_of(["marlow"])])
    assert (more.size, more.counts["marlow"]) == (shipped.size + 2, 2)


def test_sure_pairs_are_joined() -> None:
    """Those that are there, and those that are not, once each."""
    found = join_surely(pairs_of({(0, 1): 0.5, (1, 2): 0.3}), [(2, 1), (0, 3), (1, 2)])
    assert as_dict(found) == {(0, 1): 0.5, (0, 3): 1.0, (1, 2): 1.0}
    assert as_dict(join_surely(pairs_of({(0, 1): 0.5}), [])) == {(0, 1): 0.5}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=28, max_size=28), st.sampled_from([0.3, 0.6]))
def test_average_link_joins_the_likest_two_until_none_are_like_enough(values: list[int], threshold: float) -> None:
    """The same groups as by looking at all pairs of groups again and again."""
    pairs = [(i, j) for j in range(8) for i in range(j)]
    found = {pair: value / 100 for pair, value in zip(pairs, values, strict=True) if value > 7}
    expected = tuple(sorted(map(tuple, _by_looking_at_all(found, 8, threshold))))
    assert group_by_average_link(pairs_of(found), 8, threshold) == expected


def _by_looking_at_all(found: Likeness, count: int, threshold: float) -> list[list[int]]:
    groups = [[i] for i in range(count)]

    def mean(a: list[int], b: list[int]) -> float:
        return round(sum(found.get((min(i, j), max(i, j)), 0.0) for i in a for j in b) / (len(a) * len(b)), 6)

    while True:
        near = [(-mean(a, b), min(*a, *b), max(min(a), min(b)), a, b) for a in groups for b in groups if a[0] < b[0]]
        if not near or -min(near)[0] < threshold:
            return groups
        *_, a, b = min(near)
        groups = [group for group in groups if group not in (a, b)] + [sorted(a + b)]


def test_no_articles_have_no_groups() -> None:
    """And one is its own."""
    assert group_by_average_link(pairs_of({}), 0, 0.2) == ()
    assert group_by_average_link(pairs_of({}), 1, 0.2) == ((0,),)
