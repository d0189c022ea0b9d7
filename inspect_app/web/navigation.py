"""The entries of the bar at the top: what each role works with."""

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from inspect_app.records.people import CITY_ROLES, Role


@dataclass(frozen=True)
class Entry:
    endpoint: str
    label: LazyString
    roles: frozenset[Role]

    @property
    def address(self) -> str:
        return url_for(self.endpoint)

    @property
    def active(self) -> bool:
        """Whether the page lies below this entry, and below no other that is nearer."""
        fitting = (entry.address for entry in entries() if _is_below(entry.address))
        return self.address == max(fitting, key=len, default="")


_DISTRICT = frozenset({Role.DISTRICT})
_CITY_OFFICER = frozenset({Role.CITY_OFFICER})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

ENTRIES = (
    Entry("station.home", _l("我的站点"), frozenset({Role.STATION})),
    Entry("inspector.today", _l("我的检查"), frozenset({Role.INSPECTOR})),
    Entry("district.queue", _l("待审核申请"), _DISTRICT),
    Entry("district.sites", _l("辖区站点"), _DISTRICT),
    Entry("district.progress", _l("建设进度"), _DISTRICT),
    Entry("city.queue", _l("待办事项"), CITY_ROLES),
    Entry("city.schedule", _l("检查安排"), _CITY_OFFICER),
    Entry("city.sites", _l("全市站点"), CITY_ROLES),
    Entry("city.decisions", _l("补贴决定"), CITY_ROLES),
    Entry("city.rulings", _l("条款裁定"), CITY_ROLES),
    Entry("city.progress", _l("建设进度"), CITY_ROLES),
    Entry("admin.people", _l("人员与岗位"), _ADMINISTRATOR),
    Entry("admin.tree", _l("组织机构"), _ADMINISTRATOR),
    Entry("admin.import_sites", _l("批量导入"), _ADMINISTRATOR),
)


def entries() -> list[Entry]:
    if not current_user.is_authenticated:
        return []
    return [entry for entry in ENTRIES if entry.roles & current_user.role_names]


def _is_below(address: str) -> bool:
    return request.path == address or request.path.startswith(f"{address.rstrip('/')}/")


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"navigation": entries()})
