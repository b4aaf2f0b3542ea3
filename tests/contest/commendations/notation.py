"""Boards in one line: "1 2 2" are the ranks of a, b, c; the answer is a letter for each of them.

A, B, C… is the prize by its step, t tied, w waits for a tie above, p passed over, . nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contest.commendations.rules import Allocation, Contender, Decision, Outcome, Step, Tie, allocate
from contest.commendations.states import Board, Way

AMOUNTS = (100_000, 10_000, 1_000, 100)
SIGNS = {Outcome.TIED: "t", Outcome.WAITING: "w", Outcome.PASSED: "p", Outcome.NONE: "."}


def ladder(*counts: int) -> tuple[Step, ...]:
    """Steps A, B, C… with so many prizes each."""
    return tuple(
        Step(f"Giải {letter}", count, amount)
        for letter, count, amount in zip("ABCD", counts, AMOUNTS, strict=False)
    )


def board(ranks: str) -> list[Contender]:
    """The contenders a, b, c… of these ranks."""
    return [Contender(chr(97 + at), int(rank)) for at, rank in enumerate(ranks.split())]


def signs(found: Allocation) -> str:
    """One sign for each contender, in the order of their letters."""
    told = {row.id: SIGNS[row.outcome] if row.step is None else "ABCD"[row.step] for row in found.rows}
    return " ".join(told[id] for id in sorted(told))


def decision(word: str) -> Decision:
    """What the committee says: "keep", "drop", or the letters in the order of their lots."""
    if word in ("keep", "drop"):
        return Decision(Way.EQUAL, word == "keep")
    return Decision(Way.HAND, order=tuple(word))


def play(
    counts: Sequence[int], ranks: str, words: str = "", passed: str = "", board_of: Board = Board.PEOPLE
) -> Allocation:
    """The board after the committee has said each word to the tie that waited then."""
    contenders, steps, reasons = board(ranks), ladder(*counts), dict.fromkeys(passed, "đã nhận giải")
    said: dict[str, Decision] = {}
    for word in words.split():
        tie = waiting(allocate(board_of, contenders, steps, reasons, said))
        said[tie.key] = decision(word)
    return allocate(board_of, contenders, steps, reasons, said)


def waiting(found: Allocation) -> Tie:
    """The tie that waits; there has to be one."""
    assert found.pending is not None
    return found.pending


def step_of(found: Allocation) -> Mapping[str, int | None]:
    """Who → the place of their prize in the ladder."""
    return {row.id: row.step for row in found.rows}
