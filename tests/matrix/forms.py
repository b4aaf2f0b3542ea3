"""What a browser would send to each address that takes something: forms as the pages hold them.

An address without a row takes an empty form, or one that the matrix leaves empty on purpose.
"""

from __future__ import annotations

import json

from contest import entropy
from tests.matrix.words import words
from tests.whole.world import NOBODY, Contest, Whole

#: A deed with a reason; each form has an id of its own.
REASONED = words("""rounds.void rounds.unvoid rounds.resit rounds.bar rounds.unbar rounds.unmerge rounds.pause
    rounds.resume byhand.withdraw""")
CONSENT = {"birth_year": "1990", "grown": "1", "consent_join": "1", "notice": ""}


def form(name: str, contest: Contest, whole: Whole) -> dict[str, str]:
    """The form of a route, with the contest's things in it."""
    ids, once = {**dict.fromkeys(KEYS, NOBODY), **contest.ids}, {"once": entropy.new_id()}
    if name in REASONED:
        return {**once, "reason": "Mất điện"}
    made = _of_rounds(ids, once) | _of_lists(ids) | _of_bank(ids) | _of_attempts(ids) | _of_desk(ids, whole)
    return made.get(name, {})


KEYS = ("entry", "attempt", "twin", "audience", "class", "question", "paper_entry", "round")


def _of_rounds(ids: dict[str, str], once: dict[str, str]) -> dict[str, dict[str, str]]:
    two = ",".join(sorted((ids["entry"], ids["paper_entry"])))
    reason = {"reason": "Mất điện"}
    return {
        "rounds.unextra": once,
        "rounds.unpart": once,
        "rounds.part": once | {"group": two},
        "rounds.merge": once | reason | {"keep": ids["entry"], "group": two},
        "rounds.move": once | reason | {"audience": ids["audience"]},
        "rounds.extra": once | reason | {"scope": "all", "minutes": "5"},
        "rounds.extend": once | reason | {"closes_at": "05/10/2026 12:00", "seen": "1791169200000"},
        "results.publication_prepare": {"kind": "provisional", "days": "3"},
        "results.publication_approve": {"publication": NOBODY},
        "regrades.begin": once | reason,
        "commendations.refuse": reason | {"kind": "declined"},
        "commendations.identify": {"state": "done", "means": "unit"},
        "signals.decide": once | reason | {"verdict": "nothing"},
        "byhand.register": once | CONSENT | {"name": "A Mới"},
        "byhand.come": once | CONSENT,
        "byhand.print": {"entry": ids["entry"]},
        "byhand.sheet": once | reason | {"step": "check", "answer": "A"},
        "byhand.mix": {"count": "6"},
        "suggestions.mark": {"wanted": "1"},
        "feedback.switch": {"asked": "0"},
        "standings.choose_view": {"view": "people"},
        "standings.cover": {"size": "3"},
        "standings.uncover": {"covered": "3"},
        "standings.programme": {"programme": "Khai mạc", "version": "0"},
        "commendations.stock": {"design": "woven", "onto": "paper"},
    }


def _of_lists(ids: dict[str, str]) -> dict[str, dict[str, str]]:
    mended = {"line": "2", "deed": "write", "name": "A Mới"}
    return {
        "roster.mend": mended,
        "units.mend": {"line": "2", "name": "Thôn Mới"},
        "roster.save": {"version": "1"},
        "units.save": {"version": "1"},
        "roster.recode": {"token": NOBODY, "seen": "1791000000000"},
        "roster.slips": {"token": NOBODY, "seen": "1791000000000", "whose": "all"},
        "roster.renew": {"seen": ""},
        "roster.open": {"group": ids["class"], "until": "day"},
        "roster.shut": {"group": ids["class"]},
        "roster.door": {"form": "1", "code": "1"},
        "planning.audience": {"code": "B", "name": "Cán bộ"},
        "planning.audience_up": {"above": ids["audience"]},
        "planning.audience_rounds": {"round": ids["round"], "deed": "copy", "last": ids["round"]},
        "planning.audiences_posted": {"key": entropy.new_id(), "code": "C", "name": "Người dân"},
        "planning.week": {"last": ids["round"]},
        "planning.preview": {},
    }


def _of_bank(ids: dict[str, str]) -> dict[str, dict[str, str]]:
    return {
        "bank.change": {"question": ids["question"], "deed": "level:nhan-biet"},
        "bank.move": {"state": "retired", "version": "2"},
        "bank.restore": {"number": "1", "key_version": "1", "version": "2"},
        "bank.comment": {"said": "Câu này hay"},
        "bank.send_back": {"said": "Xem lại", "version": "2"},
        "bank.prolong": {"valid_until": "31/12/2027", "version": "2"},
        "bank.part": {"one": ids["question"], "other": ids["question"]},
        "bank.signing": {"alone": "yes"},
        "bank.mend": {"version": "1", "text": "Câu đã sửa?"},
        "bank.confirm": {"version": "1"},
        "bank.create": {"name": "Bộ mới"},
    }


def _of_attempts(ids: dict[str, str]) -> dict[str, dict[str, str]]:
    lease = {"lease": "1"}
    return {
        "attempts.answer": lease | {"answer": "x"},
        "attempts.part": lease | {"ops": ""},
        "attempts.hand_in": lease | {"ops": ""},
        "attempts.ops": {"json": json.dumps({"lease": 1, "ops": [["op1", 1, 1, "x"]]})},
        "campaigns.audience": {"audience": ids["audience"]},
        "campaigns.comeback": {"code": "00000000"},
        "privacy.agree": {"what": "publish", "given": "1"},
        "privacy.copy": {"form": "json"},
        "privacy.correct": {"phone": "", "words": "Sai tên"},
        "privacy.ask": {"kind": "view"},
        "privacy.withdraw": {"sure": ""},
        "privacy.rejoin": {"sure": ""},
        "privacy.erase": {"code": "00000000", "sure": "1"},
        "privacy.request_new": {"kind": "view", "came": "desk"},
        "privacy.answer": {"reply": "Đã nhận"},
        "privacy.extend": {"days": "3", "reason": "Chờ trường"},
        "privacy.end": {"outcome": "done"},
        "feedback.answer": {"grade": "3", "words": "Nên mở lâu hơn"},
        "results.complaint_find": {"code": "HT-0000-0000"},
        "results.complaint_new": {"about": "other", "words": "Tôi nộp đúng giờ"},
        "results.complaint_answer": {"way": "refused", "answer": "Đã xem lại"},
    }


def _of_desk(ids: dict[str, str], whole: Whole) -> dict[str, dict[str, str]]:
    part = {"member": whole.shared["staff"], "part": "viewer"}
    return {
        "campaigns.staff": part,
        "campaigns.staff_removal": part | {"part": "proctor"},
        "accounts.member": {"name": "Ai đó", "role": "viewer", "version": "x"},
        "accounts.password": {"password": "con mèo trèo cây cau"},
        "documents.new": {"number": "1/NĐ-CP", "title": "Nghị định"},
        "documents.edit": {"number": "06/QĐ-TTg", "title": "Đề án 06 mới"},
        "units.new": {"name": "Thôn Mới", "kind": "village"},
        "units.edit": {"name": "Thôn Đổi", "kind": "village"},
        "units.merge": {"into": whole.shared["unit"]},
        "units.uncount": {"on": "2026-10-05"},
    }
