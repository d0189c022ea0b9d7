"""Evidence kept by its SHA-256: stored once, never changed, never deleted."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO, Protocol

from .errors import BadKey, ContentSpoilt, NotStored

_KEY = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


class EvidenceStore(Protocol):
    """Keeps byte strings under their SHA-256 (64 lower-case hex digits).

    Every method that takes a key raises BadKey for anything else, and those that read raise NotStored.
    There is no way to delete: what a decision rested on must stay readable.
    """

    def put(self, content: bytes) -> str: ...
    def get(self, sha256: str) -> bytes: ...
    def open(self, sha256: str) -> BinaryIO: ...
    def has(self, sha256: str) -> bool: ...
    def size(self, sha256: str) -> int: ...
    def verify(self, sha256: str) -> None: ...


class FolderStore:
    """An EvidenceStore in one folder: `ab/cd/abcd…` below `root`, unfinished files in `root/incoming`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._incoming = root / "incoming"

    def path_for(self, sha256: str) -> Path:
        """The only way from a key to a path. Raises BadKey, so no key can lead out of the folder."""
        if not _KEY.fullmatch(sha256):
            raise BadKey(f"{sha256[:80]!r} is not a SHA-256 in 64 lower-case hex digits")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def put(self, content: bytes) -> str:
        """Store `content` and return its SHA-256. On return it survives a power cut.

        Safe to repeat and to run from several processes at once; an interrupted put leaves nothing visible.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path_for(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            self._write(path, content)
        # Also when the file was there: another process may have renamed it and not yet come to this line.
        for folder in (path.parent, path.parent.parent, self.root):
            _sync_folder(folder)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The stored bytes, not hashed again: see verify."""
        with self.open(sha256) as stored:
            return stored.read()

    def open(self, sha256: str) -> BinaryIO:
        """The stored bytes as a file to read and close."""
        try:
            return self.path_for(sha256).open("rb")
        except FileNotFoundError:
            raise NotStored(sha256) from None

    def has(self, sha256: str) -> bool:
        return self.path_for(sha256).is_file()

    def size(self, sha256: str) -> int:
        """Length in bytes."""
        try:
            return self.path_for(sha256).stat().st_size
        except FileNotFoundError:
            raise NotStored(sha256) from None

    def verify(self, sha256: str) -> None:
        """Hash the stored bytes again; raises ContentSpoilt when they have changed."""
        digest = hashlib.sha256()
        with self.open(sha256) as stored:
            while chunk := stored.read(_CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != sha256:
            raise ContentSpoilt(f"{sha256} now hashes to {digest.hexdigest()}")

    def _write(self, path: Path, content: bytes) -> None:
        self._incoming.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._incoming)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o440)  # written once: the system refuses an accidental second write
            os.fsync(file.fileno())
        Path(temporary).replace(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
