"""What prizes are given for: a round, or the contest as a whole, whose board adds its rounds up.

An occasion is named by the id of the round or of the contest; both are random, so one address says which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.commendations import scoring
from contest.commendations.states import ROUND_UNIT_BOARDS, SEASON_UNIT_BOARDS, Board
from contest.errors import NotFound
from contest.rounds import monitor, pages
from contest.ruleset import season as added
from contest.ruleset.rules import counts_right, ranks_by_time
from contest.ruleset.season import Season, SeasonRung
from contest.ruleset.wording import SHORT_RUNGS
from contest.seasons import service as seasons
from contest.seasons.service import SeasonView
from contest.web.filters import inner, moment

NO_SEASON = (
    "Cuộc thi này không cộng điểm các vòng nên không có giải chung cuộc. "
    "Đặt cách cộng điểm ở Thiết lập, mục Nhiều vòng."
)
NAME = "Chung cuộc"
#: What every lot is made of begins so: the lots of a contest are others than those of its last round.
LOTS, LOTS_OF_ALL = "boc-tham", "boc-tham-chung-cuoc"


@dataclass(frozen=True)
class Occasion:
    """``view``: the round; of a whole contest the one that ended last. ``whole``: the season's board, None of
    a round. ``rounds``: all rounds of the whole contest, over or not."""

    id: str
    view: RoundView
    whole: SeasonView | None = None
    rounds: tuple[RoundView, ...] = ()

    @property
    def season(self) -> Season | None:
        """How the contest's rounds are added up; None of a round."""
        return None if self.whole is None else self.whole.season

    @property
    def campaign_id(self) -> str:
        """The contest."""
        return self.view.campaign_id

    @property
    def round_id(self) -> str | None:
        """The round, where it is one."""
        return self.id if self.whole is None else None

    @property
    def contest_id(self) -> str | None:
        """The contest, where it is one."""
        return None if self.whole is None else self.id

    # --- when -----------------------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Of the whole contest: closed when all its rounds are closed and added up."""
        if self.whole is None:
            return self.view.phase
        phases = {each.phase for each in self.rounds}
        if phases & {Phase.OPEN, Phase.CLOSING, Phase.CLOSED}:
            return Phase.OPEN if self.open else Phase.CLOSED
        return Phase.WAITING if Phase.WAITING in phases else Phase.DRAFT

    @property
    def open(self) -> tuple[str, ...]:
        """What has to end before the prizes of the whole contest are known, a sentence each."""
        return tuple(self._open()) if self.whole is not None else ()

    def _open(self) -> Iterator[str]:
        assert self.whole is not None
        for each in self.rounds:
            if each.phase in OPEN:
                yield OPEN[each.phase].format(name=each.name, at=moment(each.closes_at))
            elif each.id in self.whole.adding:
                yield f"Máy chưa cộng xong kết quả {inner(each.name)}."

    @property
    def drafts(self) -> tuple[str, ...]:
        """The rounds of a whole contest that nobody knows of yet, by their names."""
        return tuple(each.name for each in self.rounds if each.phase is Phase.DRAFT)

    @property
    def opens_at(self) -> datetime:
        """When the first of it began."""
        return min((each.opens_at for each in self._over), default=self.view.opens_at)

    @property
    def closes_at(self) -> datetime:
        """When the last of it ended."""
        return self.view.closes_at

    @property
    def _over(self) -> tuple[RoundView, ...]:
        return self.whole.rounds if self.whole is not None else (self.view,)

    # --- what it is called ----------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The round's name."""
        return self.view.name if self.whole is None else NAME

    @property
    def title(self) -> str:
        """The contest's title in one line."""
        return " ".join(self.view.title.splitlines())

    @property
    def word(self) -> str:
        """What tells its files from those of the contest's other lists."""
        return str(self.view.number) if self.whole is None else "chung-cuoc"

    def head(self) -> pages.RoundView:
        """As desk pages name it. Its id is that of the occasion."""
        times = (self.opens_at, self.closes_at)
        if self.whole is None:
            return monitor.round_view(self.view)
        return pages.RoundView(self.id, NAME, self.phase, *times, self.title, self.view.slug)

    # --- what its rules say ---------------------------------------------------------------------------

    @property
    def digest(self) -> str:
        """Of the rules by which its board is ordered."""
        if self.season is None:
            return self.view.rules_sha256
        return hashlib.sha256(self.season.to_json().encode()).hexdigest()

    @property
    def has_prediction(self) -> bool:
        """Whether its board knows an error. A sum of rounds has none."""
        return self.whole is None and self.view.rules.prediction is not None

    @property
    def truth(self) -> int | None:
        """The true value of the prediction question, where there is one."""
        return self.view.prediction_truth if self.whole is None else None

    @property
    def in_percent(self) -> bool:
        """Whether people predict a percentage."""
        return self.whole is None and self.view.rules.predicts_percent

    @property
    def questions(self) -> int:
        """How many questions everybody was asked; 0 where rounds are added up."""
        return self.view.rules.questions_count if self.whole is None else 0

    @property
    def counts_right(self) -> bool:
        """Whether right answers say all of a result."""
        return self.whole is None and counts_right(self.view.rules)

    @property
    def ranks_by_time(self) -> bool:
        """Whether the time taken decides places; where it does not, no list shows it."""
        if self.season is not None:
            return SeasonRung.SECONDS in self.season.rungs
        return ranks_by_time(self.view.rules)

    @property
    def minimum(self) -> int:
        """How large a unit must be; a season ranks them all."""
        return self.view.rules.minimum_unit_size if self.whole is None else 0

    @property
    def unit_boards(self) -> tuple[Board, ...]:
        """The orders of units that there are prizes by."""
        return ROUND_UNIT_BOARDS if self.whole is None else SEASON_UNIT_BOARDS

    @property
    def criteria(self) -> str:
        """What its board compares, in words."""
        if self.season is None:
            return ", ".join(SHORT_RUNGS[rung] for rung in self.view.rules.criteria)
        return ", ".join(("tổng điểm", *(added.SHORT_RUNGS[rung] for rung in self.season.rungs)))

    def score(self, right: int, points: int, rounds: int = 0) -> str:
        """What somebody brought, in words."""
        if self.whole is None:
            return scoring.score(self.view.rules, right, points)
        return scoring.total(points, rounds)

    def deed(self, what: str) -> str:
        """What the audit chain calls a deed about it."""
        return f"commendations.{what}" if self.whole is None else f"commendations.{what}_of_all"

    # --- lots -----------------------------------------------------------------------------------------

    @property
    def lots(self) -> str:
        """What its lots begin with."""
        return LOTS if self.whole is None else LOTS_OF_ALL

    def drawn_by(self, at: datetime) -> RoundView:
        """The round whose seed lots are drawn from: of a whole contest the last one that was over then. Its
        commitment was public before anybody of it answered."""
        over = [each for each in self._over if each.closes_at <= at]
        return max(over, key=_end, default=self.view)


#: Rounds that have to end first. A draft may never be held, and nobody can delete it alone.
OPEN = {
    Phase.WAITING: "{name} chưa mở, đóng lúc {at}. Không tổ chức nữa thì đưa vòng này về bản nháp.",
    Phase.OPEN: "{name} đang mở, đóng lúc {at}.",
    Phase.CLOSING: "{name} đang chốt kết quả.",
}


def _end(view: RoundView) -> tuple[datetime, int]:
    return view.closes_at, view.number


def of(db: Session, id: str, now: datetime) -> Occasion:
    """That of a round, or of a contest; NotFound where neither is, or no rounds are added up."""
    if campaigns.campaign_of(db, id) is not None:
        return Occasion(id, campaigns.view(db, id, now))
    rounds = tuple(each for each in editing.rounds_of(db, id, now) if not each.rehearsal_of)
    if not rounds:
        raise NotFound(campaigns.NO_CONTEST)
    whole = seasons.of(db, rounds[0], now)
    if whole is None:
        raise NotFound(NO_SEASON)
    return Occasion(id, max(whole.rounds or rounds, key=_end), whole, rounds)


def campaign_of(db: Session, id: str) -> str | None:
    """The contest of an occasion; None where there is neither a round nor a contest with a season."""
    return campaigns.campaign_of(db, id) or (id if campaigns.season_in(db, id) else None)
