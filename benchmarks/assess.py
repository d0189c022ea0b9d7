"""Stations a second through station-2013, from .jsonl to lines of JSON with all explanations.

    python benchmarks/assess.py [STATIONS]

Prints stations a second and peak memory, and the ratio to a plain evaluation written by hand for this one
standard (benchmarks/by_hand.py), which must come to the same verdicts and scores in the same run.
By hand means the same columns without explanations, for input known to be right; the second ratio is to
finding the bare verdicts and nothing else.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import by_hand  # noqa: E402
from benchmarks.stations import made_stations  # noqa: E402
from inspect_app.policy import Standard, load_library  # noqa: E402
from inspect_app.policy.reading.json_text import parse_json  # noqa: E402
from inspect_app.policy.writing import assessment_writer  # noqa: E402

DEFAULT_COUNT = 40_000
Answer = Callable[[bytes], str]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_COUNT
    standard = load_library(ROOT / "checklists").standard("station-2013")
    with tempfile.TemporaryDirectory() as folder:
        stations = Path(folder) / "stations.jsonl"
        with stations.open("w", encoding="utf-8") as out:
            out.writelines(
                json.dumps(each, ensure_ascii=False) + "\n" for each in made_stations(standard, count)
            )
        rules, plain, bare = (Path(folder) / name for name in ("rules.jsonl", "plain.jsonl", "bare.jsonl"))
        by_rules = timed(stations, rules, answer_by_rules(standard))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        by_plain = timed(stations, plain, lambda line: dumps(by_hand.assess(json.loads(line))))
        by_bare = timed(stations, bare, lambda line: dumps(by_hand.verdicts(json.loads(line))))
        differing = disagreements(rules, plain)
    print(f"{count} stations, CPU time of one core")
    print(f"by the checklist:       {count / by_rules:9,.0f} stations/s, peak memory {peak} MB")
    print(f"by hand, same columns:  {count / by_plain:9,.0f} stations/s, ratio {by_rules / by_plain:.2f}")
    print(f"by hand, bare verdicts: {count / by_bare:9,.0f} stations/s, ratio {by_rules / by_bare:.2f}")
    print(f"stations answered differently: {differing}")
    sys.exit(1 if differing else 0)


def answer_by_rules(standard: Standard) -> Answer:
    write = assessment_writer(standard)
    return lambda line: write(standard.assess(parse_json(line, "line")))


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def timed(stations: Path, results: Path, answer: Answer) -> float:
    """The CPU seconds to answer every line of one file into another."""
    started = process_time()
    with stations.open("rb") as lines, results.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(answer(line) + "\n")
    return process_time() - started


def disagreements(rules: Path, plain: Path) -> int:
    """How many stations have another outcome, score, open list, or another verdict on any item."""
    with rules.open(encoding="utf-8") as ours, plain.open(encoding="utf-8") as theirs:
        return sum(essence(line) != essence(other) for line, other in zip(ours, theirs, strict=True))


def essence(line: str) -> list[object]:
    answer = json.loads(line)
    verdicts = {item: (each["verdict"], each["facts"]) for item, each in answer["items"].items()}
    return [answer["outcome"], answer["score"], answer["open"], verdicts]


if __name__ == "__main__":
    main()
