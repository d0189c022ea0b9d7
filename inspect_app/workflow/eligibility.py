"""How a site stands to a grant programme: its facts, the standing rulings, and the digest of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inspect_app.policy import Decision as Answer
from inspect_app.policy import Programme, Ruling
from inspect_app.records.applications import Application, ApplicationState, applications_of
from inspect_app.records.decisions import Decision, standing_grants
from inspect_app.records.organisation import Site
from inspect_app.records.types import digest
from inspect_app.workflow import assessing, facts
from inspect_app.workflow.office import Office

_ACCEPTED = frozenset({ApplicationState.ACCEPTED, ApplicationState.CERTIFIED})


@dataclass(frozen=True)
class Inputs:
    """All a decision under a programme rests on, as it stands now."""

    programme: Programme
    facts: Mapping[str, Any]
    rulings: tuple[Ruling, ...]

    @cached_property
    def result(self) -> Answer:
        """What the programme's rules say."""
        return self.programme.decide(self.facts, self.rulings)

    @property
    def frozen_rulings(self) -> list[dict[str, str]]:
        """The rulings as they are kept with a decision."""
        return [ruling.to_json() for ruling in self.rulings]

    @property
    def sha256(self) -> str:
        """Equal for equal facts, rulings and edition."""
        return digest({"edition": self.programme.sha256, "facts": self.facts, "rulings": self.frozen_rulings})


def eligibility(office: Office, programme_id: str, site: Site) -> Answer:
    """What the programme in force today comes to for a site, with the standing rulings."""
    return inputs(office, programme_id, site).result


def inputs(office: Office, programme_id: str, site: Site, superseding: Decision | None = None) -> Inputs:
    """What a decision would rest on today; `superseding` is the issued one that it would replace."""
    programme = office.library.programme(programme_id, on=office.today)
    return Inputs(
        programme=programme,
        facts=facts_for(office, programme, site, superseding),
        rulings=tuple(assessing.rulings(office, programme)),
    )


def facts_for(
    office: Office, programme: Programme, site: Site, superseding: Decision | None = None
) -> dict[str, Any]:
    """The facts of a programme: those the district stated, and those the records themselves hold.

    `acceptance` comes from the site's applications and is absent while none is decided; `already_granted`
    from the standing decisions, without the one that is to be replaced.
    """
    known = facts.programme_facts(office, site, programme)
    accepted = acceptance(applications_of(office.session, site.id))
    if "acceptance" in programme.facts and accepted is not None:
        known["acceptance"] = accepted
    if "already_granted" in programme.facts:
        granted = standing_grants(office.session, programme.id, site.id)
        known["already_granted"] = any(each is not superseding for each in granted)
    return known


def acceptance(applications: list[Application]) -> str | None:
    """What acceptance came to by these applications, newest first: "passed", "failed", or None while open.

    A site once accepted stays accepted; after a refusal a new application leaves the matter open again.
    """
    if any(application.state in _ACCEPTED for application in applications):
        return "passed"
    latest = next((a for a in applications if a.state != ApplicationState.WITHDRAWN), None)
    return "failed" if latest is not None and latest.state == ApplicationState.REFUSED else None
