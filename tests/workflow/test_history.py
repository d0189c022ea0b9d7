"""The history is a chain: what is changed, dropped or added afterwards shows."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from inspect_app.records.history import ChainHead, HistoryEntry
from inspect_app.workflow import history
from tests.workflow import journey
from tests.workflow.town import Town


@pytest.fixture
def ids(town: Town) -> list[int]:
    journey.submitted(town)
    assert history.broken_links(town.session) == []
    entries = town.session.query(HistoryEntry.id).order_by(HistoryEntry.id)
    return [row.id for row in entries]


def change(session: Session, entry_id: int, **values: object) -> None:
    session.execute(update(HistoryEntry).where(HistoryEntry.id == entry_id).values(**values))
    session.expire_all()


@pytest.mark.parametrize(
    ("field", "value"),
    [("why", "别的理由"), ("act", "endorsed"), ("detail", {"x": 1}), ("by_id", 1), ("subject_id", "9")],
)
def test_a_changed_entry_shows(town: Town, ids: list[int], field: str, value: object) -> None:
    change(town.session, ids[-1], **{field: value})
    assert history.broken_links(town.session) == [ids[-1]]


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_one_after_it(town: Town, ids: list[int]) -> None:
    entry = town.session.get_one(HistoryEntry, ids[3])
    entry.why = "别的理由"
    entry.hash = entry.computed_hash()
    town.session.flush()
    assert history.broken_links(town.session) == [ids[4]]


@pytest.mark.parametrize(("dropped", "broken"), [(3, lambda ids: ids[4]), (-1, lambda ids: ids[-2])])
def test_a_dropped_entry_shows_next_to_the_gap(
    town: Town, ids: list[int], dropped: int, broken: Callable[[list[int]], int]
) -> None:
    town.session.execute(delete(HistoryEntry).where(HistoryEntry.id == ids[dropped]))
    town.session.expire_all()
    assert history.broken_links(town.session) == [broken(ids)]


def test_an_entry_says_who_when_what_of_what_and_why(town: Town) -> None:
    site = town.sites["gate"]
    entry = history.record(
        town.as_("district"), "looked", "site", site.id, site=site, why="抽查", detail={"n": 1}
    )
    assert (entry.by_id, entry.at) == (town.people["district"].id, town.office.at)
    assert (entry.act, entry.subject, entry.subject_id, entry.site_id) == (
        "looked",
        "site",
        str(site.id),
        site.id,
    )
    assert (entry.why, entry.detail) == ("抽查", {"n": 1})
    assert town.session.query(ChainHead.hash).scalar() == entry.hash
