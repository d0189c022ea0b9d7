"""What a file is, told from its first bytes and never from its name."""

from dataclasses import dataclass

JPEG, PNG, WEBP, HEIC = "image/jpeg", "image/png", "image/webp", "image/heic"

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_HEIC_SEQUENCE_BRANDS = frozenset({b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})


@dataclass(frozen=True)
class OtherFormat:
    """A format that is no photograph: its name, and what the person should send instead."""

    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


def photograph_type(content: bytes) -> str | None:
    """The media type when the file begins like a photograph we accept, else None."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return HEIC if _brand(content) in _HEIC_BRANDS and not _holds_av1(content) else None


def is_image_sequence(content: bytes) -> bool:
    """A HEIC burst or animation, by its declared brand: refused before any decoder sees it."""
    return _brand(content) in _HEIC_SEQUENCE_BRANDS


def other_format(content: bytes) -> OtherFormat:
    """What the file looks like instead. Call when `photograph_type` answers None."""
    if content.startswith(b"PK\x03\x04"):
        return next((form for mark, form in _ZIP_CONTENTS if mark in content), _ARCHIVE)
    if _brand(content):
        return _AVIF if _holds_av1(content) else _VIDEO
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12], _UNKNOWN)
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    either_case = (head, head.lower())
    return next(
        (form for mark, form in _BEGINNINGS if any(h.startswith(mark) for h in either_case)), _UNKNOWN
    )


def _brand(content: bytes) -> bytes:
    return content[8:12] if content[4:8] == b"ftyp" else b""


def _holds_av1(content: bytes) -> bool:
    return b"avif" in content[8:64] or b"avis" in content[8:64]


def _document(zh: str, en: str) -> OtherFormat:
    return OtherFormat(
        zh,
        en,
        "请直接上传照片；文件里的图片请先另存为 JPG 再上传。",
        "Send the photograph itself; save a picture inside the file as JPG first.",
    )


def _picture(zh: str, en: str) -> OtherFormat:
    return OtherFormat(
        zh,
        en,
        "请用手机或电脑把它另存为 JPG 或 PNG 后再上传。",
        "Save it as JPG or PNG on the phone or computer and send that.",
    )


def _recording(zh: str, en: str) -> OtherFormat:
    return OtherFormat(
        zh,
        en,
        "请改为拍摄照片，或从视频中截图后上传。",
        "Take a photograph instead, or send a still picture from the video.",
    )


_VIDEO = _recording("视频", "a video")
_AVIF = _picture("AVIF 图片", "an AVIF picture")
_ARCHIVE = _document("压缩包", "an archive of files")
_OLD_OFFICE = _document("Word、Excel 或 WPS 文档", "a Word, Excel or WPS document")
_UNKNOWN = OtherFormat(
    "无法识别的文件",
    "a file of an unknown kind",
    "请上传手机拍摄的照片（JPG、PNG、WEBP 或 HEIC）。",
    "Send a photograph taken with a phone (JPG, PNG, WEBP or HEIC).",
)
_ZIP_CONTENTS = (
    (b"word/document", _document("Word 文档", "a Word document")),
    (b"xl/workbook", _document("Excel 表格", "an Excel workbook")),
    (b"ppt/presentation", _document("PPT 演示文稿", "a PowerPoint presentation")),
    (b"OFD.xml", _document("OFD 文件", "an OFD document")),
)
_RIFF = {b"AVI ": _VIDEO, b"WAVE": _recording("录音", "a sound recording")}
_BEGINNINGS = (
    (b"%PDF", _document("PDF 文件", "a PDF file")),
    (b"GIF8", _picture("GIF 图片", "a GIF picture")),
    (b"BM", _picture("BMP 图片", "a BMP picture")),
    (b"II*\x00", _picture("TIFF 或相机 RAW 图片", "a TIFF or camera raw picture")),
    (b"MM\x00*", _picture("TIFF 或相机 RAW 图片", "a TIFF or camera raw picture")),
    (b"8BPS", _picture("Photoshop 文件", "a Photoshop file")),
    (b"<svg", _picture("SVG 图形", "an SVG drawing")),
    (b"<!doctype html", _document("网页", "a web page")),
    (b"<html", _document("网页", "a web page")),
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1a\x45\xdf\xa3", _VIDEO),
    (b"\x30\x26\xb2\x75", _VIDEO),
    (b"FLV", _VIDEO),
    (b"ID3", _recording("录音", "a sound recording")),
    (b"#!AMR", _recording("录音", "a sound recording")),
)
