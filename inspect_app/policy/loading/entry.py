"""The values of a YAML file, each with its line.

A value is read as what the reader expects at its place: nothing is guessed from its look, so `no` is a word
and `2013-01` no number.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from inspect_app.policy.errors import ChecklistError, FactError, did_you_mean
from inspect_app.policy.scalar_facts import parse_day
from inspect_app.policy.text import Text

_NAME = re.compile(r"[a-z][a-z0-9_.]*")
_NAME_WANTED = Text("名称只用小写字母、数字、下划线和点", "Use small letters, digits, _ and . only")
_INTEGER = re.compile(r"-?(0|[1-9][0-9_]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9_]*)(\.[0-9]+)?")


class Entry:
    """One value of a checklist file: a mapping, a list or a single word, with its file and line."""

    __slots__ = ("file", "node", "what")

    def __init__(self, file: Path, node: Node, what: str) -> None:
        self.file = file
        self.node = node
        self.what = what

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return int(self.node.start_mark.line) + 1

    def refuse(self, message: Text, remedy: Text) -> NoReturn:
        """Stop loading here."""
        if self.what:
            message = Text(f"{self.what}：{message.zh}", f"{self.what}: {message.en}")
        raise ChecklistError(self.file, self.line, message, remedy)

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, "Entry"]:
        """A mapping with exactly these keys; `optional` ones may be absent."""
        must, may = tuple(required), tuple(optional)
        found = self.mapping()
        for key, entry in found.items():
            if key not in must and key not in may:
                entry.refuse(
                    Text(f"未知的键“{key}”", f'unknown key "{key}"'), did_you_mean(key, (*must, *may))
                )
        for key in must:
            if key not in found:
                self.refuse(
                    Text(f"缺少“{key}”", f'"{key}" is missing'), Text(f"请补上“{key}”", f'Add "{key}"')
                )
        return found

    def mapping(self) -> dict[str, "Entry"]:
        """A mapping with any keys; the same key twice is refused."""
        if not isinstance(self.node, MappingNode):
            self.refuse(
                Text("此处应为“键: 值”", "must be keys with values"),
                Text("请按“键: 值”书写", "Write key: value"),
            )
        found: dict[str, Entry] = {}
        for key_node, value_node in self.node.value:
            key = str(key_node.value)
            entry = Entry(self.file, value_node, f"{self.what}.{key}" if self.what else key)
            if key in found:
                where = found[key].line
                Entry(self.file, key_node, self.what or key).refuse(
                    Text(
                        f"键“{key}”重复（已见于第 {where} 行）", f'key "{key}" again (first on line {where})'
                    ),
                    Text("请删去其中一处", "Remove one of them"),
                )
            found[key] = entry
        return found

    def named(self) -> dict[str, "Entry"]:
        """A mapping whose keys are names: small letters, digits and _ . alone."""
        found = self.mapping()
        for key, entry in found.items():
            if not _NAME.fullmatch(key):
                entry.refuse(Text(f"“{key}”不能作名称", f'"{key}" is no name'), _NAME_WANTED)
        return found

    def name(self) -> str:
        """A name: small letters, digits and _ . alone."""
        if not _NAME.fullmatch(self.word()):
            self.refuse(Text(f"“{self.word()}”不能作名称", f'"{self.word()}" is no name'), _NAME_WANTED)
        return self.word()

    def sequence(self) -> list["Entry"]:
        """A list."""
        if not isinstance(self.node, SequenceNode):
            self.refuse(
                Text("此处应为列表", "must be a list"), Text("每行以“- ”开头", "Start each line with '- '")
            )
        return [Entry(self.file, node, f"{self.what}[{i}]") for i, node in enumerate(self.node.value)]

    def word(self) -> str:
        """A single word or text, as written."""
        if not isinstance(self.node, ScalarNode) or not str(self.node.value).strip():
            self.refuse(Text("此处应为文字", "must be a text"), Text("请填写文字", "Write a text"))
        return str(self.node.value).strip()

    def integer(self) -> int:
        """A whole number."""
        if not _INTEGER.fullmatch(self._plain()):
            self.refuse(
                Text("此处应为整数", "must be a whole number"), Text("请填写整数", "Write a whole number")
            )
        return int(self._plain())

    def number(self) -> int | Decimal:
        """A number, exact."""
        text = self._plain()
        if not _NUMBER.fullmatch(text):
            self.refuse(Text("此处应为数字", "must be a number"), Text("请填写数字", "Write a number"))
        return Decimal(text) if "." in text else int(text)

    def boolean(self) -> bool:
        """true or false."""
        if self._plain() not in ("true", "false"):
            self.refuse(
                Text("此处应为 true 或 false", "must be true or false"),
                Text("请填写 true 或 false", "Write true or false"),
            )
        return self._plain() == "true"

    def plain(self) -> Any:
        """The value as JSON would have it: numbers exact, true and false, all else a text."""
        if isinstance(self.node, MappingNode):
            return {name: entry.plain() for name, entry in self.mapping().items()}
        if isinstance(self.node, SequenceNode):
            return [entry.plain() for entry in self.sequence()]
        text = self._plain()
        if text in ("true", "false"):
            return text == "true"
        return self.number() if _NUMBER.fullmatch(text) else str(self.node.value)

    def day(self) -> date:
        """A calendar day."""
        try:
            return parse_day(self.word(), self.what)
        except FactError as wrong:
            self.refuse(wrong.message, wrong.remedy)

    def text(self) -> Text:
        """A text in both languages."""
        found = self.fields(("zh", "en"))
        return Text(found["zh"].word(), found["en"].word())

    def one_of(self, known: Mapping[str, object] | Iterable[str]) -> str:
        """One of a closed set of words."""
        word, words = self.word(), tuple(known)
        if word not in words:
            self.refuse(Text(f"未知的“{word}”", f'unknown "{word}"'), did_you_mean(word, words))
        return word

    def _plain(self) -> str:
        quoted = isinstance(self.node, ScalarNode) and self.node.style in ("'", '"')
        return "" if quoted or not isinstance(self.node, ScalarNode) else str(self.node.value)
