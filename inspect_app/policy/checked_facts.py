"""The facts of one site, checked against the declarations of a checklist."""

from collections.abc import Mapping

from inspect_app.policy.errors import FactError
from inspect_app.policy.fact_values import parse_named, parser_for
from inspect_app.policy.facts import FactDeclaration
from inspect_app.policy.sentences import Remedy
from inspect_app.policy.text import Text


class FactCheck:
    """The parsers of all declared facts, made once."""

    __slots__ = ("_parsers",)

    def __init__(self, declared: Mapping[str, FactDeclaration]) -> None:
        self._parsers = {name: parser_for(each) for name, each in declared.items()}

    def all(self, facts: Mapping[str, object]) -> dict[str, object]:
        """Every fact normalised, or the first `FactError`."""
        if not isinstance(facts, Mapping):
            raise FactError(
                "facts",
                Text("事实应为一个对象", "must be one object of facts by name"),
                Remedy.FACTS(),
            )
        return parse_named(facts, self._parsers, "")

    def one(self, name: str, raw: object) -> object:
        """One fact normalised, or `FactError`."""
        return parse_named({name: raw}, self._parsers, "")[name]
