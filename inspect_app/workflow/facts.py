"""Who states facts, when and why: the station declares, the district adds, the city has the last word."""

from collections.abc import Mapping
from typing import Any

from inspect_app.policy import Programme, Standard
from inspect_app.records.applications import Application, ApplicationState, open_application
from inspect_app.records.facts import Column, Fact, current_facts
from inspect_app.records.organisation import Site
from inspect_app.records.people import Role
from inspect_app.records.rectification import open_order
from inspect_app.workflow import editions, entered, frozen, history, states
from inspect_app.workflow.acting import as_it_stands, begin, require_role
from inspect_app.workflow.columns import (
    JUDGEMENTS,
    FactRow,
    columns,
    declared,
    declared_in,
    final,
    found,
)
from inspect_app.workflow.errors import Invalid, Text, WrongState
from inspect_app.workflow.office import Office
from inspect_app.workflow.statements import changes, make_statements

__all__ = [
    "FactRow",
    "columns",
    "correct",
    "declared",
    "declared_in",
    "final",
    "found",
    "programme_facts",
    "require_unreviewed",
    "state",
    "state_programme_facts",
]

# Facts of the programmes that the records themselves answer.
DERIVED = frozenset({"acceptance", "already_granted"})
_DECLARE = Text("填报", "state facts")
_DECLARABLE = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})


def state(
    office: Office, site: Site, values: Mapping[str, Any], *, why: str = "", version: int | None = None
) -> list[Fact]:
    """The station declares; only values that changed become statements, and None takes a fact back.

    `version` is the site's. Raises NotAllowed, StaleForm, WrongState while the facts are under review, and
    Invalid naming the fact.
    """
    require_role(office, site.node, Role.STATION, act=_DECLARE)
    as_it_stands(office, site, version)
    _refuse_grades(values)
    standard = editions.standard_for(office, site)
    changed = changes(standard, declared(office, site), values)
    _require_declarable(office, site, standard, frozenset(changed))
    return _declare(office, site, changed, why)


def require_unreviewed(office: Office, site: Site) -> None:
    """Raises WrongState unless the station may change what it declares: nobody is reviewing it."""
    application = open_application(office.session, site.id)
    if application is None or application.state in _DECLARABLE:
        return
    now = states.STATE_NAMES["application"][application.state]
    raise WrongState(
        f"申请当前为“{now.zh}”，填报内容不能修改；如需修改，请先撤回申请，或联系审核单位退回。",
        f"The application is {now.en}, so what was declared cannot be changed. "
        "Withdraw the application or ask for its return.",
    )


def correct(
    office: Office, application: Application, name: str, value: Any, why: str, version: int | None = None
) -> Fact | None:
    """The city sets the final column; the value stands until a later visit finds the fact anew.

    Answers None when the value counts already. Raises what `begin` raises, and Invalid without a reason or
    naming the fact.
    """
    begin(office, "application", "correct", application, application.site.node, version)
    why = entered.reason(why, "why")
    _refuse_grades({name: value})
    before = final(office, application)
    changed = changes(editions.of_application(office, application), before, {name: value})
    if not changed:
        return None
    site = application.site
    # What counts is part of what a form on the application shows: one opened before is stale now.
    application.version += 1
    (stated,) = make_statements(office, site, Column.FINAL, changed, why=why, application=application)
    detail = {"application": application.id, "fact": name, "from": before.get(name), "to": stated.value}
    history.record(office, "fact_corrected", "site", site.id, site=site, why=why, detail=detail)
    frozen.facts_changed(office, site, changed)
    return stated


def state_programme_facts(
    office: Office, site: Site, values: Mapping[str, Any], why: str = "", version: int | None = None
) -> list[Fact]:
    """The district states what the grant programmes ask of a site, such as retained funds and completion.

    Approvals of decisions that rest on a fact that changed fall. Raises NotAllowed, StaleForm, Invalid.
    """
    require_role(office, site.node, Role.DISTRICT, act=_DECLARE)
    as_it_stands(office, site, version)
    changed: dict[str, Any] = {}
    for name, value in values.items():
        programme = _programme_asking(office, name)
        changed |= changes(programme, programme_facts(office, site, programme), {name: value})
    stated = _declare(office, site, changed, why)
    frozen.facts_changed(office, site, changed)
    return stated


def programme_facts(office: Office, site: Site, programme: Programme) -> dict[str, Any]:
    """What the district stated of this programme's facts; derived ones are not among them."""
    stated = current_facts(office.session, site.id, Column.DECLARED)
    return {
        name: programme.parse_fact(name, stated[name].value) for name in programme.facts if name in stated
    }


def _require_declarable(office: Office, site: Site, standard: Standard, names: frozenset[str]) -> None:
    """During a rectification the station may change what the ordered items read, and nothing else."""
    application = open_application(office.session, site.id)
    if application is not None and application.state == ApplicationState.RECTIFICATION:
        _require_ordered(office, application, standard, names)
    elif names:
        require_unreviewed(office, site)


def _declare(office: Office, site: Site, changed: Mapping[str, Any], why: str) -> list[Fact]:
    if not changed:
        return []
    stated = make_statements(office, site, Column.DECLARED, changed, why=why)
    # The facts are part of what a form on the site shows: one opened before is stale now.
    site.version += 1
    history.record(office, "facts_stated", "site", site.id, site=site, why=why, detail=changed)
    return stated


def _require_ordered(
    office: Office, application: Application, standard: Standard, names: frozenset[str]
) -> None:
    order = open_order(office.session, application.id)
    ordered = (
        {name for item in order.items for name in standard.items[item.item_id].facts} if order else set()
    )
    for name in sorted(names - ordered):
        label = standard.facts[name].label
        raise WrongState(
            f"正在整改，只能修改责令整改的项目所涉及的内容；“{label.zh}”不在其中。",
            f"Only facts of the ordered items can be changed in a rectification; “{label.en}” is not one.",
        )


def _refuse_grades(values: Mapping[str, Any]) -> None:
    if JUDGEMENTS in values:
        raise Invalid(
            JUDGEMENTS, "评分由检查员在检查中给出。", "Grades are given by the inspectors, item by item."
        )


def _programme_asking(office: Office, name: str) -> Programme:
    for programme in office.library.programmes.values():
        if name in programme.facts and name not in DERIVED:
            return programme
    raise Invalid(name, f"没有补贴项目要填报“{name}”。", f"No programme asks the district for “{name}”.")
