"""The terms a checklist declares, and which of them its rules use."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from inspect_app.policy.dated import Value
from inspect_app.policy.errors import did_you_mean
from inspect_app.policy.facts import FactDeclaration, FactType
from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.text import Text

NUMBERS = (FactType.INT, FactType.NUMBER, FactType.FEN)


class Terms:
    """Declared facts and figures by name; `unused` is asked at the end."""

    def __init__(self, facts: Mapping[str, FactDeclaration], values: Mapping[str, Value]) -> None:
        self.facts = facts
        self.values = values
        self._facts_used: set[str] = set()
        self._values_used: set[str] = set()

    def fact(self, entry: Entry, *types: FactType) -> FactDeclaration:
        """The declared fact an entry names; it must be of one of the types."""
        name = entry.word()
        declared = self.facts.get(name)
        if declared is None:
            unknown = Text(
                f"规则读取了未声明的事实“{name}”", f'the rule reads "{name}", which is not declared'
            )
            entry.refuse(unknown, did_you_mean(name, self.facts))
        if declared.type not in types:
            wanted = "/".join(types)
            wrong = Text(f"“{name}”的类型是 {declared.type}", f'"{name}" is of type {declared.type}')
            entry.refuse(wrong, Text(f"这种规则需要 {wanted}", f"This kind of rule needs {wanted}"))
        self._facts_used.add(name)
        return declared

    def number(self, entry: Entry) -> int | Decimal:
        """The figure an entry names, as a number."""
        value = self._value(entry).value
        if isinstance(value, date):
            entry.refuse(
                Text("此处应为数值", "must be a number"), Text("请引用数值", "Name a figure that is a number")
            )
        return value

    def day(self, entry: Entry) -> date:
        """The figure an entry names, as a day."""
        value = self._value(entry).value
        if not isinstance(value, date):
            entry.refuse(
                Text("此处应为日期", "must be a day"), Text("请引用日期", "Name a figure that is a day")
            )
        return value

    def _value(self, entry: Entry) -> Value:
        name = entry.word()
        if name not in self.values:
            unknown = Text(f"未声明的数值“{name}”", f'"{name}" is not declared under values')
            entry.refuse(unknown, did_you_mean(name, self.values))
        self._values_used.add(name)
        return self.values[name]

    def code(self, entry: Entry, codes: Mapping[str, Text]) -> str:
        """One of the declared codes."""
        word = entry.word()
        if word not in codes:
            entry.refuse(Text(f"未知代码“{word}”", f'unknown code "{word}"'), did_you_mean(word, codes))
        return word

    def refuse_unused(self, facts: Mapping[str, Entry], values: Mapping[str, Entry]) -> None:
        """Stop at a fact or a figure that is declared and that no rule reads."""
        for name, entry in facts.items():
            if name not in self._facts_used:
                entry.refuse(
                    Text("没有规则读取这个事实", "no rule reads this fact"),
                    Text("请删去或用于规则", "Remove it or use it in a rule"),
                )
        for name, entry in values.items():
            if name not in self._values_used:
                entry.refuse(
                    Text("没有规则使用这个数值", "no rule uses this figure"),
                    Text("请删去或用于规则", "Remove it or use it in a rule"),
                )
