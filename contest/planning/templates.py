"""What a contest may begin from: sane rules for the usual occasions, as data."""

from __future__ import annotations

from dataclasses import dataclass

from contest.ruleset.rules import BlueprintLine as Line
from contest.ruleset.rules import (
    BoardShown,
    Criterion,
    PredictionTarget,
    Ruleset,
    ScoreShown,
    Ties,
    Visibility,
)

#: Two parts of three about digital transformation, one about administrative reform.
BOTH = (Line(count=10, topic="cds"), Line(count=5, topic="cchc"))
OPENLY = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)


@dataclass(frozen=True)
class Template:
    """One occasion."""

    key: str
    name: str
    text: str
    round_name: str
    rules: Ruleset
    audience: str = ""
    one_day: bool = False
    later: tuple[tuple[str, int], ...] = ()  # more rounds: name, days after the first


TEMPLATES = (
    Template(
        "event",
        "Ngày hội: một lượt, bảng trực tiếp",
        "15 câu trong 10 phút. Điểm và bảng xếp hạng hiện ngay trên màn hình lớn.",
        "Vòng ngày hội",
        Ruleset(blueprint=BOTH, seconds=600, visibility=OPENLY),
        one_day=True,
    ),
    Template(
        "weekly",
        "Tuần thi Đoàn xã: 3 lượt, câu dự đoán",
        "15 câu trong 15 phút, lấy lượt tốt nhất. Bằng điểm thì xét câu dự đoán số người dự thi.",
        "Tuần 1",
        Ruleset(
            blueprint=BOTH,
            seconds=900,
            attempts_allowed=3,
            prediction=PredictionTarget.PARTICIPANTS,
        ),
    ),
    Template(
        "school",
        "Phát động trong trường: học sinh, một lượt",
        "20 câu trong 20 phút, từ 11 tuổi. Tên học sinh dưới 16 tuổi chỉ ghi chữ cái đầu.",
        "Vòng trường",
        Ruleset(
            blueprint=(
                Line(count=12, topic="cds"),
                Line(count=4, topic="cchc"),
                Line(count=4, topic="tag-attt"),
            ),
            seconds=1200,
            youngest=11,
        ),
        audience="học sinh của trường",
    ),
    Template(
        "officials",
        "Cán bộ, công chức, viên chức: thi một lần",
        "30 câu trong 30 phút, một lượt. Điểm có sau khi đóng, đơn vị có quân số từ 3 được xếp hạng.",
        "Bài kiểm tra",
        Ruleset(
            blueprint=(Line(count=15, topic="cds"), Line(count=15, topic="cchc")),
            seconds=1800,
            youngest=18,
            minimum_unit_size=3,
        ),
        audience="cán bộ, công chức, viên chức và người lao động trong cơ quan",
    ),
    Template(
        "issue",
        "Câu hỏi của số này: loa truyền thanh, bản tin",
        "1 câu mỗi số, một lượt. Bốc thăm trong những người trả lời đúng, ai cũng kiểm lại được.",
        "Số 1",
        Ruleset(
            blueprint=(Line(count=1, topic="cds"),),
            seconds=180,
            only_perfect=True,
            criteria=(Criterion.POINTS,),
            ties=Ties.LOT,
        ),
    ),
    Template(
        "training",
        "Kiểm tra trước và sau tập huấn",
        "Hai vòng cùng cấu trúc đề, 15 câu trong 20 phút; vòng sau cách vòng trước 7 ngày, sửa được.",
        "Trước tập huấn",
        Ruleset(blueprint=BOTH, seconds=1200, youngest=16),
        audience="người dự lớp tập huấn",
        later=(("Sau tập huấn", 7),),
    ),
)
BY_KEY = {each.key: each for each in TEMPLATES}
