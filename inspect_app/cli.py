"""The `inspect-app` command: questions to the policy core, and the commands of cli_server.py."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from inspect_app import cli_server
from inspect_app.cli_input import BadInput, answer_all, as_json, print_line, read_json, read_table, refusals
from inspect_app.policy import Plan, Programme, Ruling, Standard, Text, load_library
from inspect_app.policy.cases import mismatches
from inspect_app.policy.loading.cases import FILE_NAME, load_cases
from inspect_app.policy.reading.rulings import rulings_from_json
from inspect_app.policy.scalar_facts import parse_day
from inspect_app.policy.writing import assessment_writer
from inspect_app.settings import default_checklists

_edition = click.option("--edition", help="This edition instead of the latest.")
_on = click.option("--on", metavar="YYYY-MM-DD", help="The edition in force on this day.")
_rulings = click.option("--rulings", metavar="FILE.json", help="The rulings in force.")


@click.group()
@click.option(
    "--checklists",
    "folder",
    envvar="INSPECT_CHECKLISTS",
    type=click.Path(path_type=Path),
    default=default_checklists,
    help="The folder of checklists.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Certify union service stations and workers' homes against written standards."""
    context.obj = folder


for _command in cli_server.COMMANDS:
    main.add_command(_command)


@main.command()
@click.argument("standard")
@click.argument("facts")
@_edition
@_on
@_rulings
@click.pass_obj
def assess(
    folder: Path, standard: str, facts: str, edition: str | None, on: str | None, rulings: str | None
) -> None:
    """Assess the sites in FACTS (.json, .jsonl, or - for standard input) by STANDARD."""
    with refusals(""):
        chosen = load_library(folder).standard(standard, edition, _day(on, "--on"))
    ruled = _read_rulings(rulings, lambda found: chosen.assess({}, found))
    write = assessment_writer(chosen)
    answer_all(facts, chosen.check_facts, lambda given: write(chosen.assess(given, ruled)))


@main.command()
@click.argument("programme")
@click.argument("facts")
@_edition
@_on
@_rulings
@click.pass_obj
def decide(
    folder: Path, programme: str, facts: str, edition: str | None, on: str | None, rulings: str | None
) -> None:
    """Decide the applications in FACTS (.json, .jsonl, or - for standard input) by PROGRAMME."""
    with refusals(""):
        chosen = load_library(folder).programme(programme, edition, _day(on, "--on"))
    ruled = _read_rulings(rulings, lambda found: chosen.decide({}, found))
    answer_all(facts, chosen.check_facts, lambda given: as_json(chosen.decide(given, ruled).to_json()))


@main.command()
@click.argument("plan")
@click.argument("stations")
@click.option("--as-of", required=True, metavar="YYYY-MM-DD", help="The day to look at.")
@_edition
@click.pass_obj
def progress(folder: Path, plan: str, stations: str, as_of: str, edition: str | None) -> None:
    """Measure the stations of a CSV file by PLAN on a day."""
    with refusals(""):
        day = parse_day(as_of, "--as-of")
        chosen = load_library(folder).plan(plan, edition)
    print_line(as_json(chosen.progress(read_table(stations), day).to_json()))


@main.command()
@click.pass_obj
def checklists(folder: Path) -> None:
    """Validate every checklist, and run the cases beside each."""
    with refusals(""):
        library = load_library(folder)
        found: list[Standard | Programme | Plan] = [*library.standards.values()]
        found += [*library.programmes.values(), *library.plans.values()]
        for checklist in found:
            click.echo(f"{checklist.id} {checklist.edition}: {_run_cases(folder, checklist)} cases hold")


def _run_cases(folder: Path, checklist: Standard | Programme | Plan) -> int:
    file = folder / checklist.id / FILE_NAME
    with refusals(str(file)):
        cases = load_cases(checklist, file)
        wrong = mismatches(checklist, cases)
    if wrong:
        listed = "\n".join(f"{file}:{each}" for each in wrong)
        raise BadInput(
            Text(
                f"{len(wrong)} 处与案例不符。请修改规则或案例。",
                f"{len(wrong)} claims do not hold:\n{listed}",
            )
        )
    return len(cases)


def _day(raw: str | None, option: str) -> date | None:
    return parse_day(raw, option) if raw else None


def _read_rulings(file: str | None, check: Callable[[list[Ruling]], object]) -> list[Ruling]:
    """The rulings of a file, each checked against the checklist before anything is answered."""
    if file is None:
        return []
    value = read_json(file)
    with refusals(file):
        found = rulings_from_json(value, "rulings")
        check(found)
    return found
