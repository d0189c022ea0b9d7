"""What the macro file asks of Python: names of states, roles and verdicts in the language of the request."""

from flask import Flask
from flask_babel import LazyString

from inspect_app.records.people import Role
from inspect_app.web.clock import today
from inspect_app.web.language import say
from inspect_app.web.office import settings
from inspect_app.workflow import states
from inspect_app.workflow.acting import ROLE_NAMES

# Bootstrap colours by what a state asks of people: waiting, in trouble, done, out of play.
_TONES = {
    "draft": "secondary",
    "returned": "warning",
    "rectification": "warning",
    "open": "warning",
    "refused": "danger",
    "failed": "danger",
    "suspended": "warning",
    "revoked": "danger",
    "withdrawn": "secondary",
    "superseded": "secondary",
    "replaced": "secondary",
    "cancelled": "secondary",
    "accepted": "success",
    "certified": "success",
    "valid": "success",
    "fulfilled": "success",
    "issued": "success",
    "paid": "success",
    "finished": "success",
}


def state_name(kind: str, state: str) -> str:
    return say(states.STATE_NAMES[kind][state])


def state_tone(state: str) -> str:
    return _TONES.get(state, "primary")


def role_name(role: str) -> str:
    return say(ROLE_NAMES[Role(role)])


def is_sentence(error: object) -> bool:
    """Whether a field's error is one to be read; fields that hold fields list those of their parts."""
    return isinstance(error, str | LazyString)


def init_app(app: Flask) -> None:
    app.add_template_test(is_sentence, "sentence")
    app.add_template_global(state_name)
    app.add_template_global(state_tone)
    app.add_template_global(role_name)
    app.add_template_global(states.allowed, "move_allowed")
    app.context_processor(lambda: {"today": today(), "demo_date": settings().demo_date})
