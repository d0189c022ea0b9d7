"""The policy core and the commands that need it alone start without web server and database libraries."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("flask", "werkzeug", "sqlalchemy", "PIL", "reportlab", "openpyxl")


def modules_after(program: str) -> set[str]:
    """The top-level modules a fresh interpreter holds after running a program."""
    ending = "\nimport sys, json; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    run = subprocess.run(
        [sys.executable, "-c", program + ending], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_the_policy_core_imports_neither_flask_nor_sqlalchemy() -> None:
    assert modules_after("import inspect_app.policy").isdisjoint(HEAVY)


def test_assess_answers_without_flask_and_sqlalchemy(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text("{}")
    arguments = ["assess", "station-2013", str(facts)]
    program = f"from inspect_app.cli import main; main({arguments}, standalone_mode=False)"
    assert modules_after(program).isdisjoint(HEAVY)
