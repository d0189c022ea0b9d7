"""What the field of any kind of fact has in common."""

from typing import Any

from wtforms import Field

from inspect_app.policy import FactDeclaration, FactError
from inspect_app.policy.fact_values import parser_for
from inspect_app.web.language import say


class FactField(Field):
    """The field of one fact.

    `data` is the value, None while the fact is not stated or what was typed cannot be read; `typed` is what
    the page shows, just as it was typed. Every control sends its name even when it is blank: a field that the
    sent form does not hold was not on the page, and keeps its value.
    """

    typed: Any = None

    def __init__(self, declaration: FactDeclaration, **kwargs: Any) -> None:
        super().__init__(say(declaration.label), description=say(declaration.help), **kwargs)
        self.declaration = declaration
        self._parser = parser_for(declaration)

    @property
    def kind(self) -> str:
        """Which control draws this field."""
        return self.declaration.type.value

    def written(self, value: Any) -> Any:
        """How the controls show a value."""
        raise NotImplementedError

    def read(self, sent: list[str]) -> Any:
        """The value the controls say; None when they are blank. Raises ValueError with a sentence."""
        raise NotImplementedError

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values say the same."""
        return bool(one == other)

    def process_data(self, value: Any) -> None:
        self.data, self.typed = value, self.written(value)

    def process_formdata(self, sent: list[str]) -> None:
        if sent:
            self.data, self.typed = None, self.as_typed(sent)
            self.data = self.read(sent)

    def as_typed(self, sent: list[str]) -> Any:
        """What was sent, in the form in which the controls show it."""
        return sent[-1]

    def parsed(self, raw: object) -> Any:
        """A value as the policy core takes it. Raises ValueError in the policy core's words."""
        try:
            return self._parser(raw, self.declaration.name)
        except FactError as error:
            raise ValueError(in_words(error)) from error


def in_words(error: FactError) -> str:
    """What is wrong and what to do; the place is where the sentence stands."""
    message, remedy = say(error.message), say(error.remedy)
    return f"{message}. {remedy}." if message.isascii() else f"{message}。{remedy}。"
