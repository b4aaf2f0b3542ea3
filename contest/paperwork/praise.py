"""Asking for giấy khen and giving them: khen thưởng, apart from the prizes of the contest. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contest.paperwork.facts import Facts, Result, Winner, praise_money, whom
from contest.paperwork.given import Given, titled
from contest.printing.listing import Listing, PersonRow, Section, UnitRow
from contest.printing.paperwork import Appendix, Official, Text
from contest.web.filters import number

#: ``where``: where they are named, in the list or in the text itself.
LOOKED_INTO = (
    "Các tập thể, cá nhân có tên {where} đã được rà soát: chưa được khen thưởng bằng hình thức "
    "khác cho cùng thành tích này; không trong thời gian xem xét kỷ luật hoặc có khiếu nại, tố cáo "
    "đang được giải quyết."
)


def request(facts: Facts, given: Given, result: Result) -> Official:
    """Tờ trình đề nghị tặng Giấy khen."""
    return Official(
        letterhead=given.letterhead,
        name="Tờ trình",
        about=("Về việc đề nghị tặng Giấy khen", f"tại {facts.event}"),
        addressees=given.addressees,
        grounds=given.grounds,
        body=tuple(_asked(facts, given, result)),
        signer=given.signer,
        recipients=given.recipients,
        appendices=(
            Appendix(_listed(facts, given, result, "Đề nghị tặng Giấy khen"), given.named("Tờ trình")),
        ),
        is_draft=not result.number,
    )


def _asked(facts: Facts, given: Given, result: Result) -> Iterator[Text]:
    chosen = praised(given, result)
    people, units = _split(chosen)
    who = titled(given.letterhead.body)
    taking_part = sum(one.people for one in facts.stages) if len(facts.stages) == 1 else 0
    crowd = f", có {number(taking_part)} người dự thi" if taking_part else ""
    yield Text(
        f"{facts.event} đã kết thúc{crowd}. Qua xét kết quả theo Thể lệ, {who} kính trình xem xét, tặng "
        f"Giấy khen cho {whom(len(people), len(units))} có thành tích xuất sắc (có Danh sách kèm theo)."
    )
    yield Text(LOOKED_INTO.format(where="trong Danh sách"))
    if given.reward is not None:
        money = praise_money(given.reward, len(people), len(units))
        yield Text(f"Tiền thưởng kèm theo Giấy khen đề nghị: {money}.")
    yield Text(f"{who} kính trình xem xét, quyết định.")


def decision(facts: Facts, given: Given, result: Result) -> Official:
    """Quyết định tặng Giấy khen."""
    return Official(
        letterhead=given.letterhead,
        name="Quyết định",
        about=("Về việc tặng Giấy khen cho tập thể, cá nhân", f"có thành tích tại {facts.event}"),
        decider=given.decider,
        grounds=given.grounds,
        orders="QUYẾT ĐỊNH:",
        body=tuple(_articles(facts, given, result)),
        signer=given.signer,
        recipients=given.recipients,
        appendices=(
            Appendix(_listed(facts, given, result, "Được tặng Giấy khen"), given.named("Quyết định")),
        ),
        is_draft=not result.number,
    )


def _articles(facts: Facts, given: Given, result: Result) -> Iterator[Text]:
    people, units = _split(praised(given, result))
    yield Text(
        f"Tặng Giấy khen cho {whom(len(people), len(units))} đã có thành tích xuất sắc tại {facts.event} "
        "(có Danh sách kèm theo).",
        lead="Điều 1.",
    )
    if given.reward is not None:
        money = praise_money(given.reward, len(people), len(units))
        yield Text(
            f"Tiền thưởng kèm theo Giấy khen: {money}. Kinh phí chi từ quỹ thi đua, khen thưởng theo quy "
            "định.",
            lead="Điều 2.",
        )
    else:
        yield Text(
            "Tiền thưởng kèm theo Giấy khen (nếu có) thực hiện theo quy định hiện hành.", lead="Điều 2."
        )
    yield Text("Quyết định này có hiệu lực kể từ ngày ký.", lead="Điều 3.")
    yield Text(
        f"{given.words.carries} và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành "
        "Quyết định này.",
        lead="Điều 4.",
    )


# --- the list -------------------------------------------------------------------------------------


def praised(given: Given, result: Result) -> tuple[Winner, ...]:
    """Who holds one of the prizes that are ticked; nobody whose tie waits."""
    return tuple(one for one in result.winners if one.key in given.praised and not one.is_tied)


def _split(chosen: tuple[Winner, ...]) -> tuple[tuple[Winner, ...], tuple[Winner, ...]]:
    return (
        tuple(one for one in chosen if one.is_person),
        tuple(one for one in chosen if not one.is_person),
    )


def _listed(facts: Facts, given: Given, result: Result, what: str) -> Listing:
    """Who is praised for which prize; the number of a row is that in the golden book."""
    people, units = _split(praised(given, result))
    each = (given.reward.person, given.reward.group) if given.reward else (None, None)
    persons = tuple(_person(one, each[0]) for one in people)
    groups = tuple(UnitRow(one.name, None, None, None, one.prize, each[1]) for one in units)
    both = bool(persons and groups)
    sections = (
        *((Section(groups, "I. Tập thể" if both else ""),) if groups else ()),
        *((Section(persons, "II. Cá nhân" if both else ""),) if persons or not groups else ()),
    )
    return Listing(
        letterhead=given.letterhead,
        title_lines=("DANH SÁCH", f"{what} tại {facts.event}"),
        sections=sections,
        signer=given.signer,
        is_draft=not result.number,
    )


def _person(one: Winner, amount: int | None) -> PersonRow:
    return PersonRow(
        name=one.name,
        birth_year=one.birth_year,
        unit=one.unit,
        right=None,
        asked=None,
        prediction=None,
        off=None,
        seconds=None,
        prize=one.prize,
        amount=amount,
    )
