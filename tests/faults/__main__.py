"""Many runs, counted: `make faults`, or

    python -m tests.faults [--runs N] [--seed FIRST] [--results FILE]

Every run is told in a line when it ends and written to the file of results. Started again, it leaves out the
seeds that stand there; without the file it begins anew. Ends with 1 when anything was wrong.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from inspect_app.web.database import db
from inspect_app.workflow.history import broken_links
from tests.faults.place import open_place
from tests.faults.runs import KINDS, Outcome, Place, run_one

DONE = ("answers", "photographs", "signatures", "ends")


def main() -> int:
    options = _options()
    options.results.parent.mkdir(parents=True, exist_ok=True)
    seeds = range(options.seed, options.seed + options.runs)
    known = _read(options.results)
    left = [seed for seed in seeds if seed not in known]
    with (
        tempfile.TemporaryDirectory(prefix="inspect-app-faults-") as folder,
        open_place(Path(folder), options.results.parent) as place,
    ):
        for seed in left:
            outcome = run_one(place, seed)
            known[seed] = outcome
            _tell(outcome)
            with options.results.open("a") as results:
                results.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")
        broken = _broken_links(place) if left else []
    return _report([known[seed] for seed in seeds], broken)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Inspections in which something fails on purpose.")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="of the first run")
    parser.add_argument("--results", type=Path, default=Path("build/faults.jsonl"))
    return parser.parse_args()


def _read(results: Path) -> dict[int, Outcome]:
    """By seed; what went wrong is tried again."""
    if not results.exists():
        return {}
    found = [Outcome(**json.loads(line)) for line in results.read_text().splitlines()]
    return {each.seed: each for each in found if not each.wrong}


def _tell(outcome: Outcome) -> None:
    print(f"{outcome.seed:>6}  {outcome.kind:<26}{outcome.seconds:>6.1f} s", *outcome.wrong, sep="\n        ")
    sys.stdout.flush()


def _broken_links(place: Place) -> list[int]:
    with place.app.app_context():
        return broken_links(db.session)


def _report(outcomes: Iterable[Outcome], broken: list[int]) -> int:
    """One line for each kind of fault and one for all; answers the code to end with."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.kind].append(outcome)
    print(f"\n{'what failed':<26}{'runs':>6}" + "".join(f"{name:>13}" for name in DONE) + f"{'wrong':>7}")
    for kind in KINDS:
        _print_line(kind, by_kind[kind])
    everything = [each for found in by_kind.values() for each in found]
    _print_line("all", everything)
    if broken:
        print(f"the chain of the history is broken at {broken}")
    return int(bool(broken) or any(each.wrong for each in everything))


def _print_line(name: str, outcomes: list[Outcome]) -> None:
    done = sum((Counter(each.done) for each in outcomes), Counter[str]())
    wrong = sum(bool(each.wrong) for each in outcomes)
    print(f"{name:<26}{len(outcomes):>6}" + "".join(f"{done[what]:>13}" for what in DONE) + f"{wrong:>7}")


if __name__ == "__main__":
    sys.exit(main())
