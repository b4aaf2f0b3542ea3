"""Questions that stand in everybody's paper, open ones too: which can't be asked, who counts on one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from contest.campaigns import pools, service
from contest.campaigns.rules import Phase
from contest.ruleset.rules import Ruleset
from contest.web.filters import NBSP
from questions import service as questions
from questions.naming import Named, problem

MEND = "Duyệt lại câu ấy, hoặc bỏ câu ở mục Đề thi."
#: Rounds in these phases open by themselves, or are drawn from now: nobody is asked again.
SETTLED = (Phase.WAITING, Phase.OPEN)


@dataclass(frozen=True)
class Lost:
    """One that can't stand in the papers: why, and what it asks ("" when nobody knows any more)."""

    id: str
    why: str
    name: str = ""


def lost(db: Session, bank_slug: str, rules: Ruleset, opens_at: datetime) -> tuple[Lost, ...]:
    """Those of the rules' questions that papers of a round that opens then can't have."""
    found = questions.named(db, rules.named)
    on = pools.checked_on(rules, opens_at)
    judged = ((id, found.get(id), _why(id, found.get(id), bank_slug, rules, on)) for id in rules.named)
    # What another bank asks is no business of this one's authors.
    return tuple(
        Lost(id, why, one.name if one and one.bank == bank_slug else "") for id, one, why in judged if why
    )


def _why(id: str, question: Named | None, bank_slug: str, rules: Ruleset, on: date | None) -> str:
    return problem(question, bank_slug, on, is_open=id in rules.suggestions)


def told(found: Iterable[Lost]) -> str:
    """Which ones and why, inside a sentence. Only for who may read the bank: it says what will be asked."""
    return "; ".join(f"“{each.name}” {each.why}" if each.name else f"1{NBSP}câu {each.why}" for each in found)


def counted(found: Iterable[Lost]) -> str:
    """The same for everybody else."""
    return f"{len(tuple(found))}{NBSP}câu chung không còn dùng được"


def missed(db: Session, bank_slug: str, now: datetime) -> frozenset[tuple[str, str]]:
    """(question, round) of those that settled rounds of a bank count on and can't have."""
    rounds = (view for view in service.every(db, now) if view.bank_slug == bank_slug)
    return frozenset(
        (each.id, f"{view.name}, {' '.join(view.title.splitlines())}")
        for view in rounds
        if view.rules.named and view.phase in SETTLED and not view.rehearsal_of
        for each in lost(db, bank_slug, view.rules, view.opens_at)
    )
