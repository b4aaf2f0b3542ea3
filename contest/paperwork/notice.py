"""What everybody may read of the results: the notice to units, and a text for the portal and the press. Pure.

Both name people as boards do: who is under age or has not agreed is written short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contest.commendations.ladders import prize_name
from contest.paperwork.award import stages
from contest.paperwork.facts import Facts, Result, Winner, counted, dong, whom, window
from contest.paperwork.given import Given, dashed, titled
from contest.printing.listing import Signer
from contest.printing.paperwork import Grid, Official, Text
from contest.web.filters import number, when

#: So many names are told in a text for the press; the notice has them all.
MOST_TOLD = 12


def notice(facts: Facts, given: Given, result: Result) -> Official:
    """Thông báo kết quả."""
    return Official(
        letterhead=given.letterhead,
        name="Thông báo",
        about=(f"Kết quả {facts.event}",),
        body=(
            Text(
                f"{titled(given.letterhead.body)} thông báo kết quả {facts.event}, diễn ra "
                f"{window(facts.opens_at, facts.closes_at)}, như sau:"
            ),
            *_numbers(facts, result),
            *_tables(result),
            *_after(facts, result),
        ),
        signer=given.signer,
        recipients=given.recipients,
        is_draft=not result.number,
    )


def _numbers(facts: Facts, result: Result) -> Iterator[Text | Grid]:
    yield Text("1. Số liệu chung", bold=True)
    if len(facts.stages) > 1:
        yield stages(facts)
    else:
        (one,) = facts.stages
        yield Text(f"- Số người dự thi: {number(one.people)}; số lượt thi: {number(one.attempts)}.")
    yield Text(f"- Số người được xếp hạng: {number(result.ranked)}.")
    if result.perfect is not None:
        yield Text(f"- Số người trả lời đúng tất cả các câu: {number(result.perfect)}.")
    if result.truth:
        yield Text(f"- Đáp số của câu dự đoán: {result.truth}.")


def _tables(result: Result) -> Iterator[Text | Grid]:
    people = [one for one in result.winners if one.is_person]
    units = [one for one in result.winners if not one.is_person]
    for place, (title, winners) in enumerate(
        (
            (title, found)
            for title, found in (("Cá nhân đạt giải", people), ("Tập thể đạt giải", units))
            if found
        ),
        2,
    ):
        yield Text(f"{place}. {title}", bold=True)
        yield _table(winners)
    if not result.winners:
        yield Text("2. Không có cá nhân, tập thể đạt giải", bold=True)


def _table(winners: Sequence[Winner]) -> Grid:
    """Names and prizes; amounts where there are any, units where they are people's."""
    of_people, has_money = winners[0].is_person, any(one.amount for one in winners)
    titles = ["STT", "Họ và tên" if of_people else "Đơn vị"]
    aligns = ["center", "left"]
    if of_people:
        titles, aligns = [*titles, "Đơn vị"], [*aligns, "left"]
    titles, aligns = [*titles, "Giải"], [*aligns, "left"]
    if has_money:
        titles, aligns = [*titles, "Tiền thưởng (đồng)"], [*aligns, "right"]
    rows = tuple(
        (
            str(place),
            one.public,
            *([one.public_unit] if of_people else []),
            one.prize,
            *([number(one.amount) if one.amount else ""] if has_money else []),
        )
        for place, one in enumerate(winners, 1)
    )
    wide = (1, 2) if of_people else (1,)
    return Grid(tuple(titles), tuple(aligns), rows, wide)


def _after(facts: Facts, result: Result) -> Iterator[Text]:
    if result.ties:
        yield Text("Còn chờ Ban Tổ chức quyết định:")
        yield from dashed(result.ties)
    yield Text("Nhận giải, ý kiến và khiếu nại", bold=True)
    yield Text(
        "Ban Tổ chức thông báo thời gian, địa điểm trao giải đến các cá nhân, tập thể đạt giải. Người nhận "
        "giải xuất trình giấy tờ xác định đúng người đã dự thi."
    )
    yield from dashed(facts.complaints)


# --- for the press --------------------------------------------------------------------------------


def press(facts: Facts, given: Given, result: Result) -> Official:
    """Tin bài: a headline, the news in a sentence, the numbers, the winners."""
    del given  # it has neither a head nor a signature
    return Official(
        letterhead=None,
        name=f"Công bố kết quả {facts.event}",
        about=(),
        body=tuple(_told(facts, result)),
        signer=Signer((), ""),
        is_draft=not result.number,
    )


def _told(facts: Facts, result: Result) -> Iterator[Text]:
    yield Text(
        f"Ban Tổ chức {facts.contest} vừa công bố kết quả"
        f"{f' {facts.stage[:1].lower()}{facts.stage[1:]}' if facts.stage else ''}, "
        f"trao giải cho {whom(len(result.people), len(result.units))}.",
        bold=True,
    )
    yield Text(
        f"{facts.noun} do {facts.holder} tổ chức, diễn ra từ ngày {when(facts.opens_at)} đến ngày "
        f"{when(facts.closes_at)}{_crowd(facts, result)}."
    )
    for what, winners in (("cá nhân", result.people), ("tập thể", result.units)):
        if winners:
            yield Text(f"Ban Tổ chức trao {counted(winners)} cho {what}: {_names(winners)}.")
    if result.total:
        yield Text(f"Tổng giá trị giải thưởng là {dong(result.total)}.")
    yield Text("Ban Tổ chức cảm ơn các đơn vị, cá nhân đã hưởng ứng và đồng hành cùng chương trình.")


def _crowd(facts: Facts, result: Result) -> str:
    attempts = sum(one.attempts for one in facts.stages)
    people = facts.stages[0].people if len(facts.stages) == 1 else 0
    told = f", thu hút {number(people)} người với {number(attempts)} lượt thi" if people else ""
    told = told or (f", qua {len(facts.stages)} vòng với {number(attempts)} lượt thi" if attempts else "")
    return f"{told}; {number(result.perfect)} người trả lời đúng tất cả các câu" if result.perfect else told


def _names(winners: Sequence[Winner]) -> str:
    """ "giải Nhất thuộc về Y Lan (Thôn 1); giải Nhì thuộc về …", as many as can be read."""
    shown: dict[str, list[str]] = {}
    for one in winners[:MOST_TOLD]:
        unit = one.public_unit
        shown.setdefault(one.prize, []).append(f"{one.public} ({unit})" if unit else one.public)
    told = [f"{prize_name(prize)} thuộc về {', '.join(names)}" for prize, names in shown.items()]
    more = len(winners) - MOST_TOLD
    return "; ".join(told) + (f" và {number(more)} giải khác" if more > 0 else "")
