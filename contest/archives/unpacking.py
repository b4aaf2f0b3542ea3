"""Read an archive that came from anywhere: nothing of it is believed before it was counted and judged.

No member is ever written to the disk or named by the file: which members there are is known, each is read as
a stream, and both its size and the ratio of its packing have a limit.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contest.archives import packing
from contest.archives.errors import BadArchive
from contest.archives.packing import COMMENT, DIGITS, FORMAT, MANIFEST, SIGNED
from contest.archives.shapes import ID, LAST_MOMENT, Unfit, canonical, parsed
from contest.verify import signed_by

#: Bytes that a whole archive unfolds into at most, and how often more than it is long.
MOST_BYTES = 64 << 30
MOST_RATIO = 250
MOST_MANIFEST = 1 << 20
#: Bytes of a line: of most tables, of those that hold a whole result or a picture.
LINE, LONG_LINE = 1 << 20, 192 << 20
LONG = frozenset(
    {"publication", "publication_part", "prize_list", "hall_screen", "question_picture", "certificate_ground"}
)
MOST_MEMBERS = 200
MEMBER = re.compile(r"[a-z_]{1,40}\.jsonl")
HEX = re.compile(r"[0-9a-f]{64}")

NOT_ONE = "Đây không phải gói lưu trữ cuộc thi của hoithi."
CHANGED = "Gói đã bị cắt cụt hoặc bị sửa: mã băm ở cuối tệp không khớp. Lấy lại tệp gốc."
WRONG = "Gói không đúng mẫu ({where}: {why}). Lấy lại tệp gốc."
TOO_LARGE = "Gói bung ra quá lớn, không phải gói của hoithi."
SCHEMA = (
    "Gói do hoithi {product} làm, dữ liệu ở phiên bản {schema}; máy chủ này ở phiên bản {ours}. Đưa cả hai "
    "máy về cùng một phiên bản hoithi (hoithi upgrade), rồi làm lại gói ở máy cũ."
)


def wrong(where: str, why: object) -> BadArchive:
    """What is not so, and where."""
    return BadArchive(WRONG.format(where=where, why=why))


@dataclass(frozen=True)
class Member:
    """What the manifest says of a member."""

    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself."""

    product: str
    schema: str
    made_at: int
    origin: str
    contest: str
    slug: str
    title: str
    parts: dict[str, Member]
    public_key: str
    digest: str

    @property
    def key_print(self) -> str:
        """What people compare of the key that signed it."""
        return hashlib.sha256(bytes.fromhex(self.public_key)).hexdigest()[:32]


class Archive:
    """An archive whose digests and whose signature agree; its lines are still anybody's."""

    def __init__(self, file: zipfile.ZipFile, manifest: Manifest) -> None:
        self._file = file
        self.manifest = manifest

    def lines(self, table: str) -> Iterator[bytes]:
        """The lines of a table's member, counted and held against the manifest at its end."""
        name = packing.member_of(table)
        return _lines(self._file, name, self.manifest.parts[name], LONG_LINE if table in LONG else LINE)


@contextmanager
def opened(path: Path) -> Generator[Archive]:
    """The archive, every byte of it held against its digest; BadArchive says what is not so."""
    try:
        with path.open("rb") as raw:
            digest = _digest(raw)
            raw.seek(0)
            with zipfile.ZipFile(raw) as file:
                yield Archive(file, _manifest(file, digest, os.fstat(raw.fileno()).st_size))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise wrong("zip", type(error).__name__) from error


def _digest(raw: io.BufferedReader) -> str:
    size = raw.seek(0, os.SEEK_END)
    if size < len(COMMENT) + DIGITS:
        raise BadArchive(NOT_ONE)
    raw.seek(size - DIGITS - len(COMMENT))
    comment, told = raw.read(len(COMMENT)), raw.read(DIGITS)
    raw.seek(0)
    if comment != COMMENT:
        raise BadArchive(CHANGED if raw.read(2) == b"PK" else NOT_ONE)
    if packing.digest_before(raw, size - DIGITS).encode() != told:
        raise BadArchive(CHANGED)
    return told.decode()


# --- the manifest ---------------------------------------------------------------------------------


def _manifest(file: zipfile.ZipFile, digest: str, size: int) -> Manifest:
    members = file.infolist()
    names = [one.filename for one in members]
    if len(names) > MOST_MEMBERS or len(set(names)) < len(names) or names[-1:] != [MANIFEST]:
        raise wrong("zip", "sai danh sách tệp")
    if any(one.flag_bits & 1 or one.compress_type != zipfile.ZIP_DEFLATED for one in members):
        raise wrong("zip", "sai cách nén")
    if sum(one.file_size for one in members) > min(MOST_BYTES, size * MOST_RATIO):
        raise BadArchive(TOO_LARGE)
    if members[-1].file_size > MOST_MANIFEST:
        raise wrong(MANIFEST, "quá dài")
    with file.open(members[-1]) as member:
        raw = member.read(MOST_MANIFEST + 1)
    try:
        content, public_key = _content(parsed(raw.removesuffix(b"\n")))
        found = _understood(content, public_key, digest)
    except (Unfit, KeyError, TypeError, ValueError, AttributeError) as error:
        raise wrong(MANIFEST, error) from error
    if sorted(found.parts) != sorted(names[:-1]) or not all(map(MEMBER.fullmatch, found.parts)):
        raise wrong(MANIFEST, "sai danh sách tệp")
    if any(file.getinfo(name).file_size != one.size for name, one in found.parts.items()):
        raise wrong(MANIFEST, "sai độ dài")
    return found


def _content(told: Any) -> tuple[dict[str, Any], str]:
    content, sha256, key, signature = (told[one] for one in ("content", "sha256", "public_key", "signature"))
    if content["format"] != FORMAT:
        raise Unfit("dạng khác")
    if hashlib.sha256(canonical(content)).hexdigest() != sha256:
        raise Unfit("mã băm không khớp")
    if not signed_by(bytes.fromhex(key), bytes.fromhex(signature), SIGNED + bytes.fromhex(sha256)):
        raise Unfit("chữ ký không đúng")
    return content, key


def _understood(content: dict[str, Any], public_key: str, digest: str) -> Manifest:
    parts = {name: Member(one["rows"], one["bytes"], one["sha256"]) for name, one in content["parts"].items()}
    contest = content["campaign"]
    texts = [content["product"], content["schema"], content["origin"], contest["slug"], contest["title"]]
    numbers = [content["made_at"], *(n for one in parts.values() for n in (one.rows, one.size))]
    if not all(isinstance(one, str) and len(one) <= 200 and one.isprintable() for one in texts):
        raise Unfit("chữ không đúng")
    if any(type(one) is not int or one < 0 for one in numbers) or numbers[0] >= LAST_MOMENT:
        raise Unfit("số không đúng")
    if not ID.fullmatch(contest["id"]) or not all(HEX.fullmatch(one.sha256) for one in parts.values()):
        raise Unfit("mã không đúng")
    product, schema, origin, slug, title = texts
    return Manifest(
        product, schema, numbers[0], origin, contest["id"], slug, title, parts, public_key, digest
    )


# --- the members ----------------------------------------------------------------------------------


def _lines(file: zipfile.ZipFile, name: str, told: Member, most: int) -> Iterator[bytes]:
    seen, rows, size = hashlib.sha256(), 0, 0
    with file.open(name) as member:
        while raw := member.readline(most + 1):
            rows, size = rows + 1, size + len(raw)
            if not raw.endswith(b"\n") or size > told.size or rows > told.rows:
                raise wrong(name, f"dòng {rows}")
            seen.update(raw)
            yield raw[:-1]
    if (rows, size, seen.hexdigest()) != (told.rows, told.size, told.sha256):
        raise wrong(name, "không khớp mã băm")
