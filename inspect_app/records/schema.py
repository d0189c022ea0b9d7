"""All tables together: importing this module makes every record known to SQLAlchemy."""

from inspect_app.records import (
    answers,
    applications,
    certificates,
    counters,
    decisions,
    editions,
    facts,
    history,
    inspections,
    organisation,
    people,
    photographs,
    rectification,
    rulings,
    signatures,
)
from inspect_app.records.types import Base

SUBJECTS = (
    answers,
    applications,
    certificates,
    counters,
    decisions,
    editions,
    facts,
    history,
    inspections,
    organisation,
    people,
    photographs,
    rectification,
    rulings,
    signatures,
)

metadata = Base.metadata
