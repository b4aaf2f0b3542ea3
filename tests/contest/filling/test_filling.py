"""The process beside the server: it answers, it is stopped, and it is not believed."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from contest.errors import Invalid
from contest.filling import child as filling_child
from contest.filling import filling
from contest.filling.filling import FILE, Values
from contest.jobs import child
from tests.contest.filling.making import SAMPLE, docx, opened

GOOD = docx("{{ ten }}")
FULL = Values(SAMPLE, is_draft=False)


def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as wrong:
        filling.tried(data, SAMPLE, (FULL,))
    return wrong.value.fields[FILE]


def test_a_paper_comes_from_the_process() -> None:
    filling.tried(GOOD, SAMPLE, (FULL,))
    assert "Cuộc thi & <Hội>" in opened(filling.filled(GOOD, SAMPLE, FULL))


def test_what_is_wrong_comes_line_by_line() -> None:
    assert refused(docx("{{ x }}", "{{ y }}")).count("\n") == 1
    assert refused(b"x").startswith("Tệp này không phải tệp Word")
    assert refused(b"") == filling.EMPTY
    assert refused(bytes(filling.MOST_BYTES + 1)) == filling.TOO_HEAVY


def test_one_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "SECONDS", 20.0)
    inner = (
        "".join(f"{{% for m{at} in danh_sach %}}" for at in range(3)) + "{{ m0.ten }}" + "{% endfor %}" * 3
    )
    many = SAMPLE | {"danh_sach": [{"stt": "1", "ten": "A" * 50}] * 1000}
    with pytest.raises(Invalid) as wrong:
        filling.filled(docx(inner), SAMPLE, Values(many, is_draft=False))
    assert wrong.value.fields[FILE] == filling.TOO_DEAR


@pytest.mark.parametrize(
    ("said", "content"),
    [({"kind": "made"}, b"GIF"), ({"kind": "other"}, b"PK"), ({}, b""), ({"kind": "refused"}, b"{")],
)
def test_a_child_that_says_something_else_is_not_believed(
    said: child.Said, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child.Child, "hear", lambda self: (said, content))
    assert refused(GOOD) == filling.NOT_TAKEN


def served(data: bytes, is_new: bool = True) -> tuple[child.Said, bytes]:
    """What the process says, in this one."""
    hears, says = io.BytesIO(), io.BytesIO()
    values = [{"fields": SAMPLE, "is_draft": False}]
    child.send(hears, {}, json.dumps({"is_new": is_new, "sample": SAMPLE, "values": values}).encode())
    child.send(hears, {}, data)
    hears.seek(0)
    filling_child.serve(hears, says)
    says.seek(0)
    return child.receive(says, filling.MOST_MADE)


def test_the_child_by_itself() -> None:
    said, content = served(GOOD)
    assert said == {"kind": "made"} and content.startswith(b"PK")
    said, content = served(docx("{{ x }}"))
    assert said == {"kind": "refused"} and len(json.loads(content)) == 1
    assert served(docx("{{ x }}"), is_new=False)[0] == {"kind": "refused"}


def test_the_server_loads_nothing_of_it() -> None:
    asked = (
        "import sys, contest.features; print([m for m in ('docxtpl', 'docx', 'lxml') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
