"""Files that are not Python are found in a checkout and in a wheel alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from contest import resources


def test_in_a_checkout_the_folders_stand_beside_the_package() -> None:
    assert resources.is_checkout()
    assert resources.path("templates") == Path(resources.__file__).parent.parent / "templates"


@pytest.mark.parametrize("folder", resources.FOLDERS)
def test_every_folder_is_there(folder: str) -> None:
    assert resources.path(folder).is_dir()


def test_in_a_wheel_the_bundle_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_bundle" / "templates").mkdir(parents=True)
    monkeypatch.setattr(resources, "BUNDLE", tmp_path / "_bundle")
    assert not resources.is_checkout()
    assert resources.path("templates", "base.html") == tmp_path / "_bundle" / "templates" / "base.html"


def test_without_parts_it_is_the_root() -> None:
    assert resources.path() == resources.root()
