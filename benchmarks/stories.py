"""What gathering copies and stories costs, against splitting the same articles into words in the same run.

    python -m benchmarks.stories [--articles 1000 10000]

The articles are made up, one event in a dozen articles at most, 15 % near copies. The ratio must not grow much
with the number of articles: candidates come from an index, and memory is bounded by the pairs that are kept.
"""

import argparse
import resource
import time
from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise

from benchmarks import generate
from benchmarks.measure import machine, table
from benchmarks.ranking import prepared
from digest.analysis.terms import terms_of
from digest.edition.copies import gather_copies
from digest.edition.stories import gather_stories
from digest.edition.term_counts import shipped_counts
from digest.model import AnalysedArticle, Analysis, Article, ArticleSummary
from digest.text.words import fingerprint, words


def works(count: int) -> list[AnalysedArticle]:
    """Articles with as much of an analysis as copies and stories look at."""
    made = []
    for number, article in enumerate(generate.articles(count, pages=0)):
        one = prepared(generate.text_of(article))
        id_ = blake2b(str(number).encode(), digest_size=8).hexdigest()
        said = [word for token in one.tokens for word in token.words]
        analysis = Analysis(
            article=id_,
            kind="report",
            sentences=one.sentences,
            assessments=(),
            themes=(),
            terms=terms_of(None, one.sentences, one.tokens, "en"),
            fingerprint=fingerprint(said),
            words=len(said),
        )
        found = one.article
        made.append(AnalysedArticle(Article(id_, id_, found.document, found.facts, found.paragraphs), analysis))
    return made


def split(some: Sequence[AnalysedArticle]) -> None:
    """Only the words of the sentences."""
    for _, analysis in some:
        for sentence in analysis.sentences:
            words(sentence.text)


def row(count: int) -> tuple[str, ...]:
    """One size of a day: seconds and ratios."""
    some = works(count)
    clock = [time.process_time()]
    split(some)
    base = time.process_time() - clock[0]
    by_id = {one.article.id: one for one in some}
    summaries = [ArticleSummary.of(one) for one in some]
    clock = [time.process_time()]
    origins = gather_copies(summaries, lambda summary: by_id[summary.id])
    clock.append(time.process_time())
    groups = gather_stories(origins, "normal", shipped_counts())
    clock.append(time.process_time())
    copies, stories = (after - before for before, after in pairwise(clock))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    shown = (f"{count:,}", f"{len(origins):,}", f"{len(groups):,}", f"{copies / base:.1f} ×", f"{stories / base:.1f} ×")
    return (*shown, f"{copies:.1f} s", f"{stories:.1f} s", f"{memory} MB")


def main() -> None:
    """Print the ratios as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[250, 1000, 4000])
    counts = parser.parse_args().articles
    print(f"{machine()}; CPU against splitting the articles into words\n")
    headings = ("articles", "texts", "stories", "copies", "stories", "copies in", "stories in", "memory")
    table(headings, [row(count) for count in counts])


if __name__ == "__main__":
    main()
