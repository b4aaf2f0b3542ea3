"""Sample contexts of a contest with audiences, on the phone."""

from __future__ import annotations

from dataclasses import replace

from contest.campaigns.audience_pages import AudiencePage
from contest.campaigns.pages import AudienceCard, LandingPage, Prize, RuleSection, RulesPage, Standing
from contest.web.pages import Page
from tests.samples_attempts import CLOSES, OPENS, READY, ROUND, SLUG, TITLE

PRIZES = (Prize("Nhất", 1, 1_000_000), Prize("Khuyến khích", 5, 0))
AUDIENCES = (
    ("a1aaaaaaaaaaa", "Bảng A: Học sinh", "Học sinh các trường trung học cơ sở, từ 11 đến 15 tuổi"),
    ("b1bbbbbbbbbbb", "Bảng B: Đoàn viên, thanh niên", "Từ 16 đến 30 tuổi"),
    ("c1ccccccccccc", "Bảng C: Cán bộ, công chức, viên chức", ""),
)
CARDS = tuple(
    AudienceCard(
        *(*each, ROUND, "Tuần 4", phase, OPENS, CLOSES, 15, guess, 15, "3 lượt", "Có ngay khi nộp bài"),
        prizes=PRIZES if guess else (),
        has_board=phase == "closed",
    )
    for each, phase, guess in zip(AUDIENCES, ("open", "waiting", "closed"), (True, False, True), strict=True)
)


def samples(landing: LandingPage, entered: Standing, sections: tuple[RuleSection, ...]) -> dict[str, Page]:
    """Every state of the pages that speak of audiences."""
    return {
        "landing-audiences": replace(landing, audiences=CARDS, prizes=()),
        "landing-audiences-waiting": replace(landing, audiences=CARDS, phase="waiting", seconds=40),
        "landing-audiences-closed": replace(
            landing, audiences=CARDS, phase="closed", seconds=0, has_board=True
        ),
        "landing-own": replace(landing, own=AUDIENCES[0][1], mine=entered),
        "landing-asked": replace(landing, audiences=CARDS, mine=replace(entered, is_asked=True)),
        "landing-no-round": replace(landing, audiences=CARDS, own=AUDIENCES[2][1], mine=entered),
        "audience": AudiencePage(SLUG, TITLE, "Y Thu Hằng", AUDIENCES, landing.contact, AUDIENCES[1][0]),
        "audience-wrong": AudiencePage(
            SLUG, TITLE, "Hoàng Nguyễn Thị Thanh Phương Uyển", AUDIENCES, error="Chọn bảng của bạn."
        ),
        "rules-audiences": RulesPage(
            SLUG,
            TITLE,
            "Tuần 4, Bảng A",
            sections,
            "9c41e07b",
            audiences=tuple((id, label.partition(":")[0]) for id, label, _ in AUDIENCES),
            audience=AUDIENCES[0][0],
        ),
        "ready-other": replace(
            READY, attempts_left=0, whose="Tuần 4 dành cho Bảng B: Cán bộ.", own="Bảng A", own_round=ROUND
        ),
        "ready-other-none": replace(
            READY, attempts_left=0, whose="Tuần 4 dành cho Bảng B: Cán bộ.", own="Bảng A"
        ),
        "ready-unsaid": replace(READY, attempts_left=0, whose="Tuần 4 dành cho Bảng B: Cán bộ."),
    }
