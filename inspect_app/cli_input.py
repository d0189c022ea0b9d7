"""What the command line reads and prints: files in, lines of JSON out, or one clear refusal."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import StringIO
from pathlib import Path
from typing import IO, Any

import click

from inspect_app.policy import PolicyError, StationProgress, Text
from inspect_app.policy.errors import FactError
from inspect_app.policy.reading.json_text import as_object, parse_json
from inspect_app.policy.reading.stations import read_stations

STANDARD_INPUT = "-"
# A line longer than this is no site: it is a file without line ends.
LONGEST_LINE = 4 * 1024 * 1024

Facts = Mapping[str, object]


class BadInput(click.ClickException):
    """Input that cannot be answered: one message on standard error, exit code 2."""

    exit_code = 2

    def __init__(self, text: Text) -> None:
        super().__init__(f"错误：{text.zh}\nError: {text.en}")

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message, also where the terminal lacks the characters."""
        stream = file or sys.stderr
        encoding = getattr(stream, "encoding", None) or "utf-8"
        click.echo(self.message.encode(encoding, "backslashreplace").decode(encoding), file=stream)


@contextmanager
def refusals(place: str, after: Text | None = None) -> Iterator[None]:
    """Turn what the policy core or the file system refuses into `BadInput`; `place` is put before it."""
    try:
        yield
    except PolicyError as wrong:
        text = wrong.text()
        if place:
            text = Text(f"{place}：{text.zh}", f"{place}: {text.en}")
        raise BadInput(text.joined(after) if after else text) from None
    except OSError as wrong:
        zh = f"{place}：无法读取（{wrong.strerror}）。请检查文件名和权限。"
        en = f"{place}: cannot be read ({wrong.strerror}). Check its name and permissions."
        raise BadInput(Text(zh, en)) from None


def read_json(file: str) -> Any:
    """The value of a JSON file, or of standard input for `-`."""
    with refusals(_name(file)):
        raw = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
        return parse_json(raw, "")


def read_table(file: str) -> list[StationProgress]:
    """The stations of a CSV file."""
    with refusals(file):
        raw = Path(file).read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            line = raw[: wrong.start].count(b"\n") + 1
            remedy = Text("请另存为“CSV UTF-8”", "Save it as CSV UTF-8")
            raise FactError(f"line {line}", Text("不是 UTF-8 文字", "is not UTF-8 text"), remedy) from None
        return read_stations(StringIO(text, newline=""))


def answer_all(file: str, check: Callable[[Facts], object], answer: Callable[[Facts], str]) -> None:
    """Print the answer to every site of a file.

    A .jsonl file is answered line by line in constant memory; anything else is checked as a whole before the
    first answer is printed.
    """
    if Path(file).suffix.lower() == ".jsonl":
        _answer_lines(file, answer)
        return
    value = read_json(file)
    sites = value if isinstance(value, list) else [value]
    for index, site in enumerate(sites):
        place = f"{_name(file)}[{index}]" if isinstance(value, list) else _name(file)
        with refusals(place):
            check(as_object(site, ""))
    for site in sites:
        print_line(answer(site))


def _answer_lines(file: str, answer: Callable[[Facts], str]) -> None:
    answered = 0
    for number, line in _lines(file):
        after = Text(f"此前已答复 {answered} 条。", f"{answered} answered before it.")
        with refusals(f"{file}:{number}", after):
            found = answer(as_object(parse_json(line, ""), ""))
        print_line(found)
        answered += 1
    if not answered:
        raise BadInput(
            Text(
                f"{file}：内容为空。请每行填写一个站点。", f"{file}: the file is empty. Give one site a line."
            )
        )


def _lines(file: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not blank, with their numbers."""
    with refusals(file), Path(file).open("rb") as lines:
        for number, line in enumerate(iter(partial(lines.readline, LONGEST_LINE + 1), b""), start=1):
            if len(line) > LONGEST_LINE:
                long = Text(f"超过 {LONGEST_LINE} 字节", f"is longer than {LONGEST_LINE} bytes")
                raise FactError(f"line {number}", long, Text("请每行填写一个站点", "Give one site a line"))
            if line.strip():
                yield number, line


def print_line(line: str) -> None:
    """One line in UTF-8, whatever the terminal's own encoding."""
    sys.stdout.buffer.write(line.encode() + b"\n")


def as_json(value: object) -> str:
    """A plain value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False)


def _name(file: str) -> str:
    return "standard input" if file == STANDARD_INPUT else file
