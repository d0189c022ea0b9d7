"""Everything under a folder of checklists: a folder each, with one file for each edition."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from inspect_app.policy.errors import ChecklistError, FactError, did_you_mean
from inspect_app.policy.loading.plans import load_plan
from inspect_app.policy.loading.programmes import load_programme
from inspect_app.policy.loading.standards import load_standard
from inspect_app.policy.plan import Plan
from inspect_app.policy.programme import Programme
from inspect_app.policy.standard import Standard
from inspect_app.policy.text import Text


class Edition(Protocol):
    """What standards, programmes and plans have in common."""

    @property
    def id(self) -> str: ...

    @property
    def edition(self) -> str: ...

    @property
    def valid_from(self) -> date: ...


E = TypeVar("E", bound=Edition)
# Editions of one checklist, the oldest first.
Editions = Mapping[str, tuple[E, ...]]


@dataclass(frozen=True, slots=True)
class Library:
    """All checklists in all their editions. `standards`, `programmes` and `plans` hold the latest of each."""

    folder: Path
    standard_editions: Editions[Standard] = field(default_factory=dict)
    programme_editions: Editions[Programme] = field(default_factory=dict)
    plan_editions: Editions[Plan] = field(default_factory=dict)

    @property
    def standards(self) -> dict[str, Standard]:
        """The latest edition of every standard by id."""
        return {name: found[-1] for name, found in self.standard_editions.items()}

    @property
    def programmes(self) -> dict[str, Programme]:
        """The latest edition of every programme by id."""
        return {name: found[-1] for name, found in self.programme_editions.items()}

    @property
    def plans(self) -> dict[str, Plan]:
        """The latest edition of every plan by id."""
        return {name: found[-1] for name, found in self.plan_editions.items()}

    def standard(self, name: str, edition: str | None = None, on: date | None = None) -> Standard:
        """A standard: this edition, the one in force on a day, or the latest. Raises `FactError`."""
        return _choose(self.standard_editions, name, edition, on)

    def standard_with(self, sha256: str) -> Standard | None:
        """The edition with this digest, of whatever standard."""
        editions = (each for found in self.standard_editions.values() for each in found)
        return next((each for each in editions if each.sha256 == sha256), None)

    def programme(self, name: str, edition: str | None = None, on: date | None = None) -> Programme:
        """A programme, chosen like a standard. Raises `FactError`."""
        return _choose(self.programme_editions, name, edition, on)

    def plan(self, name: str, edition: str | None = None, on: date | None = None) -> Plan:
        """A plan, chosen like a standard. Raises `FactError`."""
        return _choose(self.plan_editions, name, edition, on)


def load_library(folder: Path) -> Library:
    """Every checklist under a folder. Raises `ChecklistError` for the first mistake in any file."""
    if not folder.is_dir():
        raise ChecklistError(
            folder, 1, Text("没有这个文件夹", "is not a folder"), Text("请检查路径", "Check the path")
        )
    return Library(
        folder=folder,
        standard_editions=_editions(folder, "standard", load_standard),
        programme_editions=_editions(folder, "programme", load_programme),
        plan_editions=_editions(folder, "plan", load_plan),
    )


def _editions(folder: Path, kind: str, load: Callable[[Path], E]) -> dict[str, tuple[E, ...]]:
    found: dict[str, list[E]] = {}
    for file in sorted((*folder.glob(f"*/{kind}.yaml"), *folder.glob(f"*/{kind}@*.yaml"))):
        loaded = load(file)
        _refuse_wrong_place(file, kind, loaded)
        editions = found.setdefault(loaded.id, [])
        _refuse_second(file, loaded, editions)
        editions.append(loaded)
    return {name: tuple(sorted(each, key=lambda one: one.valid_from)) for name, each in found.items()}


def _refuse_wrong_place(file: Path, kind: str, loaded: Edition) -> None:
    if loaded.id != file.parent.name:
        raise ChecklistError(
            file,
            1,
            Text(f"编号“{loaded.id}”与文件夹名不同", f'the id "{loaded.id}" is not the name of its folder'),
            Text("请改为相同", "Make them the same"),
        )
    if file.name not in (f"{kind}.yaml", f"{kind}@{loaded.edition}.yaml"):
        raise ChecklistError(
            file,
            1,
            Text(
                f"文件名与版次“{loaded.edition}”不同",
                f'the file name is not that of edition "{loaded.edition}"',
            ),
            Text(f"请改名为 {kind}@{loaded.edition}.yaml", f"Name it {kind}@{loaded.edition}.yaml"),
        )


def _refuse_second(file: Path, loaded: E, editions: Iterable[E]) -> None:
    for other in editions:
        if other.edition == loaded.edition or other.valid_from == loaded.valid_from:
            raise ChecklistError(
                file,
                1,
                Text("版次或生效日与另一版相同", "another edition has the same id or the same first day"),
                Text("请修改 edition 与 valid_from", "Change edition and valid_from"),
            )


def _choose(editions: Editions[E], name: str, edition: str | None, on: date | None) -> E:
    if name not in editions:
        unknown = Text(f"没有“{name}”", f'there is no "{name}"')
        raise FactError(name, unknown, did_you_mean(name, editions))
    found = editions[name]
    if edition is not None:
        return _by_name(name, found, edition)
    in_force = [each for each in found if on is None or each.valid_from <= on]
    if not in_force:
        early = Text(f"{on} 尚未生效", f"is not in force yet on {on}")
        first = found[0].valid_from
        raise FactError(name, early, Text(f"最早自 {first} 起", f"The first edition starts on {first}"))
    return in_force[-1]


def _by_name(name: str, found: Iterable[E], edition: str) -> E:
    by_name = {each.edition: each for each in found}
    if edition not in by_name:
        unknown = Text(f"没有版次“{edition}”", f'there is no edition "{edition}"')
        raise FactError(name, unknown, did_you_mean(edition, by_name))
    return by_name[edition]
