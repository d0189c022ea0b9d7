"""What all acts of the city's pages have in common: done once, or refused with the typed text kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from inspect_app.web.city.forms import ActForm
from inspect_app.web.database import perform
from inspect_app.workflow import states
from inspect_app.workflow.acting import Subject


@dataclass(frozen=True)
class ActPage:
    """A page with one act: `lead` says what follows from it, `back` leads to the subject's page."""

    title: str
    subject: str
    lead: str
    label: str
    back: str
    tone: str = "primary"


def is_done(form: ActForm, subject: Subject, act: Callable[[], Any]) -> bool:
    """Whether the form was sent and its act is done and committed.

    After a refusal the form keeps what was typed, says why, and speaks of the subject as it is now.
    """
    if not form.validate_on_submit():
        return False
    if perform(form, act):
        return True
    form.catch_up(subject.version)
    return False


def require_possible(kind: str, act: str, subject: Subject) -> None:
    """Before a form is shown: raises WrongState when the table of moves has no such act from here."""
    if request.method == "GET":
        states.check(kind, act, subject)


def act_page(form: ActForm, page: ActPage) -> str:
    return render_template("city/act.html", form=form, page=page)
