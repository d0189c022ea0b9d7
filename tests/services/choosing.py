"""Files given to a page the way people do: it asks for them after a touch."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import FilePayload, Locator


def choose(button: Locator, files: Path | Sequence[FilePayload]) -> None:
    """Answer with these what a button opens to take or to choose photographs."""
    with button.page.expect_file_chooser() as asked:
        button.click()
    asked.value.set_files(files)
