"""The two identities that an article keeps for ever: of its bytes and of its words."""

from digest.model import ArticleSummary


def list_identities(summary: ArticleSummary) -> tuple[str, str]:
    """Return the identities of an article."""
    return name_identities(summary.raw, summary.id)


def name_identities(raw: str, id_: str) -> tuple[str, str]:
    """Return the identities of an article by the hash of its bytes and the hash of its words."""
    return f"raw {raw}", f"words {id_}"
