"""Which edition of a checklist counts, and its text kept from the day it is first used."""

from typing import Protocol

from inspect_app.policy import FactError, Standard
from inspect_app.records.applications import Application, open_application
from inspect_app.records.editions import Edition, kept_edition
from inspect_app.records.organisation import Site
from inspect_app.workflow.errors import EditionChanged, Invalid
from inspect_app.workflow.office import Office


class Document(Protocol):
    """A standard, plan or programme as the checklist library loads it."""

    @property
    def id(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def source_text(self) -> str: ...


def keep(office: Office, document: Document) -> Edition:
    """The record of this edition; its text is stored when it is used for the first time."""
    kept = kept_edition(office.session, document.id, document.sha256)
    if kept is None:
        kept = Edition(
            document_id=document.id,
            edition=document.edition,
            sha256=document.sha256,
            source=document.source_text,
            kept_at=office.at,
        )
        office.session.add(kept)
        office.session.flush()
    return kept


def standard_of(office: Office, kept: Edition) -> Standard:
    """The standard as it stood when it was kept.

    Raises EditionChanged when the checklist file of that edition is gone or no longer the one that was used.
    """
    try:
        standard = office.library.standard(kept.document_id, edition=kept.edition)
    except FactError as error:
        raise EditionChanged(kept.document_id, kept.edition) from error
    if standard.sha256 != kept.sha256:
        raise EditionChanged(kept.document_id, kept.edition)
    return standard


def in_force(office: Office, site: Site) -> Standard:
    """The standard for a new application today. Raises Invalid("standard") when none is in force."""
    try:
        return office.library.standard(site.standard_id, on=office.today)
    except FactError as error:
        text = error.text()
        raise Invalid("standard", text.zh, text.en) from error


def standard_for(office: Office, site: Site) -> Standard:
    """The standard a site answers to: that of its open application, else the one in force today."""
    application = open_application(office.session, site.id)
    if application is not None:
        return of_application(office, application)
    return in_force(office, site)


def of_application(office: Office, application: Application) -> Standard:
    """The standard in the edition the application was started under."""
    return standard_of(office, application.edition)
