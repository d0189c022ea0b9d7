"""What a JPEG asks of its decoder, counted before it is decoded."""

import re
from collections.abc import Iterator

SOS, EOI = 0xDA, 0xD9
_STANDALONE = frozenset({0x01, 0xD8, EOI})  # markers that no length follows
# Not the stuffed zeros and restarts within a scan. Of a run of 0xFF the last begins the marker: asked for as
# a run, a file of nothing else would take the square of its length.
_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_MOST_SEGMENTS = 2000


def asks_too_much(content: bytes, max_scans: int) -> bool:
    """Whether decoding means more than `max_scans` passes over the picture, or thousands of segments.

    Photographs have one scan, progressive ones about ten. Each costs the time of the whole picture and only
    a few bytes of file, so that a small file could keep a server busy for minutes.
    """
    scans = 0
    for segments, marker in enumerate(_markers(content)):
        scans += marker == SOS
        if scans > max_scans or segments > _MOST_SEGMENTS:
            return True
    return False


def _markers(content: bytes) -> Iterator[int]:
    """The markers up to the end of the first picture; what phones append after it is not decoded."""
    position = 2
    while match := _MARKER.search(content, position):
        marker = match[1][0]
        yield marker
        if marker == EOI:
            return
        position = match.end()
        if marker not in _STANDALONE:
            position += int.from_bytes(content[position : position + 2])
