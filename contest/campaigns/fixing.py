"""Questions that stand in everybody's paper, open ones too: which can't be asked, who counts on one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

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
    is_open: bool = False  # wanted as an open question


def lost(db: Session, bank_slug: str, rules: Ruleset, opens_at: datetime) -> tuple[Lost, ...]:
    """Those of the rules' questions that papers of a round that opens then can't have."""
    found = questions.named(db, rules.named)
    on = pools.checked_on(rules, opens_at)
    wanted = [*((id, False) for id in rules.fixed), *((id, True) for id in rules.suggestions)]
    return tuple(
        Lost(id, why, _name(found.get(id), bank_slug), is_open)
        for id, is_open in wanted
        if (why := problem(found.get(id), bank_slug, on, is_open=is_open))
    )


def _name(question: Named | None, bank_slug: str) -> str:
    # What another bank asks is no business of this one's authors.
    return question.name if question and question.bank == bank_slug else ""


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
