"""What a briefing is checked against before it is published."""

from dataclasses import replace
from pathlib import Path

import pytest

from digest.codec import encode
from digest.model import ArticleSummary
from digest.page_names import name_text
from digest.pipeline.build import _Texts
from digest.publish.verify import verify
from digest.store.cache import open_unnamed_cache
from digest.store.loader import Loader
from digest.store.store import open_store_at
from tests.edition.works import FERRY, composed, work


@pytest.mark.parametrize(("added", "complaints"), [(b"", 0), (b" Nobody was hurt.", 1)], ids=["its own", "another"])
def test_a_published_text_is_compared_with_its_article(added: bytes, complaints: int) -> None:
    """Not with itself: the file is what anybody checks a briefing by without digest."""
    article = work(*FERRY, themes={"incidents": (0,)})
    edition, name = composed(article), name_text(article.article.id)
    pages = {name: article.article.document.text.encode() + added}
    texts = _Texts(edition, lambda _: article.article, pages)  # type: ignore[arg-type] - a dictionary does as well
    assert len(verify(edition, pages, texts)) == complaints
    assert texts[article.article.id] == article.article.document.text


def test_text_is_loaded_without_its_analysis(tmp_path: Path) -> None:
    """An analysis takes ten times as long to decode: one that nobody could decode is not even looked at."""
    article = work(*FERRY)
    with open_unnamed_cache() as cache, open_store_at(tmp_path / "digest.sqlite") as store:
        cache.add("a file", (replace(encode(article), analysis=b"no analysis"),))
        load = Loader(store, cache, tmp_path / "digest.sqlite")
        assert load.load_article(ArticleSummary.of(article)) == article.article
