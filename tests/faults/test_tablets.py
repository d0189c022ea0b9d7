"""One run of each kind: whatever fails, everything arrives. `make faults` does many."""

from collections.abc import Iterator

import pytest

from tests.faults.place import open_place
from tests.faults.runs import KINDS, Place, kind_of, run_one

SEEDS = range(1, len(KINDS) + 1)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("faults")
    with open_place(folder, pictures=folder) as place:
        yield place


@pytest.mark.parametrize("seed", SEEDS, ids=kind_of)
def test_everything_arrives_once_whatever_fails(place: Place, seed: int) -> None:
    outcome = run_one(place, seed)
    assert outcome.wrong == []
    assert outcome.done["answers"] >= 6
    assert outcome.done["photographs"] >= 2


def test_every_kind_is_among_them() -> None:
    assert {kind_of(seed) for seed in SEEDS} == set(KINDS)
