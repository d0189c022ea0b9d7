"""A checklist with a fact of every kind, and forms over it as a browser shows and sends them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from flask import Flask, render_template_string
from lxml import html
from werkzeug.datastructures import MultiDict

from inspect_app.policy import FactDeclaration, FactType, Text
from inspect_app.web.fields import FactsForm, facts_form


def label(zh: str) -> Text:
    return Text(zh, f"en {zh}")


CODES = {"telephone": label("电话"), "printer": label("打印机"), "copier": label("复印机")}
ROLES = {"social_worker": label("社工"), "deputy": label("副站长")}
STAFF = {
    "name": FactDeclaration("name", FactType.TEXT, label("姓名")),
    "role": FactDeclaration("role", FactType.CODE, label("岗位"), codes=ROLES),
    "newly_hired": FactDeclaration("newly_hired", FactType.BOOL, label("新录用")),
    "hours": FactDeclaration("hours", FactType.NUMBER, label("学时"), unit=label("学时")),
}
DECLARED = {
    each.name: each
    for each in (
        FactDeclaration("street_front", FactType.BOOL, label("临街")),
        FactDeclaration("members", FactType.INT, label("会员数"), unit=label("人")),
        FactDeclaration(
            "area", FactType.NUMBER, label("面积"), unit=label("平方米"), help=label("实际使用面积")
        ),
        FactDeclaration("spending", FactType.FEN, label("支出")),
        FactDeclaration("post", FactType.CODE, label("岗位"), codes=ROLES),
        FactDeclaration("equipment", FactType.CODES, label("设施"), codes=CODES),
        FactDeclaration("months", FactType.MONTHS, label("联动月份")),
        FactDeclaration("opened_on", FactType.DATE, label("启用日期")),
        FactDeclaration("nickname", FactType.TEXT, label("名称")),
        FactDeclaration("staff", FactType.RECORDS, label("人员"), fields=STAFF),
    )
}
CHECKLIST = SimpleNamespace(facts=DECLARED)
VERSION = 3
PAGE = """{% import "_fields.html" as fact_ui with context %}<form method="post">{{ form.hidden_tag() }}
{% for each in form.declarations %}{{ fact_ui.fact_field(form, each) }}{% endfor %}</form>"""

Sent = MultiDict[str, str]


@contextmanager
def form_over(
    app: Flask, values: dict[str, Any], sent: Sent | None = None, names: Iterable[str] = tuple(DECLARED)
) -> Iterator[FactsForm]:
    """The form in a request that sends this; in one that only reads when it is None."""
    method = "GET" if sent is None else "POST"
    with app.test_request_context(method=method, data=sent):
        yield facts_form(CHECKLIST, names, values, VERSION)


def shown(form: FactsForm) -> html.HtmlElement:
    """The form as the page shows it."""
    page = html.document_fromstring(render_template_string(PAGE, form=form))
    for template in page.xpath("//template"):
        template.drop_tree()
    return page.forms[0]


def sent_by(form: FactsForm) -> Sent:
    """What a browser sends of the form when nobody touches it."""
    return MultiDict(shown(form).form_values())


def opened(app: Flask, values: dict[str, Any], names: Iterable[str] = tuple(DECLARED)) -> Sent:
    """What is sent by a form that was opened on these values and not touched."""
    with form_over(app, values, names=names) as form:
        return sent_by(form)


def typed(app: Flask, values: dict[str, Any], **changes: str | list[str]) -> Sent:
    """What is sent by a form that was opened on these values when these controls were changed."""
    sent = opened(app, values)
    for name, change in changes.items():
        sent.setlist(name, [change] if isinstance(change, str) else change)
    return sent
