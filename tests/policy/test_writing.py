"""The quick way to write an assessment writes what the plain one does."""

import json

from benchmarks.by_hand import assess
from benchmarks.stations import made_stations
from inspect_app.policy import Standard
from inspect_app.policy.reading.json_text import parse_json
from inspect_app.policy.writing import assessment_writer


def test_a_line_is_the_json_of_the_assessment(station: Standard) -> None:
    write = assessment_writer(station)
    for facts in made_stations(station, 200):
        assessment = station.assess(facts)
        assert write(assessment) == json.dumps(assessment.to_json(), ensure_ascii=False)


def test_a_number_too_long_for_a_reader_is_written_as_text(station: Standard) -> None:
    exact = "49.99999999999999999999"
    facts = parse_json(f'{{"floor_area_m2": {exact}}}'.encode(), "f")
    line = json.loads(assessment_writer(station)(station.assess(facts)))
    assert line["items"]["premises.area"]["facts"] == {"floor_area_m2": exact}


def test_an_evaluation_written_by_hand_comes_to_the_same(station: Standard) -> None:
    for facts in made_stations(station, 1500, seed=7):
        assessment, by_hand = station.assess(facts), assess(facts)
        assert (assessment.outcome, float(assessment.score)) == (by_hand["outcome"], by_hand["score"])
        found = {name: result.verdict.value for name, result in assessment.items.items()}
        assert found == {name: each["verdict"] for name, each in by_hand["items"].items()}
