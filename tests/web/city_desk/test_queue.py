"""The city's desk: everybody's own work first, every row leading to where it is done."""

from collections.abc import Callable

import pytest

from inspect_app.records.people import Role
from tests.web.city import SmallCity
from tests.web.visitor import Visitor

LogIn = Callable[..., Visitor]


def test_the_officer_finds_visits_acceptances_and_proposals(client_as: LogIn, small_city: SmallCity) -> None:
    page = client_as(Role.CITY_OFFICER).visit("/city/queue")
    links = page.links()
    for state, address in (
        ("endorsed", "/city/applications/{}/schedule"),
        ("put_right", "/city/applications/{}/schedule"),
        ("inspected", "/city/applications/{}"),
    ):
        assert address.format(small_city.applications[state]) in links
    assert "须整改" in page.text


def test_the_reviewer_finds_what_was_proposed_and_not_the_officers_work_as_own(
    client_as: LogIn, small_city: SmallCity
) -> None:
    page = client_as(Role.CITY_REVIEWER).visit("/city/queue")
    assert "您有 1 项待办" in page.text
    assert f"/city/decisions/{small_city.examples['decision_id']}" in page.links()
    assert "由市级经办人办理" in page.text


def test_the_signatory_finds_certificates_to_issue(client_as: LogIn, small_city: SmallCity) -> None:
    links = client_as(Role.CITY_SIGNATORY).visit("/city/queue").links()
    assert f"/city/applications/{small_city.applications['accepted']}/certify" in links


@pytest.mark.parametrize("role", [Role.CITY_OFFICER, Role.CITY_REVIEWER, Role.CITY_SIGNATORY])
def test_every_row_of_ones_own_work_opens(client_as: LogIn, role: Role) -> None:
    visitor = client_as(role)
    page = visitor.visit("/city/queue")
    own = [str(address) for address in page.tree.xpath("//main//section//ul//a/@href")]
    assert own
    for address in dict.fromkeys(own):
        visitor.visit(address)
