"""Whatever is filled in, the tablet says word for word what the server says."""

from itertools import cycle, islice
from random import Random

from inspect_app.policy import Assessment, Standard
from inspect_app.policy.loading.rules import READERS
from inspect_app.policy.writing import assessment_writer
from tests.tablet.node import Question, canonical, tablet_answers
from tests.tablet.random_facts import FactMaker

SEED = 2013
OWN_SETS = 20_000
# Of the kinds of rules, types of facts and nestings that the project's own standards do not use.
OTHER_SETS = 4_000


def own_and_others(standards: list[Standard]) -> tuple[list[int], list[int]]:
    """The positions of the project's own standards, and of the one with every kind of rule."""
    others = [index for index, standard in enumerate(standards) if standard.id == "every-kind"]
    return [index for index in range(len(standards)) if index not in others], others


def questions(standards: list[Standard], share: int = 1) -> list[Question]:
    """The random sets, or one in so many of them; the same ones in every run."""
    chance = Random(SEED)  # noqa: S311 -- nothing secret
    makers = [FactMaker(standard, chance) for standard in standards]
    own, others = own_and_others(standards)
    drawn = [*islice(cycle(own), OWN_SETS // share), *islice(cycle(others), OTHER_SETS // share)]
    return [Question(index, makers[index].facts(), makers[index].rulings()) for index in drawn]


def assess(standards: list[Standard], question: Question) -> Assessment:
    return standards[question.standard].assess(question.facts, question.rulings)


def test_tablet_and_server_agree_on_twenty_thousand_random_fact_sets(standards: list[Standard]) -> None:
    asked = questions(standards)
    writers = [assessment_writer(standard) for standard in standards]
    compared = 0
    for question, answer in zip(asked, tablet_answers(standards, asked), strict=True):
        server = writers[question.standard](assess(standards, question))
        assert canonical(answer) == canonical(server), question.line()
        compared += 1
    assert compared == OWN_SETS + OTHER_SETS


def test_the_sets_reach_every_verdict_of_the_projects_own_standards(standards: list[Standard]) -> None:
    own, _ = own_and_others(standards)
    reached = {
        (question.standard, item, result.verdict)
        for question in questions(standards, share=4)
        if question.standard in own
        for item, result in assess(standards, question).items.items()
    }
    possible = {
        (index, item.id, verdict)
        for index in own
        for item in standards[index].items.values()
        for verdict in item.rule.verdicts()
    }
    assert sorted(possible - reached) == []


def test_the_standards_use_every_kind_of_rule(standards: list[Standard]) -> None:
    written = {word for standard in standards for word in standard.source_text.replace("{", " ").split()}
    assert {f"{tag}:" for tag in READERS} - written == set()
