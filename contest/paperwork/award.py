"""The decision that gives the prizes and the minutes of how they were settled. Pure.

A prize of a contest is no khen thưởng: it is given by whoever holds the contest, under its own rules. A giấy
khen is another decision (``praise``), and this one says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from contest.paperwork.facts import Facts, Result, at, counted, in_full, whom, window
from contest.paperwork.given import Given, dashed
from contest.paperwork.plan import sources
from contest.printing import heading
from contest.printing.listing import Listing
from contest.printing.paperwork import Appendix, Grid, Official, Text
from contest.results.publication_states import Kind
from contest.results.publishing import Seal
from contest.web.filters import number

NO_PRAISE = (
    "Giải thưởng tại Quyết định này là giải của {noun}, trao theo Thể lệ. Việc tặng Giấy khen (nếu có) "
    "thực hiện bằng quyết định riêng theo quy định về thi đua, khen thưởng."
)


def decision(facts: Facts, given: Given, result: Result) -> Official:
    """Quyết định công nhận kết quả và trao giải, with the list behind it."""
    return Official(
        letterhead=given.letterhead,
        name="Quyết định",
        about=("Về việc công nhận kết quả và trao giải", facts.event),
        decider=given.decider,
        grounds=given.grounds,
        orders="QUYẾT ĐỊNH:",
        body=tuple(_articles(facts, given, result)),
        signer=given.signer,
        recipients=given.recipients,
        appendices=(Appendix(listed(facts, given, result), given.named("Quyết định")),),
        is_draft=not result.number,
    )


def _articles(facts: Facts, given: Given, result: Result) -> Iterator[Text]:
    yield Text(
        f"Công nhận kết quả {facts.event} và trao giải cho "
        f"{whom(len(result.people), len(result.units))} có tên trong Danh sách kèm theo Quyết định này.",
        lead="Điều 1.",
    )
    paper = "Cá nhân, tập thể đạt giải được cấp Giấy chứng nhận của Ban Tổ chức"
    if result.total:
        yield Text(
            f"{paper} và nhận tiền thưởng theo Danh sách. Tổng tiền thưởng: {in_full(result.total)}.",
            lead="Điều 2.",
        )
        yield from sources(given)
    else:
        yield Text(f"{paper}.", lead="Điều 2.")
    yield Text(NO_PRAISE.format(noun=facts.noun))
    yield Text("Quyết định này có hiệu lực kể từ ngày ký.", lead="Điều 3.")
    yield Text(
        f"{given.words.carries} và các cá nhân, tập thể có tên tại Điều 1 chịu trách nhiệm thi hành "
        "Quyết định này.",
        lead="Điều 4.",
    )


def listed(facts: Facts, given: Given, result: Result) -> Listing:
    """The list that belongs to the decision."""
    return Listing(
        letterhead=given.letterhead,
        title_lines=("DANH SÁCH", f"Cá nhân, tập thể đạt giải {facts.event}"),
        sections=result.sections,
        signer=given.signer,
        notes=(*result.decisions, *result.ties),
        is_draft=not result.number,
    )


# --- minutes --------------------------------------------------------------------------------------


def minutes(facts: Facts, given: Given, result: Result) -> Official:
    """Biên bản chốt kết quả."""
    return Official(
        letterhead=given.letterhead,
        name="Biên bản",
        about=(f"Chốt kết quả {facts.event}",),
        body=(
            *_present(facts, given),
            *_numbers(facts, result),
            *_settled(result),
            *_digest(facts, result),
        ),
        signer=given.signer,
        recipients=given.recipients,
        second=given.second,
        is_draft=not result.number,
    )


def _present(facts: Facts, given: Given) -> Iterator[Text]:
    head, hour = given.letterhead, f"{heading.BLANK}giờ{heading.BLANK}phút"
    where = head.place or "……………………"
    yield Text(
        f"Hôm nay, lúc {hour}, {heading.day_in_words(head.date)}, tại {where}, Ban Tổ chức {facts.contest} "
        f"tiến hành chốt kết quả và xét giải."
    )
    yield Text("I. THÀNH PHẦN", bold=True)
    blank = "………………………………"
    yield Text(f"1. Chủ trì: ông (bà) {given.signer.name or blank}.")
    second = given.second.name if given.second else ""
    yield Text(f"2. Thư ký: ông (bà) {second or blank}.")
    yield Text("3. Thành viên Ban Tổ chức dự họp:")
    yield Text(blank * 2)


def _numbers(facts: Facts, result: Result) -> Iterator[Text | Grid]:
    yield Text("II. SỐ LIỆU", bold=True)
    yield Text(f"1. Thời gian thi: {window(facts.opens_at, facts.closes_at)}.")
    if len(facts.stages) > 1:
        yield Text("2. Số người dự thi, số lượt thi từng vòng:")
        yield stages(facts)
    else:
        (one,) = facts.stages
        yield Text(
            f"2. Số người dự thi: {number(one.people)}. Số lượt thi: {number(one.attempts)}, trong đó "
            f"{number(one.void)} lượt không được công nhận."
        )
    yield Text(
        f"3. Số người được xếp hạng: {number(result.ranked)}. Số người dự thi nhưng không xét giải: "
        f"{number(result.barred)}."
    )
    if result.perfect is not None:
        yield Text(f"4. Số người trả lời đúng tất cả các câu: {number(result.perfect)}.")
    if result.truth:
        yield Text(f"5. Giá trị thực tế của câu dự đoán: {result.truth}.")


def stages(facts: Facts) -> Grid:
    """The rounds and how many took part in each."""
    rows = tuple(
        (one.name, number(one.people), number(one.attempts), number(one.void)) for one in facts.stages
    )
    titles = ("Vòng", "Số người dự thi", "Số lượt thi", "Không được công nhận")
    return Grid(titles, ("left", "right", "right", "right"), rows, wide=(0,))


def _settled(result: Result) -> Iterator[Text]:
    yield Text("III. KẾT QUẢ XÉT GIẢI", bold=True)
    for title, winners in (("Giải cá nhân", result.people), ("Giải tập thể", result.units)):
        if winners:
            yield Text(f"{title}: {counted(winners)}.")
    if not result.winners:
        yield Text("Không có cá nhân, tập thể đạt giải.")
    if result.total:
        yield Text(f"Tổng tiền thưởng: {in_full(result.total)}.")
    if result.decisions:
        yield Text("Quyết định của Ban Tổ chức trong khi xét giải:")
        yield from dashed(result.decisions)
    if result.ties:
        yield Text("Còn chờ quyết định:")
        yield from dashed(result.ties)


def _digest(facts: Facts, result: Result) -> Iterator[Text]:
    yield Text("IV. DANH SÁCH VÀ MÃ KIỂM TRA", bold=True)
    if result.issued_at is None:
        yield Text("Danh sách trao giải chưa phát hành nên chưa có mã kiểm tra. Biên bản này là bản dự thảo.")
    else:
        yield Text(
            f"Danh sách trao giải số {result.number:02d} được phát hành lúc {at(result.issued_at)}, gồm "
            f"{whom(len(result.people), len(result.units))}. Mã SHA-256 của danh sách (hai nhóm viết liền "
            "nhau):"
        )
        yield _halves(result.sha256)
        yield Text(
            "Danh sách đã phát hành được máy chủ giữ nguyên; khi kết quả thay đổi phải lập danh sách số "
            "mới và ghi rõ lý do."
        )
    for stage in facts.stages:
        if stage.seal is not None:
            yield from _seal(stage.name, stage.seal)
    yield Text(
        "Biên bản được lập thành 02 bản, đã đọc lại cho các thành viên cùng nghe, thống nhất nội dung và "
        "ký tên."
    )


def _seal(name: str, seal: Seal) -> Iterator[Text]:
    what = "kết quả chính thức" if seal.kind is Kind.FINAL else "kết quả tạm thời"
    alone = ", một người vừa soạn vừa duyệt vì cơ quan chỉ có một người có quyền duyệt" if seal.alone else ""
    yield Text(
        f"{name}: công bố {what}, bản số {seal.number:02d}, lúc {at(seal.at)}{alone}. "
        "Mã SHA-256 của bản công bố (hai nhóm viết liền nhau):"
    )
    yield _halves(seal.sha256)
    yield Text(f"Vân tay khóa đã ký bản công bố: {seal.fingerprint}.")


def _halves(sha256: str) -> Text:
    half = len(sha256) // 2
    return Text(f"{sha256[:half]} {sha256[half:]}")
