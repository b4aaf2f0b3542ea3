"""A report in sentences: the wording, and what is left unsaid when there is nothing to say."""

from __future__ import annotations

import pytest

from contest.summaries import words
from contest.summaries.content import PrizeLine
from tests.contest.summaries.samples import nothing, report


def told(**changed: object) -> str:
    return " ".join(words.sentences(report(**changed))).replace("\u00a0", " ")


def test_all_of_it() -> None:
    assert told() == (
        "Trong tháng 10 năm 2026, đã tổ chức 01 cuộc thi trực tuyến với 01 vòng thi; thu hút 1.234 người "
        "tham gia với 1.560 lượt thi được công nhận, 1.200 người có ghi đơn vị, bằng 45,20% "
        "quân số (2.730 người). "
        "Trong đó 800 người tham gia lần đầu, 434 người đã dự các vòng trước kỳ này, 40 người làm bài trên "
        "giấy. "
        "Các đơn vị có nhiều người tham gia: Trường THCS (700 người, đạt 50,00% quân số); Thôn 1 "
        "(400 người). "
        "Điểm trung bình 8,52, điểm trung vị 9; một nửa số kết quả ở giữa đạt từ 7 đến 10,5 điểm; "
        "600 trong 1.234 kết quả trả lời đúng trên 80% số câu. "
        "Những nội dung có tỷ lệ trả lời đúng thấp, cần tiếp tục tuyên truyền: Dịch vụ công (50,00%); "
        "An toàn thông tin (90,00%). "
        "Đã trao 06 giải cá nhân và 02 giải tập thể, tổng tiền thưởng 4.500.000 đồng."
    )


def test_of_a_unit_of_a_contest_and_of_a_round() -> None:
    assert "Thôn 1 có 1.234 người tham gia" in told(unit="u2", unit_name="Thôn 1")
    contest = told(scope="campaign00001", scope_name="Tìm hiểu CĐS")
    assert "đã tổ chức 01 vòng thi của Tìm hiểu CĐS; thu hút" in contest
    of_round = told(scope="round00000001", scope_name="Tìm hiểu CĐS, Tuần 1")
    assert "đã tổ chức Tìm hiểu CĐS, Tuần 1; thu hút" in of_round


def test_days_that_have_no_name() -> None:
    assert told(last="2026-10-30").startswith("Từ ngày 01/10/2026 đến ngày 30/10/2026, đã tổ chức")


@pytest.mark.parametrize(
    ("changed", "unsaid"),
    [
        ({"rate": None, "headcount": 0}, "quân số (2"),
        ({"marks": None}, "Điểm trung bình"),
        ({"units": report().units[:1]}, "Các đơn vị"),
        ({"weak_topics": ()}, "Những nội dung"),
        ({"kinds": report().kinds[:1]}, "trên giấy"),
        ({"prizes": PrizeLine(lists=0, people=0, units=0, money=0)}, "Đã trao"),
        ({"prizes": PrizeLine(lists=1, people=3, units=0, money=0)}, "tiền thưởng"),
    ],
)
def test_what_is_not_known_is_not_said(changed: dict[str, object], unsaid: str) -> None:
    assert unsaid in told() and unsaid not in told(**changed)


def test_what_is_left_out_is_named() -> None:
    said = told(waiting=("A, Tuần 2", "B, Tuần 1"), uncounted=("Tuần 1",))
    assert said.endswith(
        "Chưa tính vì chưa có kết quả: A, Tuần 2; B, Tuần 1. Kiến thức theo chủ đề chưa gồm: Tuần 1."
    )


def test_a_month_without_anything() -> None:
    assert words.sentences(nothing()) == (words.NOTHING,)
    assert words.sentences(nothing(waiting=("A, Tuần 2",)))[1:] == (
        "Chưa tính vì chưa có kết quả: A, Tuần 2.",
    )


def test_what_it_is_about() -> None:
    assert words.subject(report()) == "Kết quả tổ chức các cuộc thi trực tuyến"
    assert words.subject(report(scope="x", scope_name="Tìm hiểu CĐS")) == "Kết quả Tìm hiểu CĐS"
