"""A site applies for certification, and its district reviews the application."""

from inspect_app.policy import ItemResult, Mode, Standard, Verdict
from inspect_app.records.applications import (
    Application,
    ApplicationKind,
    ApplicationState,
    Stage,
    open_application,
)
from inspect_app.records.certificates import standing_certificate
from inspect_app.records.organisation import Site
from inspect_app.records.people import Role
from inspect_app.workflow import assessing, editions, entered, history
from inspect_app.workflow.acting import as_it_stands, begin, require_role
from inspect_app.workflow.errors import AlreadyDone, Invalid, NotAllowed, Text, WrongState
from inspect_app.workflow.office import Office

_CLOSED = frozenset({ApplicationState.REFUSED, ApplicationState.CERTIFIED, ApplicationState.WITHDRAWN})
_APPLY = Text("提出申请", "apply")
_START_YEARLY = Text("发起年度复查", "start the yearly re-check")


def start(office: Office, site: Site) -> Application:
    """A draft under the edition in force today. Raises NotAllowed, AlreadyDone, WrongState."""
    require_role(office, site.node, Role.STATION, act=_APPLY)
    as_it_stands(office, site, None)
    if standing_certificate(office.session, site.id) is not None:
        raise AlreadyDone(
            "本站点已有合格证书，无需再次申请；年度复查由市总工会发起。",
            "The site is certified already; its yearly re-check is started by the city.",
        )
    return _started(office, site, ApplicationKind.FIRST)


def start_yearly(office: Office, site: Site) -> Application:
    """The yearly re-check of a certified site, which then brings its facts up to date and submits.

    Raises NotAllowed, AlreadyDone, WrongState when no certificate stands.
    """
    require_role(office, site.node, Role.CITY_OFFICER, act=_START_YEARLY)
    as_it_stands(office, site, None)
    if standing_certificate(office.session, site.id) is None:
        raise WrongState(
            "本站点没有合格证书，不能发起年度复查。",
            "The site holds no certificate that could be checked again.",
        )
    return _started(office, site, ApplicationKind.YEARLY)


def submit(office: Office, application: Application, version: int) -> None:
    """Hand the declared facts to the district; their assessment is frozen.

    Items not met do not stand in the way, facts not stated do: raises Invalid("facts") naming them.
    """
    begin(office, "application", "submit", application, application.site.node, version)
    _require_stated(office, application)
    application.submitted_at = office.at
    enter(office, application, ApplicationState.SUBMITTED)
    frozen = assessing.freeze(office, application, Stage.DECLARED)
    note_act(office, application, "submitted", outcome=frozen.outcome, score=frozen.score)


def withdraw(office: Office, application: Application, reason: str, version: int) -> None:
    """The site takes its application back before the district has endorsed it."""
    begin(office, "application", "withdraw", application, application.site.node, version)
    if application.kind == ApplicationKind.YEARLY:
        raise NotAllowed(
            "年度复查由市总工会发起，站点不能撤回。",
            "A yearly re-check is started by the city; a site cannot withdraw it.",
        )
    application.reason = entered.reason(reason)
    enter(office, application, ApplicationState.WITHDRAWN)
    note_act(office, application, "withdrawn", why=application.reason)


def return_application(office: Office, application: Application, reason: str, version: int) -> None:
    """The district gives it back with reasons; the site may change its facts and submit again."""
    begin(office, "application", "return", application, application.site.node, version)
    application.reason = entered.reason(reason)
    enter(office, application, ApplicationState.RETURNED)
    note_act(office, application, "returned", why=application.reason)


def endorse(office: Office, application: Application, note: str, version: int) -> None:
    """The district vouches for it; an inspection can be scheduled."""
    begin(office, "application", "endorse", application, application.site.node, version)
    enter(office, application, ApplicationState.ENDORSED)
    note_act(office, application, "endorsed", why=note.strip())


def enter(office: Office, application: Application, state: ApplicationState) -> None:
    """Put the application into a state its move leads to; the final states close it."""
    application.state = state
    application.state_since = office.at
    if state in _CLOSED:
        application.closed_at = office.at
    office.session.flush()


def note_act(office: Office, application: Application, act: str, *, why: str = "", **detail: object) -> None:
    """Write what happened to an application into the history."""
    history.record(office, act, "application", application.id, site=application.site, why=why, detail=detail)


def missing_facts(office: Office, application: Application) -> list[Text]:
    """What must still be stated before the application can be submitted, as the form labels it."""
    standard = editions.of_application(office, application)
    assessment = assessing.at_stage(office, application, Stage.DECLARED)
    places = {place: None for result in assessment.items.values() for place in _needed(result)}
    return [_label(standard, place) for place in places]


def _needed(result: ItemResult) -> list[str]:
    """The facts, and places inside facts, that this item must have before submission."""
    if result.item.mode is Mode.JUDGED or not result.item.counts:
        return []
    if result.verdict is Verdict.NOT_APPLICABLE:
        return []
    # Inside a list, what is missing matters only where it leaves the verdict open.
    return [place for place in result.missing if "[" not in place or result.verdict is Verdict.UNDECIDED]


def _label(standard: Standard, place: str) -> Text:
    """A fact by its label; "staff[2].city_hours" as the third entry and the label of its field."""
    name, _, rest = place.partition("[")
    declared = standard.facts[name]
    if not rest:
        return Text(declared.label.zh, declared.label.en)
    number, _, field = rest.partition("].")
    entry = int(number) + 1
    label = declared.fields[field].label
    return Text(
        f"{declared.label.zh}第{entry}条的{label.zh}", f"{label.en} in entry {entry} of {declared.label.en}"
    )


def _require_stated(office: Office, application: Application) -> None:
    missing = missing_facts(office, application)
    if missing:
        raise Invalid(
            "facts",
            f"还有 {len(missing)} 项内容没有填报，不能提交：{'、'.join(label.zh for label in missing)}。",
            f"{len(missing)} facts are not stated yet: {', '.join(label.en for label in missing)}.",
        )


def _started(office: Office, site: Site, kind: ApplicationKind) -> Application:
    _require_none_open(office, site)
    standard = editions.in_force(office, site)
    application = Application(
        site=site,
        kind=kind,
        state=ApplicationState.DRAFT,
        edition=editions.keep(office, standard),
        started_at=office.at,
        state_since=office.at,
    )
    office.session.add(application)
    office.session.flush()
    note_act(office, application, "started", kind=kind, edition=standard.edition)
    return application


def _require_none_open(office: Office, site: Site) -> None:
    if site.node.closed_on is not None:
        raise WrongState(
            f"“{site.node.name}”已经关闭，不能申请。", f"{site.node.name} is closed and cannot apply."
        )
    if open_application(office.session, site.id) is not None:
        raise AlreadyDone(
            "本站点已有一份正在办理的申请，请在该申请上继续。",
            "An application of this site is under way already: go on with that one.",
        )
