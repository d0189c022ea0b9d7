"""The ledger: every sum that was paid or came back, under which decision and voucher."""

from decimal import Decimal

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from inspect_app.documents.workbook import write_workbook
from inspect_app.records.decision_register import ledger as ledger_entries
from inspect_app.records.decision_register import ledger_totals
from inspect_app.records.people import CITY_ROLES
from inspect_app.web.access import allow
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.city.words import programme_title
from inspect_app.web.clock import today
from inspect_app.web.database import db
from inspect_app.web.downloads import excel
from inspect_app.web.paging import Paging
from inspect_app.web.places import places


@blueprint.get("/ledger")
@allow(*CITY_ROLES)
def ledger() -> str:
    count, total = ledger_totals(db.session)
    page = Paging.of_list(count)
    entries = ledger_entries(db.session, limit=page.size, offset=page.offset)
    return render_template("city/ledger.html", entries=entries, page=page, total=total)


@blueprint.get("/ledger.xlsx")
@allow(*CITY_ROLES)
def ledger_workbook() -> Response:
    columns = (
        _("日期"),
        _("金额（元）"),
        _("凭证号"),
        _("决定书编号"),
        _("补贴项目"),
        _("站点"),
        _("区县（产业）"),
        _("登记人"),
    )
    rows = [
        [
            each.booked_on,
            Decimal(each.amount_fen) / 100,
            each.reference,
            each.number,
            programme_title(each.programme_id),
            each.site_name,
            places().name_of(each.path),
            each.by_name,
        ]
        for each in ledger_entries(db.session)
    ]
    title = _("补贴台账 %(day)s", day=today().isoformat())
    return excel(write_workbook(title, columns, rows), title)
