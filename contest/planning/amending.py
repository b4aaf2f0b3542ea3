"""What of the rules may still change while people answer, and in which direction. Pure.

Decision 0024: whatever a paper, its marking or a running limit rests on stands; the rest may change for a
reason, as long as nobody loses what they were promised. Once the round is over everything stands.
"""

from __future__ import annotations

from collections.abc import Callable

from contest.campaigns.asking import BY_AGE, by_age
from contest.errors import Invalid
from contest.planning.states import Group
from contest.ruleset.rules import BoardShown, Ruleset, ScoreShown

#: The groups with something in them that may change after the opening.
AMENDABLE = frozenset({Group.PEOPLE, Group.RANKING, Group.PUBLICATION})
SHORTEST = 10
NO_REASON = "Ghi lý do sửa, ít nhất 10 ký tự. Lý do hiện công khai trong thể lệ."
KEPT = "Vòng đã mở nên mục này giữ nguyên, để ai cũng được chấm như nhau."
FEWER = "Vòng đã mở thì chỉ được thêm lượt, không bớt: có người đã thi theo số lượt cũ."
LONGER = "Vòng đã mở thì chỉ được rút ngắn khoảng nghỉ, không kéo dài."
OLDER = "Vòng đã mở thì chỉ được hạ tuổi, không nâng: có người đã vào thi."
UNTOLD = (
    "Vòng đã mở thì không thêm cách xếp hạng theo tuổi: có thể đã có người vào thi mà không khai năm sinh."
)
UNMASKED = "Người dự thi đã đăng ký khi tên được che, nên không bỏ che giữa chừng."
PROMISED = "Vòng đã mở nên không thôi nhận bài giấy: có thể đã có người cầm đề giấy."
EARLIER = "Thể lệ đã ghi là có sau khi vòng đóng, nên không công bố sớm hơn."
SEEN = (
    "Điểm đang công bố ngay trong lúc thi, nên cách xếp hạng giữ nguyên. "
    "Muốn đổi thì chuyển điểm và bảng xếp hạng sang sau khi vòng đóng trước."
)

Refusal = tuple[str, Callable[[Ruleset, Ruleset], bool], str]


def _fewer(before: int | None, after: int | None) -> bool:
    """Whether a limit got tighter; None is no limit."""
    return after is not None and (before is None or after < before)


def _order(rules: Ruleset) -> tuple[object, ...]:
    """All that the order of people rests on, beside their points."""
    return rules.criteria, rules.counting, rules.only_perfect, rules.precision, rules.ties


def _ranks_by_age(rules: Ruleset) -> bool:
    return not BY_AGE.isdisjoint(rules.criteria)


def _is_seen(rules: Ruleset) -> bool:
    return rules.visibility.score is ScoreShown.AT_ONCE


#: (field beside which it is said, whether ``after`` may not follow ``before``, the sentence).
REFUSALS: tuple[Refusal, ...] = (
    ("blueprint", lambda b, a: b.blueprint != a.blueprint, KEPT),
    ("fixed", lambda b, a: b.fixed != a.fixed, KEPT),
    ("suggestions", lambda b, a: b.suggestions != a.suggestions, KEPT),
    ("minutes", lambda b, a: (b.seconds, b.grace_seconds) != (a.seconds, a.grace_seconds), KEPT),
    ("keeps_expired", lambda b, a: b.keeps_expired != a.keeps_expired, KEPT),
    ("asked_of", lambda b, a: b.asked_of is not a.asked_of, KEPT),
    ("way", lambda b, a: b.way is not a.way, KEPT),
    ("question_seconds", lambda b, a: b.question_seconds != a.question_seconds, KEPT),
    ("parts", lambda b, a: b.parts != a.parts, KEPT),
    ("shifts", lambda b, a: b.shifts != a.shifts, KEPT),
    ("prediction", lambda b, a: b.prediction != a.prediction, KEPT),
    ("void_predicted", lambda b, a: b.void_predicted != a.void_predicted, KEPT),
    ("wrong_costs", lambda b, a: b.wrong_costs != a.wrong_costs, KEPT),
    ("below_zero", lambda b, a: b.below_zero != a.below_zero, KEPT),
    ("attempts_allowed", lambda b, a: _fewer(b.attempts_allowed, a.attempts_allowed), FEWER),
    ("attempts_a_day", lambda b, a: _fewer(b.attempts_a_day, a.attempts_a_day), FEWER),
    ("attempts_in_all", lambda b, a: _fewer(b.attempts_in_all, a.attempts_in_all), FEWER),
    ("pause", lambda b, a: a.pause_minutes > b.pause_minutes, LONGER),
    ("youngest", lambda b, a: (a.youngest or 0) > (b.youngest or 0), OLDER),
    ("masked", lambda b, a: b.show_minors_masked and not a.show_minors_masked, UNMASKED),
    ("by_hand", lambda b, a: b.by_hand and not a.by_hand, PROMISED),
    ("score", lambda b, a: _is_seen(a) and not _is_seen(b), EARLIER),
    (
        "board",
        lambda b, a: a.visibility.board is BoardShown.LIVE and b.visibility.board is not BoardShown.LIVE,
        EARLIER,
    ),
    ("criteria", lambda b, a: _ranks_by_age(a) and not by_age(b), UNTOLD),
    ("criteria", lambda b, a: _is_seen(b) and _is_seen(a) and _order(b) != _order(a), SEEN),
)


def refused(before: Ruleset, after: Ruleset) -> dict[str, str]:
    """What may not change so in an open round, beside the field it is about."""
    return {field: said for field, wrong, said in REFUSALS if wrong(before, after)}


def check(before: Ruleset, after: Ruleset, reason: str) -> None:
    """Invalid when these rules may not follow those in an open round, or nobody said why."""
    problems = refused(before, after)
    if len(reason) < SHORTEST:
        problems["reason"] = NO_REASON
    if problems:
        raise Invalid(fields=problems)
