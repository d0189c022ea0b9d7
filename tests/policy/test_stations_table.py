"""The table of stations."""

from datetime import date

import pytest

from inspect_app.policy import FactError, StationProgress
from inspect_app.policy.reading.stations import read_stations

HEADER = "station,district,retained_funds_yuan,completed_on,accepted_on\n"


def table(text: str) -> list[StationProgress]:
    return read_stations(text.splitlines(keepends=True))


def test_columns_come_in_any_order_and_the_last_three_may_be_empty() -> None:
    text = (
        "district,station,accepted_on,completed_on,retained_funds_yuan\n"
        '东城区,"东华门, 一站",2013-12-05,2013-11-30,500000.5\n'
        "\n"
        "东城区,景山,,,\n"
    )
    assert table(text) == [
        StationProgress("东华门, 一站", "东城区", 50_000_050, date(2013, 11, 30), date(2013, 12, 5)),
        StationProgress("景山", "东城区"),
    ]


@pytest.mark.parametrize(
    ("yuan", "fen"), [("0", 0), ("500000", 50_000_000), ("499999.99", 49_999_999), ("0.1", 10), ("", None)]
)
def test_amounts_are_exact(yuan: str, fen: int | None) -> None:
    (station,) = table(f"{HEADER}景山,东城区,{yuan},,\n")
    assert station.retained_funds_fen == fen


def test_the_same_name_in_two_districts_is_two_stations() -> None:
    assert len(table(f"{HEADER}新华,东城区,,,\n新华,通州区,,,\n")) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: the file is empty"),
        (HEADER, "line 1: there is no station"),
        ("station,district\n", 'line 1: column "retained_funds_yuan" is missing'),
        (HEADER.replace("accepted_on", "acepted_on"), 'line 1: unknown column "acepted_on"'),
        (HEADER.replace("accepted_on", "completed_on"), 'line 1: column "completed_on" again'),
        (f"{HEADER}景山,东城区,,\n", "line 2: has 4 cells, not 5"),
        (f"{HEADER}景山,东城区,500,000,,\n", "line 2: has 6 cells, not 5"),
        (f"{HEADER},东城区,,,\n", 'line 2: "station" is empty'),
        (f"{HEADER}景山, ,,,\n", 'line 2: "district" is empty'),
        (f"{HEADER}景山,东城区,-1,,\n", "line 2: retained_funds_yuan is no amount (-1)"),
        (f"{HEADER}景山,东城区,1e5,,\n", "line 2: retained_funds_yuan is no amount (1e5)"),
        (f"{HEADER}景山,东城区,nan,,\n", "line 2: retained_funds_yuan is no amount (nan)"),
        (f"{HEADER}景山,东城区,0.001,,\n", "line 2: retained_funds_yuan is no amount (0.001)"),
        (f"{HEADER}景山,东城区,{'9' * 19},,\n", "line 2: retained_funds_yuan is no amount"),
        (f"{HEADER}\n景山,东城区,,2013-02-30,\n", "line 3: completed_on is a day that does not exist"),
        (f"{HEADER}景山,东城区,,,2013/1/5\n", "line 2: accepted_on is not a date"),
        (f'{HEADER}"景\n山",东城区,,,\n景山,东城区,x,,\n', "line 4: retained_funds_yuan is no amount"),
        (f"{HEADER}景山,东城区,,,\n景山,东城区,,,\n", 'line 3: station "景山" again'),
        (f'{HEADER}"景山,东城区,,,\n', "line 2: is not correct CSV"),
    ],
)
def test_a_wrong_table_is_refused_with_the_line(text: str, says: str) -> None:
    with pytest.raises(FactError) as refused:
        table(text)
    assert str(refused.value).startswith(says)
    assert refused.value.remedy.zh
