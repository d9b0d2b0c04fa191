"""How fast sentences are found and ranked, against sumy's own LexRank in the same run.

    python -m benchmarks.ranking [--articles 100]

Both sides get the same sentences, words and stems, made once; sumy's LexRank then ranks them as it comes, ours
with all that stands around it. One article of 20,000 words shows the worst case, twice its length that nothing
grows faster than the text (the sentences that are compared are capped).
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers.lex_rank import LexRankSummarizer

from benchmarks import generate
from benchmarks.measure import compare, machine, table
from digest.analysis.analyse import sentences_of
from digest.analysis.context import Context, contexts
from digest.analysis.ranking import rank
from digest.analysis.summarizers import KnownWords
from digest.model import Article, Document, Fact, Facts, Sentence
from digest.model import Paragraph as Block
from digest.text.sentences import split
from digest.text.words import Tokens, tokens


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with what ranking is given."""

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Tokens, ...]
    contexts: tuple[Context, ...]


def prepared(text: str) -> Prepared:
    """A text as one article in English, every block of it a paragraph of the body."""
    blocks, at = [], 0
    for block in text.split("\n\n"):
        blocks.append(Block(at, at + len(block), "body", ""))
        at += len(block) + 2
    facts = Facts(language=Fact("en", "words"))
    article = Article("a", "r", Document("a.txt", 0, text), facts, tuple(blocks))
    sentences = sentences_of(article)
    words = tuple(tokens(sentence.text, "en") for sentence in sentences)
    return Prepared(article, sentences, words, contexts(article, sentences, words))


def ours(articles: Sequence[Prepared]) -> None:
    """Rank, as a run does."""
    for one in articles:
        rank(one.sentences, one.tokens, one.contexts, "digest", "en")


def theirs(articles: Sequence[Prepared]) -> None:
    """sumy's LexRank as it comes, with the terms that ours was given."""
    for one in articles:
        texts = dict.fromkeys(sentence.text for sentence in one.sentences)
        known = {s.text: t.terms for s, t in zip(one.sentences, one.tokens, strict=True)}
        model = ObjectDocumentModel([Paragraph([SumySentence(text, KnownWords(known)) for text in texts])])
        LexRankSummarizer()(model, 4)


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    count = parser.parse_args().articles
    articles = [prepared(generate.text_of(made)) for made in generate.articles(count, pages=0, copies=0)]
    texts = [one.article.document.text for one in articles]
    taken = compare(
        {
            "sumy's LexRank": lambda: theirs(articles),
            "our ranking": lambda: ours(articles),
            "contexts": lambda: [contexts(one.article, one.sentences, one.tokens) for one in articles],
            "sentences": lambda: [split(text, 0, len(text), "en") for text in texts],
        },
        rounds=3,
    )
    table(
        ["step", "articles a second", "times sumy's LexRank"],
        [(name, count / seconds, taken["sumy's LexRank"] / seconds) for name, seconds in taken.items()],
        title=f"{count} articles; {machine()}",
    )
    single = prepared(_long(20_000)), prepared(_long(40_000))
    whole = compare(
        {
            "20,000 words": lambda: ours([prepared(single[0].article.document.text)]),
            "40,000 words": lambda: ours([prepared(single[1].article.document.text)]),
        },
        rounds=3,
    )
    alone = compare({"20,000 words": lambda: ours(single[:1]), "40,000 words": lambda: ours(single[1:])}, rounds=3)
    table(
        ["one article", "from text to ranks, ms", "ranking alone, ms"],
        [(name, whole[name] * 1000, alone[name] * 1000) for name in whole],
    )


def _long(words: int) -> str:
    """One text of this many words: made-up articles behind one another."""
    texts, have = [], 0
    for made in generate.articles(words, pages=0, copies=0):
        texts.append(generate.text_of(made))
        have += len(texts[-1].split())
        if have >= words:
            break
    return "\n\n".join(texts)


if __name__ == "__main__":
    main()
