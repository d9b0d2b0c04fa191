"""How each method's extracts of three sentences read, counted on a folder of articles.

    python -m benchmarks.extracts [FOLDER]

sumy's methods stand twice in the table: as they come (the three best ratings of all sentences), and as digest
runs them by name, kept from the sentences that never read well alone. What is counted:

    alone        extracts in which every sentence can be read without one that is not there
    passed over  sentences that are no extract at all (questions, half quotations, lead-ins ...)
    background   sentences that tell older news
    from         the mean place in the article, 1 is the first sentence
    lead         share of the sentences that the first three are, too
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean
from typing import get_args

from benchmarks.measure import table
from digest.analysis.analyse import analyse, split_into_sentences
from digest.analysis.context import Context, read_contexts
from digest.analysis.extract import count_words, extract
from digest.analysis.lexicon import Matcher, compile_themes
from digest.analysis.summarizers import SUMMARIZERS, rate_sentences
from digest.config import Briefing, Method, Settings
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Article, Problem, Sentence
from digest.text.unmet_needs import TITLE, find_unmet
from digest.text.words import Tokens, tokenize

SENTENCES = 3


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """An article's sentences with what is known of each."""

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Tokens, ...]
    contexts: tuple[Context, ...]
    language: str | None


def articles(folder: Path) -> list[AnalysedText]:
    """The articles of a folder that have more sentences than an extract."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        documents = read(path.name, path.read_bytes())
        for document in () if isinstance(documents, Problem) else documents:
            article = build_article(document, "", outlet=None, today=date(2100, 1, 1))
            if not isinstance(article, Problem):
                language = article.facts.known_language
                sentences = split_into_sentences(article)
                words = tuple(tokenize(sentence.text, language) for sentence in sentences)
                found.append(
                    AnalysedText(article, sentences, words, read_contexts(article, sentences, words), language)
                )
    return [one for one in found if len(one.sentences) > SENTENCES]


def as_named(method: Method, matcher: Matcher) -> Callable[[AnalysedText], tuple[int, ...]]:
    """The method as digest runs it by name."""

    def choose(one: AnalysedText) -> tuple[int, ...]:
        return extract(analyse(one.article, Briefing(method=method), matcher), sentences=SENTENCES)

    return choose


def as_it_comes(method: str) -> Callable[[AnalysedText], tuple[int, ...]]:
    """sumy's method without our guards: the best ratings of all sentences."""

    def choose(one: AnalysedText) -> tuple[int, ...]:
        first = {sentence.text: at for at, sentence in reversed(list(enumerate(one.sentences)))}
        places = sorted(first.values())
        texts = [one.sentences[at].text for at in places]
        found = rate_sentences(texts, [one.tokens[at].words for at in places], method, one.language)
        best = sorted(zip(found, places, strict=True), key=lambda pair: (-pair[0], pair[1]))[:SENTENCES]
        return tuple(sorted(at for _, at in best))

    return choose


def stands_alone(one: AnalysedText, chosen: Sequence[int]) -> bool:
    """Tell whether the title and the chosen sentences give everything that these need."""
    spoken = all(one.contexts[at].speaker_line in (None, *chosen) for at in chosen)
    return spoken and not any(find_unmet(one.contexts[at].needs, {TITLE, *chosen}) for at in chosen)


def row(
    name: str, choose: Callable[[AnalysedText], tuple[int, ...]], told: Sequence[AnalysedText]
) -> tuple[object, ...]:
    """One line of the table."""
    extracts = [(one, choose(one)) for one in told]
    chosen = [(one, at) for one, extract_ in extracts for at in extract_]

    def share(what: Callable[[AnalysedText, int], bool]) -> str:
        return f"{100 * mean(what(one, at) for one, at in chosen):.0f} %"

    return (
        name,
        f"{100 * mean(stands_alone(one, extract_) for one, extract_ in extracts):.0f} %",
        share(lambda one, at: one.contexts[at].passed_over is not None),
        share(lambda one, at: one.contexts[at].background is not None),
        f"{mean(at + 1 for _, at in chosen):.1f}",
        share(lambda _, at: at < SENTENCES),
        f"{mean(sum(count_words(one.sentences[at].text) for at in extract_) for one, extract_ in extracts):.0f}",
    )


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "seeds"
    told, matcher = articles(folder), compile_themes(Settings().theme, Path())
    methods: Mapping[str, Callable[[AnalysedText], tuple[int, ...]]] = {
        "the first three sentences": lambda one: tuple(range(min(SENTENCES, len(one.sentences)))),
        **{f"sumy's {method}": as_it_comes(method) for method in SUMMARIZERS},
        **{f'method = "{method}"': as_named(method, matcher) for method in get_args(get_args(Method)[0])},
    }
    table(
        ["extract", "alone", "passed over", "background", "from", "lead", "words"],
        [row(name, choose, told) for name, choose in methods.items()],
        title=f"{len(told)} articles, {SENTENCES} sentences",
    )


if __name__ == "__main__":
    main()
