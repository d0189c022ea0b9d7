"""What every act is given: the open transaction, the checklists, the evidence, who acts and when."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from inspect_app.evidence.store import FolderStore
from inspect_app.policy import Library
from inspect_app.records.people import Person

# The documents' days are days in Beijing.
BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Office:
    """One unit of work. Acts read and write through `session` and never commit.

    `at` is aware; `verify_url` is where a number printed on a letter can be checked ("https://…/verify/");
    `demo_note` is printed on every document of a demonstration city.
    """

    session: Session
    library: Library
    store: FolderStore
    by: Person
    at: dt.datetime
    verify_url: str = ""
    demo_note: str = ""

    @property
    def today(self) -> dt.date:
        """The day in Beijing on which the act is done."""
        return self.at.astimezone(BEIJING).date()
