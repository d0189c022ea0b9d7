import hashlib

import pytest
from PIL import Image

from inspect_app.evidence.likeness import distance
from inspect_app.evidence.photograph import read_photograph
from tests.evidence.pictures import FORMATS, corners, decoded, encoded, full_exif, seen_corners, view


@pytest.mark.parametrize(("media_type", "kind"), FORMATS.items())
def test_every_accepted_format_gives_a_display_picture_and_a_thumbnail(media_type: str, kind: str) -> None:
    content = encoded(view(1920, 1440), kind)
    photograph = read_photograph(content)
    assert photograph.media_type == media_type
    assert photograph.original_sha256 == hashlib.sha256(content).hexdigest()
    assert (photograph.width, photograph.height) == (1920, 1440)
    assert decoded(photograph.display).size == (1600, 1200)
    assert decoded(photograph.thumbnail).size == (320, 240)
    assert decoded(photograph.display).format == decoded(photograph.thumbnail).format == "JPEG"


@pytest.mark.parametrize("kind", FORMATS.values())
def test_the_display_picture_shows_what_the_original_shows(kind: str) -> None:
    original = view(800, 600)
    shown = decoded(read_photograph(encoded(original, kind)).display)
    for spot in ((100, 100), (400, 300), (700, 500)):
        differences = [abs(a - b) for a, b in zip(original.getpixel(spot), shown.getpixel(spot), strict=True)]
        assert max(differences) < 25


def test_a_small_photograph_is_not_enlarged() -> None:
    photograph = read_photograph(encoded(view(200, 150)))
    assert decoded(photograph.display).size == decoded(photograph.thumbnail).size == (200, 150)


@pytest.mark.parametrize("size", [(6000, 1), (1, 6000)])
def test_a_line_of_pixels_stays_a_line(size: tuple[int, int]) -> None:
    photograph = read_photograph(encoded(Image.new("RGB", size), "PNG"))
    assert min(decoded(photograph.display).size) == min(decoded(photograph.thumbnail).size) == 1


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_of_any_exif_orientation_is_shown_upright(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    photograph = read_photograph(encoded(_as_the_camera_held(corners(), orientation), kind, exif=exif))
    assert (photograph.width, photograph.height) == (400, 200)
    assert seen_corners(decoded(photograph.display)) == "RGBW"
    assert seen_corners(decoded(photograph.thumbnail)) == "RGBW"


def test_a_heic_whose_file_says_how_to_turn_it_is_turned_once() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    photograph = read_photograph(encoded(_as_the_camera_held(corners(), 6), "HEIF", exif=exif.tobytes()))
    assert (photograph.width, photograph.height) == (400, 200)
    assert seen_corners(decoded(photograph.display)) == "RGBW"


@pytest.mark.parametrize("kind", FORMATS.values())
def test_nothing_but_the_pixels_reaches_the_display_picture(kind: str) -> None:
    options = {"comment": b"<?php secret ?>"} if kind == "JPEG" else {}
    content = encoded(view(), kind, exif=full_exif(), xmp=b"<x:xmpmeta>secret</x:xmpmeta>", **options)
    photograph = read_photograph(content)
    for shown in (photograph.display, photograph.thumbnail):
        assert b"secret" not in shown
        assert b"HUAWEI" not in shown
        assert set(decoded(shown).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_an_archive_hidden_behind_a_photograph_stays_out_of_what_is_shown() -> None:
    photograph = read_photograph(encoded(view()) + b"PK\x03\x04 evil.exe PK\x05\x06")
    assert b"evil.exe" not in photograph.display + photograph.thumbnail
    assert photograph.display.endswith(b"\xff\xd9")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_colour_mode_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    shown = decoded(read_photograph(encoded(Image.new("RGB", (64, 48), "white").convert(mode), kind)).display)
    assert shown.mode == "RGB"
    assert min(shown.getpixel((30, 20))) > 250


def test_sixteen_bit_grey_keeps_its_brightness() -> None:
    shown = decoded(read_photograph(encoded(Image.new("I;16", (64, 48), 128 * 256), "PNG")).display)
    assert shown.getpixel((30, 20)) == pytest.approx((128, 128, 128), abs=2)


def test_what_is_transparent_becomes_white() -> None:
    shown = decoded(read_photograph(encoded(Image.new("RGBA", (64, 48), (0, 0, 0, 0)), "PNG")).display)
    assert min(shown.getpixel((30, 20))) > 250


def test_a_phones_jpeg_with_a_depth_map_behind_it_is_one_photograph() -> None:
    content = encoded(view(), "MPO", save_all=True, append_images=[Image.new("RGB", (400, 300))])
    assert read_photograph(content).media_type == "image/jpeg"


def test_copies_are_alike_and_other_photographs_are_not() -> None:
    original = read_photograph(encoded(view(1200, 900)))
    smaller = read_photograph(encoded(view(1200, 900).resize((600, 450)), quality=40))
    other = read_photograph(encoded(view(1200, 900, seed=2)))
    assert distance(original.dhash, smaller.dhash) <= 4
    assert distance(original.dhash, other.dhash) >= 19


def _as_the_camera_held(upright: Image.Image, orientation: int) -> Image.Image:
    """The pixels as a camera stores them that marks this orientation: the inverse of the turn to upright."""
    turn = Image.Transpose
    undo = {
        2: turn.FLIP_LEFT_RIGHT,
        3: turn.ROTATE_180,
        4: turn.FLIP_TOP_BOTTOM,
        5: turn.TRANSPOSE,
        6: turn.ROTATE_90,
        7: turn.TRANSVERSE,
        8: turn.ROTATE_270,
    }
    return upright.transpose(undo[orientation]) if orientation in undo else upright
