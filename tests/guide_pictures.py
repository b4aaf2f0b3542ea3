"""The pictures of the user guide: `.venv/bin/python -m tests.guide_pictures`.

The same demo is lived through as for `hoithi screenshots`; some sixteen of its pages are kept in
docs/huong-dan/hinh, each as one small PNG with few colours.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests import pictures_desk, pictures_hall, pictures_prizes
from tests.browser import ROOT, demo, launched
from tests.journeys.people import DESK
from tests.pictures_album import Album, Scene

FOLDER = ROOT / "docs" / "huong-dan" / "hinh"
#: Bytes; the whole folder stays far below what a clone would feel.
LARGEST = 90_000
DESK_NAMES = {
    "step-1": "buoc-1",
    "units": "don-vi",
    "bank": "ngan-hang",
    "bank-preview": "xem-truoc",
    "bank-coverage": "do-phu",
    "new": "cuoc-thi-moi",
    "settings-paper": "de-thi",
    "show": "dieu-hanh",
    "round-extra": "them-gio",
    "issued": "cap-lai-ma",
    "control": "dieu-khien",
    "prizes-tie": "dong-hang",
    "print": "in-danh-sach",
    "certificates": "chung-nhan",
}
HALL_NAMES = {"all": "hoi-truong", "podium": "buc-trao-giai"}


@dataclass
class GuideAlbum(Album):
    """Keeps what the guide shows, and nothing else."""

    def phone(self, page: Page, name: str) -> None:
        """The guide shows no phone."""

    def desk(self, page: Page, name: str) -> None:
        """What is seen without scrolling on a small PC, light."""
        self._keep(page, DESK_NAMES.get(name, ""))

    def hall(self, page: Page, name: str) -> None:
        """The projector's picture at the same size."""
        self._keep(page, HALL_NAMES.get(name, ""))

    def _keep(self, page: Page, name: str) -> None:
        if name:
            page.set_viewport_size(DESK["viewport"])
            page.emulate_media(color_scheme="light")
            taken = page.screenshot(animations="disabled")
            path = self.folder / f"{name}.png"
            path.write_bytes(small(taken))
            self.files.append(path)


def small(taken: bytes) -> bytes:
    """The same picture with as many colours as its size allows."""
    whole = Image.open(io.BytesIO(taken)).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise ValueError(f"a picture of {out.tell()} bytes with 16 colours")


def main() -> None:
    """Live through the demo and write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    parts = (*pictures_desk.PARTS, *pictures_prizes.PARTS, *pictures_hall.PARTS)
    with tempfile.TemporaryDirectory() as data, demo(Path(data) / "demo") as running, launched() as browser:
        scene = Scene(GuideAlbum(FOLDER), running, browser)
        for part in parts:
            part(scene)
    for file in scene.album.files:
        print(file.relative_to(ROOT), file.stat().st_size)


if __name__ == "__main__":
    main()
