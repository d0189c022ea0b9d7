"""The sentences that tell a person why a photograph cannot be used, and what to do about it."""

from .errors import PhotographRefused
from .formats import OtherFormat

_MEGABYTE = 1024 * 1024


def empty() -> PhotographRefused:
    return PhotographRefused(
        "empty",
        "照片文件是空的，没有内容。请在相册中确认照片能正常显示，然后重新选择上传。",
        "The file is empty. Check that the photograph opens in the album, then choose it again.",
    )


def too_large(size: int, limit: int) -> PhotographRefused:
    found, most = f"{size / _MEGABYTE:.1f}", f"{limit / _MEGABYTE:g}"
    return PhotographRefused(
        "too_large",
        f"照片文件有 {found} MB，超过 {most} MB 的上限。请在相机设置中选用较低的分辨率重新拍摄，"
        "或用手机相册缩小后再上传。",
        f"The file has {found} MB, more than the limit of {most} MB. "
        "Take it again at a lower resolution, or make it smaller in the phone's album.",
    )


def too_many_pixels(size: tuple[int, int] | None, limit: int) -> PhotographRefused:
    """`size` is None when the decoder refused before telling it."""
    found_zh = f"{size[0]}×{size[1]}，约 {size[0] * size[1] // 10_000} 万像素，" if size else ""
    found_en = f" ({size[0]}×{size[1]})" if size else ""
    return PhotographRefused(
        "too_many_pixels",
        f"照片尺寸过大（{found_zh}上限 {limit // 10_000} 万像素）。请关闭相机的高像素模式重新拍摄，"
        "或用手机相册缩小后再上传。",
        f"The photograph{found_en} is larger than {limit / 1e6:g} million pixels. "
        "Switch the camera's high-resolution mode off and take it again, or make it smaller in the album.",
    )


def other_format(found: OtherFormat) -> PhotographRefused:
    return PhotographRefused(
        "other_format",
        f"这是{found.zh}，不能作为照片使用。{found.remedy_zh}",
        f"This is {found.en}, not a photograph that can be used. {found.remedy_en}",
    )


def damaged() -> PhotographRefused:
    return PhotographRefused(
        "damaged",
        "照片文件已损坏或没有传完整，无法打开。请在相册中确认照片能正常显示，然后重新上传；仍不行请重新拍摄。",
        "The file is damaged or incomplete and cannot be opened. "
        "Check that the photograph opens in the album and send it again; if that fails, take it again.",
    )


def animated() -> PhotographRefused:
    return PhotographRefused(
        "animated",
        "这是动图或连拍文件，不能作为照片使用。请上传其中一张静止的照片。",
        "This is an animation or a burst and cannot be used. Send one still photograph of it.",
    )
