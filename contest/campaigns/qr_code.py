"""The QR code of a code card."""

from __future__ import annotations

import io

import segno


def svg(address: str) -> str:
    """A QR code as a whole SVG with its name space and quiet zone."""
    out = io.BytesIO()
    segno.make(address, micro=False).save(
        out, kind="svg", border=4, xmldecl=False, omitsize=True, light="#fff"
    )
    return out.getvalue().decode()
