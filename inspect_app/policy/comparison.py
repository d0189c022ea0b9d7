"""What two editions of one standard say differently: items, facts and the weights of sections.

    found = compare(standard_2013, standard_2014)
    found.items_changed[0].changes[0].before            # Text("办公服务用房面积：不少于 50 平方米", …)

Rules are compared as data and shown as the sentence of what they ask for, so that nothing that can change a
verdict goes unseen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from inspect_app.policy.facts import FactDeclaration, FactType
from inspect_app.policy.items import Item
from inspect_app.policy.sentences import listed
from inspect_app.policy.standard import Section, Standard
from inspect_app.policy.text import Text, plain_number
from inspect_app.policy.verdicts import Mode

NOTHING = Text("", "")


class Aspect(Enum):
    """In what respect two editions differ, as people read it."""

    TITLE = Text("名称", "title")
    CLAUSE = Text("条款", "clause")
    SECTION = Text("所属部分", "section")
    OBLIGATION = Text("约束程度", "obligation")
    MODE = Text("判定方式", "how it is judged")
    REQUIREMENT = Text("要求", "requirement")
    GUIDANCE = Text("检查要点", "what to look at")
    WEIGHT = Text("分值", "weight")
    TYPE = Text("填写方式", "how it is stated")
    UNIT = Text("单位", "unit")
    MINIMUM = Text("最小值", "least value")
    CODES = Text("可选内容（只列不同的）", "choices (those that differ)")
    FIELDS = Text("每条记录的内容（只列不同的）", "contents of a record (those that differ)")
    HELP = Text("填写说明", "help")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that two editions say differently; a text is empty where an edition says nothing of it."""

    aspect: Aspect
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class ItemChange:
    old: Item
    new: Item
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    old: FactDeclaration
    new: FactDeclaration
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section with another title or weight; `old` or `new` is None where an edition does not have it."""

    old: Section | None
    new: Section | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs from `old` to `new`, in the order of the edition that has it."""

    old: Standard
    new: Standard
    items_added: tuple[Item, ...]
    items_removed: tuple[Item, ...]
    items_changed: tuple[ItemChange, ...]
    facts_added: tuple[FactDeclaration, ...]
    facts_removed: tuple[FactDeclaration, ...]
    facts_changed: tuple[FactChange, ...]
    sections_changed: tuple[SectionChange, ...]

    def to_json(self) -> dict[str, object]:
        """The names of what differs, for a record of the step from one to the other."""
        return {
            "from": {"edition": self.old.edition, "sha256": self.old.sha256},
            "to": {"edition": self.new.edition, "sha256": self.new.sha256},
            "items_added": [each.id for each in self.items_added],
            "items_removed": [each.id for each in self.items_removed],
            "items_changed": [each.new.id for each in self.items_changed],
            "facts_added": [each.name for each in self.facts_added],
            "facts_removed": [each.name for each in self.facts_removed],
            "facts_changed": [each.new.name for each in self.facts_changed],
        }


def compare(old: Standard, new: Standard) -> Comparison:
    """What differs between two editions of one standard."""
    sections = _titles(old), _titles(new)
    items = [
        ItemChange(old.items[item.id], item, tuple(_item(old, new, old.items[item.id], item, sections)))
        for item in new.items.values()
        if item.id in old.items
    ]
    before, after = _stated(old), _stated(new)
    facts = [
        FactChange(before[name], fact, tuple(_fact(before[name], fact)))
        for name, fact in after.items()
        if name in before
    ]
    return Comparison(
        old,
        new,
        items_added=tuple(each for each in new.items.values() if each.id not in old.items),
        items_removed=tuple(each for each in old.items.values() if each.id not in new.items),
        items_changed=tuple(each for each in items if each.changes),
        facts_added=tuple(each for name, each in after.items() if name not in before),
        facts_removed=tuple(each for name, each in before.items() if name not in after),
        facts_changed=tuple(each for each in facts if each.changes),
        sections_changed=tuple(_sections(old, new)),
    )


def _titles(standard: Standard) -> dict[str, Text]:
    return {section.id: section.title for section in standard.sections}


def _stated(standard: Standard) -> dict[str, FactDeclaration]:
    """The facts that somebody states; the grades follow the judged items."""
    return {name: each for name, each in standard.facts.items() if each.type is not FactType.JUDGEMENTS}


def _item(
    old: Standard, new: Standard, before: Item, after: Item, sections: tuple[Mapping[str, Text], ...]
) -> Iterator[Change]:
    yield from _differing(Aspect.TITLE, before.title, after.title)
    yield from _differing(Aspect.CLAUSE, before.basis, after.basis)
    if before.section != after.section:
        yield Change(Aspect.SECTION, sections[0][before.section], sections[1][after.section])
    yield from _differing(Aspect.OBLIGATION, before.obligation.label, after.obligation.label)
    yield from _differing(Aspect.MODE, _MODES[before.mode], _MODES[after.mode])
    if before.rule.to_json() != after.rule.to_json():
        yield Change(Aspect.REQUIREMENT, _requirement(old, before), _requirement(new, after))
    yield from _differing(Aspect.GUIDANCE, before.guidance, after.guidance)


def _requirement(standard: Standard, item: Item) -> Text:
    return item.rule.requirement(standard.facts)


def _fact(before: FactDeclaration, after: FactDeclaration) -> Iterator[Change]:
    yield from _differing(Aspect.TITLE, before.label, after.label)
    yield from _differing(Aspect.TYPE, _TYPES[before.type], _TYPES[after.type])
    yield from _differing(Aspect.UNIT, before.unit, after.unit)
    if before.minimum != after.minimum:
        yield Change(Aspect.MINIMUM, before.quantity(before.minimum), after.quantity(after.minimum))
    yield from _choices(Aspect.CODES, before.codes, after.codes)
    yield from _choices(Aspect.FIELDS, _described(before.fields), _described(after.fields))
    yield from _differing(Aspect.HELP, before.help, after.help)


def _described(fields: Mapping[str, FactDeclaration]) -> dict[str, Text]:
    return {name: _description(each) for name, each in fields.items()}


def _description(declared: FactDeclaration) -> Text:
    """A field of a record in a few words: its label, and what it may hold."""
    parts = [_TYPES[declared.type], *([declared.unit] if declared.unit else []), *declared.codes.values()]
    if declared.minimum:
        parts.append(Text(f"≥ {plain_number(declared.minimum)}", f"≥ {plain_number(declared.minimum)}"))
    holds, label = listed(parts), declared.label
    return Text(f"{label.zh}（{holds.zh}）", f"{label.en} ({holds.en})")


def _choices(aspect: Aspect, before: Mapping[str, Text], after: Mapping[str, Text]) -> Iterator[Change]:
    """Of named texts those that one edition alone has, or that read otherwise."""
    gone = listed(text for name, text in before.items() if after.get(name) != text)
    come = listed(text for name, text in after.items() if before.get(name) != text)
    yield from _differing(aspect, gone, come)


def _sections(old: Standard, new: Standard) -> Iterator[SectionChange]:
    before = {section.id: section for section in old.sections}
    after = {section.id: section for section in new.sections}
    for name in [*after, *(name for name in before if name not in after)]:
        one, other = before.get(name), after.get(name)
        changes = (
            *_differing(Aspect.TITLE, one.title if one else None, other.title if other else None),
            *_differing(Aspect.WEIGHT, _points(one), _points(other)),
        )
        if changes:
            yield SectionChange(one, other, changes)


def _points(section: Section | None) -> Text | None:
    return Text(f"{section.weight} 分", f"{section.weight} points") if section else None


def _differing(aspect: Aspect, before: Text | None, after: Text | None) -> Iterator[Change]:
    if before != after:
        yield Change(aspect, before or NOTHING, after or NOTHING)


_MODES = {
    Mode.MEASURED: Text("按事实判定", "decided by facts"),
    Mode.JUDGED: Text("检查员评分", "graded by the inspector"),
}
_TYPES = {
    FactType.BOOL: Text("是或否", "yes or no"),
    FactType.INT: Text("整数", "a whole number"),
    FactType.NUMBER: Text("数字，可带小数", "a number, decimals allowed"),
    FactType.FEN: Text("金额", "an amount of money"),
    FactType.CODE: Text("选一项", "one choice"),
    FactType.CODES: Text("选多项", "several choices"),
    FactType.MONTHS: Text("月份", "months"),
    FactType.DATE: Text("日期", "a day"),
    FactType.TEXT: Text("文字", "a short text"),
    FactType.RECORDS: Text("逐条登记", "records"),
}
