"""Pure rules of published results: their one form as bytes, what may follow what, who may sign."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contest.results.publication_states import Kind, Stage

#: What a file calls itself; another form of it is another word, so that an old checker says so.
FORMAT = "hoithi-results/1"
#: Stands before the digest that is signed, so that no signature means two things.
SIGNED = b"hoithi-results/1\n"
#: Days in which complaints are taken where nobody says another number.
USUAL_DAYS, MOST_DAYS = 3, 30
#: Receipts have 40 bits: finding one by trying all of them has to cost something.
RECEIPT_ROUNDS, RECEIPT_BYTES = 2000, 16
#: So many rows that changed are listed in a version; their number is always told.
MOST_LISTED = 500

FIRST_IS_PROVISIONAL = "Bản đầu tiên phải là kết quả tạm thời, để có thời gian nhận khiếu nại."
COMPLAINTS_GO_ON = "Còn nhận khiếu nại đến {until}. Hết giờ đó mới công bố kết quả chính thức."
REASON_WANTED = "Ghi lý do công bố lại: kết quả đổi vì sao."
TWO_PEOPLE = (
    "Bạn soạn bản này nên không tự duyệt được. Nhờ một người khác có quyền duyệt xem lại rồi bấm công bố."
)


def canonical(value: Any) -> bytes:
    """JSON in its one form: keys sorted, no blanks, UTF-8. Whole numbers and texts alone."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(raw: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(raw).hexdigest()


def short(sha256: str) -> str:
    """The beginning of a digest as it is printed: 9f86 d081 884c 7d65."""
    return " ".join(sha256[at : at + 4] for at in range(0, 16, 4))


def fingerprint(public_key: str) -> str:
    """What names a public key on paper."""
    found = digest(bytes.fromhex(public_key))[:32]
    return " ".join(found[at : at + 4] for at in range(0, 32, 4))


def commitment(salt: bytes, name: str, unit: str) -> str:
    """What a result says of a name: nothing, until somebody brings the name and the salt."""
    return digest(salt + canonical({"name": name, "unit": unit}))


def receipt_digest(code: str, attempt_id: str) -> str:
    """What a result says of a receipt's code."""
    made = hashlib.pbkdf2_hmac("sha256", code.encode(), attempt_id.encode(), RECEIPT_ROUNDS, RECEIPT_BYTES)
    return made.hex()


@dataclass(frozen=True, slots=True)
class Published:
    """What the rules need of a version that was published."""

    version: int
    kind: Kind
    complaints_until: datetime | None


def stage(versions: Sequence[Published], now: datetime) -> Stage:
    """Where publishing stands; ``versions`` in their order."""
    if not versions:
        return Stage.NONE
    last = versions[-1]
    if last.kind is Kind.FINAL:
        return Stage.FINAL
    return Stage.COMPLAINTS if last.complaints_until and now < last.complaints_until else Stage.OVER


def until(approved_at: datetime, days: int) -> datetime:
    """Until when complaints are taken."""
    return approved_at + timedelta(days=days)


def problem(kind: Kind, reason: str, versions: Sequence[Published], now: datetime) -> tuple[str, str]:
    """(field, sentence) of what keeps a version from being prepared now; ("", "") where nothing does.

    ``{until}`` in the sentence is the end of complaints, for the caller to write.
    """
    if versions and not reason:
        return "reason", REASON_WANTED
    if kind is Kind.PROVISIONAL:
        return "", ""
    if not versions:
        return "kind", FIRST_IS_PROVISIONAL
    if stage(versions, now) is Stage.COMPLAINTS:
        return "kind", COMPLAINTS_GO_ON
    return "", ""


def may_sign(prepared_by: str, signer: str, approvers: Collection[str]) -> bool:
    """Whether somebody may publish what was prepared: another person, or the only one there is."""
    return signer in approvers and (signer != prepared_by or is_alone(signer, approvers))


def is_alone(signer: str, approvers: Collection[str]) -> bool:
    """Whether nobody else has the right."""
    return set(approvers) <= {signer}


Row = Mapping[str, Any]


def difference(before: Sequence[Row], after: Sequence[Row]) -> list[list[Any]]:
    """The rows that changed between two versions: [entry, [rank, points] before, the same after], each []
    where somebody was not there, 0 for a rank that nobody gave; in the order of the later version."""
    old, new = ({row["entry"]: _place(row) for row in rows} for rows in (before, after))
    entries = [*new, *(entry for entry in old if entry not in new)]
    changed = [entry for entry in entries if old.get(entry) != new.get(entry)]
    return [[entry, old.get(entry, []), new.get(entry, [])] for entry in changed]


def _place(row: Row) -> list[int]:
    return [row.get("rank", 0), row["points"]]
