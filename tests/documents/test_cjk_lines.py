import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspect_app.documents.cjk_lines import (
    MARKER,
    NEW_LINE,
    NO_LINE_END,
    NO_LINE_START,
    OBJECT,
    break_lines,
    may_break,
)


def _advances(chars):
    return [0 if char in (NEW_LINE, MARKER) else 0.5 if char < "\u2e80" else 1 for char in chars]


def _lines(text, room, first=None):
    spans = break_lines(text, _advances(text), lambda line: first if line == 0 and first else room)
    return ["".join(text[span.start : span.end]) for span in spans]


def test_lines_are_filled_to_the_last_character_that_fits():
    assert _lines("工会服务站建设", 3) == ["工会服", "务站建", "设"]


def test_the_first_line_may_be_shorter():
    assert _lines("工会服务站建设", 4, first=2) == ["工会", "服务站建", "设"]


def test_no_line_starts_with_a_closing_mark():
    assert _lines("工会服，务站。", 3) == ["工会", "服，务", "站。"]


def test_no_line_ends_with_an_opening_mark():
    assert _lines("工会（服务）站", 3) == ["工会", "（服", "务）站"]


def test_dashes_and_dots_stay_in_pairs_and_with_what_they_follow():
    assert _lines("工会服——务", 3.5) == ["工会", "服——务"]
    assert _lines("工会务……好", 3.5) == ["工会", "务……好"]


@pytest.mark.parametrize("word", ["20,000.00", "2013-11-20", "inspect-app", "70%", "CY-017"])
def test_figures_dates_and_latin_words_are_not_cut(word):
    lines = _lines(f"服务站编号{word}建设完成", 7)
    assert any(word in line for line in lines)


def test_a_figure_stays_with_its_unit():
    assert _lines("完成于2013年9月", 5.5) == ["完成于", "2013年9月"]


def test_a_word_wider_than_the_line_is_cut_where_it_must():
    lines = _lines("https://inspect.example.org/verify/0123456789，", 5)
    assert "".join(lines) == "https://inspect.example.org/verify/0123456789，"
    assert all(len(line) <= 10 for line in lines)
    assert lines[-1] != "，"


def test_asked_for_breaks_are_kept_even_when_nothing_stands_between_them():
    spans = break_lines("甲\n\n乙", _advances("甲\n\n乙"), lambda _: 9)
    assert [(span.start, span.end, span.forced) for span in spans] == [
        (0, 1, True),
        (2, 2, True),
        (3, 4, False),
    ]


def test_spaces_at_a_break_are_dropped_and_others_kept():
    assert _lines("trade union work", 3) == ["trade", "union", "work"]
    assert _lines("工会 service 站", 20) == ["工会 service 站"]


def test_a_picture_may_stand_at_either_end_of_a_line():
    assert may_break("文", OBJECT)
    assert may_break(OBJECT, "文")
    assert not may_break(OBJECT, "，")


def test_a_marker_never_parts_from_its_neighbours():
    assert not may_break("文", MARKER)
    assert not may_break(MARKER, "文")


_TEXT = st.text(st.sampled_from("工会服务站建设，。；：（）《》“”—… ab1.20%年月\n"), max_size=120)


@given(_TEXT, st.integers(2, 12))
@example("。" * 9, 2)
@example("（" * 9, 2)
@example("       ", 2)
def test_nothing_is_lost_and_nothing_is_wider_than_its_line(text, room):
    advances = _advances(text)
    spans = break_lines(text, advances, lambda _: room)
    place = 0
    for span in spans:
        assert span.start == place
        assert set(text[span.end : span.resume]) <= {" ", NEW_LINE}
        assert sum(advances[span.start : span.end]) <= room or span.end - span.start == 1
        place = span.resume
    assert place == len(text)


@given(
    st.text(st.sampled_from("工会服务站建设，。；：（）《》"), min_size=1, max_size=200), st.integers(8, 30)
)
def test_forbidden_ends_occur_only_where_nothing_else_fits(text, room):
    lines = _lines(re.sub(r"([^\w]){3,}", "工", text), room)
    for line, following in itertools.pairwise(lines):
        assert following[0] not in NO_LINE_START
        assert line[-1] not in NO_LINE_END
