"""The plan of a contest and what its prizes will cost: papers from before it is held. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contest.paperwork.facts import Facts, dong, ended, in_full, window
from contest.paperwork.given import Given, dashed, titled
from contest.printing.paperwork import Grid, Official, Text
from contest.printing.words import amount_in_words
from contest.web.filters import number

OWN_MONEY = "Kinh phí được giao và các nguồn huy động hợp pháp khác."


def plan(facts: Facts, given: Given) -> Official:
    """Kế hoạch tổ chức."""
    opening = Text(
        f"{titled(given.letterhead.body)} ban hành Kế hoạch tổ chức {facts.contest} với các nội dung sau:"
    )
    body = (opening, *_aims(facts, given), *_matter(facts), *_money(facts, given), *_who_does(facts, given))
    return Official(
        letterhead=given.letterhead,
        name="Kế hoạch",
        about=(f"Tổ chức {facts.contest}",),
        body=body,
        signer=given.signer,
        grounds=given.grounds,
        recipients=given.recipients,
    )


def _aims(facts: Facts, given: Given) -> Iterator[Text]:
    yield Text("I. MỤC ĐÍCH, YÊU CẦU", bold=True)
    yield Text("1. Mục đích", bold=True)
    yield from dashed(
        (
            f"Tuyên truyền, nâng cao nhận thức và hiểu biết của {given.words.whom} về nội dung {facts.noun}.",
            "Tạo đợt sinh hoạt bổ ích, khuyến khích tự học, tự tìm hiểu; qua đó phát hiện, biểu dương "
            "những tập thể, cá nhân tích cực.",
        )
    )
    yield Text("2. Yêu cầu", bold=True)
    yield from dashed(
        (
            f"{facts.noun} được tổ chức nghiêm túc, công khai, công bằng, đúng Thể lệ; "
            "người dự thi tham gia tự nguyện.",
            "Câu hỏi chính xác, có căn cứ, dễ hiểu, phù hợp với từng đối tượng.",
            "Bảo đảm an toàn thông tin; thu thập, sử dụng dữ liệu cá nhân của người dự thi đúng quy định "
            "của pháp luật.",
        )
    )


def _matter(facts: Facts) -> Iterator[Text]:
    yield Text("II. NỘI DUNG", bold=True)
    yield Text("1. Đối tượng dự thi", bold=True)
    yield Text(f"{facts.audience[:1].upper()}{ended(facts.audience[1:])}")
    yield Text("2. Thời gian", bold=True)
    if len(facts.stages) > 1:
        yield Text(f"{facts.noun} gồm {len(facts.stages):02d} vòng:")
        told = (f"{one.name}: {window(one.opens_at, one.closes_at)}" for one in facts.stages)
        yield from dashed(tuple(map(ended, told)))
    else:
        yield Text(ended(f"{facts.noun} diễn ra {window(facts.opens_at, facts.closes_at)}"))
    yield Text("3. Hình thức và cách thi", bold=True)
    where = f"tại địa chỉ {facts.address}" if facts.address else "tại địa chỉ do Ban Tổ chức thông báo"
    yield Text(f"Thi trắc nghiệm trực tuyến {where}.")
    yield from dashed(facts.how)
    yield Text("4. Giải thưởng", bold=True)
    if facts.promises:
        yield from dashed(facts.promises)
    else:
        yield Text("Cơ cấu giải thưởng do Ban Tổ chức quyết định và công bố trong Thể lệ.")
    yield Text("5. Thể lệ", bold=True)
    yield Text(
        f"Ban Tổ chức ban hành Thể lệ {facts.noun} và công bố tại địa chỉ dự thi trước khi {facts.noun} mở."
    )


def _money(facts: Facts, given: Given) -> Iterator[Text]:
    yield Text("III. KINH PHÍ", bold=True)
    if facts.planned:
        yield Text(f"Kinh phí giải thưởng dự kiến: {in_full(facts.planned)}.")
    yield from sources(given)


def sources(given: Given) -> Iterator[Text]:
    """Where the money comes from."""
    if given.sponsors:
        yield Text("Nguồn kinh phí:")
        yield from dashed(tuple(map(ended, given.sponsors)))
    else:
        yield Text(f"Nguồn kinh phí: {OWN_MONEY[:1].lower()}{OWN_MONEY[1:]}")


def _who_does(facts: Facts, given: Given) -> Iterator[Text]:
    yield Text("IV. TỔ CHỨC THỰC HIỆN", bold=True)
    yield Text("1. Ban Tổ chức", bold=True)
    yield Text(
        f"Ban hành Thể lệ, chuẩn bị câu hỏi, bảo đảm kỹ thuật, chốt kết quả, trao giải và tổng kết "
        f"{facts.noun}; giải quyết ý kiến, khiếu nại của người dự thi."
    )
    yield Text(f"2. {given.words.below}", bold=True)
    yield Text(
        "Phổ biến Kế hoạch, Thể lệ đến các đối tượng dự thi; vận động tham gia trên tinh thần tự nguyện, "
        "không đặt chỉ tiêu bắt buộc; phối hợp với Ban Tổ chức khi xác minh kết quả."
    )
    yield Text("3. Bộ phận truyền thông", bold=True)
    yield Text(
        f"Thông tin về {facts.noun} trên hệ thống truyền thanh, trang thông tin điện tử và các kênh được "
        "giao quản lý."
    )
    yield Text(
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Ban Tổ chức để xem "
        "xét, giải quyết."
    )


# --- what it costs --------------------------------------------------------------------------------


def costs(facts: Facts, given: Given) -> Official:
    """Dự toán giải thưởng."""
    titles = ("STT", "Giải thưởng", "Số lượng", "Mức tiền (đồng)", "Thành tiền (đồng)")
    rows = tuple(
        (str(place), one.name, number(one.count), number(one.amount), number(one.total))
        for place, one in enumerate(facts.costs, 1)
    )
    aligns = ("center", "left", "right", "right", "right")
    grid = Grid(titles, aligns, rows, wide=(1,), total=("Tổng cộng", number(facts.planned)))
    return Official(
        letterhead=given.letterhead,
        name="Dự toán",
        about=(f"Kinh phí giải thưởng {facts.event}",),
        body=(
            grid,
            Text(f"(Bằng chữ: {amount_in_words(facts.planned)}).", italic=True),
            *_beside(facts),
            *sources(given),
        ),
        signer=given.signer,
        recipients=given.recipients,
        second=given.second,
        attached_to=given.attached_to,
    )


def _beside(facts: Facts) -> Iterator[Text]:
    """How the sum stands to what was allowed."""
    if facts.budget is None:
        return
    left = facts.budget - facts.planned
    told = f", vượt {dong(-left)}" if left < 0 else f", còn {dong(left)}" if left else ""
    yield Text(f"Kinh phí được duyệt cho giải thưởng: {dong(facts.budget)}{told}.")
