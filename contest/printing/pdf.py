"""Typst: our own templates to PDF. Texts travel as data, so nothing that a person typed is ever markup.

The compiler sees the template, the files named here and the fonts that come with this program; no font of
the machine, no package from the network, no other file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contest import resources

if TYPE_CHECKING:
    from typst import Fonts

MEDIA_TYPE = "application/pdf"
TEMPLATES = Path(__file__).resolve().parent / "typ"


def compile(
    template: str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    *,
    standards: Sequence[str] = (),
) -> bytes:
    """`typ/<template>` with `data` as `sys.inputs.data` (JSON), as tagged PDF. The same gives the same bytes.

    `files`: what it reads by name beside itself, for instance {"logo.png": …}. `standards`: what the PDF
    must prove to be, for instance "ua-1".
    """
    # Imported here: it is 34 MB, and a start needs nothing of it.
    import typst

    sources: Any = {"main": (TEMPLATES / template).read_bytes(), **_shared(), **(files or {})}
    proven: Any = list(standards)
    given = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(sources, root=TEMPLATES, font_paths=fonts(), sys_inputs=given)
    made = compiler.compile(format="pdf", pdf_standards=proven)
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} for {template}")
    return made


def _shared() -> dict[str, bytes]:
    """What any template may use: functions of our own, and the woven band."""
    weave = resources.path("static", "weave.svg").read_bytes()
    return {"paper.typ": (TEMPLATES / "paper.typ").read_bytes(), "weave.svg": weave}


@cache
def fonts() -> Fonts:
    """Tinos (the widths of Times New Roman) and Be Vietnam Pro, and nothing else."""
    import fontpkg_be_vietnam_pro
    import typst

    folders = [resources.path("static", "vendor"), fontpkg_be_vietnam_pro.ROOT / "files"]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
