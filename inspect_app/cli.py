"""The `inspect-app` command. Flask is imported only inside the commands that serve pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from inspect_app.cli_input import BadInput, answer_all, as_json, print_line, read_json, read_table, refusals
from inspect_app.policy import Plan, Programme, Ruling, Standard, Text, load_library
from inspect_app.policy.cases import mismatches
from inspect_app.policy.loading.cases import FILE_NAME, load_cases
from inspect_app.policy.reading.rulings import rulings_from_json
from inspect_app.policy.scalar_facts import parse_day
from inspect_app.policy.writing import assessment_writer
from inspect_app.settings import Settings, SettingsError, default_checklists

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


_host = click.option("--host", default="127.0.0.1", show_default=True)
_port = click.option("--port", default=8000, show_default=True)


@main.command()
@_host
@_port
def demo(host: str, port: int) -> None:
    """Make a city of 349 stations in a fresh embedded database, then serve it."""
    from inspect_app import serving

    with _start_refusals():
        settings = _local(host, port)
        serving.make_demo(settings, click.echo)
        _serve(serving.demo_settings(settings), host, port, serving.demo_logins())


@main.command()
@click.option("--demo", is_flag=True, help="Serve the demonstration city; make it when there is none.")
@_host
@_port
def serve(demo: bool, host: str, port: int) -> None:
    """Serve the pages. The database must have been brought up to date with `migrate`."""
    from inspect_app import serving

    with _start_refusals():
        settings = _local(host, port) if demo else Settings.from_environment()
        if demo and not serving.demo_is_ready():
            serving.make_demo(settings, click.echo)
        chosen = serving.demo_settings(settings) if demo else settings
        _serve(chosen, host, port, serving.demo_logins() if demo else None)


@main.command()
def migrate() -> None:
    """Create the database, or bring it to the schema of this release."""
    from inspect_app.records.migrate import upgrade

    with _start_refusals():
        settings = Settings.from_environment()
        settings.make_folders()
        upgrade(settings.database_url)


@main.command()
@click.option("--code", prompt="单位编码 Code of the city union", help="The city union's code, like 110000.")
@click.option("--city", prompt="单位名称 Name of the city union", help="The city union's name.")
@click.option("--username", prompt="管理员用户名 User name", help="The first administrator's user name.")
@click.option("--name", prompt="管理员姓名 Name", help="The first administrator's name.")
@click.option("--email", prompt="管理员邮箱 E-mail", help="The first administrator's e-mail address.")
@click.password_option(help="The first administrator's password; asked for when not given.")
def found(code: str, city: str, username: str, name: str, email: str, password: str) -> None:
    """Found the city: the root of the tree and the first administrator, who then enters everybody else."""
    from inspect_app import serving

    with _start_refusals():
        serving.found_city(Settings.from_environment(), code, city, username, name, email, password)


@contextmanager
def _start_refusals() -> Iterator[None]:
    """Turn what keeps a server from starting into one clear message."""
    from inspect_app.workflow.errors import WorkflowError

    try:
        with refusals(""):
            yield
    except SettingsError as wrong:
        raise BadInput(Text(f"设置有误：{wrong}", f"A setting is wrong: {wrong}")) from None
    except WorkflowError as refused:
        raise BadInput(Text(refused.text.zh, refused.text.en)) from None


def _local(host: str, port: int) -> Settings:
    """Settings for a server that is reached at the address it listens on."""
    return replace(Settings.from_environment(), base_url=f"http://{host}:{port}")


def _serve(settings: Settings, host: str, port: int, logins: str | None) -> None:
    from inspect_app import serving
    from inspect_app.app import create_app
    from inspect_app.records.migrate import needs_migration

    app = create_app(settings)
    if needs_migration(settings.database_url):
        zh = "数据库尚未建立或版本较旧。请先运行 inspect-app migrate。"
        raise BadInput(
            Text(zh, "The database is missing or older than this release. Run inspect-app migrate first.")
        )
    if logins:
        click.echo(logins)
    try:
        serving.serve(app, host, port, click.echo)
    except OSError as wrong:
        zh = f"无法在 {host}:{port} 启动服务（{wrong.strerror}）。请用 --port 换一个端口。"
        en = f"Cannot serve on {host}:{port} ({wrong.strerror}). Choose another with --port."
        raise BadInput(Text(zh, en)) from None


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
