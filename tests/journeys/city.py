"""What the city's officer, reviewer and signatory do on the way."""

from playwright.sync_api import expect

from tests.journeys.someone import Someone


def schedule(officer: Someone, station: str, on: str, team: tuple[str, ...]) -> None:
    """Send inspectors; the first of them leads."""
    officer.go_to("检查安排")
    officer.follow(f"安排 {station}")
    officer.fill("检查日期", on)
    for name in team:
        officer.main.get_by_label(name).check()
    officer.main.get_by_label("组长", exact=True).select_option(team[0])
    officer.press("确认安排")
    officer.is_told(f"“{station}”的检查已安排")


def open_file(anyone: Someone, station: str) -> None:
    anyone.go_to("全市站点")
    anyone.follow(station)
    anyone.reads_heading(station)


def order_rectification(officer: Someone, station: str, due: str, note: str) -> None:
    """Order all that falls short to be put right; what the inspectors noted are the reasons."""
    open_file(officer, station)
    officer.follow("责令整改")
    officer.fill("整改期限", due)
    officer.fill("总的要求（可不填）", note)
    officer.press("下达整改通知书")
    officer.is_told("整改通知书已下达")


def accept(officer: Someone, station: str) -> None:
    open_file(officer, station)
    officer.follow("验收合格")
    officer.press("确认验收合格")
    officer.is_told(f"“{station}”验收合格")


def certify(signatory: Someone, station: str) -> None:
    open_file(signatory, station)
    signatory.follow("颁发合格证书")
    signatory.press("颁发合格证书")
    signatory.is_told("的合格证书已颁发")


def propose(officer: Someone, station: str, programme: str) -> None:
    open_file(officer, station)
    officer.follow(programme)
    officer.press("拟办给予补贴")
    officer.is_told("已拟办，等待复核。")


def open_decision(anyone: Someone, station: str) -> None:
    anyone.go_to("补贴决定")
    anyone.follow(station)


def may_not_review(officer: Someone, station: str) -> None:
    """Who proposed is told why somebody else has to review, and has no button for it."""
    open_decision(officer, station)
    officer.reads("您是本决定的拟办人，不能复核；拟办、复核、签发须由三人分别办理。")
    expect(officer.main.get_by_role("button", name="复核通过")).to_have_count(0)


def review(reviewer: Someone, station: str) -> None:
    open_decision(reviewer, station)
    reviewer.press("复核通过")
    reviewer.is_told("复核通过，等待签发。")


def sign(signatory: Someone, station: str) -> None:
    open_decision(signatory, station)
    signatory.press("签发")
    signatory.is_told("已签发，等待经办人印发。")


def issue(officer: Someone, station: str) -> None:
    open_decision(officer, station)
    officer.press("编号印发")
    officer.is_told("决定书已编号印发。")
