from pathlib import Path

import pytest

from tools.assets import ASSETS, Asset, outdated


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "words.txt").write_text("一\n")
    return tmp_path


def shout(root: Path) -> None:
    (root / "out").mkdir(exist_ok=True)
    (root / "out/words.txt").write_text((root / "words.txt").read_text() + "!")


@pytest.fixture
def asset(root: Path) -> Asset:
    """An asset that has just been built."""
    asset = Asset(name="words", sources=("*.txt",), results=("out/*",), requires=(), make=shout)
    assert not asset.is_current(root)
    asset.build(root)
    return asset


def test_what_has_just_been_built_is_current(asset: Asset, root: Path) -> None:
    assert asset.is_current(root)


def test_a_new_time_alone_makes_nothing_outdated(asset: Asset, root: Path) -> None:
    (root / "words.txt").touch()
    assert asset.is_current(root)


def test_a_changed_source_makes_it_outdated(asset: Asset, root: Path) -> None:
    (root / "words.txt").write_text("二\n")
    assert not asset.is_current(root)


def test_a_new_source_makes_it_outdated(asset: Asset, root: Path) -> None:
    (root / "more.txt").write_text("三\n")
    assert not asset.is_current(root)


def test_a_lost_result_makes_it_outdated(asset: Asset, root: Path) -> None:
    (root / "out/words.txt").unlink()
    assert not asset.is_current(root)


def test_a_clean_checkout_has_everything_to_build(tmp_path: Path) -> None:
    assert outdated(tmp_path) == list(ASSETS)
