"""From a file that is being read to what its page shows."""

from __future__ import annotations

from typing import assert_never

from contest.bank.import_pages import ReadingView
from contest.bank.readings import Outcome
from contest.bank.states import ReadingState
from questions.formats.watching import Step


def view(came: Outcome) -> ReadingView:
    """What is done now, in words."""
    step = _step(Step(came.step)) if came.step else ""
    waits = came.state is ReadingState.WAITING
    return ReadingView(came.id, came.file_name, waits, step, came.done, came.total)


def _step(step: Step) -> str:
    match step:
        case Step.FILE:
            return "Đang đọc chữ trong tệp"
        case Step.PICTURES:
            return "Đang xử lý hình"
        case Step.COMPARING:
            return "Đang so với câu đã có trong ngân hàng"
        case _:
            assert_never(step)
