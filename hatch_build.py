"""Completes the wheel: fonts, bundle and translations, built where out of date, and the checklists."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Hatchling loads this file by its path; its neighbours are found only when told.
sys.path.insert(0, str(Path(__file__).parent))

from tools.assets import build_outdated, outdated


class Assets(BuildHookInterface[Any]):
    """Asks for Node and the font tools only when something has to be built."""

    def dependencies(self) -> list[str]:
        return sorted({need for asset in outdated(Path(self.root)) for need in asset.requires})

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_outdated(Path(self.root))
        # An editable installation reads the checklists where they are edited.
        if version == "standard":
            build_data["force_include"][str(Path(self.root) / "checklists")] = "inspect_app/checklists"
