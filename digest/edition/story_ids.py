"""The ids of a day's stories: a story keeps its id through its days and through the revisions of a day."""

from collections import Counter
from collections.abc import Sequence

from digest.edition.stories import Group
from digest.model import Continues


def name_stories(
    groups: Sequence[Group], continued: Sequence[Continues | None], stood: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Return a stable id for every group, none twice.

    That of the earlier story that it carries on, else the one that its articles stood in at an earlier revision of
    the day, else its smallest article's. Where two groups claim one id, the one with more articles has it.
    """
    earlier = dict(stood)
    claims: list[tuple[int, str, int, str]] = []
    for i, (group, continues) in enumerate(zip(groups, continued, strict=True)):
        ids = [origin.id for origin in group.origins]
        before = Counter(earlier[id_] for id_ in ids if id_ in earlier)
        wanted = [continues.story] if continues else []
        wanted += sorted(before, key=lambda story: (-before[story], story))
        claims += [(-len(ids), ids[0], i, story) for story in wanted[:1]]
    names = dict(enumerate(group.origins[0].id for group in groups))
    taken: set[str] = set()
    for _, _, i, story in sorted(claims):
        if story not in taken:
            taken.add(story)
            names[i] = story
    free = _settle_clashes(groups, names, taken)
    return tuple(free[i] for i in range(len(groups)))


def _settle_clashes(groups: Sequence[Group], names: dict[int, str], taken: set[str]) -> dict[int, str]:
    """Name a group whose smallest article gave its id to another story after its next article."""
    result = dict(names)
    for i, group in enumerate(groups):
        own = result[i] == group.origins[0].id
        if own and sum(1 for name in result.values() if name == result[i]) > 1 and result[i] in taken:
            result[i] = next((o.id for o in group.origins if o.id not in taken), f"{group.origins[0].id}b")
    return result
