"""Time, place and camera as the file tells them; nonsense is unknown."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, Base

from inspect_app.evidence.photograph import Photograph, read_photograph
from tests.evidence.pictures import FORMATS, encoded, exif_of, full_exif, mutants, view

BEIJING = {
    GPS.GPSLatitudeRef: "N",
    GPS.GPSLatitude: (39.0, 54.0, 0.0),
    GPS.GPSLongitudeRef: "E",
    GPS.GPSLongitude: (116.0, 24.0, 0.0),
}


@pytest.mark.parametrize("kind", FORMATS.values())
def test_time_place_and_camera_are_read_from_every_format(kind: str) -> None:
    photograph = read_photograph(encoded(view(), kind, exif=full_exif()))
    assert photograph.taken_at == datetime(2013, 11, 20, 10, 32, 5)  # noqa: DTZ001 - the camera's wall clock
    assert photograph.utc_offset == timedelta(hours=8)
    assert photograph.latitude == pytest.approx(39.9163, abs=1e-6)
    assert photograph.longitude == pytest.approx(116.4103, abs=1e-6)
    assert photograph.position_accuracy_m == pytest.approx(4.5)
    assert (photograph.camera_make, photograph.camera_model) == ("HUAWEI", "P40")


@pytest.mark.parametrize("kind", FORMATS.values())
def test_a_photograph_that_says_nothing_leaves_everything_unknown(kind: str) -> None:
    assert _told(read_photograph(encoded(view(), kind))) == {}


@pytest.mark.parametrize(
    "written", ["0000:00:00 00:00:00", "2013:13:45 10:00:00", "yesterday", "", "2013-11-20"]
)
def test_a_time_that_does_not_exist_is_unknown(written: str) -> None:
    assert "taken_at" not in _told(_with(taking={Base.DateTimeOriginal: written}))


@pytest.mark.parametrize("written", ["+99:00", "8", "Z", "+08:00:00"])
def test_an_offset_no_clock_has_is_unknown(written: str) -> None:
    assert _told(_with(taking={Base.OffsetTimeOriginal: written})) == {}


def test_an_offset_west_of_greenwich_is_negative() -> None:
    assert _with(taking={Base.OffsetTimeOriginal: "-03:30"}).utc_offset == -timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(
    ("north", "east", "signs"), [("N", "E", (1, 1)), ("S", "W", (-1, -1)), ("S", "E", (-1, 1))]
)
def test_the_hemisphere_gives_the_sign(north: str, east: str, signs: tuple[int, int]) -> None:
    photograph = _with(gps=BEIJING | {GPS.GPSLatitudeRef: north, GPS.GPSLongitudeRef: east})
    assert photograph.latitude == pytest.approx(39.9 * signs[0])
    assert photograph.longitude == pytest.approx(116.4 * signs[1])


@pytest.mark.parametrize(
    "nonsense",
    [
        {GPS.GPSLatitude: (91.0, 0.0, 0.0)},
        {GPS.GPSLongitude: (180.0, 0.0, 1.0)},
        {GPS.GPSLatitude: (39.0, 54.0)},
        {GPS.GPSLatitudeRef: "X"},
        {GPS.GPSLongitudeRef: ""},
        {GPS.GPSLatitude: (0.0, 0.0, 0.0), GPS.GPSLongitude: (0.0, 0.0, 0.0)},
    ],
)
def test_a_position_that_makes_no_sense_is_unknown(nonsense: dict[int, Any]) -> None:
    told = _told(_with(gps=BEIJING | {GPS.GPSHPositioningError: 5.0} | nonsense))
    assert told == {}


def test_a_position_without_its_hemisphere_is_unknown() -> None:
    gps = {tag: value for tag, value in BEIJING.items() if tag != GPS.GPSLatitudeRef}
    assert _told(_with(gps=gps)) == {}


def test_a_damaged_position_does_not_take_the_time_with_it() -> None:
    told = _told(
        _with(
            taking={Base.DateTimeOriginal: "2013:11:20 10:32:05"},
            gps=BEIJING | {GPS.GPSLatitude: (39.0, 54.0)},
        )
    )
    assert set(told) == {"taken_at"}


def test_camera_names_are_cleaned_for_pages_and_databases() -> None:
    photograph = _with(main={Base.Make: "  Nikon\x01\x1b[31m \r\n", Base.Model: "M" * 500})
    assert photograph.camera_make == "Nikon[31m"
    assert photograph.camera_model == "M" * 64


def test_an_unknown_orientation_leaves_the_picture_as_it_is() -> None:
    assert _with(main={Base.Orientation: 9}).width == 400


@pytest.mark.filterwarnings("ignore:(Tag data larger|Corrupt EXIF|Truncated File|Possibly corrupt)")
def test_damaged_exif_counts_as_none_and_the_photograph_is_still_read() -> None:
    plain = encoded(view(80, 60))
    exif = full_exif().tobytes()
    for mutant in mutants(exif, 300, seed=3):
        segment = b"Exif\x00\x00" + mutant.removeprefix(b"Exif\x00\x00")
        content = plain[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2) + segment + plain[2:]
        assert sorted((read_photograph(content).width, read_photograph(content).height)) == [60, 80]


def _with(
    main: dict[int, Any] | None = None,
    taking: dict[int, Any] | None = None,
    gps: dict[int, Any] | None = None,
) -> Photograph:
    exif: Image.Exif = exif_of(main or {}, taking or {}, gps or {})
    return read_photograph(encoded(view(), exif=exif))


def _told(photograph: Photograph) -> dict[str, Any]:
    """What the file says, without what is unknown."""
    names = (
        "taken_at",
        "utc_offset",
        "latitude",
        "longitude",
        "position_accuracy_m",
        "camera_make",
        "camera_model",
    )
    values = {name: getattr(photograph, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}
