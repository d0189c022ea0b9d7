import hashlib

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from inspect_app.evidence.errors import SignatureRefused
from inspect_app.evidence.signature import read_signature
from tests.evidence.pictures import decoded, encoded, view


@pytest.mark.parametrize(
    ("mode", "paper"), [("RGBA", (0, 0, 0, 0)), ("RGBA", (255, 255, 255, 255)), ("RGB", "white"), ("L", 255)]
)
def test_dark_strokes_on_transparent_or_white_become_a_picture_cut_to_the_strokes(
    mode: str, paper: tuple[int, ...] | str | int
) -> None:
    signature = read_signature(encoded(strokes(mode, paper), "PNG"))
    drawn = decoded(signature.png)
    assert (drawn.format, drawn.mode, drawn.size) == ("PNG", "L", (signature.width, signature.height))
    assert 200 <= signature.width <= 240
    assert 50 <= signature.height <= 80
    assert signature.sha256 == hashlib.sha256(signature.png).hexdigest()
    assert drawn.getpixel((0, 0)) == 255
    assert min(drawn.tobytes()) < 60


def test_blue_ink_is_ink() -> None:
    assert read_signature(encoded(strokes("RGB", "white", ink="#1a3a8f"), "PNG")).width >= 200


def test_metadata_and_what_follows_the_picture_are_gone() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "secret")
    signature = read_signature(encoded(strokes("RGB", "white"), "PNG", pnginfo=note) + b"secret")
    assert b"secret" not in signature.png


@pytest.mark.parametrize("paper", ["white", (0, 0, 0, 0)])
def test_an_empty_box_is_refused(paper: str | tuple[int, ...]) -> None:
    refused = refusal(encoded(Image.new("RGBA", (400, 160), paper), "PNG"), "blank")
    assert refused.zh == "签名框是空白的。请手写签名后再提交。"


def test_a_touch_of_the_pen_is_no_signature() -> None:
    image = Image.new("RGB", (400, 160), "white")
    image.paste("black", (200, 80, 204, 84))
    refusal(encoded(image, "PNG"), "blank")


def test_light_strokes_on_dark_are_no_signature() -> None:
    assert "深色笔迹" in refusal(encoded(strokes("RGB", "black", ink="white"), "PNG"), "not_strokes").zh


@pytest.mark.parametrize("content", [encoded(view()), b"%PDF-1.7", b"data:image/png;base64,AAAA"])
def test_only_png_is_a_signature(content: bytes) -> None:
    refusal(content, "not_png")


def test_a_damaged_empty_or_oversized_file_is_refused() -> None:
    content = encoded(strokes("RGB", "white"), "PNG")
    refusal(b"", "empty")
    refusal(content[: len(content) // 2], "damaged")
    refusal(content + bytes(1024 * 1024), "too_large")
    refusal(encoded(Image.new("L", (2500, 2000), 255), "PNG"), "too_large")


def strokes(mode: str, paper: tuple[int, ...] | str | int, ink: str = "black") -> Image.Image:
    image = Image.new(mode, (400, 160), paper)
    pen = ImageDraw.Draw(image)
    pen.line([(100, 60), (160, 100), (220, 55), (310, 105)], 0 if mode == "L" else ink, 4)
    return image


def refusal(content: bytes, code: str) -> SignatureRefused:
    with pytest.raises(SignatureRefused) as caught:
        read_signature(content)
    assert caught.value.code == code
    return caught.value
