"""The law's clock for what people ask about their data. Pure; the numbers are data with the day from which
they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from contest.clock import local
from contest.privacy.requests_calendar import working_days_later
from contest.privacy.states import Kind, Outcome


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for requests that arrive from this day on: working days to answer, days to do each kind,
    days by which that may be put off, once."""

    since: date
    source: str
    answer: int
    do: Mapping[Kind, int]
    extension: int


TERMS: tuple[Terms, ...] = (
    Terms(
        since=date(2026, 1, 1),
        source="Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP, Điều 5",
        answer=2,
        do={
            Kind.VIEW: 10,
            Kind.CORRECT: 10,
            Kind.SUPPLY: 10,
            Kind.WITHDRAW: 15,
            Kind.RESTRICT: 15,
            Kind.OBJECT: 15,
            Kind.DELETE: 20,
        },
        extension=15,
    ),
)


class Clock(StrEnum):
    """Where a request stands."""

    ANSWER = "answer"  # to be answered
    ANSWER_LATE = "answer_late"
    DO = "do"  # answered, to be done
    DO_LATE = "do_late"
    ENDED = "ended"


LATE = frozenset({Clock.ANSWER_LATE, Clock.DO_LATE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as far as its clock goes."""

    kind: Kind
    made_at: datetime
    answered_at: datetime | None = None
    extension: int = 0
    outcome: Outcome = Outcome.OPEN


@dataclass(frozen=True, slots=True)
class Due:
    """The last day to answer and to have done it, and where the request stands; ``days``: left until the next
    of them, below 0 when it is over."""

    answer_by: date
    do_by: date
    clock: Clock
    days: int = 0

    @property
    def is_late(self) -> bool:
        """Whether a last day has passed."""
        return self.clock in LATE

    @property
    def is_near(self) -> bool:
        """Whether the last day is today or tomorrow."""
        return self.clock in (Clock.ANSWER, Clock.DO) and self.days <= 1


def terms_at(moment: datetime) -> Terms:
    """What holds for a request that arrives now."""
    day = local(moment).date()
    held = [each for each in TERMS if each.since <= day]
    return max(held, key=lambda each: each.since) if held else min(TERMS, key=lambda each: each.since)


def due(asked: Asked, now: datetime) -> Due:
    """The law's clock of one request. The day on which it arrived does not count; a last day counts whole."""
    terms, came, today = terms_at(asked.made_at), local(asked.made_at).date(), local(now).date()
    answer_by = working_days_later(came, terms.answer)
    do_by = came + timedelta(days=terms.do[asked.kind] + asked.extension)
    if asked.outcome is not Outcome.OPEN:
        return Due(answer_by, do_by, Clock.ENDED)
    if asked.answered_at is None:
        days = (answer_by - today).days
        return Due(answer_by, do_by, Clock.ANSWER if days >= 0 else Clock.ANSWER_LATE, days)
    days = (do_by - today).days
    return Due(answer_by, do_by, Clock.DO if days >= 0 else Clock.DO_LATE, days)


def was_late(asked: Asked, ended_at: datetime) -> bool:
    """Whether it was ended after its last day, for the record."""
    found = due(asked, ended_at)
    return local(ended_at).date() > found.do_by


def may_extend(asked: Asked, days: int, now: datetime) -> str:
    """Why it can't be put off so; "" when it can: once, with time left, by so many days at most."""
    most = terms_at(asked.made_at).extension
    if asked.outcome is not Outcome.OPEN:
        return "Yêu cầu này đã xong nên không gia hạn nữa."
    if asked.extension:
        return "Mỗi yêu cầu chỉ gia hạn được một lần, và lần ấy đã dùng."
    if not 1 <= days <= most:
        return f"Gia hạn từ 1 đến {most} ngày."
    if local(now).date() > due(asked, now).do_by:
        return "Đã quá hạn nên không gia hạn được. Làm ngay, hoặc trả lời rõ lý do."
    return ""
