"""Questions to the tablet's rules, and both sides' answers in one form."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from typing import IO, NamedTuple

from inspect_app.policy import Ruling, Standard
from inspect_app.policy.facts_json import plain_fact

ROOT = Path(__file__).parents[2]
NODE = Path(sys.executable).parent / "node"
ASSESS = ROOT / "inspect_app/tablet/test/assess_lines.ts"


class Question(NamedTuple):
    """Facts and rulings, to be assessed by the standard at this position."""

    standard: int
    facts: Mapping[str, object]
    rulings: Sequence[Ruling] = ()

    def line(self) -> str:
        """The question as the tablet's rules read it."""
        rulings = [ruling.to_json() for ruling in self.rulings]
        asked = {"standard": self.standard, "facts": plain_fact(self.facts), "rulings": rulings}
        return json.dumps(asked, ensure_ascii=False)


def tablet_answers(standards: Sequence[Standard], questions: Iterable[Question]) -> Iterator[str]:
    """The answers of the tablet's rules as lines of JSON, in one process, as they come."""
    first = json.dumps([standard.to_json() for standard in standards], ensure_ascii=False)
    with Popen([NODE, ASSESS], stdin=PIPE, stdout=PIPE, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        asking = Thread(target=_ask, args=(process.stdin, first, questions), daemon=True)
        asking.start()
        yield from process.stdout
        asking.join()
    assert process.returncode == 0


def _ask(file: IO[str], first: str, questions: Iterable[Question]) -> None:
    with file:
        file.write(first + "\n")
        file.writelines(question.line() + "\n" for question in questions)


def canonical(line: str) -> str:
    """A line of JSON with every number written in one way; the order of names stays."""
    return json.dumps(json.loads(line, parse_float=_number), ensure_ascii=False)


def _number(digits: str) -> int | float:
    value = float(digits)
    return int(value) if value.is_integer() else value
