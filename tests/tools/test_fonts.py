from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools.fonts import FAMILIES, STANDARD_EXTENSION_A, WEIGHTS

FONTS = Path(__file__).parents[2] / "inspect_app/documents/fonts"
FACES = [f"{family}-{weight}" for family in FAMILIES for weight in WEIGHTS]


def two_byte_characters(encoding: str) -> set[str]:
    codes = (bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return {text for code in codes if len(text := code.decode(encoding, errors="ignore")) == 1} - set(
        map(chr, range(128))
    )


@pytest.fixture(params=FACES)
def characters(request: pytest.FixtureRequest) -> set[str]:
    """The characters one face can draw."""
    return set(map(chr, TTFont(FONTS / f"{request.param}.ttf").getBestCmap()))


def test_a_face_draws_all_of_gb2312(characters: set[str]) -> None:
    assert len(two_byte_characters("gb2312")) == 7445
    assert two_byte_characters("gb2312") - characters == set()


def test_a_face_draws_the_han_characters_of_gbk(characters: set[str]) -> None:
    han = {c for c in two_byte_characters("gbk") if "\u4e00" <= c <= "\u9fa5"}
    assert len(han) == 20902
    assert han - characters == set()


def test_a_face_draws_rare_characters_of_names(characters: set[str]) -> None:
    assert set("喆堃犇镕祎昇羣叡龑㛃䶮鿍鿎鿏𬭎𬣙𫵷𠙶𬬭𬭊") - characters == set()
    assert STANDARD_EXTENSION_A - characters == set()


def test_a_face_draws_the_signs_of_an_official_letter(characters: set[str]) -> None:
    assert (
        set("〔〕（）《》“”‘’……——、，。；：！？①⑳㈠㎡℃％‰×÷±≥≤¥￥ＡＢ１２ABCxyz0189·Ⅰ") - characters == set()
    )
