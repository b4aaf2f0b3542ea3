"""QR codes as SVG, black on white, without a margin: the paper around them is the quiet zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

#: Any of the eight masks is valid: the code tells which. Trying all of them takes most of the time.
MASK = 3
#: The modules of a code, row by row, as text of 0 and 1: a batch spends most of its time with them.
Rows = Sequence[str]
_BLACK = re.compile("1+")


def svg(text: str) -> str:
    """The code of this text, with the mask that suits it best."""
    return _drawn(_matrix(text.encode(), None))


def svgs(texts: Sequence[str]) -> list[str]:
    """The codes of many texts, for a batch of papers; hundreds of alike ones take little longer than a few.

    A code of one length and mask is an affine function of its text's bits: error correction is linear over
    GF(2), padding and mask are constants. So one code for each bit that differs is enough; all others are
    sums (XOR) of those.
    """
    first: dict[int, Batch] = {}
    found = []
    for text in texts:
        content = text.encode()
        batch = first.setdefault(len(content), Batch(content))
        found.append(_drawn(batch.matrix(content)))
    return found


class Batch:
    """Codes of texts that have the same length as a first one."""

    def __init__(self, base: bytes) -> None:
        self.base = base
        self.side = 0
        self.code = 0
        self._change = cache(self._changed)

    def matrix(self, content: bytes) -> Rows:
        """The modules of this text, row by row."""
        if not self.side:
            self.code, self.side = self._code(self.base)
        code = self.code
        for place, (ours, theirs) in enumerate(zip(self.base, content, strict=True)):
            differs = ours ^ theirs
            for bit in range(8):
                if differs >> bit & 1:
                    code ^= self._change(place, bit)
        digits = f"{code:0{self.side**2}b}"
        return [digits[at : at + self.side] for at in range(0, len(digits), self.side)]

    def _changed(self, place: int, bit: int) -> int:
        """What one other bit of the text changes in the code."""
        other = bytearray(self.base)
        other[place] ^= 1 << bit
        return self._code(bytes(other))[0] ^ self.code

    def _code(self, content: bytes) -> tuple[int, int]:
        rows = _matrix(content, MASK)
        return int("".join(rows), 2), len(rows)


def _matrix(content: bytes, mask: int | None) -> Rows:
    # Imported here: only paper needs it.
    import segno

    made = segno.make(content, error="m", mode="byte", micro=False, boost_error=False, mask=mask).matrix
    return ["".join(map(str, map(int, row))) for row in made]


def _drawn(rows: Rows) -> str:
    """Black runs as strokes one module high, all in one path."""
    strokes = [
        f"M{run.start()} {down}.5h{run.end() - run.start()}"
        for down, row in enumerate(rows)
        for run in _BLACK.finditer(row)
    ]
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" d="{"".join(strokes)}"/></svg>'
    )
