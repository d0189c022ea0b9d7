import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Folders of one machine or one person. /home/<user> and /Users/<user> need a name after them.
MACHINE_PATH = re.compile(rb"(?<![\w./-])/(?:home/[a-z]\w*|Users/\w+|root|work|workspace)/[\w.-]+")


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name]


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): [match.decode() for match in matches]
        for path in tracked_files()
        if path.is_file() and (matches := MACHINE_PATH.findall(path.read_bytes()))
    }
    assert found == {}


def test_nothing_that_is_built_or_uploaded_is_tracked() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in tracked_files()}
    built = (".ttf", ".mo", ".sqlite", ".pyc", ".whl")
    assert sorted(name for name in names if name.endswith(built) or "/static/dist/" in name) == []
    assert sorted(name for name in names if name.startswith("uploads/")) == ["uploads/.gitkeep"]
