"""Text in both languages, and how numbers, money and months are written in it."""

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext
from typing import NamedTuple

# More digits than any accepted number has, so that sums and differences stay exact.
EXACT_DIGITS = 400
# NUL, and half of a character pair: no file, page or database takes them.
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class Text(NamedTuple):
    """One sentence or label, in Chinese and in English."""

    zh: str
    en: str

    def joined(self, other: "Text") -> "Text":
        """This sentence and then the other."""
        return Text(self.zh + other.zh, f"{self.en} {other.en}")


def in_a_row(sentences: Iterable[Text]) -> Text:
    """Several sentences, one after the other."""
    found = tuple(sentences)
    return Text("".join(text.zh for text in found), " ".join(text.en for text in found))


def plain_number(value: int | Decimal) -> str:
    """A number for reading: thousands grouped, no trailing zeros, never an exponent."""
    if isinstance(value, int):
        return f"{value:,}"
    shown = f"{value:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def yuan(fen: int) -> str:
    """An amount of whole fen written in yuan: 50000001 -> "500,000.01"."""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}.{rest:02d}" if rest else f"{sign}{whole:,}"


def difference(larger: int | Decimal, smaller: int | Decimal) -> int | Decimal:
    """The exact difference of two numbers."""
    if isinstance(larger, int) and isinstance(smaller, int):
        return larger - smaller
    with localcontext() as context:
        context.prec = EXACT_DIGITS
        return Decimal(larger) - Decimal(smaller)


def tenths(numerator: int, denominator: int) -> Decimal:
    """A fraction of zero or more with one decimal, halves going up."""
    return Decimal((20 * numerator + denominator) // (2 * denominator)).scaleb(-1)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word a person most likely meant, or None when none is close."""
    # Imported here: only a mistake needs it, and the start of every command would pay for it.
    from difflib import get_close_matches

    matches = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else None
