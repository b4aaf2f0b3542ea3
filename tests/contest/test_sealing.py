"""Closed copies: opened by the right paper alone, proved when they are made, told apart from a cut one."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import which

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest import backups, durable, restoring, sealing
from contest.backups import DATABASE, KEY, MANIFEST
from contest.errors import CannotStart
from contest.sealing import Lock, Opener
from contest.settings import Settings
from contest.web import database
from tests.contest.installed import NOW, SECRET, chain, installed, note

__all__ = ["installed"]  # pytest finds the fixture by its name here

PAPER, PUBLIC = sealing.new_key()
PHRASE = "đồng lúa xanh bên sông"


def made(installed: Settings, to: Path | None = None, phrase: str = "") -> Path:
    lock = Lock(passphrase=phrase) if phrase else Lock(recipient=PUBLIC)
    return backups.back_up(installed, to, NOW, lock).folder


def test_only_what_nobody_can_read_reaches_the_medium(installed: Settings, tmp_path: Path) -> None:
    folder = made(installed, tmp_path / "usb")
    assert sorted(path.name for path in folder.iterdir()) == [sealing.SEALED, MANIFEST]
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    assert (told["format"], told["lock"], told["recipient"], told["counts"]) == (2, "key", PUBLIC, {})
    content = (folder / sealing.SEALED).read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert SECRET not in content and b"round.open" not in content and b"SQLite format" not in content
    assert stat.S_IMODE((folder / sealing.SEALED).stat().st_mode) == 0o600


@pytest.mark.parametrize("phrase", ["", PHRASE])
def test_nothing_that_can_be_read_stays_behind(installed: Settings, tmp_path: Path, phrase: str) -> None:
    before = {path.name for path in installed.data.iterdir()}
    made(installed, tmp_path / "usb", phrase)
    assert {path.name for path in installed.data.iterdir()} == before


def test_the_paper_opens_it(installed: Settings, tmp_path: Path) -> None:
    folder = made(installed)
    note(4)
    done = restoring.restore(folder, tmp_path / "new", NOW, force=False, opener=Opener(key=PAPER))
    assert done.manifest.counts["audit"] == 3
    assert (tmp_path / "new" / KEY).read_bytes() == SECRET
    database.configure(f"sqlite:///{tmp_path / 'new' / DATABASE}")
    assert chain() == 3


def test_a_passphrase_opens_it_and_no_other(installed: Settings, tmp_path: Path) -> None:
    folder = made(installed, phrase=PHRASE)
    assert sorted(path.name for path in folder.iterdir()) == [sealing.SEALED, sealing.OWN_KEY, MANIFEST]
    with pytest.raises(CannotStart, match="Mật khẩu này không mở được"):
        restoring.restore(folder, tmp_path / "new", NOW, force=False, opener=Opener(passphrase=PHRASE + "!"))
    assert not (tmp_path / "new").exists()
    restoring.restore(folder, tmp_path / "new", NOW, force=False, opener=Opener(passphrase=PHRASE))
    assert (tmp_path / "new" / KEY).read_bytes() == SECRET


def test_a_short_passphrase_is_refused_and_leaves_nothing(installed: Settings, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="ít nhất 12"):
        made(installed, tmp_path / "usb", "ngắn quá")
    assert list((tmp_path / "usb").iterdir()) == []


def test_another_paper_is_told_which_one_is_meant(installed: Settings, tmp_path: Path) -> None:
    other, _ = sealing.new_key()
    folder = made(installed)
    with pytest.raises(CannotStart, match=f"không mở được.*{PUBLIC}"):
        restoring.restore(folder, tmp_path / "new", NOW, force=False, opener=Opener(key=other))


def test_it_is_read_again_and_refused_when_it_is_not_the_same(
    installed: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A medium that says "written" and keeps something else, as a worn stick does."""
    whole = pyrage.encrypt_file

    def worn(source: str, target: str, recipients: list[object]) -> None:
        whole(source, target, recipients)
        with open(target, "r+b") as file:
            file.seek(-40, io.SEEK_END)
            file.write(bytes(8))

    monkeypatch.setattr(sealing.pyrage, "encrypt_file", worn)
    with pytest.raises(CannotStart, match="dở dang"):
        made(installed, tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []


def test_another_content_than_the_examined_one_is_refused(
    installed: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pyrage.encrypt_file

    def other(source: str, target: str, recipients: list[object]) -> None:
        shorter = tmp_path / "shorter"
        shorter.write_bytes(Path(source).read_bytes()[:-1])
        whole(str(shorter), target, recipients)

    monkeypatch.setattr(sealing.pyrage, "encrypt_file", other)
    with pytest.raises(CannotStart, match="đọc lại không giống"):
        made(installed, tmp_path / "usb")


# --- harm ---------------------------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-200] ^= 1
    path.write_bytes(content)


def _edit(folder: Path, **changes: object) -> None:
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(json.dumps(told | changes), "utf-8")


def _sealed_again(folder: Path) -> None:
    _edit(folder, files={sealing.SEALED: durable.digest(folder / sealing.SEALED)})


def _of_another(folder: Path) -> None:
    """A copy that was made with the public key by somebody else, put under this name."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in (DATABASE, KEY, MANIFEST):
            info = tarfile.TarInfo(name)
            info.size = 2
            archive.addfile(info, io.BytesIO(b"{}"))
    closer = pyrage.x25519.Recipient.from_str(PUBLIC)
    (folder / sealing.SEALED).write_bytes(pyrage.encrypt(buffer.getvalue(), [closer]))
    _sealed_again(folder)


def _no_archive(folder: Path) -> None:
    closer = pyrage.x25519.Recipient.from_str(PUBLIC)
    (folder / sealing.SEALED).write_bytes(pyrage.encrypt(b"no archive at all", [closer]))
    _sealed_again(folder)


HARM: dict[str, Callable[[Path], object]] = {
    "cut": lambda folder: _cut(folder / sealing.SEALED),
    "flipped": lambda folder: _flip(folder / sealing.SEALED),
    "cut and sealed again": lambda folder: (_cut(folder / sealing.SEALED), _sealed_again(folder)),
    "flipped and sealed again": lambda folder: (_flip(folder / sealing.SEALED), _sealed_again(folder)),
    "empty and sealed again": lambda folder: (
        (folder / sealing.SEALED).write_bytes(b""),
        _sealed_again(folder),
    ),
    "another content": _of_another,
    "no archive": _no_archive,
    "gone": lambda folder: (folder / sealing.SEALED).unlink(),
    "no file named": lambda folder: _edit(folder, files={}),
    "a path for a file": lambda folder: _edit(folder, files={sealing.SEALED: "", "../x": ""}),
    "newer schema": lambda folder: _edit(folder, revision="20990101_flying"),
    "older than it says": lambda folder: _edit(folder, made="2026-10-10T20:30:06+07:00"),
    "newer format": lambda folder: _edit(folder, format=3),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_closed_copy_touches_nothing(installed: Settings, tmp_path: Path, harm: str) -> None:
    folder = made(installed)
    HARM[harm](folder)
    with pytest.raises(CannotStart):
        restoring.restore(folder, tmp_path / "new", NOW, force=True, opener=Opener(key=PAPER))
    assert not (tmp_path / "new").exists()


def test_a_cut_copy_is_told_without_any_key(installed: Settings) -> None:
    folder = made(installed)
    _cut(folder / sealing.SEALED)
    with pytest.raises(CannotStart, match="chép thiếu"), restoring.opened(folder):
        raise AssertionError


def test_a_newer_closed_copy_is_told_before_a_key_is_needed(installed: Settings) -> None:
    folder = made(installed)
    _edit(folder, revision="20990101_flying")
    with pytest.raises(CannotStart, match="mới hơn"), restoring.opened(folder):
        raise AssertionError


def test_what_was_opened_is_closed_again(installed: Settings) -> None:
    folder = made(installed)
    with restoring.opened(folder, Opener(key=PAPER)) as (inner, _):
        assert (inner / DATABASE).is_file() and stat.S_IMODE(inner.stat().st_mode) == 0o700
    assert not inner.exists()


# --- what people type ---------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
def test_a_key_is_known_however_it_is_typed(random: Random) -> None:
    pick = random.choice
    body = "".join(sealing.grouped(PAPER))
    shown = "".join(pick([char, char.lower()]) + pick(["", " ", "-", "\n"]) for char in body)
    start = pick(["", sealing.PREFIX, sealing.PREFIX.lower(), "AGE SECRET KEY 1 "])
    assert sealing.public_of(start + shown) == PUBLIC


def test_letters_that_keys_never_hold_are_taken_for_what_they_look_like() -> None:
    body = "".join(sealing.grouped(PAPER))
    misread = body.replace("0", "O").replace("8", "B").replace("L", "I")
    assert sealing.public_of(misread) == PUBLIC


def test_a_file_of_ages_own_tool_is_read() -> None:
    assert sealing.public_of(f"# created: 2026-10-10\n# public key: {PUBLIC}\n{PAPER}\n") == PUBLIC


def case(text: str) -> str | None:
    """Keys are made anew in each run: the names of the cases must not hold them."""
    return "key" if len(text) > 20 else None


@pytest.mark.parametrize(
    "text", ["", "x", PAPER[:-1], PAPER[:-1] + "Q", PUBLIC, "AGE-SECRET-KEY-1"], ids=case
)
def test_no_key_is_told_so(text: str) -> None:
    with pytest.raises(CannotStart, match=r"nhóm 4 ký tự"):
        sealing.public_of(text)


@pytest.mark.parametrize("text", ["", "age1", PUBLIC[:-1], PAPER, "ssh-ed25519 AAAA"], ids=case)
def test_no_public_key_is_told_so(text: str) -> None:
    with pytest.raises(CannotStart, match="hoithi backup key"):
        sealing.checked(text)


def test_groups_are_of_four() -> None:
    groups = sealing.grouped(PAPER)
    assert sealing.PREFIX + "".join(groups) == PAPER and {len(group) for group in groups[:-1]} == {4}


def test_ages_own_tool_and_tar_open_it(installed: Settings, tmp_path: Path) -> None:
    """A copy can be read without this program; where age is not there, by its library."""
    folder = made(installed)
    opened = tmp_path / "opened.tar.gz"
    if program := which("age"):
        (tmp_path / "key").write_text(PAPER)
        command = [
            program,
            "-d",
            "-i",
            str(tmp_path / "key"),
            "-o",
            str(opened),
            str(folder / sealing.SEALED),
        ]
        subprocess.run(command, check=True)
    else:
        identity = pyrage.x25519.Identity.from_str(PAPER)
        opened.write_bytes(pyrage.decrypt((folder / sealing.SEALED).read_bytes(), [identity]))
    with tarfile.open(opened) as archive:
        assert archive.getnames() == [DATABASE, KEY, MANIFEST]
