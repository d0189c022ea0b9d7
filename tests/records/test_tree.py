"""What lies at or below a place of the tree, and what above."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from inspect_app.records.organisation import Node, NodeKind, Site, ancestor, children, sites_below, the_city
from inspect_app.records.schema import metadata


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with Session(engine) as session:
        for node_id, kind, path in (
            (1, NodeKind.CITY, "/1/"),
            (2, NodeKind.DISTRICT, "/1/2/"),
            (3, NodeKind.STREET, "/1/2/3/"),
            (4, NodeKind.STATION, "/1/2/3/4/"),
            (20, NodeKind.DISTRICT, "/1/20/"),
            (21, NodeKind.HOME, "/1/20/21/"),
        ):
            parent = path.strip("/").split("/")[-2:-1]
            parent_id = int(parent[0]) if parent else None
            session.add(
                Node(
                    id=node_id,
                    kind=kind,
                    code=f"c{node_id}",
                    name=f"n{node_id}",
                    path=path,
                    parent_id=parent_id,
                )
            )
            if kind in (NodeKind.STATION, NodeKind.HOME):
                session.add(Site(node_id=node_id, standard_id="s"))
        session.flush()
        yield session
    engine.dispose()


@pytest.mark.parametrize(("node_id", "below"), [(1, [21, 4]), (2, [4]), (20, [21]), (4, [4])])
def test_a_place_sees_its_own_sites_and_not_those_of_a_longer_number(
    session: Session, node_id: int, below: list[int]
) -> None:
    node = session.get_one(Node, node_id)
    assert [site.node_id for site in sites_below(session, node)] == below


def test_sites_can_be_asked_for_by_kind(session: Session) -> None:
    city = the_city(session)
    assert [site.node_id for site in sites_below(session, city, NodeKind.HOME)] == [21]


def test_the_nearest_place_above_of_a_kind(session: Session) -> None:
    station, home = session.get_one(Node, 4), session.get_one(Node, 21)
    found = ancestor(session, station, NodeKind.DISTRICT, NodeKind.INDUSTRY)
    assert found is not None
    assert found.id == 2
    assert ancestor(session, home, NodeKind.STREET) is None
    assert [node.id for node in children(session, the_city(session))] == [2, 20]
