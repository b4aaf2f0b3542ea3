"""Pictures for tests: drawn here, never read from a file."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageDraw

from questions.pictures.redrawing import Redrawn, redrawn


def drawing(name: str = "a", width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """A drawing that differs by its name."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    chance = random.Random(name)
    for _ in range(6):
        at = [chance.randrange(width), chance.randrange(height)]
        pen.line(
            [*at, chance.randrange(width), chance.randrange(height)], fill=chance.randrange(2**24), width=3
        )
    return image.convert(mode)


def noise(width: int, height: int) -> Image.Image:
    """Points without any order: nothing makes it small."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))


def data(image: Image.Image, form: str = "PNG", **how: Any) -> bytes:
    """The bytes of a file."""
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def file(name: str = "a", form: str = "PNG", width: int = 120, height: int = 80) -> bytes:
    """The bytes of a drawing, as somebody uploads it."""
    return data(drawing(name, width, height), form)


def made(name: str = "a", width: int = 120, height: int = 80) -> Redrawn:
    """The same as it is kept."""
    return redrawn(file(name, width=width, height=height))


def opened(content: bytes) -> Image.Image:
    """A file as a picture."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def point(content: bytes, x: int = 9, y: int = 9) -> tuple[int, ...]:
    """The red, green and blue of one point of a file."""
    found = opened(content).convert("RGB").getpixel((x, y))
    assert isinstance(found, tuple)
    return found
