"""The way of a subsidy for the town's station, step by step, each by the person whose task it is."""

from typing import Any

from inspect_app.records.decisions import Decision, LedgerLine
from inspect_app.records.people import Role
from inspect_app.workflow import facts, rulings, subsidy
from tests.workflow import journey
from tests.workflow.town import Town

EXTERIOR = "exterior-2013"
PROJECT = "project-funds"
GRANT_FEN = 2_000_000
BOUNDARY_FEN = 50_000_000


def state(town: Town, **values: Any) -> None:
    """The district states what programmes ask of the station."""
    facts.state_programme_facts(town.as_("district"), town.sites["gate"], values)


def eligible(town: Town) -> Town:
    """The station is certified, its street union is not rich, and it was built in September."""
    journey.certified(town)
    state(town, retained_funds_fen=48_600_000, completed_on="2013-09-30")
    return town


def rule(town: Town, reading: str = "up_to_500000") -> Any:
    """The city rules what exactly 500,000 yuan means."""
    return rulings.rule(
        town.as_("city_signatory"), EXTERIOR, "funds", f"retained_funds_fen={BOUNDARY_FEN}", reading, "含本数"
    )


def proposed(town: Town) -> Decision:
    return subsidy.propose(town.as_("city_officer"), EXTERIOR, town.sites["gate"])


def review(town: Town, decision: Decision) -> Decision:
    return subsidy.review(town.as_("city_reviewer"), decision, decision.version)


def sign(town: Town, decision: Decision) -> Decision:
    return subsidy.sign(town.as_("city_signatory"), decision, decision.version)


def issue(town: Town, decision: Decision) -> Decision:
    return subsidy.issue(town.as_("city_officer"), decision, decision.version)


def pay(town: Town, decision: Decision, reference: str = "付字1号") -> LedgerLine:
    day = town.office.today
    return subsidy.pay(town.as_("city_officer"), decision, reference, day, decision.version)


def signed(town: Town) -> Decision:
    return sign(town, review(town, proposed(town)))


def issued(town: Town) -> Decision:
    return issue(town, signed(town))


def paid(town: Town) -> Decision:
    decision = issued(town)
    pay(town, decision)
    return decision


def through(town: Town, decision: Decision) -> Decision:
    """Review, sign and issue."""
    return issue(town, sign(town, review(town, decision)))


def second(town: Town, role: Role) -> str:
    """Another person with a city role; answers the user name."""
    username = f"{role}-2"
    town.person(username, role, town.nodes["city"])
    return username
