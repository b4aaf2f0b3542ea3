"""What an office's own template may name, and the values that stand there: the one source of every paper.

Names are Vietnamese without marks, and stay: templates that offices keep are written with them. What they
mean stands in ``field_words``. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contest.paperwork import making, plan, praise
from contest.paperwork.facts import Facts, Result, Stage, Winner, at, counted, praise_money, whom
from contest.paperwork.given import Given, titled
from contest.paperwork.kinds import ADDRESSEES, ATTACHED, DECIDER, GROUNDS, KINDS, SECOND, SPONSORS
from contest.paperwork.states import Kind
from contest.printing import heading, plain
from contest.printing.paperwork import Official, Text
from contest.printing.words import amount_in_words
from contest.web.filters import number, when

Fields = dict[str, Any]
#: What only the forms of some kinds ask, by the question.
ASKED = {
    DECIDER: ("tham_quyen",),
    GROUNDS: ("can_cu",),
    ADDRESSEES: ("kinh_gui",),
    SPONSORS: ("nguon_kinh_phi",),
    ATTACHED: ("kem_theo",),
    SECOND: ("chuc_vu_ky_ben_trai", "nguoi_ky_ben_trai"),
}
BODY = "noi_dung"
#: Papers that everybody may read: they name people as boards do.
PUBLIC = frozenset({Kind.NOTICE, Kind.PRESS})
#: Papers of a giấy khen: their lists have those alone who hold a prize that is ticked.
OF_PRAISE = frozenset({Kind.REQUEST, Kind.PRAISE})
#: Who was refused a prize and why, who drew lots before whom: names in full, which no public paper has.
INTERNAL = frozenset({"quyet_dinh_xet_giai"})


def values(kind: Kind, facts: Facts, given: Given) -> Fields:
    """Every field of a paper of this kind. Raises Conflict while the paper can't be made."""
    paper = making.official(kind, facts, given)
    asked = {name: value for name, value in _head(given, paper).items() if has(kind, name)}
    found = _contest(facts) | asked
    result = facts.result if making.needs_list(kind) else None
    if result is not None:
        found |= _numbers(facts, result) | _lists(kind, given, result)
        if kind in OF_PRAISE:
            found |= _praise(given, result)
    return {name: _clean(value) for name, value in found.items() if may_name(kind, name)}


def may_name(kind: Kind, name: str) -> bool:
    """Whether a paper of a kind may tell a field at all."""
    return kind not in PUBLIC or name not in INTERNAL


def has(kind: Kind, name: str) -> bool:
    """Whether the form of a kind knows a field of the head; a text for the press has none."""
    if kind is Kind.PRESS:
        return name == BODY
    return all(asked in KINDS[kind].asks for asked, names in ASKED.items() if name in names)


def _clean(value: Any) -> Any:
    """Fit for paper: one line of printable signs, whoever typed it."""
    if isinstance(value, str):
        return plain.line(value)
    if isinstance(value, Mapping):
        return {name: _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value]


def _contest(facts: Facts) -> Fields:
    return {
        "ten_cuoc_thi": facts.contest,
        "ten_vong": facts.stage,
        "ten_day_du": facts.event,
        "loai": facts.noun,
        "don_vi_to_chuc": facts.holder,
        "doi_tuong": facts.audience,
        "dia_chi_thi": facts.address,
        "bat_dau": at(facts.opens_at),
        "ket_thuc": at(facts.closes_at),
        "ngay_bat_dau": when(facts.opens_at),
        "ngay_ket_thuc": when(facts.closes_at),
        "so_vong": f"{len(facts.stages):02d}",
        "cac_vong": [_stage(one) for one in facts.stages],
        "cach_thi": facts.how,
        "giai_thuong": facts.promises,
        "khieu_nai": facts.complaints,
        "cac_giai": [
            {
                "stt": str(place),
                "ten": one.name,
                "so_luong": number(one.count),
                "muc_tien": money(one.amount),
                "thanh_tien": money(one.total),
            }
            for place, one in enumerate(facts.costs, 1)
        ],
        "tong_du_toan": money(facts.planned),
        "tong_du_toan_bang_chu": in_words(facts.planned),
    }


def _stage(one: Stage) -> Fields:
    return {
        "ten": one.name,
        "bat_dau": at(one.opens_at),
        "ket_thuc": at(one.closes_at),
        "so_nguoi": number(one.people),
        "so_luot": number(one.attempts),
        "khong_cong_nhan": number(one.void),
    }


def _head(given: Given, paper: Official) -> Fields:
    head = given.letterhead
    second = given.second
    return {
        "co_quan_cap_tren": head.upper_body,
        "noi_ban_hanh": head.body,
        "noi_ban_hanh_thuong": titled(head.body),
        "so_ky_hieu": heading.number_line(head) if head.symbol or head.number is not None else "",
        "so_trich_dan": heading.cited(head),
        "noi_va_ngay": heading.place_date(head.place, head.date),
        "ngay_ky": heading.day_in_words(head.date),
        "tham_quyen": given.decider,
        "can_cu": list(_ended(given.grounds)),
        "kinh_gui": list(_ended(given.addressees)),
        "nguon_kinh_phi": given.sponsors or (plan.OWN_MONEY,),
        "kem_theo": given.attached_to,
        "chuc_vu_ky": given.signer.authority,
        "nguoi_ky": given.signer.name,
        "chuc_vu_ky_ben_trai": second.authority if second else (),
        "nguoi_ky_ben_trai": second.name if second else "",
        "noi_nhan": list(_ended(given.recipients)),
        BODY: [{"dau": one.lead, "chu": one.words} for one in paper.body if isinstance(one, Text)],
    }


def _ended(lines: Sequence[str]) -> Iterator[str]:
    """A semicolon after each, a full stop after the last."""
    for place, line in enumerate(lines, 1):
        yield f"{line.rstrip(';. ')}{'.' if place == len(lines) else ';'}"


def _numbers(facts: Facts, result: Result) -> Fields:
    one = facts.stages[0] if len(facts.stages) == 1 else None
    return {
        "so_danh_sach": f"{result.number:02d}" if result.number else "",
        "ma_kiem_tra": result.sha256,
        "phat_hanh_luc": at(result.issued_at) if result.issued_at else "",
        "so_nguoi_du_thi": number(one.people) if one else "",
        "so_luot_thi": number(sum(each.attempts for each in facts.stages)),
        "so_luot_khong_cong_nhan": number(sum(each.void for each in facts.stages)),
        "so_nguoi_xep_hang": number(result.ranked),
        "so_nguoi_khong_xet_giai": number(result.barred),
        "so_nguoi_dung_het": "" if result.perfect is None else number(result.perfect),
        "dap_so": result.truth,
        "quyet_dinh_xet_giai": result.decisions,
        "con_cho_quyet_dinh": result.ties,
    }


def _lists(kind: Kind, given: Given, result: Result) -> Fields:
    """Whom the paper names; a row of a tie that waits is in the list and counted nowhere."""
    named = praise.praised(given, result) if kind in OF_PRAISE else result.winners
    people = [one for one in named if one.is_person]
    units = [one for one in named if not one.is_person]
    holders = [one for one in people if not one.is_tied], [one for one in units if not one.is_tied]
    return {
        "so_ca_nhan": f"{len(holders[0]):02d}",
        "so_tap_the": f"{len(holders[1]):02d}",
        "ca_nhan_tap_the": whom(*map(len, holders)),
        "giai_ca_nhan": counted(holders[0]),
        "giai_tap_the": counted(holders[1]),
        "tong_tien": money(result.total),
        "tong_tien_bang_chu": in_words(result.total),
        "danh_sach": [_person(kind, place, one) for place, one in enumerate(people, 1)],
        "danh_sach_tap_the": [
            {"stt": str(place), "ten": one.name, "giai": one.prize, "tien": money(one.amount)}
            for place, one in enumerate(units, 1)
        ],
    }


def _person(kind: Kind, place: int, one: Winner) -> Fields:
    is_public = kind in PUBLIC
    return {
        "stt": str(place),
        "ten": one.public if is_public else one.name,
        "nam_sinh": "" if is_public or one.birth_year is None else str(one.birth_year),
        "don_vi": one.public_unit if is_public else one.unit,
        "giai": one.prize,
        "tien": money(one.amount),
    }


def _praise(given: Given, result: Result) -> Fields:
    if given.reward is None:
        return {"tien_giay_khen": ""}
    named = praise.praised(given, result)
    people = sum(1 for one in named if one.is_person)
    return {"tien_giay_khen": praise_money(given.reward, people, len(named) - people)}


def money(amount: int) -> str:
    """An amount in figures, nothing for none."""
    return number(amount) if amount else ""


def in_words(amount: int) -> str:
    """An amount in words, nothing for none."""
    return amount_in_words(amount) if amount else ""
