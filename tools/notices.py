"""Writes THIRD_PARTY_NOTICES.md from the locks and the installed packages' own metadata.

`.venv/bin/python tools/notices.py` after a lock changed; a test in tests/house holds file and locks equal.
"""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "THIRD_PARTY_NOTICES.md"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
#: Installed on other systems only, or silent in their metadata (then read from their licence file).
ELSEWHERE = {"colorama": "BSD-3-Clause", "uvloop": "MIT OR Apache-2.0", "pysqlite3": "Zlib", "pyrage": "MIT"}
HEAD = """# Third-party notices

hoithi itself is under the MIT licence (`LICENSE`). It uses the packages below, each under its own licence.
Python packages are installed beside it, not inside it; the front-end files travel inside the wheel, in
`contest/_bundle/static/vendor/`, with their licence texts beside them. Nothing of them is in this repository.

This file is written by `tools/notices.py`.
"""


def pins(lock: str) -> dict[str, str]:
    """Package → version, as a lock names them."""
    return dict(PIN.findall((ROOT / lock).read_text("utf-8")))


def licence(name: str) -> str:
    """The licence in a package's own words, short: expression, else classifier, else first line."""
    try:
        about = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return ELSEWHERE[name]
    told = about.get("license_expression") or ", ".join(_classified(about)) or about.get("license")
    return str(told or ELSEWHERE[name]).strip().splitlines()[0]


def _classified(about: dict[str, Any]) -> list[str]:
    return [
        value.rsplit(" :: ", 1)[-1]
        for value in about.get("classifier") or []
        if value.startswith("License ::")
    ]


def front_end() -> dict[str, tuple[str, str]]:
    """Front-end package → version and licence, from the npm lock."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    found = {path.removeprefix("node_modules/"): facts for path, facts in packages.items() if path}
    return {name: (facts["version"], facts["license"]) for name, facts in found.items()}


def table(rows: dict[str, tuple[str, str]]) -> str:
    """A Markdown table, sorted by name."""
    lines = [f"| {name} | {version} | {terms} |" for name, (version, terms) in sorted(rows.items())]
    return "\n".join(["| package | version | licence |", "|---|---|---|", *lines]) + "\n"


def text() -> str:
    """The whole file."""
    runtime = {name: (version, licence(name)) for name, version in pins("requirements.lock").items()}
    parts = {"Front-end files in the wheel": front_end(), "Python packages": runtime}
    return HEAD + "".join(f"\n## {title}\n\n{table(rows)}" for title, rows in parts.items())


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
