"""The launcher as a module, in a checkout of its own."""

from __future__ import annotations

import socket
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def load() -> ModuleType:
    """The script as a module; its name has no ending for the import system to go by."""
    loader = SourceFileLoader("hoithi_launcher", str(ROOT / "hoithi"))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A launcher whose checkout is a temporary folder with locks and nothing else."""
    module = load()
    venv = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "HALFWAY": venv / ".installing",
        "NODE": tmp_path / ".node",
        "VENDOR": tmp_path / "static" / "vendor",
    }.items():
        monkeypatch.setattr(module, name, value)
    for lock in module.LOCKS.values():
        (tmp_path / lock).write_text(f"one=={lock}\n    --hash=sha256:00\n")
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return module


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
