"""`hoithi backup`, its key, trying a copy, `hoithi restore`: as a secretary and as a script meet them."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from contest import backup_command, cli, clock, sealing, settings
from contest.errors import CannotStart
from contest.serving import prepare
from contest.web import database as web
from tests.contest.installed import NOW


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, list(words), prog_name="hoithi")


def refused(done: Result) -> str:
    assert isinstance(done.exception, CannotStart), done.output
    return str(done.exception)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation whose server was stopped; each look at the clock is a second later."""
    monkeypatch.setattr(settings, "_current", None)
    looks: list[datetime] = []

    def now() -> datetime:
        looks.append(NOW)
        return NOW + timedelta(seconds=len(looks))

    monkeypatch.setattr(clock, "now", now)
    folder = tmp_path / "data"
    prepare(settings.load(folder))
    web.current().close()
    yield folder


def key(data: Path, *words: str) -> dict[str, str]:
    made = run("backup", "key", "--data", str(data), "--json", *words)
    assert made.exit_code == 0, made.output
    return json.loads(made.stdout)


def made(data: Path, *words: str) -> dict[str, object]:
    done = run("backup", "--data", str(data), "--json", *words)
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


def test_without_a_key_nothing_is_copied_and_the_way_is_told(data: Path) -> None:
    told = refused(run("backup", "--data", str(data)))
    assert "hoithi backup key" in told and "--plain" in told
    assert not (data / "backups").exists()


def test_the_private_half_is_told_once_and_kept_nowhere(data: Path) -> None:
    told = key(data)
    assert sealing.public_of(told["key"]) == told["recipient"] == sealing.recipient_in(data)
    assert stat.S_IMODE((data / sealing.RECIPIENT).stat().st_mode) == 0o600
    body = "".join(sealing.grouped(told["key"])).encode()
    assert not [path for path in data.rglob("*") if path.is_file() and body in path.read_bytes()]


def test_a_key_is_not_replaced_by_mistake(data: Path) -> None:
    first = key(data)
    assert first["recipient"] in refused(run("backup", "key", "--data", str(data)))
    assert sealing.recipient_in(data) == first["recipient"]
    assert key(data, "--new")["recipient"] != first["recipient"]


def test_the_paper_carries_the_whole_key(data: Path, tmp_path: Path) -> None:
    told = key(data, "--paper", str(tmp_path / "giay.pdf"))
    assert stat.S_IMODE((tmp_path / "giay.pdf").stat().st_mode) == 0o600
    (page,) = PdfReader(tmp_path / "giay.pdf").pages
    text = "".join(page.extract_text().split())
    assert all(group in text for group in sealing.grouped(told["key"]))
    assert told["recipient"] in text and "hoithirestore" in text


def test_a_paper_that_cannot_be_written_makes_no_key(data: Path, tmp_path: Path) -> None:
    (tmp_path / "giay.pdf").write_text("mine")
    assert "Không ghi được" in refused(
        run("backup", "key", "--data", str(data), "--paper", str(tmp_path / "giay.pdf"))
    )
    assert sealing.recipient_in(data) == "" and (tmp_path / "giay.pdf").read_text() == "mine"


def test_a_person_reads_groups_and_what_to_do(data: Path) -> None:
    done = run("backup", "key", "--data", str(data))
    lines = [line.split() for line in done.output.splitlines() if line.isascii() and line.startswith("  ")]
    groups = [word for line in lines if sealing.PREFIX not in line for word in line]
    assert sealing.public_of("".join(groups)) == sealing.recipient_in(data)
    assert "hai bản" in done.output and "mất giấy là không ai mở được" in done.output


@pytest.mark.parametrize(("typed", "kept"), [("right", True), ("wrong", False)])
def test_whoever_writes_it_down_reads_it_back(
    data: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: bool
) -> None:
    secret, public = sealing.new_key()
    last = " ".join(sealing.grouped(secret)[-2:]).lower()
    monkeypatch.setattr(sealing, "new_key", lambda: (secret, public))
    monkeypatch.setattr(backup_command, "is_typing", lambda: True)
    monkeypatch.setattr("builtins.input", lambda: last if typed == "right" else "qqqq pppp")
    done = run("backup", "key", "--data", str(data))
    assert (done.exit_code == 0) is kept
    assert sealing.recipient_in(data) == (public if kept else "")


def test_the_key_of_this_installation_closes_without_a_word(data: Path, tmp_path: Path) -> None:
    told = key(data)
    copy = made(data, "--to", str(tmp_path / "usb"))
    assert (copy["lock"], copy["recipient"]) == ("key", told["recipient"])
    assert "đã mã hóa" in run("backup", "--data", str(data)).output


def test_another_key_may_be_named(data: Path) -> None:
    _, other = sealing.new_key()
    key(data)
    assert made(data, "--recipient", other)["recipient"] == other


def test_plain_stays_on_the_disk_of_the_data(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "lock" not in made(data, "--plain")
    assert "KHÔNG mã hóa" in run("backup", "--data", str(data), "--plain").output
    monkeypatch.setattr(backup_command, "same_disk", lambda to, folder: False)
    told = refused(run("backup", "--data", str(data), "--plain", "--to", "/usb"))
    assert "không được ra khỏi ổ đĩa" in told


def test_another_disk_is_seen_through_folders_that_are_not_there_yet(data: Path) -> None:
    assert backup_command.same_disk(data / "a" / "b", data)
    assert not backup_command.same_disk(Path("/proc/a/b"), data)


@pytest.mark.parametrize(
    "words", [("--plain", "--recipient", "age1x"), ("--plain", "--passphrase-file", "x")]
)
def test_one_way_at_a_time(data: Path, words: tuple[str, ...]) -> None:
    assert "Chọn một cách" in refused(run("backup", "--data", str(data), *words))


def test_the_paper_is_tried(data: Path, tmp_path: Path) -> None:
    told = key(data)
    folder = str(made(data)["folder"])
    (tmp_path / "key").write_text(" ".join(sealing.grouped(told["key"])).lower())
    done = run("backup", "try", folder, "--key-file", str(tmp_path / "key"))
    assert done.exit_code == 0 and "Mở được và còn nguyên" in done.output
    facts = json.loads(run("backup", "try", folder, "--key-file", str(tmp_path / "key"), "--json").stdout)
    assert facts["opens"] is True and facts["counts"]["audit"] >= 0


def test_a_passphrase_from_a_file(data: Path, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("đồng lúa xanh bên sông\n")
    copy = made(data, "--passphrase-file", str(tmp_path / "phrase"))
    words = ("restore", str(copy["folder"]), "--data", str(tmp_path / "new"))
    assert "--passphrase-file" in refused(run(*words))
    assert run(*words, "--passphrase-file", str(tmp_path / "phrase")).exit_code == 0


@pytest.mark.parametrize("content", [None, b"", b"  \n", b"\xff\xfe"])
def test_a_file_without_a_key_is_told(data: Path, tmp_path: Path, content: bytes | None) -> None:
    key(data)
    folder = str(made(data)["folder"])
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    told = refused(run("backup", "try", folder, "--key-file", str(tmp_path / "key")))
    assert str(tmp_path / "key") in told


def test_restore_asks_for_the_key_where_nobody_types(data: Path, tmp_path: Path) -> None:
    key(data)
    folder = str(made(data)["folder"])
    assert "--key-file" in refused(run("restore", folder, "--data", str(tmp_path / "new")))
    assert not (tmp_path / "new").exists()


def test_restore_takes_what_is_typed_without_showing_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = key(data)
    folder = str(made(data)["folder"])
    monkeypatch.setattr(backup_command, "is_typing", lambda: True)
    monkeypatch.setattr(backup_command.getpass, "getpass", lambda prompt: told["key"].lower())
    done = run("restore", folder, "--data", str(tmp_path / "new"))
    assert done.exit_code == 0 and told["key"] not in done.output


@pytest.mark.parametrize("words", [("backup", "key"), ("backup",)])
def test_a_mistyped_folder_is_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert "Không có dữ liệu" in refused(run(*words, "--data", str(tmp_path / "no")))
    assert not (tmp_path / "no").exists()
