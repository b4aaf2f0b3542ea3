"""From figures to what pages and workbooks say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from contest.bank.pages import KINDS
from contest.reports import words
from contest.reports.keeping import Line
from contest.reports.pages import Chip, Figure, QuestionRow
from contest.reports.words import NBSP, number, percent, plain, points, share
from questions.analysis import findings as rules
from questions.analysis.figures import Choice, Item
from questions.analysis.findings import Finding, findings
from questions.analysis.whole import Whole
from questions.asked import AskedRevision
from questions.formats.answers import letter
from questions.kinds import Content, Kind

#: So much of a question names it in the table.
LONGEST = 160
ORDER = tuple(Finding)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of a round with its figures and what is said of it."""

    number: int
    line: Line
    asked: AskedRevision
    findings: tuple[Finding, ...]

    @property
    def item(self) -> Item:
        """Its figures."""
        return self.line.item

    @property
    def urgency(self) -> int:
        """Smaller is more urgent; of what works, and of few people, there is nothing to do."""
        first = self.findings[0] if self.findings else None
        return len(ORDER) if first is None else ORDER.index(first)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is said of it in a few words each."""
        return chips(self.findings)


def judged(lines: Iterable[Line], asked: Mapping[int, AskedRevision]) -> list[Judged]:
    """The questions of a round in the order of the bank, numbered."""
    found = []
    for place, line in enumerate(sorted(lines, key=lambda one: one.item.item), 1):
        revision = asked[line.item.item]
        said = findings(line.item, revision.content.kind, leaked=line.drift is not None)
        found.append(Judged(place, line, revision, said))
    return found


def chips(said: tuple[Finding, ...]) -> tuple[Chip, ...]:
    """Findings as chips; of a question that works, that."""
    return tuple(Chip(*words.CHIPS[one]) for one in said) or (Chip(*words.GOOD),)


def row(one: Judged) -> QuestionRow:
    """A question in the table."""
    return QuestionRow(
        id=one.line.question,
        number=one.number,
        text=short(one.asked.content.text),
        kind=KINDS[one.asked.content.kind],
        people=one.item.people,
        facility=percent(one.item.facility),
        discrimination=percent(one.item.discrimination),
        chips=one.chips,
    )


def short(text: str) -> str:
    """A question in one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def whole(made: Whole) -> tuple[Figure, ...]:
    """The figures of the papers, each with how to read it; of few people none is read."""
    guide: Callable[[Callable[[Whole], str]], str] = (
        (lambda read: read(made)) if made.people >= rules.FEW else (lambda read: words.FEW)
    )
    most = Fraction(made.most, made.people) if made.people else None
    return (
        Figure("Số bài", number(made.people)),
        Figure(
            "Điểm trung bình",
            _both(made.mean_share, f"{points(made.mean)} trên {points(most)}"),
            guide(words.mean),
        ),
        Figure(
            "Độ lệch chuẩn",
            _both(made.deviation_share, points(made.deviation)),
            guide(words.deviation),
        ),
        Figure("Độ nhất quán (CIC)", percent(made.consistency), guide(words.consistency)),
        Figure("Tỷ lệ sai số", percent(made.error_ratio), guide(words.error_ratio)),
        Figure("Sai số chuẩn", _points(made.standard_error), guide(words.standard_error)),
        Figure("Độ lệch về một bên", plain(made.skewness), guide(words.skewness)),
        Figure("Độ nhọn", plain(made.kurtosis), guide(words.kurtosis)),
    )


def _both(part: Fraction | None, said: str) -> str:
    return words.NONE if part is None else f"{percent(part)} ({said}{NBSP}điểm)"


def _points(value: Fraction | None) -> str:
    return words.NONE if value is None else f"{points(value)}{NBSP}điểm"


def of_item(item: Item) -> tuple[Figure, ...]:
    """The figures of one question."""
    rest = "phần còn lại của bài" if item.everywhere else "cả bài, vì câu này rút cho một số người"
    found = [
        Figure("Số bài có câu này", number(item.people)),
        Figure("Trả lời đúng", f"{number(item.right)} ({percent(_part(item.right, item.people))})"),
        Figure("Không trả lời", f"{number(item.silent)} ({percent(_part(item.silent, item.people))})"),
        Figure("Độ dễ", percent(item.facility), "Điểm trung bình của câu so với điểm tối đa."),
        Figure("Độ lệch chuẩn", percent(item.spread), "Điểm của câu khác nhau nhiều hay ít."),
        Figure(
            "Độ phân biệt",
            percent(item.discrimination),
            f"Tương quan giữa điểm câu này và điểm {rest}. Từ 30% là tốt, dưới 0 là người giỏi lại sai nhiều "
            f"hơn.{_apart(item)}",
        ),
        Figure(
            "Hiệu suất phân biệt",
            percent(item.efficiency),
            "Độ phân biệt so với mức cao nhất có thể, khi câu dễ hay khó như thế này.",
        ),
        Figure("Đoán mò được", percent(item.guess), "Điểm trung bình nếu nhắm mắt chọn."),
    ]
    return (*found, *_weights(item))


def _apart(item: Item) -> str:
    few = item.people < rules.FEW_APART
    return f" Dưới {rules.FEW_APART}{NBSP}bài thì chưa đủ để nói câu phân biệt kém." if few else ""


def _weights(item: Item) -> tuple[Figure, ...]:
    if item.intended is None:
        return (Figure("Trọng số", NONE_DRAWN, "Chỉ tính khi mọi người làm cùng một bộ câu hỏi."),)
    said = percent(item.effective)
    guide = "Câu này quyết định bao nhiêu phần chênh lệch điểm giữa mọi người."
    if item.falls and item.effective is None:
        said, guide = "không tính", "Người đúng câu này lại có tổng điểm thấp hơn. Xem lại câu và đáp án."
    return (
        Figure("Trọng số dự định", percent(item.intended), "Điểm của câu so với điểm cả bài."),
        Figure("Trọng số thực tế", said, guide),
    )


NONE_DRAWN = "không tính"


def _part(value: int, of: int) -> Fraction | None:
    return Fraction(value, of) if of else None


def detail(one: Judged, finding: Finding, name: Callable[[Choice], str]) -> str:
    """What a finding rests on; ``name`` says how a choice is called, "" where it may not be named."""
    kind = one.asked.content.kind
    if finding is Finding.WRONG_KEY:
        return " ".join(filter(None, (_turned(one.item), *_rivals(one, kind, name))))
    if finding is Finding.IDLE:
        named = [said for choice in rules.idle(one.item, kind) if (said := name(choice))]
        return f"Phương án {', '.join(named)}." if named else ""
    if finding is Finding.LEAKED and one.line.drift is not None:
        early, late = one.line.drift.early, one.line.drift.late
        return (
            f"Người làm trước đúng {share(early.rate)} ({early.right}/{early.people}), "
            f"người làm sau đúng {share(late.rate)} ({late.right}/{late.people})."
        )
    return ""


def _turned(item: Item) -> str:
    if not rules.turns_over(item):
        return ""
    return f"Độ phân biệt {percent(item.discrimination)}: người có tổng điểm cao lại sai nhiều hơn rõ rệt."


def _rivals(one: Judged, kind: Kind, name: Callable[[Choice], str]) -> list[str]:
    found = []
    for choice in rules.rivals(one.item, kind):
        called = name(choice)
        who = f"Người chọn {called}" if called else "Người chọn một phương án khác"
        said = f"{who} ({number(choice.people)}) có tổng điểm trung bình {points(choice.mean)}"
        if one.item.right:
            mean = Fraction(one.item.right_totals, one.item.right)
            found.append(f"{said}, cao hơn người đúng ({points(mean)}).")
        else:
            found.append(f"{said}, mà không ai chọn đáp án.")
    return found


def choice_names(content: Content) -> dict[str, tuple[str, str]]:
    """Choice → its letter and its text; what people wrote themselves has no letter."""
    return {option.id: (letter(place), option.text) for place, option in enumerate(content.options)}
