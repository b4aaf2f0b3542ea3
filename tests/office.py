"""LibreOffice renders a Word file to PDF, with Tinos in the place of Times New Roman; poppler measures it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from contest import resources

MM = 25.4 / 72
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{vendor}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>
</fontconfig>"""
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
LINE = re.compile(
    r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>', re.DOTALL
)


@dataclass(frozen=True)
class Printed:
    """One line of text on a page, in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Paper:
    """One page."""

    width: float
    height: float
    lines: tuple[Printed, ...]

    def line(self, text: str) -> Printed:
        """The line that begins so."""
        return next(each for each in self.lines if each.text.startswith(text))


def available() -> bool:
    """Whether this machine can render and measure."""
    return bool(shutil.which("soffice") and shutil.which("pdftotext"))


@pytest.fixture(scope="session")
def word_to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bytes], list[Paper]]]:
    """A function from the bytes of a .docx to its measured pages."""
    home = tmp_path_factory.mktemp("office")
    fonts = home / "fonts.conf"
    fonts.write_text(FONTS.format(vendor=resources.path("static", "vendor"), cache=home / "fonts"))
    env = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(home)}

    def rendered(content: bytes) -> list[Paper]:
        file = home / "list.docx"
        file.write_bytes(content)
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(home), str(file)]
        subprocess.run(words, env=env, check=True, capture_output=True, timeout=180)
        return measured(file.with_suffix(".pdf"))

    yield rendered


def measured(file: Path) -> list[Paper]:
    """Pages and their lines of text."""
    words = ["pdftotext", "-bbox-layout", str(file), "-"]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return [_page(float(width), float(height), inside) for width, height, inside in PAGE.findall(told)]


def _page(width: float, height: float, inside: str) -> Paper:
    lines = []
    for *box, words in LINE.findall(inside):
        text = " ".join(re.findall(r">([^<]+)</word>", words))
        lines.append(Printed(text, *(float(each) * MM for each in box)))
    return Paper(width * MM, height * MM, tuple(lines))
