"""Somebody who works with the pages as people do: reads, follows links, fills in, presses buttons."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.city import PASSWORD


class Someone:
    """A person with a browser of their own. `page` is there for what has no word here.

    Questions before an act are answered with yes. The name of a link may be a part of it.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self._errors: list[str] = []
        self._context = browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1024, "height": 768}
        )
        self._context.on("weberror", lambda error: self._errors.append(str(error.error)))
        self.page: Page = self._context.new_page()
        self.page.on("dialog", lambda question: question.accept())

    def leave(self) -> None:
        self._context.close()
        assert self._errors == []

    def log_in(self, username: str, password: str = PASSWORD) -> "Someone":
        self.open("/login")
        self.fill("用户名或电子邮箱", username)
        self.fill("密码", password)
        self.press("登录")
        expect(self.page.get_by_role("button", name="退出")).to_be_visible()
        return self

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def go_to(self, entry: str) -> None:
        """An entry of the bar at the top."""
        self.page.get_by_role("banner").get_by_role("link", name=entry, exact=True).click()

    def follow(self, name: str) -> None:
        self.main.get_by_role("link", name=_spoken(name)).first.click()

    def press(self, name: str) -> None:
        self.main.get_by_role("button", name=name, exact=True).click()

    def fill(self, label: str, text: str) -> None:
        self.main.get_by_label(label, exact=True).fill(text)

    def reads(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)

    def reads_heading(self, text: str) -> None:
        expect(self.main.get_by_role("heading", level=1)).to_have_text(text)

    def is_told(self, text: str) -> None:
        """What the page says after an act."""
        said = self.main.locator("[role=status], [role=alert]").filter(has_text=text)
        expect(said.first).to_be_visible()

    def download(self, link: Locator) -> bytes:
        with self.page.expect_download() as waiting:
            link.click()
        return waiting.value.path().read_bytes()


def _spoken(name: str) -> re.Pattern[str]:
    """A name as a browser speaks it: what is only for screen readers stands apart."""
    return re.compile(re.escape(name).replace("：", r"\s*："))
