"""What decoders of pictures raise. One list: a decoder that raises something else is caught everywhere."""

from __future__ import annotations

import struct
import zlib

from PIL import Image

#: At a broken picture, or at one made to take all memory.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
