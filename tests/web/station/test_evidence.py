from io import BytesIO

from werkzeug.test import TestResponse

from tests.web.pages import Page
from tests.web.station.conftest import Address
from tests.web.visitor import Visitor
from tests.workflow import journey

SIGN = "premises.sign"


def pictures(page: Page, item: str = SIGN) -> list[str]:
    return [img.get("alt") for img in page.tree.xpath("//section[@id=$id]//img", id=f"item-{item}")]


def upload(
    clerk: Visitor, address: str, *files: tuple[bytes, str], caption: str = "门口"
) -> Page | TestResponse:
    streams = [(BytesIO(content), name) for content, name in files]
    return clerk.post(f"{address}/evidence/premises/{SIGN}", {"album": streams, "caption": caption})


def test_several_photographs_are_attached_with_their_caption(clerk: Visitor, at: Address) -> None:
    answer = upload(clerk, at("draft"), (journey.picture(21), "1.jpg"), (journey.picture(22), "2.jpg"))
    assert isinstance(answer, TestResponse)
    page = clerk.open(answer)
    assert "已上传 2 张照片" in page.source
    assert pictures(page) == ["门口", "门口"]


def test_one_bad_file_does_not_lose_the_good_ones(clerk: Visitor, at: Address) -> None:
    files = ((journey.picture(21), "好.jpg"), (b"%PDF-1.4", "坏.pdf"), (journey.picture(22), "也好.jpg"))
    page = upload(clerk, at("draft"), *files)
    assert isinstance(page, Page)
    assert len(pictures(page)) == 2
    (complaint,) = page.tree.xpath("//section[@id='item-premises.sign']//*[@role='alert']//li")
    assert complaint.text_content().startswith("坏.pdf：")
    assert page.fields(f"/{SIGN}")["caption"] == "门口"


def test_the_same_photograph_twice_is_refused_by_name(clerk: Visitor, at: Address) -> None:
    upload(clerk, at("draft"), (journey.picture(21), "1.jpg"))
    page = upload(clerk, at("draft"), (journey.picture(21), "again.jpg"))
    assert isinstance(page, Page)
    assert "again.jpg：这个项目已经有这张照片" in page.text
    assert len(pictures(page)) == 1


def test_a_file_of_60_mb_is_refused_in_a_sentence_and_the_others_are_kept(
    clerk: Visitor, at: Address
) -> None:
    huge = journey.picture(23) + bytes(60 * 1024 * 1024)
    page = upload(clerk, at("draft"), (journey.picture(21), "1.jpg"), (huge, "huge.jpg"))
    assert isinstance(page, Page)
    assert "huge.jpg：照片文件有 60.0 MB，超过 20 MB 的上限" in page.text
    assert len(pictures(page)) == 1


def test_more_than_a_form_may_hold_gets_a_page_that_says_so(clerk: Visitor, at: Address) -> None:
    page = upload(clerk, at("draft"), (bytes(121 * 1024 * 1024), "huge.jpg"))
    assert isinstance(page, Page)
    assert page.status == 413
    assert page.heading == "文件太大"


def test_sending_no_file_asks_for_one(clerk: Visitor, at: Address) -> None:
    page = clerk.submit(at("draft", "/evidence/premises"), {"caption": "门口"}, action=f"/{SIGN}")
    assert isinstance(page, Page)
    assert "请先选择照片" in page.text
    assert page.fields(f"/{SIGN}")["caption"] == "门口"


def test_a_photograph_is_withdrawn_with_a_reason(clerk: Visitor, at: Address) -> None:
    upload(clerk, at("draft"), (journey.picture(21), "1.jpg"))
    page = clerk.visit(at("draft", "/evidence/premises"))
    (address,) = [link for link in page.links() if link.endswith("/withdraw")]
    without = clerk.submit(address)
    assert isinstance(without, Page)
    assert "请填写理由" in without.text
    after = clerk.press(address, {"why": "传错了项目"})
    assert after.path == at("draft", "/evidence/premises")
    assert pictures(after) == []


def test_photographs_of_what_is_under_review_cannot_be_added(clerk: Visitor, at: Address) -> None:
    page = upload(clerk, at("submitted"), (journey.picture(21), "1.jpg"))
    assert isinstance(page, Page)
    assert pictures(page) == []
    assert "照片暂不能增减" in page.text


def test_an_item_that_is_not_in_the_part_takes_no_photograph(clerk: Visitor, at: Address) -> None:
    files = {"album": [(BytesIO(journey.picture(21)), "1.jpg")]}
    page = clerk.post(at("draft", "/evidence/premises/no.such"), files)
    assert isinstance(page, Page)
    assert page.status == 404
