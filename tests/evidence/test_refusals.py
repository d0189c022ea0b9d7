"""What is no usable photograph is refused with a sentence a station worker understands; nothing crashes."""

import io
import zipfile

import pytest
from PIL import Image

from inspect_app.evidence.decoding import PhotographLimits
from inspect_app.evidence.errors import PhotographRefused
from inspect_app.evidence.photograph import read_photograph
from tests.evidence.pictures import FORMATS, encoded, mutants, view


def test_an_empty_file_is_refused() -> None:
    assert "是空的" in refusal(b"", "empty").zh


def test_a_file_over_the_limit_is_refused_with_both_numbers_and_a_remedy() -> None:
    refused = refusal(b"\xff\xd8\xff" + bytes(60 * 1024 * 1024), "too_large")
    assert refused.zh.startswith("照片文件有 60.0 MB，超过 20 MB 的上限。")
    assert "缩小后再上传" in refused.zh
    assert "60.0 MB, more than the limit of 20 MB" in refused.en


def test_a_file_of_exactly_the_limit_is_read() -> None:
    content = encoded(view())
    limits = PhotographLimits(max_bytes=len(content))
    assert read_photograph(content, limits=limits).width == 400
    refusal(content + b"\x00", "too_large", limits)


def test_too_many_pixels_are_refused_with_the_size_found() -> None:
    limits = PhotographLimits(max_pixels=400 * 300 - 1)
    refused = refusal(encoded(view()), "too_many_pixels", limits)
    assert "400×300" in refused.zh
    assert "关闭相机的高像素模式" in refused.zh
    assert read_photograph(encoded(view()), limits=PhotographLimits(max_pixels=400 * 300)).width == 400


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("kind", "side"), [("PNG", 7100), ("PNG", 10_500), ("WEBP", 7100)])
def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused_before_decoding(kind: str, side: int) -> None:
    bomb = encoded(Image.new("L", (side, side)), kind, **({"lossless": True} if kind == "WEBP" else {}))
    assert len(bomb) < 200_000
    assert "5000 万像素" in refusal(bomb, "too_many_pixels").zh


def test_a_jpeg_made_to_be_decoded_thousands_of_times_is_refused() -> None:
    content = encoded(view(), progressive=True)
    last_scan = content[content.rindex(b"\xff\xda") : -2]
    assert read_photograph(content[:-2] + last_scan * 5 + b"\xff\xd9").width == 400
    refusal(content[:-2] + last_scan * 3000 + b"\xff\xd9", "damaged")
    refusal(content[:2] + b"\xff\xfe\x00\x02" * 100_000 + content[2:], "damaged")


def test_a_jpeg_of_fill_bytes_costs_its_length_and_not_the_square_of_it() -> None:
    fill = b"\xff" * 5_000_000
    refusal(b"\xff\xd8" + fill, "damaged")
    content = encoded(view())
    assert read_photograph(content[:-2] + fill + content[-2:]).width == 400


def test_scans_are_not_counted_in_what_a_phone_appends_to_a_photograph() -> None:
    assert read_photograph(encoded(view()) + b"\xff\xda" * 5000).width == 400


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_is_refused(kind: str) -> None:
    content = encoded(view(), kind, save_all=True, append_images=[view(seed=2), view(seed=3)])
    assert "一张静止的照片" in refusal(content, "animated").zh


def test_a_heic_sequence_is_refused_by_its_brand() -> None:
    refusal(b"\x00\x00\x00\x18ftyphevc\x00\x00\x00\x00hevcmsf1" + bytes(100), "animated")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7\n", "这是PDF 文件"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "这是网页"),
        (b"\n<HTML><body>", "这是网页"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "这是SVG 图形"),
        (b"\x00\x00\x00\x1cftypisom" + bytes(40), "这是视频"),
        (b"\x00\x00\x00\x14ftypqt  " + bytes(40), "这是视频"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "这是视频"),
        (b"\x1a\x45\xdf\xa3" + bytes(40), "这是视频"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "这是录音"),
        (b"#!AMR\n" + bytes(40), "这是录音"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "这是Word、Excel 或 WPS 文档"),
        (b"Rar!\x1a\x07" + bytes(40), "这是压缩包"),
        (b"8BPS\x00\x01" + bytes(40), "这是Photoshop 文件"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif" + bytes(40), "这是AVIF 图片"),
        (b"BMW and other words", "这是BMP 图片"),
        (b"bmw and other words", "这是无法识别的文件"),
        (b"\x00", "这是无法识别的文件"),
    ],
)
def test_another_format_is_named_with_what_to_send_instead(content: bytes, named: str) -> None:
    refused = refusal(content, "other_format")
    assert refused.zh.startswith(f"{named}，不能作为照片使用。请")
    assert refused.en.startswith("This is a")


@pytest.mark.parametrize(
    ("member", "named"),
    [
        ("word/document.xml", "Word 文档"),
        ("xl/workbook.xml", "Excel 表格"),
        ("ppt/presentation.xml", "PPT 演示文稿"),
        ("OFD.xml", "OFD 文件"),
        ("photo.jpg", "压缩包"),
    ],
)
def test_office_files_are_told_from_other_archives(member: str, named: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(member, "text")
    assert f"这是{named}，" in refusal(archive.getvalue(), "other_format").zh


@pytest.mark.parametrize(("kind", "named"), [("GIF", "GIF 图片"), ("BMP", "BMP 图片"), ("TIFF", "TIFF")])
def test_pictures_that_are_no_photographs_are_to_be_saved_as_jpg(kind: str, named: str) -> None:
    refused = refusal(encoded(view(), kind), "other_format")
    assert named in refused.zh
    assert "另存为 JPG" in refused.zh


@pytest.mark.parametrize("kind", FORMATS.values())
def test_a_photograph_cut_off_anywhere_within_its_pixels_is_refused(kind: str) -> None:
    content = encoded(view(160, 120), kind)
    trailer = 24 if kind == "PNG" else 0  # without it every pixel of a PNG is there
    for length in range(12, len(content) - trailer, max(1, len(content) // 200)):
        assert "重新上传" in refusal(content[:length], "damaged").zh


@pytest.mark.parametrize("kind", [*FORMATS.values(), "progressive"])
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(kind: str) -> None:
    options = {"progressive": True} if kind == "progressive" else {}
    content = encoded(view(80, 60), "JPEG" if options else kind, **options)
    outcomes = {outcome(mutant) for mutant in mutants(content, 250, seed=5)}
    assert {"read", "damaged"} <= outcomes
    assert outcomes <= {"read", "damaged", "other_format", "too_many_pixels", "animated", "empty"}


@pytest.mark.parametrize(
    "beginning", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypheic"]
)
def test_a_right_beginning_and_nothing_after_it_is_damage(beginning: bytes) -> None:
    for length in (0, 1, 8, 100):
        refusal(beginning + bytes(length), "damaged")


def refusal(content: bytes, code: str, limits: PhotographLimits | None = None) -> PhotographRefused:
    """How the content is refused; fails when it is read, or refused for another reason."""
    with pytest.raises(PhotographRefused) as caught:
        read_photograph(content, limits=limits)
    assert caught.value.code == code
    return caught.value


def outcome(content: bytes) -> str:
    try:
        read_photograph(content)
    except PhotographRefused as refused:
        return refused.code
    return "read"
