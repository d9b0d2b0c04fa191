"""What the benchmarks vary is there to be varied, though it was moved or renamed."""

from pkgutil import resolve_name

import pytest

from benchmarks import ranges


@pytest.mark.parametrize("name", ranges.CONSTANTS)
def test_each_constant_that_is_swept_is_in_digest(name: str) -> None:
    """A sweep of hours ends at the first name that is gone."""
    place, _, constant = name.rpartition(".")
    assert constant in ranges.table_of(resolve_name(f"digest.{place}"))
