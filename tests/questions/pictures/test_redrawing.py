"""Pictures from strangers are drawn anew: small, upright, bare; what is none is told in one sentence."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from questions.picture import BadPicture, Busy
from questions.pictures import redrawing
from questions.pictures.redrawing import Redrawn, redrawn
from tests.questions.drawn import data, drawing, file, noise, opened, point

SECRET = b"13.7N 108.0E Nguyen Van A"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_every_usual_format_is_taken(form: str) -> None:
    made = redrawn(file(form=form))
    seen = opened(made.content)
    assert (made.width, made.height) == seen.size == (120, 80)
    assert made.form == (seen.format or "").lower() and made.form in ("png", "jpeg")
    assert min(point(made.content, 119, 79)) > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_every_kind_of_colours_is_taken(mode: str) -> None:
    content = data(drawing(mode=mode), "JPEG" if mode == "CMYK" else "PNG")
    assert opened(redrawn(content).content).size == (120, 80)


def test_no_other_decoder_is_ever_called() -> None:
    for form in ("TIFF", "PPM", "ICO", "TGA"):
        with pytest.raises(BadPicture):
            redrawn(data(drawing(), form))


def test_sixteen_bits_keep_their_shades() -> None:
    grey = Image.new("I;16", (40, 40), 0x8000)
    assert abs(point(redrawn(data(grey)).content)[0] - 128) < 3


def test_what_is_clear_is_white_as_paper() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert point(redrawn(data(clear)).content) == (255, 255, 255)
    listed = drawing(width=40, height=40, mode="P")
    listed.paste(3, (0, 0, 40, 40))
    assert point(redrawn(data(listed, transparency=3)).content) == (255,) * 3


def test_it_stands_upright_as_the_camera_said() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    made = redrawn(data(drawing(width=200, height=100), "JPEG", exif=exif.tobytes()))
    assert (made.width, made.height) == (100, 200)


def test_nothing_but_its_points_stays() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    files = [
        data(drawing(), "JPEG", exif=exif.tobytes(), comment=SECRET, icc_profile=SECRET * 20),
        data(drawing(), "PNG", pnginfo=info, exif=exif.tobytes(), icc_profile=SECRET * 20),
        data(drawing(), "WEBP", exif=exif.tobytes(), xmp=SECRET, icc_profile=SECRET * 20),
        data(drawing(), "GIF", comment=SECRET),
        file() + SECRET,
        file(form="JPEG") + b"<script>" + SECRET,
    ]
    for content in files:
        assert SECRET in content or content[1:4] == b"PNG"
        made = redrawn(content)
        assert SECRET not in made.content and not opened(made.content).getexif()
        assert not {"comment", "exif", "icc_profile", "xmp", "Comment"} & opened(made.content).info.keys()


def test_of_a_film_the_first_frame_stays() -> None:
    first, second = Image.new("RGB", (30, 30), "red"), Image.new("RGB", (30, 30), "blue")
    for form in ("GIF", "WEBP", "PNG"):
        made = redrawn(data(first, form, save_all=True, append_images=[second]))
        seen = opened(made.content)
        red, _, blue = point(made.content)
        assert getattr(seen, "n_frames", 1) == 1 and red > 200 > 60 > blue, form


def test_a_large_picture_becomes_small_enough() -> None:
    for content in (data(noise(1500, 1100)), data(noise(1700, 900), "JPEG", quality=95)):
        assert len(content) > redrawing.SERVED_BYTES
        made = redrawn(content)
        assert len(made.content) <= redrawing.SERVED_BYTES
        assert max(made.width, made.height) <= redrawing.LONGEST_SIDE and min(made.width, made.height) > 200
    wide = redrawn(data(drawing(width=4000, height=1000)))
    assert (wide.width, wide.height) == (1600, 400)


def test_a_drawing_stays_sharp_and_is_named_by_its_bytes() -> None:
    drawn = drawing()
    made = redrawn(data(drawn))
    assert made.form == "png" and opened(made.content).convert("RGB").tobytes() == drawn.tobytes()
    again = redrawn(made.content)
    assert again.digest == made.digest and len(made.digest) == 64 and again.source == made.digest
    assert redrawn(data(drawn, "BMP")).digest == made.digest != redrawn(file("b")).digest
    one = made.picture("Sơ đồ")
    assert (one.digest, one.width, one.height, one.alt) == (made.digest, 120, 80, "Sơ đồ")


def png(width: int, height: int) -> bytes:
    """The head of a file that says it is so large, and next to nothing behind it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "rỗng", id="empty"),
        pytest.param(b"\0" * (redrawing.MOST_BYTES + 1), "10\u00a0MB", id="heavy"),
        pytest.param(b"MZ\x90\0 program", "PNG, JPG", id="program"),
        pytest.param(b"%PDF-1.7", "PNG, JPG", id="pdf"),
        pytest.param(SVG, "SVG", id="svg"),
        pytest.param(b"\xef\xbb\xbf  <SVG onload=x>", "SVG", id="svg-shouted"),
        pytest.param(b"\xd7\xcd\xc6\x9a" + b"\0" * 60, "WMF", id="wmf"),
        pytest.param(b"\x01\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 60, "EMF", id="emf"),
        pytest.param(file()[:90], "PNG, JPG", id="cut"),
        pytest.param(file(form="JPEG")[:200], "PNG, JPG", id="cut-jpeg"),
        pytest.param(png(20_000, 20_000), "20 triệu", id="bomb"),
        pytest.param(png(5_001, 4_000), "20 triệu", id="one-column-too-many"),
        pytest.param(png(0, 0), "PNG, JPG", id="no-size"),
        pytest.param(data(Image.new("RGB", (5, 300))), "dẹt", id="thin"),
        pytest.param(data(Image.new("RGB", (4000, 10))), "dẹt", id="thin-when-small"),
    ],
)
def test_what_is_no_picture_for_us_is_told(content: bytes, said: str) -> None:
    with pytest.raises(BadPicture, match=said) as told:
        redrawn(content)
    assert str(told.value)[0].isupper() and str(told.value).endswith(".")


def test_just_as_large_as_allowed_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redrawing, "MOST_PIXELS", 120 * 80)
    assert redrawn(file()).width == 120
    monkeypatch.setattr(redrawing, "MOST_PIXELS", 120 * 80 - 1)
    with pytest.raises(BadPicture):
        redrawn(file())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "BMP"]), st.data())
def test_broken_files_are_told_never_more(form: str, chance: st.DataObject) -> None:
    content = bytearray(file(form=form, width=24, height=16))
    for _ in range(chance.draw(st.integers(1, 12))):
        content[chance.draw(st.integers(0, len(content) - 1))] = chance.draw(st.integers(0, 255))
    cut = bytes(content[: chance.draw(st.integers(1, len(content)))])
    try:
        made = redrawn(cut)
    except BadPicture as told:
        assert str(told)
    else:
        assert isinstance(made, Redrawn) and len(made.content) <= redrawing.SERVED_BYTES
        assert opened(made.content).size == (made.width, made.height)


def test_who_waits_too_long_for_their_turn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redrawing, "LONGEST_WAIT", 0.01)
    with redrawing._turn, pytest.raises(Busy, match="Máy chủ đang xử lý nhiều hình"):
        redrawn(file())
    assert redrawn(file()).width == 120, "and is taken when it is their turn"


def test_a_bad_picture_gives_the_turn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redrawing, "LONGEST_WAIT", 0.01)
    for content in (b"", b"x", SVG, file()[:90]):
        with pytest.raises(BadPicture) as wrong:
            redrawn(content)
        assert not isinstance(wrong.value, Busy)
    assert redrawn(file()).height == 80
