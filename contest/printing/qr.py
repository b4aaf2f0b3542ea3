"""QR codes as SVG, black on white, without a margin: the paper around them is the quiet zone."""

from __future__ import annotations

import io

#: Any of the eight masks is valid: the code tells which. Trying all of them takes most of the time.
MASK = 3


def svg(text: str, *, best: bool = True) -> str:
    """The code of this text. `best=False`: a fixed mask, ten times as fast, for hundreds of small codes."""
    # Imported here: only paper needs it.
    import segno

    code = segno.make(text, error="m", micro=False, mask=None if best else MASK)
    out = io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, border=0, dark="#000")
    return out.getvalue().decode("ascii")
