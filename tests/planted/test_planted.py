"""Every protection of the list, taken out of a copy of the code, turns its test red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.planted.faults import FAULTS, Fault

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "docs", "bench")
#: pytest says so when a test failed, or could not even begin.
RED = 1


def ids(fault: Fault) -> str:
    return fault.name.replace(" ", "-")


@pytest.mark.parametrize("fault", FAULTS, ids=ids)
def test_the_protection_stands_in_the_code_once(fault: Fault) -> None:
    assert (ROOT / fault.file).read_text("utf-8").count(fault.whole) == 1
    file, _, name = fault.test.partition("::")
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_there_are_enough() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 10


@pytest.mark.nightly
@pytest.mark.parametrize("fault", FAULTS, ids=ids)
def test_without_it_a_test_turns_red(fault: Fault, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT, symlinks=True)
    planted = copy / fault.file
    planted.write_text(planted.read_text("utf-8").replace(fault.whole, fault.plant), "utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", fault.test]
    env = {**os.environ, "PYTHONPATH": str(copy)}
    env.pop("HOITHI_TRUST", None)
    done = subprocess.run(words, cwd=copy, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == RED, done.stdout[-3_000:]
    assert fault.test.partition("::")[2] in done.stdout
