"""From a loaded contest to what the settings pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from contest.campaigns.asking import by_age
from contest.campaigns.prizes import Promised
from contest.campaigns.service import RoundView
from contest.errors import Invalid
from contest.planning import cells, drafting, fixed, preview, suggested
from contest.planning.checklist import Check
from contest.planning.drafting import Settings
from contest.planning.edits import Edit
from contest.planning.labels import LABELS, in_words, label_of
from contest.planning.loading import Loaded
from contest.planning.pages import DraftView, GroupRow, Week
from contest.planning.states import Group, Tone
from contest.ruleset import wording
from contest.ruleset.rules import BoardShown, ScoreShown
from contest.web.filters import NBSP, inner, number, span
from questions.blueprint import PoolItem

GROUP_NAMES = {
    Group.NAME: "Tên, nơi tổ chức",
    Group.TIME: "Thời gian",
    Group.PEOPLE: "Người dự thi",
    Group.PAPER: "Đề thi",
    Group.RANKING: "Lượt, xếp hạng",
    Group.SEASON: "Nhiều vòng",
    Group.PRIZES: "Giải thưởng",
    Group.PUBLICATION: "Công bố, riêng tư",
}


FORCED = "Thể lệ có quy định theo tuổi (tuổi nhỏ nhất hoặc xếp hạng theo tuổi), nên năm sinh luôn bắt buộc."
FORCED_ELSEWHERE = (
    "Cuộc thi có bảng giới hạn tuổi, hoặc một vòng khác xét theo tuổi. "
    "Mỗi người đăng ký một lần cho mọi vòng, nên năm sinh luôn bắt buộc."
)


@dataclass(frozen=True)
class Tried:
    """What a form would make of the settings: all of it, or the stored ones with what is wrong."""

    settings: Settings
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""


def tried(stored: Settings, edit: Edit) -> Tried:
    """Apply an edit without storing it."""
    try:
        return Tried(edit(stored))
    except Invalid as wrong:
        return Tried(stored, wrong.fields, next(iter(wrong.fields.values()), wrong.message))


def draft(
    stored: Settings,
    shown: Tried,
    group: Group,
    pool: tuple[PoolItem, ...] | None,
    promised: Promised = preview.NOTHING,
) -> DraftView:
    """The thể lệ beside the form; with a pool also what it lacks for the paper."""
    articles = preview.articles(stored, shown.settings, group, promised)
    rules = shown.settings.rules
    short = 0 if pool is None else sum(cells.missing(rules.blueprint, pool, rules.fixed).values())
    said = f"Ngân hàng thiếu {number(short)}{NBSP}câu cho đề này." if short else ""
    made = DraftView(articles, shown.message, said, shown.settings != stored)
    if group is not Group.PEOPLE:
        return made
    return replace(made, form=preview.form(shown.settings), forced=forced(shown.settings))


def forced(settings: Settings) -> str:
    """Why something is asked that was not chosen; "" when nothing is."""
    if preview.asked(settings) == settings.asked:
        return ""
    return FORCED if by_age(settings.rules) else FORCED_ELSEWHERE


def group_rows(loaded: Loaded, found: tuple[Check, ...]) -> tuple[GroupRow, ...]:
    """The groups on the left with how they stand."""
    # What blocks the opening stands first, and is what a group is about.
    wrong = {each.group: each for each in reversed(found) if not each.done and each.group is not None}
    return tuple(_group_row(group, loaded, wrong.get(group), found) for group in Group)


def _group_row(group: Group, loaded: Loaded, wrong: Check | None, found: tuple[Check, ...]) -> GroupRow:
    name = GROUP_NAMES[group]
    if wrong is not None:
        return GroupRow(group, name, Tone.LOOK, wrong.text)
    if group is Group.PRIZES and not any(each.group is group for each in found):
        return GroupRow(group, name, Tone.PLAIN, "Ở trang Trao giải")
    return GroupRow(group, name, Tone.OK, _state(group, loaded))


def _state(group: Group, loaded: Loaded) -> str:
    rules = loaded.settings.rules
    if group is Group.TIME:
        return f"{len(loaded.rounds)}{NBSP}vòng"
    if group is Group.PEOPLE:
        return "Mọi lứa tuổi" if rules.youngest is None else f"Từ {rules.youngest}{NBSP}tuổi"
    if group is Group.PAPER:
        return f"{rules.questions_count}{NBSP}câu, {span(rules.seconds)}"
    if group is Group.RANKING:
        guess = ", có dự đoán" if rules.prediction else ""
        said = f"{wording.attempts(rules)}{guess}"
        return said[:1].upper() + said[1:]
    if group is Group.SEASON:
        if loaded.settings.selection is not None:
            return "Dành cho người được chọn"
        return "Xếp hạng từng vòng" if loaded.settings.season is None else "Cộng điểm các vòng"
    if group is Group.PUBLICATION:
        return "Bảng trực tiếp" if rules.visibility.board is BoardShown.LIVE else "Bảng sau khi đóng"
    return "Xong"


def weeks(loaded: Loaded) -> tuple[Week, ...]:
    """All rounds of the contest in order."""
    return tuple(week(loaded, each) for each in loaded.rounds)


def week(loaded: Loaded, view: RoundView) -> Week:
    """One of them."""
    return Week(
        view.id, view.name, view.phase.value, view.opens_at, view.closes_at, view.id == loaded.view.id
    )


def peers(loaded: Loaded) -> tuple[str, ...]:
    """The names of the rounds that change together with this one."""
    return tuple(each.name for each in loaded.peers) if len(loaded.peers) > 1 else ()


def origins(settings: Settings) -> tuple[tuple[str, str], ...]:
    """For whom a round may be: everybody, or those selected in another one."""
    others = ((str(number), f"Người được chọn từ {inner(name)}") for number, name in settings.earlier)
    return (("", "Mọi người dự thi"), *others)


def is_live(settings: Settings) -> bool:
    """Whether points or the board are shown while a round runs."""
    shown = settings.rules.visibility
    return shown.score is ScoreShown.AT_ONCE or shown.board is BoardShown.LIVE


def theirs(group: Group, stored: Settings, typed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(label, stored value) of every field in which the stored differs from what was typed."""
    held = drafting.values(group, stored)
    names = [name for name in {**held, **typed} if name in LABELS or cells.is_cell(name)]
    found = [
        (name, held.get(name, ""))
        for name in names
        if _same(held.get(name, "")) != _same(typed.get(name, ""))
    ]
    told = [(label_of(name), in_words(name, value)) for name, value in found]
    theirs, mine = (set(fixed.ticked(each)) for each in (held, typed))
    # Which ones they are is not told: whoever may read the bank sees it in the form.
    told += [(label_of("fixed"), f"{len(theirs)}{NBSP}câu")] if theirs != mine else []
    theirs, mine = (set(suggested.ticked(each)) for each in (held, typed))
    told += [(label_of("suggestions"), f"{len(theirs)}{NBSP}câu")] if theirs != mine else []
    return tuple(told)


def _same(text: str) -> str:
    return "" if text.strip() in ("", "0") else " ".join(text.split())
