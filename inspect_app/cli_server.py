"""The commands around the pages. Flask is imported only when one of them runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from inspect_app.cli_input import BadInput, refusals
from inspect_app.policy import Text
from inspect_app.settings import Settings, SettingsError

_host = click.option("--host", default="127.0.0.1", show_default=True)
_port = click.option("--port", default=8000, show_default=True)


@click.command()
@_host
@_port
def demo(host: str, port: int) -> None:
    """Make a city of 349 stations in a fresh embedded database, then serve it."""
    from inspect_app import serving

    with _start_refusals():
        settings = _local(host, port)
        serving.make_demo(settings, click.echo)
        _serve(serving.demo_settings(settings), host, port, serving.demo_logins())


@click.command()
@click.option("--demo", is_flag=True, help="Serve the demonstration city; make it when there is none.")
@_host
@_port
def serve(demo: bool, host: str, port: int) -> None:
    """Serve the pages. The database must have been brought up to date with `migrate`."""
    from inspect_app import serving

    with _start_refusals():
        settings = _local(host, port) if demo else Settings.from_environment()
        if demo and not serving.demo_is_ready(settings):
            serving.make_demo(settings, click.echo)
        chosen = serving.demo_settings(settings) if demo else settings
        _serve(chosen, host, port, serving.demo_logins() if demo else None)


@click.command()
def migrate() -> None:
    """Create the database, or bring it to the schema of this release."""
    from inspect_app.records.migrate import upgrade

    with _start_refusals():
        settings = Settings.from_environment()
        settings.make_folders()
        upgrade(settings.database_url)


@click.command()
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


@click.command()
def history() -> None:
    """Check the chain of the history: that no entry was changed, taken out or put in."""
    from inspect_app import serving

    with _start_refusals():
        checked = serving.check_history(Settings.from_environment())
    if checked.broken:
        ids = ", ".join(map(str, checked.broken))
        raise BadInput(
            Text(
                f"办理记录的链条在以下记录处断开：{ids}。请与备份核对。",
                f"The chain of the history is broken at {ids}. Compare with a backup.",
            )
        )
    click.echo(f"{checked.entries} 条记录，链条完整。 {checked.entries} entries, unbroken.")
    click.echo(checked.newest)


COMMANDS = (demo, serve, migrate, found, history)


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

    app = serving.ready_app(settings)
    if logins:
        click.echo(logins)
    try:
        serving.serve(app, host, port, click.echo)
    except OSError as wrong:
        zh = f"无法在 {host}:{port} 启动服务（{wrong.strerror}）。请用 --port 换一个端口。"
        en = f"Cannot serve on {host}:{port} ({wrong.strerror}). Choose another with --port."
        raise BadInput(Text(zh, en)) from None
