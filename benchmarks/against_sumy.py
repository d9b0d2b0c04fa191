"""Against sumy itself: its LexRank in one process on ranking, its command for each file on everything.

    python -m benchmarks.against_sumy [--articles 60]

sumy's own tokenizer needs data from NLTK that pip does not install; it is given ours, which is quicker, in both.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer

from benchmarks.generate import articles, write
from benchmarks.measure import child, compare, machine, table
from benchmarks.runs import desk, run
from benchmarks.stages import prepared
from digest.analysis.ranking import rank
from digest.text.sentences import SumyTokenizer

# What `sumy lex-rank --file FILE` does, without the downloading: a process for each file.
_COMMAND = """
import sys
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from digest.text.sentences import SumyTokenizer
document = PlaintextParser.from_file(sys.argv[1], SumyTokenizer()).document
for sentence in LexRankSummarizer(Stemmer("english"))(document, 4):
    print(sentence)
"""


def ranking(paths: list[Path]) -> None:
    """sumy's LexRank on parsed documents against our ranking of prepared sentences."""
    made = [one for path in paths if (one := prepared(path))]
    documents = [PlaintextParser.from_string(one.body, SumyTokenizer()).document for one in made]
    summarize = LexRankSummarizer(Stemmer("english"))
    taken = compare(
        {
            "sumy's LexRank": lambda: [summarize(document, 4) for document in documents],
            "ours": lambda: [rank(one.sentences, one.tokens, one.contexts, "digest", "en") for one in made],  # type: ignore[arg-type]
        },
        rounds=3,
    )
    rows = [(name, 1000 * s / len(made), taken["sumy's LexRank"] / s) for name, s in taken.items()]
    table(("ranking", "ms an article", "times as fast"), rows, title=f"{len(made)} texts of 600 words; {machine()}")


def everything(paths: list[Path], folder: Path, size: int) -> None:
    """sumy's command on some files against one ``digest run`` over many, each with all that it does."""
    begun = time.monotonic()
    cpu = sum(child([sys.executable, "-c", _COMMAND, path]).cpu for path in paths[:20]) / 20
    each = (time.monotonic() - begun) / 20
    desk(folder, size, pages=0, kilobytes=0)
    cost = run(folder)
    rows = [
        ("sumy's command, a file", 1000 * each, 1000 * cpu, 1.0, 1.0),
        (
            f"digest run, {size:,} files, an article",
            *(1000 * cost.seconds / size, 1000 * cost.cpu / size, each * size / cost.seconds, cpu * size / cost.cpu),
        ),
    ]
    headings = ("everything", "ms", "CPU ms", "times as fast", "times less CPU")
    table(headings, rows, title=f"From file to page; {machine()}")


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="Against sumy.")
    options.add_argument("--articles", type=int, default=60)
    options.add_argument("--files", type=int, default=2000)
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write(Path(name) / "texts", articles(told.articles, pages=0))
        paths = sorted(path for path in (Path(name) / "texts").rglob("*") if path.is_file())
        ranking(paths)
        everything(paths, Path(name) / "desk", told.files)


if __name__ == "__main__":
    main()
