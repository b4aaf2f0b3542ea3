"""What an archive takes of every table, or why it takes nothing of it. Pure; a test holds that each table and
each column that must not leave is declared here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Back(StrEnum):
    """What stands in the place of a value that never leaves."""

    NONE = "null"
    EMPTY = "nothing"
    #: No code or hash that anybody can bring; unlike every other one.
    UNKNOWN = "unknown"
    #: A list of rows that wait: without any.
    ROWS = "no rows"
    #: Whoever brings the archive.
    OWNER = "owner"
    #: Found anew from what did leave.
    FOLDED = "folded"


class Text(StrEnum):
    """A text that names revisions of questions by the numbers of this server."""

    PAPER = "paper"
    KEYS = "keys"
    PAIRS = "pairs"


@dataclass(frozen=True)
class Part:
    """A table of which rows leave: those whose column of ``by`` points at a row that leaves. Without ``by``:
    those that others name. ``kept_back``: its columns that stay, with what is there instead. ``texts``: its
    columns with revisions in them. ``staff``: those that hold a staff member's id."""

    by: tuple[str, ...] = ()
    kept_back: Mapping[str, Back] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    staff: tuple[str, ...] = ()


OCCASION = ("round_id", "campaign_id")
PAPER = {"paper": Text.PAPER}

PARTS: dict[str, Part] = {
    "campaign": Part(kept_back={"rehearsal_of": Back.NONE, "rehearsed_at": Back.NONE}),
    "audience": Part(("campaign_id",)),
    "ruleset": Part(),
    "round": Part(("campaign_id",)),
    "rule_change": Part(("round_id",), staff=("by_staff",)),
    "round_deed": Part(("round_id",), staff=("by_staff",)),
    "hall_screen": Part(("round_id",)),
    # People. Codes are hashes under this server's key: they open nothing elsewhere, and staff give new ones.
    "unit": Part(),
    "unit_headcount": Part(("unit_id",)),
    "person": Part(),
    "consent_text": Part(("campaign_id",)),
    "entry": Part(("campaign_id",), {"code_hash": Back.UNKNOWN, "code_at": Back.NONE}),
    "entry_apart": Part(("entry_id",)),
    "consent_said": Part(("entry_id",), staff=("by_staff",)),
    "data_request": Part(("campaign_id",), staff=("noted_by", "ended_by")),
    "roster_import": Part(("campaign_id",), {"rows": Back.ROWS, "owner_id": Back.OWNER}),
    "roster_class": Part(("campaign_id",), {"code_hash": Back.UNKNOWN, "open_until": Back.NONE}),
    "roster_member": Part(
        ("campaign_id",),
        {"code_hash": Back.NONE, "kept_hash": Back.NONE, "code_made_at": Back.NONE, "came_on": Back.EMPTY},
        staff=("paper_by",),
    ),
    # Questions as they were asked.
    "bank": Part(),
    "topic": Part(),
    "source": Part(kept_back={"replaced_by_id": Back.NONE}),
    "question": Part(
        kept_back={"folded": Back.FOLDED, "import_id": Back.EMPTY}, staff=("author", "changed_by")
    ),
    "question_revision": Part(staff=("author", "approver", "reviewer")),
    "question_key": Part(("revision_id",), staff=("author",)),
    "question_topic": Part(("question_id",)),
    "question_audience": Part(("question_id",)),
    "question_source": Part(("question_id",)),
    "question_picture": Part(),
    # What people did, and what came of it.
    "variant_set": Part(("round_id",), texts={"base": Text.PAPER}, staff=("made_by",)),
    "paper_variant": Part(("round_id",), texts=PAPER),
    "paper_sheet": Part(("round_id",), texts=PAPER, staff=("printed_by", "done_by")),
    # A receipt is its owner's; a published result says by its digest whose row it is.
    "attempt": Part(("round_id",), {"holder": Back.EMPTY, "receipt": Back.NONE}, PAPER),
    "attempt_slot": Part(("attempt_id",)),
    "attempt_adjustment": Part(("attempt_id",), staff=("by_staff",)),
    "answer": Part(("attempt_id",)),
    "answer_event": Part(("attempt_id",)),
    "grade": Part(("attempt_id",)),
    "suggestion_mark": Part(("attempt_id",), staff=("by_staff",)),
    "standing_board": Part(("round_id",)),
    "standing_block": Part(("round_id",)),
    "standing": Part(("round_id",)),
    "season_board": Part(("campaign_id",)),
    "season_standing": Part(("campaign_id",)),
    "selection_list": Part(("round_id",), staff=("confirmed_by",)),
    "selection_change": Part(("round_id",), staff=("by_staff",)),
    "selected": Part(("round_id",)),
    "publication": Part(("round_id",), texts={"keys": Text.KEYS}, staff=("prepared_by", "approved_by")),
    "publication_part": Part(("publication_id",)),
    "publication_entry": Part(("publication_id",)),
    "feedback": Part(("round_id",)),
    "complaint": Part(("round_id",), staff=("taken_by", "decided_by")),
    "regrade": Part(("round_id",), texts={"keys": Text.PAIRS}, staff=("asked_by", "decided_by")),
    "regrade_change": Part(("regrade_id",)),
    "prize_ladder": Part(OCCASION, staff=("changed_by",)),
    "prize_check": Part(OCCASION, staff=("checked_by",)),
    "prize_list": Part(OCCASION, staff=("issued_by",)),
    "prize_refusal": Part(OCCASION, staff=("decided_by", "taken_back_by")),
    "prize_certificate": Part(("list_id",)),
    "tie_decision": Part(OCCASION, staff=("decided_by", "taken_back_by")),
    "print_setting": Part(("campaign_id",)),
    "contest_target": Part(("campaign_id",), staff=("changed_by",)),
    "certificate_ground": Part(("campaign_id",), staff=("changed_by",)),
}

_ACCOUNT = "tài khoản và quyền của máy chủ này; chỉ tên người đã làm việc đi theo"
_SERVER = "của cả máy chủ, không của một cuộc thi"
_COUNTED = "tính lại được từ bài làm"
_SHORT = "chỉ giữ ít ngày, để trông một vòng vừa đóng"
_DRAFTS = "tệp đang nhập, chưa thành câu hỏi hay đơn vị nào"
_TALK = "chuyện của người biên soạn ngân hàng, không phải câu hỏi đã thi"

#: Table → why nothing of it leaves.
OUT: dict[str, str] = {
    **dict.fromkeys(
        ("staff", "staff_session", "staff_role", "login_step", "login_failure", "second_factor"), _ACCOUNT
    ),
    **dict.fromkeys(("recovery_code", "staff_elsewhere"), _ACCOUNT),
    **dict.fromkeys(("setting", "office_part", "office_logo", "keeping_period", "page_violation"), _SERVER),
    **dict.fromkeys(("job", "audit", "audit_head", "tombstone", "summary", "unit_merge"), _SERVER),
    **dict.fromkeys(("outside_contest", "outside_unit", "paper_template"), _SERVER),
    **dict.fromkeys(("spent_proof", "signal", "signal_tally"), _SHORT),
    **dict.fromkeys(("analysis", "analysis_item"), _COUNTED),
    **dict.fromkeys(("bank_import", "bank_import_row", "bank_reading", "unit_import"), _DRAFTS),
    **dict.fromkeys(("question_change", "question_comment", "question_apart"), _TALK),
    "brought_contest": "nói cuộc thi này từ đâu mang về đây",
}

#: Words in the name of a column that holds something secret: it is kept back, or named here with the reason.
SECRET_WORDS = ("hash", "token", "secret", "seed", "password", "receipt", "salt", "holder", "login", "device")
NOT_SECRET: dict[str, str] = {
    "round.seed": "vòng đã đóng thì công khai trong bản công bố; vòng nháp thì để trống",
    "round.seed_commitment": "công khai từ đầu",
    "publication_entry.salt": "đứng cạnh tên người đó, để mở cam kết trong bản công bố",
    "publication_entry.receipt": "mã băm đã công bố",
}
#: Tables whose ids are numbers of this server: elsewhere they get others.
NUMBERED = ("bank", "topic", "source", "question", "question_revision", "question_key")


def undeclared(tables: Iterable[str]) -> set[str]:
    """The tables of which nobody said what leaves."""
    return set(tables) - PARTS.keys() - OUT.keys()
