"""All pages of the city's officers, by subject."""

from inspect_app.web.city import (
    acceptance,
    approvals,
    certificates,
    correction,
    decisions,
    editions,
    eligibility,
    files,
    letters,
    money,
    progress,
    queue,
    rulings,
    schedule,
    sites,
)
from inspect_app.web.city.blueprint import blueprint

__all__ = [
    "acceptance",
    "approvals",
    "blueprint",
    "certificates",
    "correction",
    "decisions",
    "editions",
    "eligibility",
    "files",
    "letters",
    "money",
    "progress",
    "queue",
    "rulings",
    "schedule",
    "sites",
]
