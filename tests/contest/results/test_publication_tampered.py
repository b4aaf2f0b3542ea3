"""No byte of a published file can be another one, and no server can sign a result that does not follow."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contest import verify
from contest.results import publication_rules as rules
from contest.web.database import Database
from tests.contest.results.press import checked, taken_apart
from tests.contest.results.rounds_by_chance import Round
from tests.contest.results.test_publication_rounds import LATER
from tests.trusted import measured

CHANGES = 1_000
OWN_KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def test_a_thousand_random_changes_of_a_byte_are_all_found(
    sqlite_database: Database, clock: object, tmp_path: Path
) -> None:
    chance = Random(20261005)
    made = Round(chance)
    made.play()
    while len(made.entries) < 4:
        made = Round(chance)
        made.play()
    raw = made.press.file(made.press.publish(now=LATER))
    assert checked(raw, tmp_path)[0] == 0
    missed = []
    for _ in range(CHANGES):
        at, other = chance.randrange(len(raw)), chance.randrange(1, 256)
        changed = raw[:at] + bytes([raw[at] ^ other]) + raw[at + 1 :]
        if checked(changed, tmp_path)[0] == 0:
            missed.append((at, raw[max(0, at - 20) : at + 20]))
    assert missed == []
    measured(
        "recompute",
        "published",
        f"{CHANGES} changes of one byte of a published file, all found by the program that anybody can run",
        "./hoithi test tests/contest/results/test_publication_tampered.py",
    )


def test_bytes_put_in_or_taken_out_are_found(file: bytes, tmp_path: Path) -> None:
    chance = Random(1)
    for _ in range(150):
        at = chance.randrange(len(file))
        assert checked(file[:at] + file[at + 1 :], tmp_path)[0] > 0
        assert checked(file[:at] + bytes([chance.choice(b' \n0"a,]')]) + file[at:], tmp_path)[0] > 0
    for end in (b"", b"\n", b"{}", b" "):
        assert checked(file[:-1] + end + (b"x" if not end else b""), tmp_path)[0] > 0 or end == b"\n"
    assert checked(file + b"\n", tmp_path)[0] == 1
    assert checked(file[: len(file) // 2], tmp_path)[0] == 1


# --- what somebody makes anew ---------------------------------------------------------------------


def put_together(document: dict[str, Any], *, sign: bool) -> bytes:
    """A file of what it says now, all digests right; signed by a key of ours, or with the old signature."""
    evidence = document["evidence"]
    lines = b",\n".join(map(rules.canonical, evidence["papers"]))
    papers = b'{"basis":' + rules.canonical(evidence["basis"]) + b',"papers":[\n' + lines + b"\n]}"
    content = document["content"]
    content["evidence_sha256"] = hashlib.sha256(papers).hexdigest()
    document["sha256"] = rules.digest(rules.canonical(content))
    if sign:
        told = rules.SIGNED + bytes.fromhex(document["sha256"])
        document["signature"] = OWN_KEY.sign(told).hex()
        document["public_key"] = OWN_KEY.public_key().public_bytes_raw().hex()
    names = ("format", "content", "sha256", "signature", "public_key")
    parts = [b'"%s":%s' % (name.encode(), rules.canonical(document[name])) for name in names]
    return b"{" + b",".join(parts) + b',"evidence":' + papers + b"}\n"


def test_put_together_again_it_is_the_same_file(file: bytes) -> None:
    document, _ = taken_apart(file)
    assert put_together(document, sign=False) == file


def wrong_answer(people: list[dict[str, Any]]) -> None:
    """The first answer of the first person becomes another one."""
    event = people[0]["attempts"][0]["events"][0]
    event[4] = "zzzzz"


def test_an_answer_changed_with_everything_that_follows_lacks_the_signature(
    file: bytes, tmp_path: Path
) -> None:
    document, people = taken_apart(file)
    wrong_answer(people)
    counted = verify.Counted(document["content"], document["evidence"]["basis"])
    for person in people:
        counted.add(person)
    old = {row["entry"]: row for row in document["content"]["rows"]}
    beside = [
        row | {name: old[row["entry"]][name] for name in ("commitment", "receipt")} for row in counted.rows()
    ]
    document["content"]["rows"] = beside
    code, said = checked(put_together(document, sign=False), tmp_path)
    assert code == 1 and "Chữ ký không phải" in said
    code, said = checked(put_together(document, sign=True), tmp_path)
    assert code == 0, "whoever signs anew has another key"
    whose = rules.fingerprint(json.loads(file)["public_key"])
    assert whose in checked(file, tmp_path)[1] and whose not in said


def row(number: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    """Another value in a row."""

    def change(document: dict[str, Any]) -> None:
        document["content"]["rows"][number] |= changes

    return change


def told(**changes: Any) -> Callable[[dict[str, Any]], None]:
    """Another value in the content."""
    return lambda document: document["content"].update(changes)


def swapped(document: dict[str, Any]) -> None:
    """Two places changed hands."""
    rows = document["content"]["rows"]
    rows[0], rows[1] = rows[1] | {"rank": 1}, rows[0] | {"rank": 2}


def left_out(document: dict[str, Any]) -> None:
    """Somebody is not there."""
    document["content"]["rows"].pop()


def other_key(document: dict[str, Any]) -> None:
    """What is right is something else."""
    for question in document["evidence"]["basis"]["questions"].values():
        question["right"] = question["options"][-1:]


def answered(document: dict[str, Any]) -> None:
    """An answer that was given became another one."""
    wrong_answer(document["evidence"]["papers"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (row(1, rank=1), "Dòng 2 (mã"),
        (row(0, points=299), "điểm (phần trăm điểm) ghi 299, tính lại được 300"),
        (row(0, right=2), "số câu đúng ghi 2, tính lại được 3"),
        (row(2, seconds=1), "số giây ghi 1, tính lại được 60"),
        (row(2, submitted=1), "lúc nộp ghi 1"),
        (row(2, error=0), "sai số dự đoán ghi 0, tính lại được 1"),
        (row(0, attempt="0" * 13), "lượt thi ghi 0000000000000"),
        (row(0, note="x"), "note ghi x, tính lại được không có"),
        (swapped, "mã người dự thi"),
        (left_out, "Kết quả ghi 2 người, tính lại được 3 người"),
        (told(ranked=4), "Phần chung của kết quả"),
        (told(criteria=["points"]), "Phần chung của kết quả"),
        (told(truth=4), "sai số dự đoán"),
        (told(rules_sha256="0" * 64), "Thể lệ trong dữ liệu gốc"),
        (told(seed_commitment="0" * 64), "Mã gốc bốc đề"),
        (other_key, "tính lại được"),
        (answered, "tính lại được"),
    ],
)
def test_no_server_signs_what_does_not_follow(
    file: bytes, tmp_path: Path, change: Callable[[dict[str, Any]], None], words: str
) -> None:
    document, _ = taken_apart(file)
    change(document)
    code, said = checked(put_together(document, sign=True), tmp_path)
    assert (code, words in said) == (1, True), said


def test_a_digest_a_signature_a_form_that_are_others(file: bytes, tmp_path: Path) -> None:
    digest = json.loads(file)["sha256"].encode()
    code, said = checked(file.replace(b'"sha256":"' + digest, b'"sha256":"' + digest[::-1]), tmp_path)
    assert code == 1 and "Mã băm SHA-256 không khớp" in said
    code, said = checked(file.replace(b"hoithi-results/1", b"hoithi-results/2", 1), tmp_path)
    assert code == 1 and "chỉ biết" in said
    code, said = checked(file.replace(b'"paper":[', b'"paper": [', 1), tmp_path)
    assert code == 1 and "không ở dạng chuẩn" in said
    for other in (b"", b"PK\x03\x04", b"[]\n", b"\xff\xfe"):
        code, said = checked(other, tmp_path)
        assert code == 2 and "KHÔNG KIỂM ĐƯỢC" in said


def test_what_became_of_the_true_value_is_told_not_blamed(file: bytes, tmp_path: Path) -> None:
    document, people = taken_apart(file)
    assert document["content"]["truth"] == 3
    people[1]["attempts"][0]["state"] = "void"
    rows = [one for one in document["content"]["rows"] if one["entry"] != people[1]["entry"]]
    for number, one in enumerate(rows, 1):
        one["rank"] = number
    document["content"] |= {"rows": rows, "ranked": 2}
    code, said = checked(put_together(document, sign=True), tmp_path)
    assert code == 0 and "chốt khi đóng vòng là 3, nay tính lại là 2" in said
