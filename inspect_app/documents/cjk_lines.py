"""Where lines of Chinese text, mixed with Latin words and figures, may be broken.

Chinese breaks between any two characters except where the punctuation rules (禁则) forbid it: no line starts
with a closing mark or ends with an opening one, and paired dashes and dots stay whole. Latin words, figures,
dates and addresses are never cut unless one alone is wider than a line. Pure: no fonts, no flowables.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEW_LINE = "\n"
OBJECT = "\ufffc"  # an inline picture: any line may break on either side of it
MARKER = ""  # takes no room and stays between its neighbours

NO_LINE_START = frozenset("，。、；：？！）》〉」』】〕〗｝］”’…—～·％‰℃°′″‐–,.;:?!)]}%>»々〃ー㎡³²")
NO_LINE_END = frozenset("（《〈「『【〔〖｛［“‘￥＄$([{<«№§")
# A figure stays with its unit: 2013年, 9月, 17号, 20,000元.
_UNITS = frozenset("年月日时分号元万项个")
_NO_BREAK_SPACE = "\xa0"
_FIRST_CJK = "\u2e80"
_NOT_WORD = frozenset(" “”‘’…—·") | {OBJECT}
# Sums of widths are inexact, and a line that fits exactly must fit.
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Span:
    """One line: the characters [start, end), and the dropped ones up to `resume`, where the next line begins.

    `forced` says that the text asked for the break.
    """

    start: int
    end: int
    resume: int
    forced: bool


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between these two neighbouring characters."""
    if MARKER in (before, after) or after == " " or after in NO_LINE_START or before in NO_LINE_END:
        return False
    if _NO_BREAK_SPACE in (before, after) or (before.isdecimal() and after in _UNITS):
        return False
    return not (_in_word(before) and _in_word(after))


def break_lines(chars: Sequence[str], widths: Sequence[float], room: Callable[[int], float]) -> list[Span]:
    """Fill lines greedily; `room(n)` is the width of line n, counted from 0.

    `chars` holds single characters, NEW_LINE, OBJECT or MARKER, each with its width. Spaces at the end of a
    line are dropped and do not count for its width; every other character is in exactly one span.
    """
    spans: list[Span] = []
    start = 0
    while start < len(chars):
        stop = _fit(chars, widths, start, room(len(spans)))
        spans.append(_span(chars, start, stop))
        start = spans[-1].resume
    return spans


def _fit(chars: Sequence[str], widths: Sequence[float], start: int, room: float) -> int:
    """The index the line from `start` stops before: a NEW_LINE, an allowed break, or the end of the text."""
    used = 0.0
    last_break = start
    for index in range(start, len(chars)):
        char = chars[index]
        if char == NEW_LINE:
            return index
        if index > start and may_break(chars[index - 1], char):
            last_break = index
        used += widths[index]
        if used > room + _TOLERANCE and char != " " and index > start:
            return last_break if last_break > start else _cut_word(chars, start, index)
    return len(chars)


def _cut_word(chars: Sequence[str], start: int, index: int) -> int:
    """Cut a word wider than its line, still not before a closing mark or after an opening one if possible."""
    for place in range(index, start, -1):
        if chars[place] not in NO_LINE_START and chars[place - 1] not in NO_LINE_END:
            return place
    return index


def _span(chars: Sequence[str], start: int, stop: int) -> Span:
    forced = stop < len(chars) and chars[stop] == NEW_LINE
    resume = stop + 1 if forced else stop
    while not forced and resume < len(chars) and chars[resume] == " ":
        resume += 1
    end = stop
    while end > start and chars[end - 1] == " ":
        end -= 1
    return Span(start, end, resume, forced)


def _in_word(char: str) -> bool:
    return char < _FIRST_CJK and char not in _NOT_WORD
