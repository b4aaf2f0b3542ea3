"""The ladder's form: rows as typed, moved and removed, and what they mean once they are right. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from contest.commendations import ages, measures
from contest.commendations.forms import LadderForm
from contest.commendations.ladder_pages import StepRow
from contest.commendations.ladders import (
    LONGEST_NAME,
    MOST_OF_A_STEP,
    MOST_STEPS,
    Ladder,
    UnitStep,
    parse_amount,
)
from contest.commendations.measures import Plain
from contest.commendations.rules import Step
from contest.commendations.states import ROUND_UNIT_BOARDS, Board
from contest.web.filters import number

NO_NAME = "Ghi tên giải, ví dụ Nhất."
LONG_NAME = f"Tên giải dài nhất {LONGEST_NAME} ký tự."
TWICE = "Đã có giải tên này ở trên. Đặt tên khác hoặc gộp số lượng."
WRONG_COUNT = f"Số lượng từ 1 đến {MOST_OF_A_STEP}."
TOO_MANY = f"Mỗi bảng có nhiều nhất {MOST_STEPS} bậc giải. Bớt bậc rồi lưu."
NO_BOARD = "Chọn cách xếp: theo số người, tỷ lệ, điểm trung bình hay điểm giải."
NO_TURNS = "Chọn cách xếp: theo số lượt người dự thi."
NO_SCOPE = "Khối này không còn. Chọn khối khác hoặc mọi đơn vị."
NO_PRIZES = "Chưa có giải cá nhân nên không tính được điểm giải. Thêm giải cá nhân hoặc chọn cách xếp khác."
NO_POINTS = "Không giải cá nhân nào có điểm. Ghi điểm lớn hơn 0 cho ít nhất một giải."
DEED = re.compile(r"(unit-|extra-)?(?:(add)|(up|drop)-([0-9]{1,2}))")


@dataclass(frozen=True)
class Typed:
    """The form as rows; blank ones are kept only while it is edited."""

    people: tuple[StepRow, ...]
    units: tuple[StepRow, ...]
    once: bool
    budget: str
    cap: str = ""
    equal_by_perfect: bool = False
    mean_people: str = ""
    won: str = ""
    rate_adds: bool = False
    extra: tuple[StepRow, ...] = ()
    least_right: str = ""
    besides: bool = False
    reserve: str = ""


def typed(form: LadderForm) -> Typed:
    """The rows of a posted form."""
    people = (StepRow(*cells) for cells in zip_longest(form.name, form.count, form.amount, fillvalue=""))
    lists = (form.unit_name, form.unit_count, form.unit_amount, form.unit_board, form.unit_scope)
    units = (
        StepRow(name, count, amount, board, scope=scope)
        for name, count, amount, board, scope in zip_longest(*lists, fillvalue="")
    )
    return Typed(
        tuple(people),
        tuple(units),
        bool(form.once),
        form.budget,
        form.cap,
        bool(form.equal_by_perfect),
        form.mean_people,
        form.won,
        bool(form.rate_adds),
        tuple(_extra(form)),
        form.least_right,
        bool(form.besides),
        form.reserve,
    )


def _extra(form: LadderForm) -> Iterator[StepRow]:
    lists = (form.extra_name, form.extra_count, form.extra_amount, form.extra_board)
    for name, count, amount, board, least, most in zip_longest(
        *lists, form.extra_least, form.extra_most, fillvalue=""
    ):
        yield StepRow(name, count, amount, board, least, most)


def of_ladder(made: Ladder) -> Typed:
    """The rows of a stored ladder."""
    people = (StepRow(step.name, str(step.count), _typed_amount(step.amount)) for step in made.people)
    units = (
        StepRow(step.name, str(step.count), _typed_amount(step.amount), step.board.value, scope=step.scope)
        for step in made.units
    )
    return Typed(
        tuple(people),
        tuple(units),
        made.once,
        "" if made.budget is None else number(made.budget),
        "" if made.cap is None else str(made.cap),
        made.equal_by_perfect,
        str(made.mean_people) if made.mean_people else "",
        ", ".join(map(str, made.won)),
        made.rate_adds,
        tuple(ages.row(step, _typed_amount(step.amount)) for step in made.extra),
        str(made.least_right) if made.least_right else "",
        made.besides,
        str(made.reserve),
    )


def _typed_amount(amount: int) -> str:
    """Nothing, while nobody has said a sum: 0 đồng would read as one that was decided."""
    return number(amount) if amount else ""


def edited(rows: Typed, deed: str) -> Typed:
    """The form after one of its buttons: a row more, a row up, a row away. Another deed changes nothing."""
    found = DEED.fullmatch(deed)
    if found is None:
        return rows
    kind, adds, verb, index = found.groups()
    name = {None: "people", "unit-": "units", "extra-": "extra"}[kind]
    return replace(rows, **{name: _changed(getattr(rows, name), bool(adds), verb, int(index or 0))})


def _changed(rows: tuple[StepRow, ...], adds: bool, verb: str, index: int) -> tuple[StepRow, ...]:
    if adds:
        return (*rows, StepRow(count="1")) if len(rows) < MOST_STEPS else rows
    if index >= len(rows):
        return rows
    if verb == "drop":
        return rows[:index] + rows[index + 1 :]
    moved = list(rows)
    if index:
        moved[index - 1], moved[index] = moved[index], moved[index - 1]
    return tuple(moved)


@dataclass(frozen=True)
class Checked:
    """The rows with what is wrong beside each cell, and the ladder that they make when nothing is."""

    rows: Typed
    errors: dict[str, str]
    ladder: Ladder | None


def labels(offered: Iterable[tuple[str, str]], *stored: Ladder) -> dict[str, str]:
    """Scope → how it is said: those that may be chosen now, and those chosen before."""
    before = {step.scope: step.label for made in stored for step in made.units if step.scope}
    return before | dict(offered)


NOWHERE: Mapping[str, str] = {}


def checked(
    rows: Typed, scopes: Mapping[str, str] = NOWHERE, boards: Sequence[Board] = ROUND_UNIT_BOARDS
) -> Checked:
    """What the form means. Blank rows are nothing. ``scopes``: how each scope is said that may be chosen;
    ``boards``: the orders of units that there are."""
    if Board.TURNS in boards:
        rows = _of_season(rows)
    people = _checked_rows(rows.people, _wrong)
    units = _checked_rows(rows.units, partial(_wrong_unit, scopes=scopes, boards=boards))
    extra = _checked_rows(rows.extra, _wrong_extra)
    plain, errors = measures.read(
        rows.budget, rows.cap, rows.mean_people, rows.won, rows.least_right, rows.reserve
    )
    errors |= _points_of(people, units, plain)
    if max(map(len, (people, units, extra))) > MOST_STEPS:
        errors["steps"] = TOO_MANY
    for kind, found in (("people", people), ("extra", extra), ("units", units)):
        for index, row in enumerate(found):
            errors |= {f"{kind}-{index}-{field}": said for field, said in row.errors.items()}
    whole = replace(rows, people=people, units=units, extra=extra)
    return Checked(whole, errors, None if errors else _ladder(whole, plain, scopes))


def _of_season(rows: Typed) -> Typed:
    """What a sum over rounds has no figures for says nothing, whatever was sent."""
    return replace(rows, equal_by_perfect=False, mean_people="", won="", rate_adds=False, least_right="")


def _points_of(people: Sequence[StepRow], units: Sequence[StepRow], plain: Plain) -> dict[str, str]:
    """Points for prizes of people, where there are none or where they bring nothing."""
    if not any(row.board == Board.WON for row in units):
        return {}
    if not people:
        return {"won": NO_PRIZES}
    return {} if any(plain.won[: len(people)]) else {"won": NO_POINTS}


def _is_blank(row: StepRow) -> bool:
    """A row that was added and not used: its count and amount are those it came with."""
    is_usual = row.count in ("", "1") and row.amount in ("", "0")
    return is_usual and not (row.name or row.least or row.most)


def _checked_rows(rows: Sequence[StepRow], wrong: Callable[[StepRow], dict[str, str]]) -> tuple[StepRow, ...]:
    seen: set[tuple[str, ...]] = set()
    found: list[StepRow] = []
    for row in rows:
        if _is_blank(row):
            continue
        errors = wrong(row)
        key = (row.name.casefold(), row.board, row.least, row.most, row.scope)
        if key in seen and "name" not in errors:
            errors["name"] = TWICE
        seen.add(key)
        found.append(replace(row, errors=errors))
    return tuple(found)


def _wrong(row: StepRow) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not row.name:
        errors["name"] = NO_NAME
    elif len(row.name) > LONGEST_NAME:
        errors["name"] = LONG_NAME
    if not re.fullmatch(r"[0-9]{1,4}", row.count) or not 1 <= int(row.count) <= MOST_OF_A_STEP:
        errors["count"] = WRONG_COUNT
    try:
        parse_amount(row.amount or "0")
    except ValueError as problem:
        errors["amount"] = str(problem)
    return errors


def _wrong_unit(row: StepRow, scopes: Mapping[str, str], boards: Sequence[Board]) -> dict[str, str]:
    errors = _wrong(row)
    if row.board not in boards:
        errors["board"] = NO_TURNS if Board.TURNS in boards else NO_BOARD
    if row.scope and row.scope not in scopes:
        errors["scope"] = NO_SCOPE
    return errors


def _wrong_extra(row: StepRow) -> dict[str, str]:
    return _wrong(row) | ages.wrong(row)


def _ladder(rows: Typed, plain: Plain, scopes: Mapping[str, str]) -> Ladder:
    return Ladder(
        people=tuple(Step(row.name, int(row.count), parse_amount(row.amount or "0")) for row in rows.people),
        units=tuple(
            UnitStep(
                row.name,
                int(row.count),
                parse_amount(row.amount or "0"),
                Board(row.board),
                row.scope,
                scopes[row.scope] if row.scope else "",
            )
            for row in rows.units
        ),
        once=rows.once,
        budget=plain.budget,
        cap=plain.cap,
        equal_by_perfect=rows.equal_by_perfect,
        mean_people=plain.mean_people,
        won=plain.won,
        rate_adds=rows.rate_adds,
        extra=tuple(ages.step(row, parse_amount(row.amount or "0")) for row in rows.extra),
        least_right=plain.least_right,
        besides=rows.besides,
        reserve=plain.reserve,
    )
