"""What can go wrong in the policy core.

    PolicyError
    ├── FactError        a fact, a ruling or a table of stations that cannot be accepted as it is
    └── ChecklistError   a checklist file that cannot be accepted as it is

Every error says where, what is wrong and what to do, in Chinese and in English.
"""

from collections.abc import Iterable
from pathlib import Path

from inspect_app.policy.sentences import Remedy, listed_words
from inspect_app.policy.text import Text, nearest


class PolicyError(Exception):
    """The family. `place` says where (empty for the whole), `message` what is wrong, `remedy` what to do."""

    def __init__(self, place: str, message: Text, remedy: Text) -> None:
        super().__init__(place, message, remedy)
        self.place = place
        self.message = message
        self.remedy = remedy

    def text(self) -> Text:
        """The whole error as one sentence or two in each language."""
        zh, en = f"{self.message.zh}。{self.remedy.zh}。", f"{self.message.en}. {self.remedy.en}."
        return Text(f"{self.place}：{zh}", f"{self.place}: {en}") if self.place else Text(zh, en)

    def __str__(self) -> str:
        return self.text().en


class FactError(PolicyError):
    """A fact that cannot be accepted. `place` is like `staff[2].city_hours` (counted from 0)."""


class ChecklistError(PolicyError):
    """A checklist file that cannot be accepted. `file` and `line` (from 1) say where."""

    def __init__(self, file: Path, line: int, message: Text, remedy: Text) -> None:
        super().__init__(f"{file}:{line}", message, remedy)
        self.file = file
        self.line = line


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """A remedy for an unknown word: the nearest known one, else the whole list."""
    words = sorted(known)
    found = nearest(word, words)
    if found is not None:
        return Text(f"可能应为“{found}”", f'Perhaps "{found}" was meant')
    return Remedy.KNOWN(words=listed_words(words))
