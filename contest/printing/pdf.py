"""Typst: our own templates to PDF. Texts travel as data, so nothing that a person typed is ever markup.

The compiler sees one fresh folder with our templates and the files named here, and the fonts that come with
this program; no font of the machine, no package from the network, no other file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contest import resources

if TYPE_CHECKING:
    from typst import Fonts

MEDIA_TYPE = "application/pdf"
TEMPLATES = Path(__file__).resolve().parent / "typ"
#: Enough for a printer: finer than the eye sees at arm's length.
DOTS_PER_INCH = 300


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
    return _compiled(template, data, files or {}, format="pdf", pdf_standards=list(standards))


def picture(template: str) -> bytes:
    """The one page of `typ/<template>` as PNG, for what would be drawn on hundreds of pages."""
    return _compiled(template, {}, {}, format="png", ppi=DOTS_PER_INCH)


def image(template: str, data: Mapping[str, Any], files: Mapping[str, bytes], dots: float) -> bytes:
    """The first page as PNG, with so many dots an inch."""
    return _compiled(template, data, files, format="png", ppi=dots)


def _compiled(template: str, data: Mapping[str, Any], files: Mapping[str, bytes], **how: Any) -> bytes:
    # Imported here: it is 34 MB, and a start needs nothing of it.
    import typst

    given = {"data": json.dumps(data, ensure_ascii=False)}
    with tempfile.TemporaryDirectory(prefix="hoithi-paper-") as folder:
        root = Path(folder)
        for name, content in {**_ours(), **files}.items():
            (root / name).write_bytes(content)
        compiler = typst.Compiler(root / template, root=root, font_paths=fonts(), sys_inputs=given)
        made = compiler.compile(**how)
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} for {template}")
    return made


def _ours() -> dict[str, bytes]:
    """All our templates, and the woven band."""
    found = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    return found | {"weave.svg": resources.path("static", "weave.svg").read_bytes()}


@cache
def fonts() -> Fonts:
    """Tinos (the widths of Times New Roman) and Be Vietnam Pro, and nothing else."""
    import fontpkg_be_vietnam_pro
    import typst

    folders = [resources.path("static", "vendor"), fontpkg_be_vietnam_pro.ROOT / "files"]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
