"""Where the files lie that are not Python: templates, static files, migrations.

In a checkout they stand beside the package, where people look for them. In a wheel nothing may stand
beside a package (it would land loose in site-packages), so `hatch_build.py` puts the same folders under
`contest/_bundle/`. Everybody else asks here and never has to know which of the two it is.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
BUNDLE = PACKAGE / "_bundle"
FOLDERS = ("templates", "static", "alembic")


def root() -> Path:
    """The folder that holds `templates`, `static` and `alembic`: the wheel's bundle, else the checkout."""
    return BUNDLE if BUNDLE.is_dir() else PACKAGE.parent


def path(*parts: str) -> Path:
    """`path("static", "vendor", "htmx.min.js")`: one file or folder, wherever this installation keeps it."""
    return root().joinpath(*parts)


def is_checkout() -> bool:
    """True in a work tree, where the launcher fetches the vendor files; a wheel carries them."""
    return not BUNDLE.is_dir()
