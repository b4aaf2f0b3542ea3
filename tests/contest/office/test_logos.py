"""Logos: what a picture becomes, and what is none."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from contest.errors import Invalid
from contest.office import logos
from tests.contest.office.conftest import picture


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png), formats=("PNG",))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(600, 400), (256, 256), (1, 1), (3000, 20)])
def test_a_picture_becomes_a_small_png(kind: str, size: tuple[int, int]) -> None:
    png = logos.shrunk(picture(kind, size))
    assert png.startswith(b"\x89PNG") and len(png) <= logos.STORED_BYTES
    assert max(opened(png).size) == min(max(size), logos.SIDE)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16", "CMYK"])
def test_every_way_to_store_colours(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(logos.shrunk(picture(kind, mode=mode))).size == (256, 171)


def test_what_can_be_seen_through_stays_so() -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert opened(logos.shrunk(out.getvalue())).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)


def test_nothing_rides_along() -> None:
    """A phone's picture says where and with what it was taken, and which way is up."""
    exif = Image.Exif()
    exif[0x010E] = "Nhà riêng của chị Nhung"
    exif[0x0112] = 6  # lies on its side
    data = picture("JPEG", (600, 400), exif=exif)
    png = logos.shrunk(data)
    assert b"Nhung" not in png and not opened(png).getexif()
    assert opened(png).size == (171, 256)


def test_noise_is_made_small_too() -> None:
    noise = Image.frombytes("RGBA", (256, 256), random.Random(1).randbytes(256 * 256 * 4))
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert len(out.getvalue()) > 200_000
    assert len(logos.shrunk(out.getvalue())) <= logos.STORED_BYTES


def test_a_moving_picture_stands_still() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert getattr(opened(logos.shrunk(out.getvalue())), "n_frames", 1) == 1


def bomb(width: int, height: int) -> bytes:
    """A PNG of this size in a few kilobytes, honest but for its weight."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    body = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(20_000, 20_000), (12_000, 12_000), (5_001, 5_001), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_measured_and_never_unfolded(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def boom(*_: object) -> None:
        raise AssertionError("unfolded")

    monkeypatch.setattr(Image.Image, "convert", boom)
    data = bomb(size[0], min(size[1], 20_000)) if size[0] < 30_000 else bomb(8, 8)
    if size[0] >= 30_000:
        data = data[:16] + struct.pack(">II", *size) + data[24:]
    with pytest.raises(Invalid) as wrong:
        logos.shrunk(data)
    assert "điểm" in wrong.value.message or wrong.value.message == logos.NOT_TAKEN


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", logos.EMPTY),
        (b"x" * (logos.MOST_BYTES + 1), logos.TOO_HEAVY),
        (SVG, logos.NOT_TAKEN),
        (b"<?xml version='1.0'?>" + SVG, logos.NOT_TAKEN),
        ("Chào bạn".encode(), logos.NOT_TAKEN),
        (b"\x89PNG\r\n\x1a\n", logos.NOT_TAKEN),
        (b"PK\x03\x04" + bytes(100), logos.NOT_TAKEN),
        (bytes(range(256)) * 40, logos.NOT_TAKEN),
        (picture("GIF", mode="P"), logos.NOT_TAKEN),
        (picture("BMP"), logos.NOT_TAKEN),
        (picture("TIFF"), logos.NOT_TAKEN),
    ],
)
def test_what_is_no_picture_is_said(data: bytes, message: str) -> None:
    with pytest.raises(Invalid) as wrong:
        logos.shrunk(data)
    assert wrong.value.message == message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_broken_pictures_are_refused_or_read_but_never_a_fault(kind: str) -> None:
    whole = picture(kind, (80, 60))
    chance = random.Random(20261125)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randint(1, len(data))] if chance.random() < 0.3 else data)
        try:
            assert logos.shrunk(cut).startswith(b"\x89PNG")
        except Invalid as wrong:
            assert wrong.message


def test_the_name_is_of_the_bytes() -> None:
    one, other = logos.shrunk(picture()), logos.shrunk(picture(size=(50, 50)))
    assert logos.digest(one) == logos.digest(one) != logos.digest(other)
    assert len(logos.digest(one)) == 16
