"""One run of each kind: whatever fails, everything arrives. `make faults` does many."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.runs import KINDS


@pytest.mark.timeout(900)
def test_everything_arrives_once_whatever_fails(tmp_path: Path) -> None:
    # In a process of its own: other tests of this one may hold a browser already.
    results = tmp_path / "faults.jsonl"
    runs = ["--runs", str(len(KINDS)), "--seed", "1", "--results", str(results)]
    told = subprocess.run([sys.executable, "-m", "tests.faults", *runs], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    outcomes = [json.loads(line) for line in results.read_text().splitlines()]
    assert {each["kind"] for each in outcomes} == set(KINDS)
    assert all(each["done"]["answers"] >= 6 and each["done"]["photographs"] >= 2 for each in outcomes)
