"""The file that a tablet saves a visit to: read with suspicion, entry by entry. See docs/synchronisation.md.

Nothing is unpacked to a disk: what is read is read by its exact name, and never more of it than is allowed.
"""

import datetime as dt
import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from inspect_app.web.tablet.bodies import MEGABYTE, Body, identifier, parsed
from inspect_app.web.tablet.refusals import TabletError, refused
from inspect_app.workflow.errors import Text

FORMAT = 1
# In the order in which they are taken: the end last, when all else is there.
KINDS = ("answer", "photograph", "drawing", "withdrawal", "signature", "end")
_CONTENTS = "inspection.json"
_MOST_ENTRIES = 5000
_MOST_CONTENTS = 16 * MEGABYTE
# Of the other ways a few bytes can ask for gigabytes.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile raises for what it cannot read: damage, places beyond the file, a password.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OverflowError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

_DAMAGED = Text(
    "文件已损坏，或者不是平板保存的检查文件。请在平板上重新保存一次，再在这里选择新保存的文件。",
    "The file is damaged, or none that a tablet has saved. Save it on the tablet anew and choose it here.",
)
_OTHER_FORMAT = Text(
    "这个文件的格式与系统当前版本不符。请在平板联网后打开一次检查页面，再重新保存文件。",
    "The file has a format that this version does not read. "
    "Open the visit on the tablet once while it has a network, and save the file anew.",
)
_NO_BYTES = Text(
    "文件里缺少这张照片或签名，或者它太大、已损坏。请在平板上重新保存文件。",
    "The file lacks this photograph or signature, or it is too large or damaged. Save the file anew.",
)


class SavedEntry(NamedTuple):
    """One entry; `of` is the item of an answer, else the id, `value` the body as a request would bring it."""

    kind: str
    of: str
    value: Mapping[str, Any]


@dataclass(frozen=True)
class SavedFile:
    """The visit, who saved it when, and what he did, in the order in which it is to be taken."""

    archive: zipfile.ZipFile
    visit: str
    person_id: int
    person_name: str
    saved_at: dt.datetime
    entries: list[SavedEntry]

    def content(self, entry: SavedEntry, most: int) -> bytes:
        """The bytes of a photograph or signature as the tablet kept them. Raises TabletError."""
        try:
            content = _read(self.archive, f"files/{identifier(entry.of)}", most)
        except _UNREADABLE as error:
            raise refused("no_file", _NO_BYTES) from error
        if hashlib.sha256(content).hexdigest() != entry.value.get("sha256"):
            raise refused("no_file", _NO_BYTES)
        return content


def open_saved(file: BinaryIO) -> SavedFile:
    """Read what the file says of itself. Raises TabletError with a sentence for who loads it."""
    try:
        archive = zipfile.ZipFile(file)
        contents = parsed(_read(archive, _CONTENTS, _MOST_CONTENTS), _MOST_CONTENTS)
    except (*_UNREADABLE, TabletError) as error:
        raise refused("damaged", _DAMAGED) from error
    if not isinstance(contents, dict) or contents.get("format") != FORMAT:
        raise refused("format", _OTHER_FORMAT)
    body = Body(contents, ("format", "visit", "person", "saved_at", "entries"))
    person = Body(body.mapping("person"), ("id", "name"), "person")
    entries = [_entry(each, f"entries[{n}]") for n, each in enumerate(body.list("entries", _MOST_ENTRIES))]
    return SavedFile(
        archive,
        body.id("visit"),
        int(person.number("id", 1, 2**53)),
        person.text("name"),
        body.moment("saved_at"),
        sorted(entries, key=lambda entry: KINDS.index(entry.kind)),
    )


def _entry(value: Any, place: str) -> SavedEntry:
    """An entry without its kind, and without its item or id where the address of a request would say it."""
    kind = _named(value, "kind", place).choice("kind", *KINDS)
    name = "item" if kind == "answer" else "id"
    of = _named(value, name, place).text(name, 64, empty=False)
    beside = {"kind"} if kind == "end" else {"kind", name}
    return SavedEntry(kind, of, {each: value[each] for each in value if each not in beside})


def _named(value: Any, name: str, place: str) -> Body:
    """The object, of which so far one name alone must be there."""
    return Body(value, {name, *value} if isinstance(value, dict) else (), place)


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The bytes under a name. Raises one of _UNREADABLE, also for more than `most` bytes."""
    try:
        packed_as = archive.getinfo(name).compress_type
    except KeyError as error:
        raise ValueError(name) from error
    if packed_as not in _PACKED:
        raise ValueError(f"{name} is packed as no tablet does it")
    with archive.open(name) as packed:
        content = packed.read(most + 1)
    if len(content) > most:
        raise ValueError(f"{name} is too large")
    return content
