import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from inspect_app.evidence.errors import BadKey, ContentSpoilt, NotStored
from inspect_app.evidence.store import EvidenceStore, FolderStore

CONTENT = b"a photograph"
KEY = hashlib.sha256(CONTENT).hexdigest()
OTHER_KEY = hashlib.sha256(b"another").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "uploads")


def test_what_was_put_is_got_back_under_its_hash(store: FolderStore) -> None:
    held: EvidenceStore = store
    assert held.put(CONTENT) == KEY
    assert held.get(KEY) == CONTENT
    assert held.has(KEY)
    assert held.size(KEY) == len(CONTENT)
    held.verify(KEY)
    with held.open(KEY) as file:
        assert file.read(3) == CONTENT[:3]


def test_a_second_store_on_the_same_folder_finds_it(store: FolderStore) -> None:
    store.put(CONTENT)
    assert FolderStore(store.root).get(KEY) == CONTENT


def test_the_same_content_is_stored_once(store: FolderStore) -> None:
    store.put(CONTENT)
    before = store.path_for(KEY).stat()
    assert store.put(CONTENT) == KEY
    after = store.path_for(KEY).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert files(store) == [KEY]


def test_empty_content_is_content(store: FolderStore) -> None:
    assert store.get(store.put(b"")) == b""


def test_files_are_spread_over_two_levels_of_folders(store: FolderStore) -> None:
    assert store.path_for(KEY) == store.root / KEY[:2] / KEY[2:4] / KEY


@pytest.mark.parametrize("ask", ["get", "open", "size", "verify"])
def test_what_is_not_stored_is_named(store: FolderStore, ask: str) -> None:
    store.put(CONTENT)
    assert not store.has(OTHER_KEY)
    with pytest.raises(NotStored, match=OTHER_KEY):
        getattr(store, ask)(OTHER_KEY)


@pytest.mark.parametrize("ask", ["path_for", "get", "open", "has", "size", "verify"])
@pytest.mark.parametrize(
    "key",
    [
        "",
        "incoming",
        "../" * 10 + "etc/passwd",
        "/etc/passwd",
        KEY[:-1],
        KEY + "0",
        KEY + "\n",
        KEY[:-1] + "\x00",
        KEY.upper(),
        KEY[:-1] + "g",
        KEY[:-1] + "０",
        "../" + KEY[3:],
        KEY[:2] + "/" + KEY[3:],
    ],
)
def test_nothing_but_a_hash_is_a_key(store: FolderStore, ask: str, key: str) -> None:
    with pytest.raises(BadKey, match="64 lower-case hex digits"):
        getattr(store, ask)(key)


def test_a_changed_file_is_noticed_when_it_is_verified(store: FolderStore) -> None:
    store.put(CONTENT)
    path = store.path_for(KEY)
    path.chmod(0o600)
    path.write_bytes(b"A photograph")
    with pytest.raises(ContentSpoilt, match=KEY):
        store.verify(KEY)


def test_a_stored_file_is_read_only(store: FolderStore) -> None:
    store.put(CONTENT)
    assert store.path_for(KEY).stat().st_mode & 0o222 == 0


def test_there_is_no_way_to_delete(store: FolderStore) -> None:
    assert not [name for name in dir(store) if "delete" in name or "remove" in name]


def test_a_process_killed_before_the_rename_leaves_nothing_visible(store: FolderStore) -> None:
    """The write itself is killed, for real, at the moment it has reached the disk and has no name yet."""
    script = f"""
        import os, signal
        from pathlib import Path
        from inspect_app.evidence.store import FolderStore
        Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        FolderStore(Path({str(store.root)!r})).put({CONTENT!r})
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [path.read_bytes() for path in (store.root / "incoming").iterdir()] == [CONTENT]
    assert not store.has(KEY)
    assert store.put(CONTENT) == KEY
    assert store.get(KEY) == CONTENT


def test_the_file_and_its_folders_reach_the_disk_in_order(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut loses what is not flushed yet: first the bytes, then the name and the folders above it."""
    steps: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        steps.append(f"flush {Path(f'/proc/self/fd/{descriptor}').readlink().relative_to(store.root)}")
        real_fsync(descriptor)

    def replace(path: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    store.put(CONTENT)
    assert steps[0].startswith("flush incoming/")
    assert steps[1:] == ["rename", f"flush {KEY[:2]}/{KEY[2:4]}", f"flush {KEY[:2]}", "flush ."]


def test_many_processes_may_put_the_same_content_at_once(store: FolderStore) -> None:
    contents = [bytes([n]) * 200_000 for n in range(5)] * 8
    with ProcessPoolExecutor(4) as pool:
        keys = list(pool.map(store.put, contents))
    assert keys == [hashlib.sha256(content).hexdigest() for content in contents]
    assert files(store) == sorted(set(keys))
    for key in set(keys):
        store.verify(key)


def files(store: FolderStore) -> list[str]:
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_the_check_in_the_operations_guide_finds_the_changed_file(store: FolderStore) -> None:
    guide = Path(__file__).parents[2] / "docs" / "evidence.md"
    command = next(line.strip() for line in guide.read_text().splitlines() if "sha256sum --check" in line)
    store.put(b"another")
    store.put(CONTENT)
    (store.root / "incoming" / "left-behind").write_bytes(b"half a photo")
    assert _run(command, store.root) == ""
    path = store.path_for(KEY)
    path.chmod(0o600)
    path.write_bytes(b"A photograph")
    assert KEY in _run(command, store.root)
    assert OTHER_KEY not in _run(command, store.root)


def _run(command: str, folder: Path) -> str:
    return subprocess.run(  # noqa: S602 - the guide's own words
        command, shell=True, cwd=folder, capture_output=True, text=True, check=False
    ).stdout
