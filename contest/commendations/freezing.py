"""From a draft to the list that is frozen: facts and ids, in one order."""

from __future__ import annotations

from collections.abc import Iterator

from contest.commendations.content import Content, Decided, Left, Passed, PersonPrize, Reserved, UnitPrize
from contest.commendations.drafts import BoardDraft, Draft
from contest.commendations.reserve_rules import Reserved as Place
from contest.commendations.rules import Outcome, Row, Tie
from contest.commendations.states import Way
from contest.web.database import to_ms


def content(draft: Draft) -> Content:
    """The draft as it would be frozen now; while a tie waits, only what is decided."""
    return Content(
        round=draft.occasion.id,
        rounds=tuple(each.id for each in draft.occasion.whole.rounds) if draft.occasion.whole else (),
        rules=draft.occasion.digest,
        truth=draft.occasion.truth,
        questions=draft.occasion.questions,
        ranked=draft.ranked,
        budget=draft.ladder.ladder.budget,
        people=tuple(
            _person(draft, board, row)
            for board in draft.boards
            if board.is_of_people
            for row in winners(board)
        ),
        units=tuple(
            _unit(draft, board, row)
            for board in draft.boards
            if not board.is_of_people
            for row in winners(board)
        ),
        passed=tuple(_passed(draft)),
        left=tuple(left for board in draft.boards for left in leftovers(board)),
        decided=tuple(_decided(board, tie) for board in draft.boards for tie in board.allocation.decided),
        barred=draft.barred,
        reserve=tuple(_reserved(draft, board, one) for board in draft.boards for one in board.reserve),
    )


def winners(board: BoardDraft) -> list[Row]:
    """Who has a prize, the best first; of one rank the better prize first (lots may have been drawn)."""
    given = [row for row in board.allocation.rows if row.outcome is Outcome.PRIZE]
    return sorted(given, key=lambda row: (row.rank, row.step or 0, row.id))


def tied(draft: Draft, said: str) -> tuple[tuple[PersonPrize, ...], tuple[UnitPrize, ...]]:
    """Whose tie waits for the committee, people and units: as rows whose prize is ``said``."""
    waiting = [(board, row) for board in draft.boards for row in board.rows if row.outcome is Outcome.TIED]
    given = (said, 0)
    people = (_person(draft, board, row, given) for board, row in waiting if board.is_of_people)
    units = (_unit(draft, board, row, given) for board, row in waiting if not board.is_of_people)
    return tuple(people), tuple(units)


def _step(board: BoardDraft, row: Row) -> tuple[str, int]:
    assert row.step is not None
    return board.steps[row.step].name, board.steps[row.step].amount


def _person(draft: Draft, board: BoardDraft, row: Row, given: tuple[str, int] | None = None) -> PersonPrize:
    placed, person = draft.placed[row.id], draft.persons[row.id]
    prize, amount = given or _step(board, row)
    return PersonPrize(
        entry=row.id,
        unit_id=person.unit_id,
        unit=person.unit_name,
        rank=row.rank,
        right=placed.right,
        points=placed.points,
        seconds=placed.seconds,
        prediction=placed.prediction,
        error=placed.prediction_error,
        prize=prize,
        amount=amount,
        board=board.board,
        group=board.label,
        rounds=placed.rounds,
    )


def _unit(draft: Draft, board: BoardDraft, row: Row, given: tuple[str, int] | None = None) -> UnitPrize:
    placed = draft.placed_unit(board, row.id)
    prize, amount = given or _step(board, row)
    return UnitPrize(
        unit_id=row.id,
        unit=draft.unit_names[row.id],
        board=board.board,
        rank=row.rank,
        people=placed.people,
        headcount=placed.headcount,
        prize=prize,
        amount=amount,
        score=None if placed.score is None else placed.score.as_integer_ratio(),
        group=board.label,
    )


def _reserved(draft: Draft, board: BoardDraft, one: Place) -> Reserved:
    placed, person = draft.placed[one.id], draft.persons[one.id]
    return Reserved(
        entry=one.id,
        unit_id=person.unit_id,
        unit=person.unit_name,
        rank=one.rank,
        place=one.place,
        right=placed.right,
        points=placed.points,
        seconds=placed.seconds,
        prediction=placed.prediction,
        error=placed.prediction_error,
        board=board.board,
        group=board.label,
        rounds=placed.rounds,
    )


def _passed(draft: Draft) -> Iterator[Passed]:
    for board in draft.boards:
        for row in board.rows:
            if row.outcome is Outcome.PASSED:
                yield Passed(
                    id=row.id, board=board.board, rank=row.rank, reason=row.reason, group=board.label
                )


def leftovers(board: BoardDraft) -> Iterator[Left]:
    """Prizes that are not given, of each step that has some."""
    allocation = board.allocation
    cut = board.cut or (0,) * len(board.steps)
    each = zip(board.steps, allocation.unfilled, allocation.dropped, cut, strict=True)
    for step, unfilled, dropped, capped in each:
        if unfilled or dropped or capped:
            yield Left(
                board=board.board,
                prize=step.name,
                unfilled=unfilled,
                dropped=dropped,
                capped=capped,
                group=board.label,
            )


def _decided(board: BoardDraft, tie: Tie) -> Decided:
    row, said = board.decisions[tie.key], board.said[tie.key]
    return Decided(
        id=row.id,
        key=row.tie_key,  # the lots were drawn under it, even where fewer are left
        board=board.board,
        rank=tie.rank,
        ids=tie.ids,
        seats=tuple(None if seat is None else board.steps[seat].name for seat in tie.seats),
        way=Way(row.way),
        keep_lower=said.keep_lower,
        order=said.order,
        reason=row.reason,
        witness=row.witness,
        by=row.decided_by,
        at=to_ms(row.decided_at),
        group=board.label,
    )
