"""Names that only the city's desk needs, in the language of the request."""

from collections.abc import Callable

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from inspect_app.policy.programme import ELIGIBLE, INELIGIBLE, NEEDS_RULING, UNDECIDED
from inspect_app.records.decisions import DecisionKind
from inspect_app.web.city.blueprint import blueprint
from inspect_app.web.language import say
from inspect_app.web.office import library
from inspect_app.web.places import places

KINDS: dict[str, LazyString] = {
    DecisionKind.GRANT: _l("给予补贴"),
    DecisionKind.REFUSAL: _l("不予补贴"),
    DecisionKind.CORRECTION: _l("更正金额"),
    DecisionKind.CLAWBACK: _l("收回补贴"),
}
# What a programme's rules say, with the colour of it.
ANSWERS: dict[str, tuple[LazyString, str]] = {
    ELIGIBLE: (_l("符合条件"), "success"),
    "eligible_city": (_l("符合条件，由市总工会补贴"), "success"),
    "eligible_district": (_l("由区县总工会支持"), "info"),
    INELIGIBLE: (_l("不符合条件"), "danger"),
    NEEDS_RULING: (_l("待裁定"), "warning"),
    UNDECIDED: (_l("待核实"), "secondary"),
}


def decision_kind(kind: str) -> str:
    return str(KINDS[kind])


def answer_name(answer: str) -> str:
    """What the rules answered; a route that has no name here has one in its programme."""
    return str(ANSWERS[answer][0]) if answer in ANSWERS else answer


def answer_tone(answer: str) -> str:
    return ANSWERS[answer][1] if answer in ANSWERS else "info"


def programme_title(programme_id: str) -> str:
    """The title of a programme; its id when its checklist is gone."""
    programme = library().programmes.get(programme_id)
    return programme_id if programme is None else say(programme.title)


@blueprint.context_processor
def _words() -> dict[str, Callable[..., object]]:
    return {
        "decision_kind": decision_kind,
        "answer_name": answer_name,
        "answer_tone": answer_tone,
        "programme_title": programme_title,
        "place_name": lambda path: places().name_of(path),
        "holds": lambda role: role in current_user.role_names,
    }
