import io
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import quote

import pytest
import segno
from pypdf import PdfReader

from inspect_app.documents.errors import DocumentError
from inspect_app.documents.qr import qr_data_uri
from inspect_app.documents.render import render
from tests.documents.samples import (
    ALL,
    CERTIFICATE,
    CLAWBACK,
    CORRECTION,
    FUNDS,
    GRANT,
    ORDER,
    PROJECT_GRANT,
    REFUSAL,
    REVOCATION,
)


def _read(pdf):
    return PdfReader(io.BytesIO(pdf))


def _text(pdf):
    """The text of all pages without line ends and spaces, which depend on where lines break."""
    pages = "".join(page.extract_text() for page in _read(pdf).pages)
    return "".join(pages.split())


def _says(sheet, *sentences):
    text = _text(render(sheet))
    return [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: sheet.kind)
def test_the_same_sheet_gives_the_same_bytes(sheet):
    assert render(sheet) == render(type(sheet).from_json(sheet.to_json()))


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: sheet.kind)
def test_every_document_names_itself_its_site_its_issuer_and_where_to_verify_it(sheet):
    pdf = render(sheet)
    text = _text(pdf)
    for part in (sheet.number, sheet.site_name, sheet.site_code, sheet.issuer_name, sheet.verify_url):
        assert part in text
    assert "样本" in text
    assert sheet.demo_note in text
    assert _read(pdf).metadata.title == f"{sheet.title} {sheet.number}"
    assert _read(pdf).metadata.author == sheet.issuer_name


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: sheet.kind)
def test_every_font_is_embedded(sheet):
    faces = [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        if "/DescendantFonts" in font
        else font["/FontDescriptor"]
        for page in _read(render(sheet)).pages
        for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values())
        if font["/BaseFont"] != "/Helvetica"
    ]
    assert faces
    assert all("/FontFile2" in face for face in faces)


def test_without_a_demo_note_nothing_says_sample():
    assert "样本" not in _text(render(replace(GRANT, demo_note=None)))


def test_the_grant_letter_says_what_is_granted_on_which_ground_and_who_decided():
    assert _says(
        GRANT,
        "补贴决定书",
        "朝阳区麦子店街道总工会：",
        "人民币贰万元整（￥20,000.00元）",
        "京工站证〔2013〕123号",
        "2013年9月30日",
        "2013年10月28日",
        "486,000.00元",
        "低于50万元14,000.00元。",
        "符合",
        "赵敏2013年11月14日09:30",
        "钱学礼2013年11月15日16:05",
        "孙国华2013年11月18日10:00",
        "抄送：朝阳区总工会。",
        "2013年11月20日印发",
    )


def test_the_project_grant_letter_says_why_this_amount():
    assert _says(
        PROJECT_GRANT, "人民币壹万贰仟叁佰肆拾伍元陆角柒分", "用于购置职工书屋图书，按实际报价核定。"
    )


def test_the_refusal_letter_gives_every_reason_and_marks_what_fails():
    refusal = replace(REFUSAL, reasons=("理由甲。", "理由乙。"))
    assert _says(refusal, "不予补贴", "一、理由甲。", "二、理由乙。", "不符合")


def test_superseding_letters_name_the_decision_they_replace():
    assert _says(
        CORRECTION, "京工补字〔2013〕17号", "原决定引用的合格证书编号有误。", "京工站证〔2013〕132号"
    )
    assert _says(CLAWBACK, "京工补字〔2013〕17号", "收回", "人民币贰万元整", "2013年12月31日前")
    assert _says(REVOCATION, "京工补字〔2013〕17号", "人民币贰万元整", "不再拨付")
    assert _says(replace(CLAWBACK, return_by=None), "三、请将上述款项退回北京市总工会")


def test_the_rectification_order_lists_items_and_the_day_they_are_due():
    assert _says(
        ORDER, "办公服务用房面积", "实测46.5平方米。", "还差3.5平方米。", "2013年12月20日前", "李卫东、周晓燕"
    )


def test_the_certificate_is_one_page_across_however_long_the_names():
    certificate = replace(CERTIFICATE, site_name="北京经济技术开发区荣华街道综合工会服务站" * 4)
    pages = _read(render(certificate)).pages
    assert len(pages) == 1
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_a_workers_home_gets_the_certificate_of_a_home():
    assert _says(replace(CERTIFICATE, site_kind="workers_home"), "规范化职工之家")


def test_long_reasons_run_over_several_pages_and_lose_nothing():
    reasons = tuple(f"理由{number}：" + "留存经费高于规定数额，应当自行承担；" * 12 for number in range(30))
    pdf = render(replace(REFUSAL, reasons=reasons))
    bodies = ["".join(page.extract_text().split()) for page in _read(pdf).pages]
    assert len(bodies) > 5
    assert "".join(bodies).count("；") == 30 * 12
    assert all(f"理由{number}：" in "".join(bodies) for number in range(30))
    for number, body in enumerate(bodies, start=1):
        assert f"—{number}—" in body


def test_a_table_row_taller_than_a_page_loses_nothing():
    item = replace(ORDER.items[0], found="很长的检查情况。" * 600)
    assert _text(render(replace(ORDER, items=(item,)))).count("很长的检查情况。") == 600


def test_the_signature_never_stands_alone_on_a_page():
    for length in range(0, 700, 35):
        pages = _read(render(replace(PROJECT_GRANT, why="理" * (length + 1), conditions=(FUNDS,)))).pages
        signed = next(page.extract_text() for page in pages if "印 章" in page.extract_text())
        assert "特此决定。" in signed


def test_text_is_printed_as_it_stands_and_never_read_as_markup():
    name = "A&B<b>工会</b>{{ sheet.number }}<img src=x>"
    assert _says(replace(GRANT, addressee=name), "".join(name.split()))


@pytest.mark.parametrize("name", ["王㛃", "李喆", "陈堃", "张燊"])
def test_rare_characters_of_names_are_drawn(name):
    assert _says(replace(GRANT, addressee=name), name)


@pytest.mark.parametrize("char", ["\U0001f600", "\U0002a6a5", "ก", "\ue000"])
def test_a_character_without_a_glyph_stops_the_document_and_names_its_place(char):
    condition = replace(FUNDS, facts=("无误", f"经办人{char}"))
    with pytest.raises(DocumentError) as refused:
        render(replace(GRANT, conditions=(FUNDS, condition)))
    assert f"U+{ord(char):04X}" in refused.value.zh
    assert "conditions[2].facts[2]" in refused.value.zh
    assert "conditions[2].facts[2]" in refused.value.en


def test_a_signature_picture_is_drawn_and_a_broken_one_stops_the_document():
    png = io.BytesIO()
    segno.make("sign").save(png, kind="png")
    signed = replace(GRANT, signature_png=png.getvalue())
    assert len(render(signed)) > len(render(GRANT))
    with pytest.raises(DocumentError):
        render(replace(GRANT, signature_png=png.getvalue()[:40]))


def test_the_qr_code_is_the_matrix_of_the_address_drawn_as_one_path():
    uri = qr_data_uri("https://gh.example.org/verify/17")
    assert uri == segno.make_qr("https://gh.example.org/verify/17", error="m").svg_data_uri(border=2, scale=4)
    assert uri.count("%3Cpath") == 1


def test_documents_made_at_the_same_time_are_the_ones_made_alone():
    alone = [render(sheet) for sheet in ALL]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(render, ALL)) == alone


def test_a_warning_of_another_thread_stops_nothing():
    stop = threading.Event()

    def grumble():
        while not stop.wait(0.001):
            logging.getLogger("xhtml2pdf").warning("elsewhere")

    other = threading.Thread(target=grumble)
    other.start()
    try:
        assert render(GRANT)
    finally:
        stop.set()
        other.join()


def test_the_address_is_printed_as_people_read_it():
    address = "https://gh.example.org/verify/" + quote("京工补字〔2013〕0001号")
    printed = _text(render(replace(GRANT, verify_url=address)))
    assert "https://gh.example.org/verify/京工补字〔2013〕0001号" in printed
