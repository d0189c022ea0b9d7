import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from inspect_app.documents.errors import TableRefused
from inspect_app.documents.reading import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from inspect_app.documents.workbook import TableRow, read_table, write_workbook

HEADER = ("名称", "面积")


def _sheet(content):
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_a_workbook_has_a_frozen_header_and_typed_cells():
    content = write_workbook(
        "站点清单",
        ["名称", "面积", "补贴（元）", "验收日期", "备注"],
        [["麦子店站", Decimal("46.5"), 20_000, date(2013, 11, 20), None]],
    )
    sheet = _sheet(content)
    assert sheet.title == "站点清单"
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["名称", "面积", "补贴（元）", "验收日期", "备注"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "d", "n"]
    assert sheet["B2"].value == 46.5
    assert sheet["D2"].number_format == "yyyy-mm-dd"


def test_columns_are_as_wide_as_their_content_within_bounds():
    sheet = _sheet(write_workbook("表", ["短", "中", "长"], [["a", "朝阳区麦子店", "很长" * 200]]))
    widths = [sheet.column_dimensions[column].width for column in "ABC"]
    assert widths == [8, 14, 60]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_text_that_looks_like_a_formula_stays_text(start):
    text = f'{start}HYPERLINK("http://example.org","x")'
    cell = _sheet(write_workbook("表", ["名称"], [[text]]))["A2"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix


def test_control_characters_are_shown_as_replaced():
    assert _sheet(write_workbook("表", ["名称"], [["甲\x07乙"]]))["A2"].value == "甲\ufffd乙"


@pytest.mark.parametrize(("title", "name"), [("a/b:[c]*?", "a b  c"), ("表" * 40, "表" * 31), ("*", "Sheet")])
def test_any_title_becomes_a_sheet_name_excel_accepts(title, name):
    assert _sheet(write_workbook(title, ["名称"], [])).title == name


def test_a_row_of_another_length_than_the_header_is_a_mistake():
    with pytest.raises(ValueError, match="zip"):
        write_workbook("表", ["甲", "乙"], [["只有一格"]])


def test_what_was_written_reads_back():
    rows = [["麦子店站", 46], ["=1+1", 50]]
    assert read_table(write_workbook("表", HEADER, rows), "a.xlsx") == [
        TableRow(1, HEADER),
        TableRow(2, ("麦子店站", "46")),
        TableRow(3, ("=1+1", "50")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_people_save(encoding):
    content = "名称,面积\r\n麦子店站, 46.5 \r\n".encode(encoding)
    assert read_table(content, "站点.CSV") == [TableRow(1, HEADER), TableRow(2, ("麦子店站", "46.5"))]


def test_rows_keep_their_line_numbers_past_blank_and_broken_lines():
    content = '名称,面积\n\n"两行\n名称",50\n,,\n末站\n'.encode()
    assert read_table(content, "a.csv") == [
        TableRow(1, HEADER),
        TableRow(3, ("两行\n名称", "50")),
        TableRow(6, ("末站", "")),
    ]


def test_excel_values_read_as_people_see_them():
    workbook = Workbook()
    workbook.active.append(["编号", 12, 12.5, date(2013, 11, 20), True, None, "  空格  "])
    content = io.BytesIO()
    workbook.save(content)
    assert read_table(content.getvalue(), "a.xlsx") == [
        TableRow(1, ("编号", "12", "12.5", "2013-11-20", "True", "", "空格"))
    ]


def _broken_copies():
    whole = write_workbook("表", HEADER, [["甲", 1]])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    yield "cut", whole[: len(whole) // 2]
    yield "text", b"not a workbook"
    yield "old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    for left_out in parts:
        yield f"without {left_out}", _zip({name: part for name, part in parts.items() if name != left_out})
        yield f"garbled {left_out}", _zip({**parts, left_out: b"<broken"})
    yield "no part", _zip({})


def _zip(parts):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return output.getvalue()


@pytest.mark.filterwarnings("ignore:Defined names:UserWarning:openpyxl")
@pytest.mark.parametrize("content", [pytest.param(broken, id=name) for name, broken in _broken_copies()])
def test_a_broken_workbook_is_refused_or_read_but_never_crashes(content):
    try:
        rows = read_table(content, "a.xlsx")
    except TableRefused:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.cells)


@pytest.mark.parametrize(
    ("content", "filename", "says"),
    [
        (b"a", "table.xls", ".xlsx"),
        (b"a", "table", ".xlsx"),
        (b"a" * (MAX_BYTES + 1), "a.csv", "10 MB"),
        (b"", "a.csv", "没有内容"),
        (b" ,\n,,", "a.csv", "没有内容"),
        (b'a,b\nc,"d', "a.csv", "第 2 行"),
        ("名称".encode("utf-16"), "a.csv", "编码"),
        (b"\xff\xff\xff", "a.csv", "编码"),
        (b"a\n" * (MAX_ROWS + 1), "a.csv", "行"),
        (b"a," * MAX_COLUMNS + b"a", "a.csv", "列"),
        (b"not a workbook", "a.xlsx", "另存为"),
        (_zip({"big": bytes(101 * 1024 * 1024)}), "a.xlsx", "过大"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(content, filename, says):
    with pytest.raises(TableRefused) as refused:
        read_table(content, filename)
    assert says in refused.value.zh
    assert refused.value.en
