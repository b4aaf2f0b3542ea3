"""What decoders raise is named once, and caught wherever a picture is opened."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image

from contest.commendations import ground_drawing
from contest.errors import Invalid
from contest.office import logos
from contest.printing import logo
from questions.picture import BadPicture
from questions.pictures import redrawing
from questions.pictures.broken import BROKEN
from tests.browser import ROOT

OPENS = {
    "question": (redrawing.redrawn, BadPicture),
    "ground": (ground_drawing.drawn, Invalid),
    "logo": (logos.shrunk, Invalid),
    "paper": (logo.plain_png, ValueError),
}
FAULTS = [
    *(OSError("cut"), SyntaxError("no chunk"), struct.error("short"), zlib.error("bad"), MemoryError()),
    *(Image.DecompressionBombError("large"), IndexError("row"), ZeroDivisionError()),
]


@pytest.mark.parametrize("name", OPENS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_whatever_a_decoder_raises_is_a_broken_picture(
    name: str, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: object, **named: object) -> None:
        raise fault

    monkeypatch.setattr(Image, "open", breaks)
    opens, refusal = OPENS[name]
    with pytest.raises(refusal):
        opens(b"\x89PNG")


def test_no_other_file_has_a_list_of_its_own() -> None:
    sources = [path for folder in ("contest", "questions") for path in (ROOT / folder).rglob("*.py")]
    named = {
        path.name for path in sources if "zlib.error,\n" in path.read_text() and "PIL" in path.read_text()
    }
    assert named == {"broken.py"}
    assert Image.DecompressionBombError in BROKEN
