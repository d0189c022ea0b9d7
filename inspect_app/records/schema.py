"""All tables together: importing this module makes every record known to SQLAlchemy."""

from inspect_app.records import (
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
)
from inspect_app.records.types import Base

SUBJECTS = (
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
)

metadata = Base.metadata
