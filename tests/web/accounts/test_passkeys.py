"""Passkeys in Chromium, with an authenticator as it is built into a telephone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.services.serving import serving
from tests.web.city import PASSWORD

BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Browser:
    """A page of the served application; `authenticator` answers for the person at the device."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable")
        made = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})
        self._authenticator = made["authenticatorId"]

    def refuse(self) -> None:
        """From now on the finger is not recognised."""
        verified = {"authenticatorId": self._authenticator, "isUserVerified": False}
        self._cdp.send("WebAuthn.setUserVerified", verified)

    def log_in(self) -> None:
        self.page.goto(f"{self.address}/login")
        self.page.get_by_label("用户名或电子邮箱").fill("station")
        self.page.get_by_label("密码", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="登录", exact=True).click()

    def log_out(self) -> None:
        self.page.get_by_role("button", name="退出").click()
        expect(self.page.get_by_role("heading", name="登录")).to_be_visible()

    def add_passkey(self, usage: str) -> None:
        self.page.goto(f"{self.address}/account")
        self.page.get_by_role("link", name="添加").click()
        self.page.get_by_label("名称").fill("办公室电脑")
        self.page.get_by_label(usage).check()
        self.page.get_by_role("button", name="下一步").click()
        expect(self.page.get_by_role("heading", name="我的账户")).to_be_visible()
        expect(self.page.get_by_text("通行密钥“办公室电脑”已添加")).to_be_visible()


@pytest.fixture
def browser(app: Flask, page: Page) -> Iterator[Browser]:
    with serving(app) as address:
        yield Browser(page, address)


def test_a_passkey_logs_in_without_name_and_password(browser: Browser) -> None:
    browser.log_in()
    browser.add_passkey("直接登录")
    browser.log_out()
    browser.page.get_by_role("link", name="用通行密钥登录").click()
    browser.page.get_by_role("button", name="开始").click()
    expect(browser.page.get_by_role("button", name="退出")).to_be_visible()
    assert [cookie["name"] for cookie in browser.page.context.cookies()] == ["session"]


def test_a_passkey_is_the_second_step_after_the_password(browser: Browser) -> None:
    browser.log_in()
    browser.add_passkey("第二步验证")
    browser.log_out()
    browser.log_in()
    expect(browser.page.get_by_role("heading", name="用通行密钥确认")).to_be_visible()
    browser.page.get_by_role("button", name="开始").click()
    expect(browser.page.get_by_role("button", name="退出")).to_be_visible()


def test_a_finger_that_is_not_recognised_gets_a_sentence(browser: Browser) -> None:
    browser.log_in()
    browser.add_passkey("直接登录")
    browser.log_out()
    browser.refuse()
    browser.page.get_by_role("link", name="用通行密钥登录").click()
    browser.page.get_by_role("button", name="开始").click()
    expect(browser.page.get_by_role("alert")).to_contain_text("设备没有完成操作")


def test_a_deleted_passkey_opens_nothing(browser: Browser) -> None:
    browser.log_in()
    browser.add_passkey("直接登录")
    browser.page.once("dialog", lambda dialog: dialog.accept())
    browser.page.get_by_role("button", name="删除").click()
    expect(browser.page.get_by_text("通行密钥“办公室电脑”已删除")).to_be_visible()
    browser.log_out()
    browser.page.get_by_role("link", name="用通行密钥登录").click()
    browser.page.get_by_role("button", name="开始").click()
    expect(browser.page.get_by_role("alert")).to_contain_text("这把通行密钥没有登记")
