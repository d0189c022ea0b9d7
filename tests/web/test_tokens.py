"""Tokens of forms under a mask: another text in every answer, and each of them is taken."""

import secrets

import pytest

from inspect_app.web.tokens import masked, unmasked
from tests.web.conftest import LogIn
from tests.web.pages import Page
from tests.web.visitor import Visitor

LANGUAGE = "/language/en"


def test_two_answers_of_one_session_hold_other_tokens_and_both_are_taken(client_as: LogIn) -> None:
    inspector = client_as("inspector")
    tokens = [token_of(inspector.visit("/inspections")) for _ in range(2)]
    assert tokens[0] != tokens[1]
    for token in tokens:
        assert inspector.client.post(LANGUAGE, data={"csrf_token": token, "back": "/"}).status_code == 302


def test_a_page_has_one_token_for_all_its_forms(client_as: LogIn) -> None:
    page = client_as("inspector").visit("/inspections").tree
    tokens = page.xpath("//input[@name='csrf_token']/@value")
    assert len(tokens) > 1
    assert len(set(tokens)) == 1


def test_nothing_of_a_token_is_told_twice(client_as: LogIn) -> None:
    """Not even its beginning: what is guessed piece by piece is guessed from there."""
    inspector = client_as("inspector")
    tokens = [token_of(inspector.visit("/inspections")) for _ in range(8)]
    assert len({token[:8] for token in tokens}) == 8
    assert len({unmasked(token)[:8] for token in tokens}) == 1


def test_the_first_token_of_a_session_is_taken_as_well(anonymous: Visitor) -> None:
    first, second = (token_of(anonymous.visit("/login")) for _ in range(2))
    assert "." in first
    assert "." not in second
    for token in (first, second):
        assert anonymous.client.post(LANGUAGE, data={"csrf_token": token, "back": "/"}).status_code == 302


# Two workers have to find the same tests: a mask is another one each time.
FALSE = ["", "x", "不", "AAAA", ".", "a.b.c", pytest.param(masked("a.b.c"), id="masked"), "A" * 401]


@pytest.mark.parametrize("sent", FALSE)
def test_what_is_no_token_is_refused(client_as: LogIn, sent: str) -> None:
    answer = client_as("inspector").client.post(LANGUAGE, data={"csrf_token": sent, "back": "/"})
    assert answer.status_code == 400


def test_a_token_of_another_session_is_refused(client_as: LogIn) -> None:
    token = token_of(client_as("inspector").visit("/inspections"))
    answer = client_as("district").client.post(LANGUAGE, data={"csrf_token": token, "back": "/"})
    assert answer.status_code == 400


def test_a_mask_comes_off_again() -> None:
    for length in (1, 2, 91, 200):
        token = f".{secrets.token_hex(length)}"
        assert "." not in masked(token)
        assert unmasked(masked(token)) == token


def token_of(page: Page) -> str:
    return str(page.tree.xpath("//input[@name='csrf_token']/@value")[0])
