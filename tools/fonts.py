"""Cuts the Noto fonts down to the characters an official letter may need.

The documents embed Chinese fonts, so the package ships them: Noto Sans SC and Noto Serif SC, Regular and
Bold, without hinting and layout tables (the PDF writer reads neither). Kept are all characters that are not
Han, the Han characters of GBK as GB 18030 completes it, and 通用规范汉字表 of 2013, because the name of a
person or a place must never stop a letter.
"""

from pathlib import Path
from shutil import copyfile

from fontTools import subset

FAMILIES = {"NotoSansSC": "noto-sans-sc", "NotoSerifSC": "noto-serif-sc"}
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

# 通用规范汉字表, those of its characters in CJK Extension A that have no two-byte code in GB 18030.
STANDARD_EXTENSION_A = frozenset(
    "㧑㕮㳇䢺䢼㟃㑊䌹㛃㭕䏡㶲㳚㳘㛚䂮㙍䓫䓬䓨䓛㫰䎃㿠䝙䏲㥄㙘䐃㺄㴔㛹䃅䣘㬊䃎㬎㙦㽏㮾㻬䗖㠇㵐㬚䗛㠓䗪䗴䎖㰀㸌"
)
LAST_OF_UNICODE_1_1 = 0x9FA5
SUPPLEMENTARY_PLANES = 0x20000


def is_kept(codepoint: int) -> bool:
    """Whether the subset keeps the character: everything but Han characters outside both standards."""
    character = chr(codepoint)
    return (
        not _is_han(codepoint)
        or codepoint > LAST_OF_UNICODE_1_1
        or len(character.encode("gb18030")) == 2
        or character in STANDARD_EXTENSION_A
    )


def _is_han(codepoint: int) -> bool:
    return 0x3400 <= codepoint <= 0x9FFF or 0xF900 <= codepoint <= 0xFAFF or codepoint >= SUPPLEMENTARY_PLANES


def cut(source: Path, target: Path) -> None:
    """Write to `target` the TrueType font `source` with the kept characters alone."""
    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG"]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=filter(is_kept, font.getBestCmap()))
    cutter.subset(font)
    subset.save_font(font, target, options)


def build(node_modules: Path, target: Path) -> None:
    """Fill the folder `target` with the four faces, `{family}-{weight}.ttf`, and the families' licences."""
    target.mkdir(parents=True, exist_ok=True)
    for family, package in FAMILIES.items():
        folder = node_modules / "@expo-google-fonts" / package
        copyfile(folder / "LICENSE_FONT", target / f"{family}-OFL.txt")
        for weight, file in WEIGHTS.items():
            cut(folder / file / f"{family}_{file}.ttf", target / f"{family}-{weight}.ttf")
