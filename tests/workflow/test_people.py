"""Administrators enter people and appoint them where they administer; nobody else does."""

import pytest

from inspect_app.records.history import history_of
from inspect_app.records.people import Role
from inspect_app.workflow import people
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, WrongState
from tests.workflow.town import Town


@pytest.fixture
def east_admin(town: Town) -> Town:
    town.person("east-admin", Role.ADMINISTRATOR, town.nodes["east"])
    return town


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.STATION, "east"),
        (Role.STATION, "city"),
        (Role.DISTRICT, "city"),
        (Role.DISTRICT, "gate"),
        (Role.INSPECTOR, "gate"),
        (Role.CITY_OFFICER, "east"),
        (Role.CITY_REVIEWER, "east"),
        (Role.CITY_SIGNATORY, "rail"),
        (Role.ADMINISTRATOR, "gate"),
    ],
)
def test_a_role_is_held_only_where_it_fits(town: Town, role: Role, place: str) -> None:
    person = town.person("li")
    with pytest.raises(Invalid) as refused:
        people.appoint(town.office, person, role, town.nodes[place])
    assert refused.value.field == "node"
    assert town.nodes[place].name in refused.value.text.zh


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.STATION, "gate"),
        (Role.DISTRICT, "east"),
        (Role.DISTRICT, "rail"),
        (Role.INSPECTOR, "city"),
        (Role.INSPECTOR, "east"),
        (Role.ADMINISTRATOR, "east"),
        (Role.CITY_SIGNATORY, "city"),
    ],
)
def test_a_role_reaches_its_place_and_all_below(town: Town, role: Role, place: str) -> None:
    person = town.person("li", role, town.nodes[place])
    assert person.holds(role, town.nodes[place])
    assert person.holds(role, town.sites["gate"].node) is (place in ("gate", "east", "city"))


def test_the_same_role_is_not_given_twice(town: Town) -> None:
    with pytest.raises(AlreadyDone, match="city officer"):
        people.appoint(town.office, town.people["city_officer"], Role.CITY_OFFICER, town.nodes["city"])


def test_one_person_may_hold_several_city_roles(town: Town) -> None:
    officer = town.people["city_officer"]
    people.appoint(town.office, officer, Role.CITY_REVIEWER, town.nodes["city"])
    assert officer.role_names == {Role.CITY_OFFICER, Role.CITY_REVIEWER}


def test_a_district_administrator_appoints_in_the_district_alone(east_admin: Town) -> None:
    town, office = east_admin, east_admin.as_("east-admin")
    newcomer = people.add_person(office, "wang", "王先生", "wang@example.cn", "", "x")
    people.appoint(office, newcomer, Role.DISTRICT, town.nodes["east"])
    with pytest.raises(NotAllowed):
        people.appoint(office, newcomer, Role.DISTRICT, town.nodes["west"])
    with pytest.raises(NotAllowed):
        people.appoint(office, newcomer, Role.CITY_OFFICER, town.nodes["city"])


def test_a_district_administrator_cannot_take_over_a_city_account(east_admin: Town) -> None:
    office, signatory = east_admin.as_("east-admin"), east_admin.people["city_signatory"]
    with pytest.raises(NotAllowed):
        people.change_person(office, signatory, "李先生", "mine@example.cn", "")
    with pytest.raises(NotAllowed):
        people.set_password(office, signatory, "hash")
    with pytest.raises(NotAllowed):
        people.deactivate(office, signatory, "离职")
    assert signatory.email == "city_signatory@example.cn"


@pytest.mark.parametrize("username", ["station", "district", "inspector", "city_officer", "city_signatory"])
def test_others_do_not_manage_people(town: Town, username: str) -> None:
    office, person = town.as_(username), town.people["station"]
    with pytest.raises(NotAllowed):
        people.add_person(office, "wang", "王先生", "wang@example.cn", "", "x")
    with pytest.raises(NotAllowed):
        people.change_person(office, person, "王先生", "wang@example.cn", "")
    with pytest.raises(NotAllowed):
        people.end_appointment(office, person.current_appointments[0], "离职")


@pytest.mark.parametrize(
    ("username", "name", "email", "field"),
    [
        ("station", "王先生", "wang@example.cn", "username"),
        ("王", "王先生", "wang@example.cn", "username"),
        ("wang", " ", "wang@example.cn", "name"),
        ("wang", "王先生", "wang@", "email"),
        ("wang", "王先生", "Station@Example.cn", "email"),
    ],
)
def test_entries_that_cannot_be_taken_name_their_field(
    town: Town, username: str, name: str, email: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        people.add_person(town.office, username, name, email, "", "x")
    assert refused.value.field == field


def test_user_names_and_addresses_are_kept_in_small_letters(town: Town) -> None:
    person = people.add_person(town.office, " Wang.Li ", "王丽", "Wang.Li@Example.CN", "010", "x")
    assert (person.username, person.email) == ("wang.li", "wang.li@example.cn")


def test_a_changed_person_keeps_the_address_that_is_hers(town: Town) -> None:
    person = town.people["station"]
    people.change_person(town.office, person, "王丽", person.email, "010-2")
    assert (person.name, person.telephone) == ("王丽", "010-2")
    assert history_of(town.session, "person", person.id)[-1].detail == {"changed": ["name", "telephone"]}
    with pytest.raises(Invalid):
        people.change_person(town.office, person, "王丽", "district@example.cn", "")


def test_a_new_password_ends_open_sessions_and_stays_out_of_the_history(town: Town) -> None:
    person = town.people["station"]
    session_key = person.fs_uniquifier
    people.set_password(town.office, person, "new-hash")
    assert person.password == "new-hash"
    assert person.fs_uniquifier != session_key
    assert history_of(town.session, "person", person.id)[-1].detail == {}


def test_a_person_shut_out_comes_back_with_the_same_roles(town: Town) -> None:
    person = town.people["inspector"]
    people.deactivate(town.office, person, "借调")
    assert not person.active
    with pytest.raises(AlreadyDone):
        people.deactivate(town.office, person, "借调")
    with pytest.raises(WrongState):
        people.appoint(town.office, person, Role.INSPECTOR, town.nodes["east"])
    people.reactivate(town.office, person)
    assert person.active
    assert person.role_names == {Role.INSPECTOR}


def test_a_role_ends_with_a_reason_and_stays_on_record(town: Town) -> None:
    person = town.people["inspector"]
    (appointment,) = person.current_appointments
    with pytest.raises(Invalid):
        people.end_appointment(town.office, appointment, "")
    people.end_appointment(town.office, appointment, "轮岗")
    assert person.role_names == frozenset()
    assert [entry.act for entry in history_of(town.session, "person", person.id)] == [
        "person_added",
        "person_appointed",
        "appointment_ended",
    ]
    with pytest.raises(AlreadyDone):
        people.end_appointment(town.office, appointment, "轮岗")


def test_the_last_administrator_of_the_city_stays(town: Town) -> None:
    root = town.people["root"]
    (appointment,) = root.current_appointments
    with pytest.raises(WrongState, match="last administrator"):
        people.end_appointment(town.office, appointment, "离职")
    with pytest.raises(WrongState, match="last administrator"):
        people.deactivate(town.office, root, "离职")
    second = town.person("second", Role.ADMINISTRATOR, town.nodes["city"])
    people.deactivate(town.office, second, "休假")
    with pytest.raises(WrongState, match="last administrator"):
        people.end_appointment(town.office, appointment, "离职")
    people.reactivate(town.office, second)
    people.end_appointment(town.office, appointment, "离职")
    assert Role.ADMINISTRATOR not in root.role_names


def test_only_the_first_person_enters_alone(town: Town) -> None:
    with pytest.raises(AlreadyDone):
        people.first_person(town.session, "eve", "夏娃", "eve@example.cn", "x")
    with pytest.raises(AlreadyDone):
        people.first_administrator(town.as_("station"))
