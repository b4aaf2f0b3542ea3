"""The tools that look for holes find what is planted, and nothing in the source."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from tests.house import tree
from tools import notices, security
from tools.security import Finding

RULES = re.findall(r"^  - id: (\S+)$", (security.FOLDER / "semgrep.yml").read_text("utf-8"), re.MULTILINE)
#: Rule → a line that it must find.
PLANTED = {
    "no-unescaped-markup": "from markupsafe import Markup\nshown = Markup(name)",
    "no-code-from-data": "import pickle\nvalue = pickle.loads(body)",
    "no-shell": "import subprocess\nsubprocess.run(words, shell=True)",
    "no-unpacking-to-disk": "import zipfile\nzipfile.ZipFile(file).extractall(folder)",
    "no-calls-to-elsewhere": "import urllib.request\nurllib.request.urlopen(address)",
    "no-weak-chance": "import random\ncode = random.choice(letters)",
    "no-weak-hash": "import hashlib\ndigest = hashlib.md5(data)",
    "no-secret-compared-plainly": "import hmac\nok = hmac.new(key, text, 'sha256').hexdigest() == given",
    "no-text-in-sql": "from sqlalchemy import text\ndb.execute(text(f\"DELETE FROM x WHERE y = '{z}'\"))",
    "no-xml-entities": "from lxml import etree\nparser = etree.XMLParser(huge_tree=True)",
    "no-open-redirect": "RedirectResponse(request.query_params['next'])",
    "no-open-cookie": "response.set_cookie('sid', token)",
    "no-open-file-modes": "import os\nos.chmod(path, 0o666)",
}
ONE = Finding("B101", "contest/app.py", 3, "an assert")


def test_each_rule_has_a_line_that_it_must_find() -> None:
    assert sorted(RULES) == sorted(PLANTED)


def test_the_lock_is_not_below_the_floors() -> None:
    assert security.floors() == []


def test_sqlite_is_not_below_its_floor() -> None:
    floors = tomllib.loads((security.FOLDER / "floors.toml").read_text("utf-8"))
    assert security.number(sqlite.sqlite_version) >= security.number(floors["floor_sqlite"]["version"])


@pytest.mark.parametrize(("pinned", "found"), [("0.49.0", 1), ("0.49.1", 0), ("0.50", 0), ("1.0", 0)])
def test_a_package_below_its_floor_is_found(pinned: str, found: int) -> None:
    floor = {"package": "starlette", "version": "0.49.1", "why": "a hole"}
    assert len(security.below_floor({"starlette": pinned}, [floor])) == found


def test_a_package_that_is_not_locked_is_found() -> None:
    floor = {"package": "starlette", "version": "0.49.1", "why": "a hole"}
    assert "not locked" in security.below_floor({}, [floor])[0].said


def test_a_finding_that_nobody_looked_at_is_told() -> None:
    assert security.unaccepted([ONE], []) == [ONE]
    assert security.unaccepted([ONE], [{"rules": ["B608"], "files": ["contest/app.py"]}])[0] == ONE


def test_a_finding_that_was_looked_at_is_not() -> None:
    assert security.unaccepted([ONE], [{"rules": ["B101"], "files": ["contest/*"]}]) == []


def test_an_acceptance_without_a_finding_is_told() -> None:
    told = security.unaccepted([ONE], [{"rules": ["B101"], "files": ["contest/app.py", "contest/gone.py"]}])
    assert [one.file for one in told] == ["contest/gone.py"]


def test_each_acceptance_says_why() -> None:
    entries: list[dict] = security.accepted()
    assert [entry for entry in entries if len(entry.get("why", "")) < 20] == []
    assert [entry for entry in entries if not entry["rules"] or not entry["files"]] == []


def test_the_security_lock_names_no_host_and_has_hashes() -> None:
    text = security.LOCK.read_text("utf-8")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", text) == []
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    assert [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_the_server_shares_no_tool() -> None:
    """What only tools need is never installed beside the server."""
    assert {"semgrep", "bandit", "regexploit", "cyclonedx-bom"} & set(
        notices.pins("requirements.lock")
    ) == set()


@pytest.mark.slow
def test_no_tool_finds_anything_in_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert security.main() == 0, capsys.readouterr().out


@pytest.mark.slow
def test_each_rule_of_ours_finds_what_is_planted(tmp_path: Path) -> None:
    security.need_tools()
    for rule, lines in PLANTED.items():
        (tmp_path / f"{rule.replace('-', '_')}.py").write_text(lines + "\n", "utf-8")
    found = {(one.rule, Path(one.file).stem.replace("_", "-")) for one in security.semgrep([tmp_path])}
    assert {(rule, rule) for rule in RULES} - found == set()


@pytest.mark.slow
def test_bandit_and_regexploit_find_what_is_planted(tmp_path: Path) -> None:
    security.need_tools()
    (tmp_path / "bad.py").write_text("import re, os\nos.system(x)\nP = re.compile(r'(a+)+$')\n", "utf-8")
    assert "B605" in {one.rule for one in security.bandit([tmp_path])}
    assert [one.rule for one in security.regexploit([tmp_path])] == ["redos"]


@pytest.mark.slow
def test_a_rule_that_can_not_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    security.need_tools()
    (tmp_path / "semgrep.yml").write_text("rules:\n  - id: x\n    pattern: 'f(('\n", "utf-8")
    monkeypatch.setattr(security, "FOLDER", tmp_path)
    assert {one.rule for one in security.semgrep([tree.ROOT / "hatch_build.py"])} == {"error"}
