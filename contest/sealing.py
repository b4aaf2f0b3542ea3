"""Encrypted copies, in the format of age (age-encryption.org): made without the key that opens them.

The server keeps the public half alone, so whoever takes the server or the medium reads no backup. What is
sealed is a plain `.tar.gz`: `age -d -i key data.tar.gz.age | tar xz` opens it without this program. With a
passphrase the key of that one backup lies beside it, itself sealed with the passphrase.
"""

from __future__ import annotations

import hashlib
import os
import re
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage

from contest import durable
from contest.errors import CannotStart

SEALED, OWN_KEY = "data.tar.gz.age", "key.age"
#: The public half in the data folder.
RECIPIENT = "backup-recipient.txt"
PREFIX = "AGE-SECRET-KEY-1"
#: What people read for a letter that keys never hold; Bech32 has neither 1, B, I nor O.
MISREAD = str.maketrans({"O": "0", "I": "L", "1": "L", "B": "8"})
#: A passphrase that is guessed offline, without anybody's delay.
PHRASE_LEAST = 12
BLOCK = 1 << 20

BAD_RECIPIENT = (
    "Khóa công khai “{given}” chưa đúng. Khóa đúng bắt đầu bằng age1; làm khóa mới: hoithi backup key."
)
BAD_KEY = "Khóa vừa nhập chưa đúng. Xem lại từng nhóm 4 ký tự trên giấy rồi nhập lại."
WRONG_KEY = (
    "Khóa này không mở được bản sao lưu {folder}. Dùng đúng tờ giấy của khóa {recipient}, hoặc bản khác."
)
WRONG_PHRASE = "Mật khẩu này không mở được bản sao lưu {folder}. Xem lại dấu, chữ hoa và dấu cách."
SHORT_PHRASE = "Mật khẩu của bản sao lưu phải có ít nhất {least} ký tự. Dùng một câu dài dễ nhớ."


class Cut(Exception):
    """What was sealed is not what can be opened."""


@dataclass(frozen=True)
class Lock:
    """How a copy is closed: by somebody's public key, or by a passphrase; by neither it lies open."""

    recipient: str = ""
    passphrase: str = ""

    @property
    def kind(self) -> str:
        """For manifests."""
        return "key" if self.recipient else "passphrase" if self.passphrase else ""


OPEN = Lock()


@dataclass(frozen=True)
class Opener:
    """What a person brings to open a copy: the key from their paper, or the passphrase."""

    key: str = ""
    passphrase: str = ""


# --- keys ---------------------------------------------------------------------------------------


def new_key() -> tuple[str, str]:
    """A private key, for paper alone, and its public half."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def public_of(key: str) -> str:
    """The public half of a private key as it was typed."""
    return str(_identity(key).to_public())


def grouped(key: str) -> list[str]:
    """A key in groups of four, as it is read from paper."""
    body = key.removeprefix(PREFIX)
    return [body[at : at + 4] for at in range(0, len(body), 4)]


def typed(text: str) -> str:
    """A key in its one spelling, however it was typed: blanks, dashes, small letters, no prefix."""
    # A file of age's own tool has comments above the key.
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    bare = re.sub(r"[^A-Z0-9]", "", "".join(lines).upper())
    return PREFIX + bare.removeprefix("AGESECRETKEY1").translate(MISREAD)


def recipient_in(data: Path) -> str:
    """The public key that this installation's copies are closed by; "" without one."""
    try:
        return (data / RECIPIENT).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def checked(recipient: str) -> str:
    """A public key, if it is one."""
    _recipient(recipient)
    return recipient.strip()


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except (pyrage.RecipientError, ValueError) as error:
        raise CannotStart(BAD_RECIPIENT.format(given=text.strip()[:80])) from error


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(typed(text))
    except (pyrage.IdentityError, ValueError) as error:
        raise CannotStart(BAD_KEY) from error


# --- closing ------------------------------------------------------------------------------------


def seal(folder: Path, names: Sequence[str], into: Path, lock: Lock, work: Path) -> list[str]:
    """Put the files of a folder into one closed file; the names of what was written into ``into``.

    What was written is read again from the disk and opened: by a key of this moment, which is a second
    recipient and is forgotten when this returns. So it is proved without the key that lies on paper.
    """
    if lock.passphrase and len(lock.passphrase) < PHRASE_LEAST:
        raise CannotStart(SHORT_PHRASE.format(least=PHRASE_LEAST))
    proof = pyrage.x25519.Identity.generate()
    closers = [proof.to_public(), *([_recipient(lock.recipient)] if lock.recipient else [])]
    plain = work / "data.tar.gz"
    with tarfile.open(plain, "w:gz", compresslevel=1) as made:
        for name in names:
            made.add(folder / name, name, recursive=False)
    written = [SEALED]
    durable.write(into / SEALED, b"")
    pyrage.encrypt_file(str(plain), str(into / SEALED), closers)
    durable.sync(into / SEALED)
    if lock.passphrase:
        durable.write(into / OWN_KEY, pyrage.passphrase.encrypt(str(proof).encode(), lock.passphrase))
        written.append(OWN_KEY)
        proof = _by_phrase(into, lock.passphrase)
    if _opened_digest(into / SEALED, proof) != durable.digest(plain):
        raise Cut("đọc lại không giống bản vừa ghi")
    plain.unlink()
    return written


class _Hash:
    """A file to write to that keeps only the digest."""

    def __init__(self) -> None:
        self.seen = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self.seen.update(content)
        return len(content)

    def flush(self) -> None: ...


def _opened_digest(path: Path, identity: pyrage.x25519.Identity) -> str:
    out = _Hash()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            # From the medium itself, not from what the system still remembers of it.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        try:
            pyrage.decrypt_io(file, out, [identity])
        except pyrage.DecryptError as error:
            raise Cut(str(error)) from error
    return out.seen.hexdigest()


# --- opening ------------------------------------------------------------------------------------


def unseal(folder: Path, opener: Opener, names: Sequence[str], into: Path, recipient: str = "") -> None:
    """Open a closed copy into a private folder. :class:`Cut` where it opens and is not whole."""
    identity = _identity(opener.key) if opener.key else _by_phrase(folder, opener.passphrase)
    plain = into / "data.tar.gz"
    durable.write(plain, b"")
    try:
        pyrage.decrypt_file(str(folder / SEALED), str(plain), [identity])
    except pyrage.DecryptError as error:
        if "matching keys" in str(error).lower():
            raise CannotStart(WRONG_KEY.format(folder=folder, recipient=recipient or "?")) from error
        raise Cut(str(error)) from error
    try:
        _unpack(plain, names, into)
    finally:
        plain.unlink()


def _by_phrase(folder: Path, passphrase: str) -> pyrage.x25519.Identity:
    try:
        key = pyrage.passphrase.decrypt((folder / OWN_KEY).read_bytes(), passphrase)
        return pyrage.x25519.Identity.from_str(key.decode("ascii"))
    except FileNotFoundError as error:
        raise CannotStart(WRONG_KEY.format(folder=folder, recipient="?")) from error
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as error:
        raise CannotStart(WRONG_PHRASE.format(folder=folder)) from error


def _unpack(plain: Path, names: Sequence[str], into: Path) -> None:
    """The named files and nothing else: no path of the archive is ever used."""
    try:
        with tarfile.open(plain, "r:gz") as archive:
            for name in names:
                source = archive.extractfile(name)
                if source is None:
                    raise Cut(f"thiếu {name}")
                durable.write(into / name, b"")
                with source, (into / name).open("r+b") as file:
                    while block := source.read(BLOCK):
                        file.write(block)
    except (tarfile.TarError, KeyError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Cut(str(error)) from error
