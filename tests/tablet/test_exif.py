"""What a camera wrote into its file is carried to the smaller picture: read by Pillow from real JPEGs."""

import json
import struct
import subprocess
from base64 import b64decode, b64encode

import pytest
from PIL import ExifTags, Image
from PIL.ExifTags import Base

from inspect_app.evidence.photograph import read_photograph
from tests.evidence.pictures import corners, decoded, encoded, exif_of, full_exif, mutants, seen_corners, view
from tests.tablet.node import NODE, ROOT

CARRY = ROOT / "inspect_app/tablet/test/photographs/carry_exif.ts"
PICTURE = encoded(view(200, 150))


def carried(*originals: bytes, to: bytes = PICTURE) -> list[bytes]:
    """`to` with the EXIF of each original."""
    lines = (json.dumps([b64encode(each).decode(), b64encode(to).decode()]) for each in originals)
    done = subprocess.run([NODE, CARRY], input="\n".join(lines), capture_output=True, text=True, check=True)
    return [b64decode(line) for line in done.stdout.splitlines()]


def test_time_place_and_camera_are_carried_and_the_pixels_stay() -> None:
    (picture,) = carried(encoded(view(), exif=full_exif()))
    read = read_photograph(picture)
    assert (read.camera_make, read.camera_model) == ("HUAWEI", "P40")
    assert str(read.taken_at) == "2013-11-20 10:32:05"
    assert read.latitude == pytest.approx(39.9163)
    assert read.position_accuracy_m == 4.5
    assert decoded(picture).tobytes() == decoded(PICTURE).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", [b"II", b"MM"])
def test_what_is_upright_is_not_turned_again(orientation: int, order: bytes) -> None:
    exif = exif_of({Base.Orientation: orientation, Base.Make: "HUAWEI"}, {}, {})
    exif.endian = "<" if order == b"II" else ">"
    original = encoded(view(), exif=exif.tobytes())
    assert b"Exif\0\0" + order in original
    (picture,) = carried(original, to=encoded(corners()))
    assert decoded(picture).getexif()[Base.Orientation] == 1
    assert seen_corners(decoded(read_photograph(picture).display)) == "RGBW"


def test_the_cameras_own_thumbnail_is_not_shown() -> None:
    """It is found behind the first directory, and shows the picture as it lay in the camera."""
    original = encoded(view(), exif=_with_thumbnail(exif_of({Base.Make: "HUAWEI"}, {}, {})))
    assert dict(decoded(original).getexif().get_ifd(ExifTags.IFD.IFD1)) == {Base.Orientation: 6}
    (picture,) = carried(original)
    assert dict(decoded(picture).getexif().get_ifd(ExifTags.IFD.IFD1)) == {}
    assert decoded(picture).getexif()[Base.Make] == "HUAWEI"


def _with_thumbnail(exif: Image.Exif) -> bytes:
    """EXIF with a second directory, which Pillow reads and does not write; it asks to be turned."""
    exif.endian = ">"
    content = bytearray(exif.tobytes())
    start, entry = len(b"Exif\0\0"), 12
    count = int.from_bytes(content[start + 8 : start + 10])
    link = start + 10 + count * entry
    content[link : link + 4] = (len(content) - start).to_bytes(4)
    return bytes(content) + struct.pack(">HHHIHHI", 1, Base.Orientation, 3, 1, 6, 0, 0)


def test_what_has_no_exif_gives_none() -> None:
    assert carried(encoded(view()), encoded(view(), "PNG"), b"\xff\xd8\xff", b"") == [PICTURE] * 4


@pytest.mark.filterwarnings("ignore:(Tag data larger|Corrupt EXIF|Truncated File|Possibly corrupt)")
def test_damaged_files_never_damage_the_picture() -> None:
    original = encoded(view(), exif=full_exif())
    damaged = list(mutants(original[:700], 300, seed=1))
    for picture in carried(*damaged):
        assert decoded(picture).tobytes() == decoded(PICTURE).tobytes()
        assert read_photograph(picture).width == 200
