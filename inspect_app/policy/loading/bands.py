"""Size classes as they are written in a checklist, checked for gaps."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from inspect_app.policy.loading.entry import Entry
from inspect_app.policy.loading.terms import NUMBERS, Terms
from inspect_app.policy.rules import Band, Bands, Rule
from inspect_app.policy.text import Text

_WRITE_ENDS = Text("请核对相邻两档的起止值", "Check where one class ends and the next begins")


def read_bands(entry: Entry, terms: Terms, read: Callable[[Entry], Rule]) -> Bands:
    """The rule by size class; `read` reads the rule inside a class. Raises `ChecklistError`."""
    found = entry.fields(("by", "classes"))
    declared = terms.fact(found["by"], *NUMBERS)
    entries = found["classes"].sequence()
    if len(entries) < 2:
        found["classes"].refuse(
            Text("至少要有两档", "there must be two classes or more"),
            Text("只有一种情形时，请直接写规则", "Where all sites are alike, write the rule without classes"),
        )
    bands = [_band(each, terms, read) for each in entries]
    _refuse_same_reading(entries, bands)
    _refuse_open_ends(found["classes"], bands, declared.minimum)
    for (_, lower), (upper_entry, upper) in pairwise(zip(entries, bands, strict=True)):
        _refuse_gap(upper_entry, lower, upper)
    return Bands(declared.name, tuple(bands))


def _band(entry: Entry, terms: Terms, read: Callable[[Entry], Rule]) -> Band:
    found = entry.fields(("reading", "text", "rule"), ("from", "above", "up_to", "below"))
    low, low_included = _end(entry, found, terms, "from", "above")
    high, high_included = _end(entry, found, terms, "up_to", "below")
    return Band(
        reading=found["reading"].name(),
        text=found["text"].text(),
        rule=read(found["rule"]),
        low=low,
        low_included=low_included,
        high=high,
        high_included=high_included,
    )


def _end(
    entry: Entry, found: dict[str, Entry], terms: Terms, included: str, excluded: str
) -> tuple[int | Decimal | None, bool]:
    if included in found and excluded in found:
        entry.refuse(
            Text(
                f"“{included}”与“{excluded}”只能有一个", f'"{included}" and "{excluded}" exclude each other'
            ),
            Text("请删去一个", "Remove one"),
        )
    if excluded in found:
        return terms.number(found[excluded]), False
    return (terms.number(found[included]) if included in found else None), True


def _refuse_same_reading(entries: list[Entry], bands: list[Band]) -> None:
    seen: set[str] = set()
    for entry, band in zip(entries, bands, strict=True):
        if band.reading in seen:
            entry.refuse(
                Text(f"读法“{band.reading}”重复", f'reading "{band.reading}" again'),
                Text("请另取名称", "Give it another name"),
            )
        seen.add(band.reading)


def _refuse_open_ends(entry: Entry, bands: list[Band], minimum: int) -> None:
    if bands[0].low is not None and bands[0].low > minimum:
        entry.refuse(Text("最小的一档没有覆盖最小值", "the first class leaves out small values"), _WRITE_ENDS)
    if bands[-1].high is not None:
        entry.refuse(
            Text("最大的一档没有覆盖更大的值", "the last class leaves out large values"), _WRITE_ENDS
        )


def _refuse_gap(entry: Entry, lower: Band, upper: Band) -> None:
    if lower.high is None or upper.low is None or upper.low < lower.high:
        entry.refuse(Text("相邻两档重叠", "two classes overlap by more than one number"), _WRITE_ENDS)
    touching = lower.high_included or upper.low_included
    if upper.low > lower.high or not touching:
        entry.refuse(Text("相邻两档之间有空缺", "there is a gap between two classes"), _WRITE_ENDS)
