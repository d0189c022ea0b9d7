import io
import itertools
import random

import pytest
from pypdf import PdfReader

from inspect_app.documents.cjk_lines import NO_LINE_END, NO_LINE_START
from inspect_app.documents.errors import DocumentError
from inspect_app.documents.typesetting import typeset

_STYLE = """
@page { size: a4; margin: 30mm; }
p { font-family: NotoSerifSC; font-size: 12pt; line-height: 18pt; text-indent: 2em; text-align: justify; }
"""
_CHARACTERS = "工会服务站建设规范职工区县街道验收合格补贴决定" * 3 + "，。；：、"
_PIECES = (
    "《标准》",
    "（一）",
    "“职工之家”",
    "20,000.00元",
    "2013年11月20日",
    "inspect-app",
    "70%",
    "——",
    "……",
)


def _typeset(body, style=_STYLE):
    return typeset(
        f"<html><head><style>{style}</style></head><body>{body}</body></html>",
        title="",
        author="",
        subject="",
    )


def _pages(pdf):
    return [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(pdf)).pages]


def _text(pdf):
    return "".join("".join(line.split()) for page in _pages(pdf) for line in page)


def _paragraph(chance, length):
    parts = []
    while sum(map(len, parts)) < length:
        parts.append(chance.choice(_PIECES) if chance.random() < 0.12 else chance.choice(_CHARACTERS))
        if parts[-1] in "，。；：、" and (len(parts) == 1 or parts[-2][-1] in "，。；：、"):
            parts.pop()
    return "".join(parts)


@pytest.mark.parametrize("seed", range(130))
def test_random_chinese_paragraphs_split_over_pages_and_lose_nothing(seed):
    chance = random.Random(seed)  # noqa: S311
    paragraphs = [_paragraph(chance, chance.randrange(20, 1800)) for _ in range(3)]
    marked = [text[:9] + f"<b>{text[9:14]}</b>" + text[14:] for text in paragraphs]
    pdf = _typeset("".join(f"<p>{text}</p>" for text in marked))
    assert _text(pdf) == "".join(paragraphs)


def test_no_drawn_line_starts_or_ends_with_a_forbidden_mark_and_no_figure_is_cut():
    chance = random.Random(2013)  # noqa: S311
    text = _paragraph(chance, 9000)
    lines = [line for page in _pages(_typeset(f"<p>{text}</p>")) for line in page]
    assert len(lines) > 200
    for line, following in itertools.pairwise(lines):
        assert following[0] not in NO_LINE_START
        assert line[-1] not in NO_LINE_END
        assert not (line[-1].isascii() and following[0].isascii())


def test_a_paragraph_goes_on_over_the_page_without_added_spaces():
    pages = _pages(_typeset("<p>" + "甲乙丙丁" * 900 + "</p>"))
    assert len(pages) > 1
    assert "".join(line for page in pages for line in page) == "甲乙丙丁" * 900


def test_line_breaks_asked_for_are_drawn_also_across_pages():
    lines = [
        line for page in _pages(_typeset("<p>" + "第一行<br>第二行<br>" * 60 + "末行</p>")) for line in page
    ]
    assert lines == ["第一行", "第二行"] * 60 + ["末行"]


def test_spaces_between_latin_words_are_kept():
    lines = _pages(_typeset("<p>工会 trade union 服务站</p>"))[0]
    assert lines == ["工会 trade union 服务站"]


def test_every_alignment_draws_the_same_text():
    for align in ("left", "center", "right", "justify"):
        pdf = _typeset("<p>" + "工会服务站建设，" * 40 + "</p>", _STYLE + f"p {{ text-align: {align}; }}")
        assert _text(pdf) == "工会服务站建设，" * 40


def test_the_same_page_gives_the_same_bytes_whatever_was_set_before():
    first = _typeset("<p>工会服务站</p>")
    _typeset("<p>另一份文书，用字不同：甲乙丙丁</p>")
    assert _typeset("<p>工会服务站</p>") == first


@pytest.mark.parametrize(
    ("body", "style", "complaint"),
    [
        ("<p>表情\U0001f600</p>", _STYLE, r"U\+1F600"),
        ("<p>工会</p>", "p { font-family: SimSun; }", "(?i)simsun"),
        ('<p><img src="https://example.org/a.png"></p>', _STYLE, "example.org"),
        ('<p><img src="/etc/passwd"></p>', _STYLE, "passwd"),
        ('<p><img src="data:image/png;base64,AAAA"></p>', _STYLE, "."),
        ("<p>工会</p>", _STYLE + "p { width: wide; }", "."),
    ],
    ids=["glyph", "font", "remote picture", "local file", "broken picture", "style"],
)
def test_whatever_cannot_be_drawn_as_written_stops_the_document(body, style, complaint):
    with pytest.raises(DocumentError, match=complaint) as stopped:
        _typeset(body, style)
    assert "未予出文" in stopped.value.zh
