"""What a photograph says about its own taking (EXIF): evidence beside the page's own record of it.

Anyone can write EXIF: every value is checked, and one that makes no sense is unknown, not an error.
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PIL import ExifTags, Image
from PIL.ExifTags import GPS, Base

_LONGEST_NAME = 64
_TIME = re.compile(r"([0-9]{4}):([0-9]{2}):([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})")
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})")
_NONSENSE = (ArithmeticError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Capture:
    """Facts of the taking; None where the file does not say.

    `taken_at` is the camera's wall clock, without a zone; `utc_offset` is that clock's distance from UTC.
    Latitude and longitude are degrees WGS 84, north and east positive; the accuracy is a radius in metres.
    """

    taken_at: datetime | None = None
    utc_offset: timedelta | None = None
    latitude: float | None = None
    longitude: float | None = None
    position_accuracy_m: float | None = None
    camera_make: str | None = None
    camera_model: str | None = None


def read_capture(image: Image.Image) -> tuple[Capture, int]:
    """The facts, and the EXIF orientation, 1 to 8. Damaged EXIF counts as none: nothing is raised."""
    try:
        exif = image.getexif()
        main = dict(exif)
        taking, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # Pillow's EXIF parser raises whatever the damaged bytes lead it to
        return Capture(), 1
    latitude, longitude = _position(gps)
    capture = Capture(
        taken_at=_time(taking.get(Base.DateTimeOriginal)),
        utc_offset=_offset(taking.get(Base.OffsetTimeOriginal)),
        latitude=latitude,
        longitude=longitude,
        position_accuracy_m=_accuracy(gps.get(GPS.GPSHPositioningError)) if latitude is not None else None,
        camera_make=_name(main.get(Base.Make)),
        camera_model=_name(main.get(Base.Model)),
    )
    return capture, _orientation(main.get(Base.Orientation))


def _orientation(value: Any) -> int:
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _time(value: Any) -> datetime | None:
    match = _TIME.fullmatch(value.strip("\x00 ")) if isinstance(value, str) else None
    try:
        return datetime.fromisoformat("{}-{}-{} {}".format(*match.groups())) if match else None
    except ValueError:  # 0000:00:00, the mark of a camera whose clock was never set
        return None


def _offset(value: Any) -> timedelta | None:
    match = _OFFSET.fullmatch(value.strip("\x00 ")) if isinstance(value, str) else None
    if not match:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if offset > timedelta(hours=14):
        return None
    return -offset if match[1] == "-" else offset


def _position(gps: dict[int, Any]) -> tuple[float, float] | tuple[None, None]:
    latitude = _degrees(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), {"N": 1, "S": -1}, 90)
    longitude = _degrees(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), {"E": 1, "W": -1}, 180)
    if latitude is None or longitude is None:
        return None, None
    # 0°N 0°E is open sea: cameras write it while they have no fix.
    return (latitude, longitude) if latitude or longitude else (None, None)


def _degrees(value: Any, reference: Any, signs: dict[str, int], limit: int) -> float | None:
    """Degrees, minutes, seconds as signed degrees; unknown without the letter of the hemisphere."""
    try:
        degrees, minutes, seconds = (float(part) for part in value)
        sign = signs[reference.strip("\x00 ").upper()]
    except (*_NONSENSE, AttributeError):
        return None
    angle = degrees + minutes / 60 + seconds / 3600
    return sign * angle if 0 <= angle <= limit and min(minutes, seconds) >= 0 else None


def _accuracy(value: Any) -> float | None:
    try:
        metres = float(value)
    except _NONSENSE:
        return None
    return metres if math.isfinite(metres) and metres > 0 else None


def _name(value: Any) -> str | None:
    """Printable text of reasonable length, without the NUL that databases cannot take."""
    if not isinstance(value, str):
        return None
    return "".join(filter(str.isprintable, value)).strip()[:_LONGEST_NAME] or None
