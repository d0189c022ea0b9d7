"""`inspect-app assess`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COLUMNS = {"verdict", "obligation", "clause", "facts", "missing", "explanation"}


def test_one_object_is_answered_with_every_item(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text('{"floor_area_m2": 49.99, "equipment": ["telephone"]}')
    done = run("assess", "station-2013", "facts.json")
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (answer["standard"], answer["edition"], answer["outcome"]) == (
        "station-2013",
        "2013-01-24",
        "rectify",
    )
    assert answer["score"] == 0
    assert "staff.count" in answer["open"]
    area = answer["items"]["premises.area"]
    assert set(area) == COLUMNS
    assert (area["verdict"], area["obligation"], area["clause"]) == ("not_met", "mandatory", "二(一)1")
    assert (area["facts"], area["missing"]) == ({"floor_area_m2": 49.99}, [])
    assert "49.99" in area["explanation"]["zh"]
    assert "49.99" in area["explanation"]["en"]


def test_an_array_is_answered_with_a_line_each_in_its_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text('[{"street_front": true}, {"street_front": false}, {}]')
    done = run("assess", "station-2013", "facts.json")
    verdicts = [
        json.loads(line)["items"]["premises.street_front"]["verdict"] for line in done.stdout.splitlines()
    ]
    assert (done.returncode, verdicts) == (0, ["met", "not_met", "undecided"])


def test_standard_input_is_read_for_a_dash(run: Run) -> None:
    done = run("assess", "workers-home-2013", "-", stdin=b'{"equipped": true}')
    assert json.loads(done.stdout)["items"]["sign.equipped"]["verdict"] == "met"


def test_an_empty_array_is_answered_with_nothing(run: Run) -> None:
    done = run("assess", "station-2013", "-", stdin=b"[]")
    assert (done.returncode, done.stdout) == (0, b"")


def test_nothing_of_an_array_is_printed_when_a_later_site_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text('[{}, {}, {"member_count": -5}]')
    done = run("assess", "station-2013", "facts.json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "facts.json[2]: member_count: must not be negative (-5). Give 0 or more." in done.stderr.decode()


def test_lines_are_answered_until_a_bad_one_which_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text('{}\n\n{"street_front": true}\n{"street_front": 1}\n{}\n')
    done = run("assess", "station-2013", "facts.jsonl")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (2, 2)
    assert all(json.loads(line)["standard"] == "station-2013" for line in lines)
    message = done.stderr.decode()
    assert "facts.jsonl:4: street_front: is of the wrong type (1)" in message
    assert "2 answered before it." in message


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("facts.json", b"", "facts.json: is empty"),
        ("facts.json", b"\n", "facts.json: is empty"),
        ("facts.json", b"[{}, 3]", "facts.json[1]: is not an object"),
        ("facts.json", b'"station"', "facts.json: is not an object"),
        ("facts.json", b'{"street_front": tru}', "facts.json: no JSON at 1:18"),
        ("facts.json", b'{"member_count": 1, "member_count": 1}', "facts.json: member_count: is given twice"),
        ("facts.json", b'{"floor_area_m2": NaN}', "facts.json: NaN: is not a finite number"),
        ("facts.json", b'{"floor_area": 60}', 'Perhaps "floor_area_m2" was meant'),
        ("facts.json", b'{"equipment": ["printer", "copyer"]}', 'Perhaps "copier" was meant'),
        ("facts.json", b'{"months_due": ["2013-13"]}', "facts.json: months_due[0]: is not a month"),
        ("facts.json", b"\xff\xfe{}", "facts.json: byte 1 is not UTF-8"),
        ("facts.json", b'{"member_count": ' + b"9" * 6000 + b"}", "is a number of 6000 digits"),
        ("facts.jsonl", b"", "facts.jsonl: the file is empty"),
        ("facts.jsonl", b"[{}]\n", "facts.jsonl:1: is not an object"),
        ("facts.jsonl", b"\xff\n", "facts.jsonl:1: byte 1 is not UTF-8"),
        ("facts.jsonl", b"{}" + b" " * 5_000_000, "facts.jsonl: line 1: is longer than"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_file_place_and_remedy(
    run: Run, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("assess", "station-2013", name)
    message = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in message
    assert message.startswith("错误：")
    assert len(message.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("station-2031", "facts.json"), 'Perhaps "station-2013" was meant'),
        (("exterior-2013", "facts.json"), 'there is no "exterior-2013"'),
        (("station-2013", "nowhere.json"), "nowhere.json: cannot be read"),
        (("station-2013", "nowhere.jsonl"), "nowhere.jsonl: cannot be read"),
        (("station-2013", "."), ".: cannot be read"),
        (("station-2013", "facts.json", "--edition", "2014"), 'there is no edition "2014"'),
        (("station-2013", "facts.json", "--on", "2013-02-30"), "--on: is a day that does not exist"),
        (("station-2013", "facts.json", "--on", "2012-12-31"), "is not in force yet on 2012-12-31"),
    ],
)
def test_a_wrong_argument_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    (tmp_path / "facts.json").write_text("{}")
    done = run("assess", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()


def test_a_ruling_file_decides_what_needs_a_ruling(run: Run, tmp_path: Path) -> None:
    ruling = {
        "item": "staff.count",
        "boundary": "member_count=2000",
        "reading": "up_to_2000",
        "reason": "从宽",
        "by": "李明",
        "at": "2013-03-01T09:00:00+08:00",
    }
    (tmp_path / "facts.json").write_text('{"member_count": 2000, "full_time_staff": 3}')
    (tmp_path / "rulings.json").write_text(json.dumps([ruling]))
    (tmp_path / "wrong.json").write_text(json.dumps([ruling | {"reading": "x"}]))
    (tmp_path / "short.json").write_text(json.dumps([{"item": "staff.count"}]))
    done = run("assess", "station-2013", "facts.json", "--rulings", "rulings.json")
    item = json.loads(done.stdout)["items"]["staff.count"]
    assert (item["verdict"], item["ruling"]) == ("met", ruling)
    wrong = run("assess", "station-2013", "facts.json", "--rulings", "wrong.json")
    assert (
        wrong.returncode,
        "wrong.json: ruling staff.count: has no such reading" in wrong.stderr.decode(),
    ) == (
        2,
        True,
    )
    short = run("assess", "station-2013", "facts.json", "--rulings", "short.json")
    assert "short.json: rulings[0].boundary: needs a text" in short.stderr.decode()


def test_messages_and_answers_survive_a_terminal_without_chinese(run: Run) -> None:
    good = run(
        "assess", "station-2013", "-", stdin='{"staff": [{"name": "李强"}]}'.encode(), encoding="ascii"
    )
    assert "李强" in good.stdout.decode()
    bad = run("assess", "station-2013", "-", stdin='{"面积": 1}'.encode(), encoding="ascii")
    assert (bad.returncode, b"is an unknown name" in bad.stderr) == (2, True)
