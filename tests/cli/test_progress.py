"""`inspect-app progress`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLE = """station,district,retained_funds_yuan,completed_on,accepted_on
一,东城区,500000,2013-12-31,2014-01-15
二,东城区,499999.99,2013-06-30,2013-06-30
三,西城区,,2013-12-31,
"""


def targets(run: Run, tmp_path: Path, as_of: str) -> dict[tuple[str, str], dict[str, object]]:
    (tmp_path / "stations.csv").write_text(TABLE, encoding="utf-8-sig")
    done = run("progress", "station-phases", "stations.csv", "--as-of", as_of)
    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout)
    assert (answer["plan"], answer["as_of"]) == ("station-phases", as_of)
    return {(each["id"], each["scope"]): each for each in answer["targets"]}


def test_a_station_counts_from_its_acceptance_for_the_year_it_was_built_in(run: Run, tmp_path: Path) -> None:
    before = targets(run, tmp_path, "2014-01-14")["city.2013", "city"]
    after = targets(run, tmp_path, "2014-01-15")["city.2013", "city"]
    assert (before["counted"], before["awaiting"], before["status"]) == (1, 2, "missed")
    assert (after["counted"], after["awaiting"], after["gap"]) == (2, 1, 98)


def test_every_district_of_the_file_has_its_targets(run: Run, tmp_path: Path) -> None:
    found = targets(run, tmp_path, "2014-01-15")
    assert [scope for name, scope in found if name == "district.2013_funded"] == ["东城区", "西城区"]
    east, west = (found["district.2013_funded", name] for name in ("东城区", "西城区"))
    assert (east["required"], east["counted"], east["status"], east["unknown"]) == (1, 1, "achieved", [])
    assert (west["required"], west["counted"], west["status"], west["unknown"]) == (0, 0, "achieved", ["三"])
    assert found["district.2013_share", "西城区"]["status"] == "missed"
    assert {"id", "scope", "due", "required", "counted", "awaiting", "status"} <= set(east)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("二,东城区,499999.99", "二,东城区,-1", "stations.csv: line 3: retained_funds_yuan is no amount"),
        ("2013-06-30,2013", "2013-06-31,2013", "line 3: completed_on is a day that does not exist"),
        ("三,西城区", "一,东城区", 'line 4: station "一" again. Merge it with line 2'),
        ("district,", "", 'line 1: column "district" is missing'),
    ],
)  # fmt: skip
def test_a_wrong_table_is_refused_with_line_and_remedy(
    run: Run, tmp_path: Path, old: str, new: str, says: str
) -> None:
    (tmp_path / "stations.csv").write_text(TABLE.replace(old, new), encoding="utf-8")
    done = run("progress", "station-phases", "stations.csv", "--as-of", "2013-11-20")
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()


def test_a_table_in_another_encoding_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stations.csv").write_bytes(TABLE.encode("gb18030"))
    done = run("progress", "station-phases", "stations.csv", "--as-of", "2013-11-20")
    assert "stations.csv: line 2: is not UTF-8 text. Save it as CSV UTF-8." in done.stderr.decode()


@pytest.mark.parametrize("as_of", ["2013-13-01", "today", "2013-2-1"])
def test_a_wrong_day_is_refused(run: Run, tmp_path: Path, as_of: str) -> None:
    (tmp_path / "stations.csv").write_text(TABLE, encoding="utf-8")
    done = run("progress", "station-phases", "stations.csv", "--as-of", as_of)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--as-of" in done.stderr.decode()


def test_a_day_must_be_given(run: Run) -> None:
    done = run("progress", "station-phases", "stations.csv")
    assert (done.returncode, b"--as-of" in done.stderr) == (2, True)
