"""Administrators build the organisation tree; the rest may not."""

import pytest
from sqlalchemy.orm import Session

from inspect_app.records.history import history_of
from inspect_app.records.organisation import NodeKind, node_by_code, sites_below
from inspect_app.records.people import Role
from inspect_app.workflow import history, organisation
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, StaleForm, WrongState
from tests.workflow.town import Town, found


def test_paths_are_built_from_ids(town: Town) -> None:
    city, east, gate = (town.nodes[name] for name in ("city", "east", "gate"))
    assert city.path == f"/{city.id}/"
    assert gate.path == f"/{city.id}/{east.id}/{gate.id}/"
    assert city.covers(gate)
    assert not town.nodes["west"].covers(gate)


def test_a_site_answers_to_the_standard_of_its_kind(town: Town) -> None:
    home = organisation.add_site(town.office, town.nodes["rail"], NodeKind.HOME, "C01-1", "铁路职工之家")
    assert town.sites["gate"].standard_id == "station-2013"
    assert home.standard_id == "workers-home-2013"
    assert sites_below(town.session, town.nodes["rail"]) == [home]


def test_the_city_is_planted_once(town: Town) -> None:
    with pytest.raises(AlreadyDone):
        organisation.plant_city(town.office, "12", "天津市")


@pytest.mark.parametrize(
    ("parent", "kind"),
    [
        ("city", NodeKind.STREET),
        ("gate", NodeKind.DISTRICT),
        ("rail", NodeKind.STREET),
        ("east", NodeKind.CITY),
    ],
)
def test_only_what_may_hang_there_is_added(town: Town, parent: str, kind: NodeKind) -> None:
    with pytest.raises(Invalid) as refused:
        organisation.add_node(town.office, town.nodes[parent], kind, "x1", "某地")
    assert refused.value.field == "kind"


@pytest.mark.parametrize(
    ("parent", "kind"), [("east", NodeKind.STATION), ("city", NodeKind.HOME), ("gate", NodeKind.STREET)]
)
def test_only_sites_are_added_as_sites_and_only_where_they_belong(
    town: Town, parent: str, kind: NodeKind
) -> None:
    with pytest.raises(Invalid) as refused:
        organisation.add_site(town.office, town.nodes[parent], kind, "x1", "某站")
    assert refused.value.field == "kind"


@pytest.mark.parametrize(
    ("code", "name", "field"),
    [
        ("110101", "新区", "code"),
        ("", "新区", "code"),
        ("区1", "新区", "code"),
        ("x" * 33, "新区", "code"),
        ("x1", "  ", "name"),
        ("x1", "区" * 121, "name"),
    ],
)
def test_entries_that_cannot_be_taken_name_their_field(town: Town, code: str, name: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        organisation.add_node(town.office, town.nodes["city"], NodeKind.DISTRICT, code, name)
    assert refused.value.field == field


def test_a_district_administrator_acts_in_the_district_alone(town: Town) -> None:
    town.person("east-admin", Role.ADMINISTRATOR, town.nodes["east"])
    office = town.as_("east-admin")
    organisation.add_node(office, town.nodes["east"], NodeKind.STREET, "110101002", "景山街道")
    with pytest.raises(NotAllowed):
        organisation.add_node(office, town.nodes["west"], NodeKind.STREET, "110102001", "西长安街街道")
    with pytest.raises(NotAllowed):
        organisation.rename_node(office, town.nodes["east"], "东区")


def test_others_do_not_touch_the_tree(town: Town) -> None:
    for username in ("station", "district", "inspector", "city_officer", "city_signatory"):
        with pytest.raises(NotAllowed, match="administrator"):
            organisation.rename_node(town.as_(username), town.nodes["gate"], "新名")


def test_a_new_name_is_in_the_history_with_the_old_one(town: Town) -> None:
    organisation.rename_node(town.office, town.nodes["gate"], " 东华门街道总工会 ")
    assert town.nodes["gate"].name == "东华门街道总工会"
    entry = history_of(town.session, "node", town.nodes["gate"].id)[-1]
    assert (entry.act, entry.detail) == (
        "node_renamed",
        {"from": "东华门街道", "to": "东华门街道总工会"},
    )


def test_a_form_opened_before_somebody_elses_change_is_stale(town: Town) -> None:
    site = town.sites["gate"]
    seen = site.version
    organisation.change_site(town.office, site, "东华门服务站", "南河沿大街2号", "010-2", seen)
    with pytest.raises(StaleForm):
        organisation.change_site(town.office, site, "别的名称", "", "", seen)
    assert site.node.name == "东华门服务站"


def test_a_place_with_open_sites_is_not_closed(town: Town) -> None:
    with pytest.raises(WrongState, match="1 sites"):
        organisation.close_node(town.office, town.nodes["east"], "撤并")


def test_closing_takes_a_reason_and_closes_the_streets_below(town: Town) -> None:
    site, gate, east = town.sites["gate"].node, town.nodes["gate"], town.nodes["east"]
    with pytest.raises(Invalid):
        organisation.close_node(town.office, site, " ")
    organisation.close_node(town.office, site, "撤并")
    organisation.close_node(town.office, east, "撤并")
    assert site.closed_on == gate.closed_on == east.closed_on == town.office.today
    with pytest.raises(AlreadyDone):
        organisation.close_node(town.office, gate, "撤并")
    with pytest.raises(WrongState):
        organisation.add_site(town.office, gate, NodeKind.STATION, "x1", "某站")


def test_every_act_is_in_an_unbroken_history(town: Town) -> None:
    assert history.broken_links(town.session) == []


def test_a_founded_city_stands_alone(session: Session) -> None:
    town = found(session)
    assert node_by_code(session, "11") is town.nodes["city"]
