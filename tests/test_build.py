"""What a briefing is checked against before it is published."""

import pytest

from digest.page_names import name_text
from digest.pipeline.build import _Texts
from digest.publish.verify import verify
from tests.edition.works import FERRY, composed, work


@pytest.mark.parametrize(("added", "complaints"), [(b"", 0), (b" Nobody was hurt.", 1)], ids=["its own", "another"])
def test_a_published_text_is_compared_with_its_article(added: bytes, complaints: int) -> None:
    """Not with itself: the file is what anybody checks a briefing by without digest."""
    article = work(*FERRY, themes={"incidents": (0,)})
    edition, name = composed(article), name_text(article.article.id)
    pages = {name: article.article.document.text.encode() + added}
    texts = _Texts(edition, lambda _: article, pages)  # type: ignore[arg-type] - a dictionary does as well
    assert len(verify(edition, pages, texts)) == complaints
    assert texts[article.article.id] == article.article.document.text
