"""The program that checks: its Ed25519, that it stands alone, what it finds by a receipt."""

from __future__ import annotations

import ast
import asyncio
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from contest import verify
from contest.cli import app
from contest.results import publication_file
from contest.results import publication_store as store
from contest.ruleset.rules import PredictionTarget
from contest.web.database import Database, reading
from tests.contest import opened
from tests.contest.results.press import Press, checked, crowd, taken_apart
from tests.contest.rounds import world

OWN_KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


# --- Ed25519 --------------------------------------------------------------------------------------


def test_signatures_of_the_library_are_those_of_the_checker() -> None:
    chance = Random(7)
    for _ in range(30):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        message, public = chance.randbytes(chance.randint(0, 80)), key.public_key().public_bytes_raw()
        signature = key.sign(message)
        assert verify.signed_by(public, signature, message)
        assert not verify.signed_by(public, signature, message + b"x")
        at = chance.randrange(64)
        broken = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        assert not verify.signed_by(public, broken, message)


def test_a_signature_has_one_spelling() -> None:
    """RFC 8032 refuses S of the order and more, or anybody could write each signature another way."""
    key, message = OWN_KEY, b"x"
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"x")
    more = int.from_bytes(signature[32:], "little") + verify.ORDER
    assert not verify.signed_by(public, signature[:32] + more.to_bytes(32, "little"), message)
    for wrong in (b"\xff" * 32, bytes(31), b"\x02" + bytes(31)):
        assert not verify.signed_by(wrong, signature, message)


# --- the program itself ---------------------------------------------------------------------------


def test_the_program_imports_the_standard_library_alone() -> None:
    tree = ast.parse(Path(verify.__file__).read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") not in {"__import__", "eval", "exec"}
    assert found <= sys.stdlib_module_names, found - sys.stdlib_module_names


def test_it_runs_alone_with_nothing_of_ours(file: bytes, tmp_path: Path) -> None:
    program, name = tmp_path / "verify.py", tmp_path / "ket-qua.json"
    program.write_bytes(Path(verify.__file__).read_bytes())
    name.write_bytes(file)
    command = [sys.executable, "-I", "-S", str(program), str(name)]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "ĐÚNG" in done.stdout.decode()


def test_as_a_command_of_hoithi(file: bytes, tmp_path: Path) -> None:
    name = tmp_path / "ket-qua.json"
    name.write_bytes(file)
    for content, code, word in ((file, 0, "ĐÚNG"), (file[:-9], 1, "SAI"), (b"x", 2, "KHÔNG KIỂM ĐƯỢC")):
        name.write_bytes(content)
        done = CliRunner().invoke(app, ["verify", str(name)], prog_name="hoithi")
        assert (done.exit_code, word in done.output) == (code, True)
    assert CliRunner().invoke(app, ["verify", str(tmp_path / "nothing")]).exit_code == 2
    assert verify.main([]) == 2


def test_a_receipt_finds_its_row_without_the_server(
    sqlite_database: Database, tmp_path: Path, clock: object
) -> None:
    made = Press.of(world.make())
    crowd(made.contest, ("A Thui", 3), ("Y Blưi", 1))
    made.close()
    raw = made.file(made.publish())
    with sqlite_database.reader.connect() as connection:
        board = made.contest.board()
        codes = dict(tuple(one) for one in connection.exec_driver_sql("SELECT id, receipt FROM attempt"))
    code, said = checked(raw, tmp_path, "--receipt", codes[board[1].attempt_id].lower())
    assert code == 0 and "hạng 2, 1 điểm, 60 giây" in said
    code, said = checked(raw, tmp_path, "--receipt", "HT-0000-0000")
    assert code == 0 and "Không có phiếu HT-0000-0000" in said


def test_words_of_open_questions_stay_out_and_the_prediction_is_found_behind_them(
    sqlite_database: Database, tmp_path: Path, clock: object
) -> None:
    contest = opened.make(2, prediction=PredictionTarget.PARTICIPANTS)
    made = Press.of(contest)
    for number, words in enumerate((("Cần thêm bảng chỉ dẫn", "Xong"), ("Không", ""))):
        entry = contest.join(f"Người {number}").entry_id
        opened.hand_in(contest, entry, number, *words, guess=str(number + 2))
    made.close()
    raw = made.file(made.publish())
    assert "bảng chỉ dẫn" not in raw.decode()
    document, people = taken_apart(raw)
    assert {one["attempts"][0]["open"] for one in people} == {2}
    assert checked(raw, tmp_path)[0] == 0
    errors = [one.get("error") for one in document["content"]["rows"]]
    assert sorted(each for each in errors if each is not None) == [0, 1]


def test_as_few_pieces_at_once_as_said_however_many_download(
    file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is streamed is the very one; of all that are on their way two are unpacked at once."""
    at_once, most = 0, 0
    document, _ = taken_apart(file)
    with reading() as db:
        (version,) = store.versions(db, document["content"]["round"])
        made = publication_file.archive(db, "cds", version, with_papers=True)
    unpacked = publication_file.evidence.piece

    def slowly(*what: Any) -> bytes:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.01)
        at_once -= 1
        return unpacked(*what)

    monkeypatch.setattr(publication_file.evidence, "piece", slowly)

    async def every() -> list[bytes]:
        async def one() -> bytes:
            return b"".join([part async for part in made])

        return list(await asyncio.gather(*[one() for _ in range(8)]))

    assert asyncio.run(every()) == [file] * 8
    assert 1 <= most <= publication_file.AT_ONCE
