"""What the district does on the way."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.facts import fill_in
from tests.journeys.someone import Someone


def open_review(district: Someone, station: str) -> None:
    district.go_to("待审核申请")
    district.follow(f"审核：{station}")
    district.reads_heading(station)


def return_it(district: Someone, station: str, opinion: str, remarks: Mapping[str, str]) -> None:
    """Send the application back with an opinion and remarks at single items."""
    open_review(district, station)
    for item, remark in remarks.items():
        district.main.get_by_text(f"写意见：{item}").click()
        district.main.get_by_label(f"对“{item}”的意见").fill(remark)
    district.fill("审核意见", opinion)
    district.press("退回修改")
    district.is_told(f"“{station}”的申请已退回")


def endorse(district: Someone, station: str) -> None:
    open_review(district, station)
    district.press("审核通过")
    district.is_told(f"“{station}”的申请已审核通过")


def state_programme_facts(district: Someone, station: str, values: Mapping[str, Any]) -> None:
    """State what the grant programmes ask of a station."""
    district.go_to("辖区站点")
    district.follow(station)
    district.follow("填报或修改")
    fill_in(district.main, values)
    district.press("保存")
    district.is_told("已保存。")
