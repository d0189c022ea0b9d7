"""Numbers of official documents: drawn without gaps, and read back however somebody writes them."""

import re
import unicodedata

from inspect_app.records.counters import next_number
from inspect_app.workflow.office import Office

_BRACKETS = str.maketrans("[({<【〈《", "〔" * 7) | str.maketrans("])}>】〉》", "〕" * 7)
_NUMBER = re.compile(r"(?P<prefix>[^〔〕]+)〔(?P<year>\d{4})〕第?(?P<running>\d{1,9})号?")


def draw(office: Office, prefix: str) -> str:
    """The next number of this year, such as 京工补字〔2013〕0001号; given back if the transaction fails."""
    year = office.today.year
    return written(prefix, year, next_number(office.session, f"{prefix}{year}"))


def written(prefix: str, year: int, running: int) -> str:
    return f"{prefix}〔{year}〕{running:04d}号"


def normalised(entered: str) -> str:
    """A number as documents carry it: six-angled brackets, four digits, no spaces.

    What cannot be such a number comes back without its spaces.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", entered)).translate(_BRACKETS)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return plain
    return written(found["prefix"], int(found["year"]), int(found["running"]))
