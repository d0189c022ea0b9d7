from urllib.parse import unquote

from inspect_app.records.people import Role
from tests.web.city import LogIn, SmallCity
from tests.web.station.conftest import Address
from tests.web.visitor import Visitor


def own_letters(visitor: Visitor, small_city: SmallCity) -> list[str]:
    page = visitor.visit(f"/station/{small_city.examples['site_id']}/letters")
    return [link for link in page.links() if link.endswith(".pdf")]


def test_certificate_and_order_are_handed_out_under_names_that_say_what_they_are(
    client_as: LogIn, small_city: SmallCity
) -> None:
    visitor = client_as(Role.STATION)
    names = []
    for address in own_letters(visitor, small_city):
        answer = visitor.client.get(address)
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF-")
        names.append(unquote(answer.headers["Content-Disposition"].split("UTF-8''")[1]))
    number = small_city.examples["number"]
    assert f"合格证书_东华门街道工会服务站_{number}.pdf" in names
    assert any(name.startswith("整改通知书_东华门街道工会服务站_") for name in names)


def test_a_decision_that_is_not_issued_is_not_there(client_as: LogIn, small_city: SmallCity) -> None:
    visitor = client_as(Role.STATION)
    page = visitor.visit(f"/station/{small_city.examples['site_id']}/letters")
    assert "补贴决定书" not in page.text


def test_letters_of_another_site_are_not_found_by_their_number(
    clerk: Visitor, client_as: LogIn, at: Address, small_city: SmallCity
) -> None:
    (address,) = [each for each in own_letters(client_as(Role.STATION), small_city) if "证" in unquote(each)][
        :1
    ]
    number = address.rsplit("/", 1)[-1]
    clerk.visit(at("draft", f"/letters/{number}"), status=404)
    client_as(Role.STATION, own=False).visit(address, status=404)


def test_a_site_without_letters_says_so(clerk: Visitor, at: Address) -> None:
    assert "还没有印发的证书或文件" in clerk.visit(at("draft", "/letters")).text
