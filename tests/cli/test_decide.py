"""`inspect-app decide`."""

import json

import pytest

from tests.cli.conftest import Run

ELIGIBLE = {
    "retained_funds_fen": 49_999_999,
    "completed_on": "2013-12-31",
    "acceptance": "passed",
    "already_granted": False,
}


def test_a_decision_has_the_amount_and_every_condition(run: Run) -> None:
    done = run("decide", "exterior-2013", "-", stdin=json.dumps(ELIGIBLE).encode())
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert (answer["programme"], answer["edition"]) == ("exterior-2013", "2013-01-24")
    assert (answer["decision"], answer["amount_fen"]) == ("eligible", 2_000_000)
    assert list(answer["conditions"]) == ["funds", "completed_2013", "accepted", "once"]
    assert {"verdict", "clause", "facts", "explanation"} <= set(answer["conditions"]["funds"])
    assert answer["conditions"]["completed_2013"]["facts"] == {"completed_on": "2013-12-31"}


@pytest.mark.parametrize(
    ("changes", "decision"),
    [
        ({"retained_funds_fen": 50_000_000}, "needs_ruling"),
        ({"retained_funds_fen": 50_000_001}, "ineligible"),
        ({"completed_on": "2014-01-01"}, "ineligible"),
        ({"acceptance": "failed"}, "ineligible"),
    ],
)
def test_only_an_eligible_application_has_an_amount(
    run: Run, changes: dict[str, object], decision: str
) -> None:
    answer = json.loads(
        run("decide", "exterior-2013", "-", stdin=json.dumps(ELIGIBLE | changes).encode()).stdout
    )
    assert (answer["decision"], answer["amount_fen"]) == (decision, None)


def test_project_funds_name_who_pays_and_leave_the_amount_to_a_person(run: Run) -> None:
    facts = b'[{"retained_funds_fen": 9999999, "district_in_difficulty": true}, {"retained_funds_fen": 0}]'
    lines = run("decide", "project-funds", "-", stdin=facts).stdout.splitlines()
    answers = [json.loads(line) for line in lines]
    assert [(each["decision"], each["amount_fen"]) for each in answers] == [
        ("eligible_city", None),
        ("undecided", None),
    ]
    assert "理由" in answers[0]["amount_note"]["zh"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"completed_on": "2013-02-29"}, "completed_on: is a day that does not exist ('2013-02-29')"),
        ({"completed": "2013-02-28"}, 'Perhaps "completed_on" was meant'),
        ({"retained_funds_fen": 0.5}, "retained_funds_fen: is of the wrong type (0.5)"),
        ({"acceptance": "ok"}, "acceptance: is an unknown code ('ok')"),
    ],
)
def test_bad_input_is_refused(run: Run, facts: dict[str, object], says: str) -> None:
    done = run("decide", "exterior-2013", "-", stdin=json.dumps(facts).encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines()[1].startswith("Error: standard input: ")
    assert says in done.stderr.decode()
