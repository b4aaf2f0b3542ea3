"""The ways into a contest with what goes along, and what the pages say of them. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from contest.campaigns.states import USUAL_WAYS, Way, written

ON_PAPER = "mã in trên phiếu của bạn"
OF_THE_CLASS = "mã lớp do thầy cô cho"
WHO_GIVES = {
    Way.CODE: "Mã in trên phiếu Ban Tổ chức phát cho từng người, kèm mã QR.",
    Way.CLASS: "Học sinh vào bằng mã lớp: thầy cô ghi mã lên bảng hoặc chiếu lên màn hình.",
}


@dataclass(frozen=True, slots=True)
class Entrance:
    """How people come in. ``class_proof``: who picks a name of a class tells what the list knows of it.

    ``on_paper``: the guardians of all on the list have agreed in writing, so their part is not asked again.
    """

    ways: tuple[Way, ...] = USUAL_WAYS
    class_proof: bool = True
    on_paper: bool = False

    @property
    def version(self) -> str:
        """What a form carries that was filled from this: nobody overwrites unseen what another has set."""
        return f"{written(self.ways)}.{int(self.class_proof)}{int(self.on_paper)}"


CALLED = {Way.FORM: "tự đăng ký", Way.CODE: "mã trên phiếu", Way.CLASS: "mã lớp"}
#: What contests had before there were others.
USUAL = Entrance()


def told(entrance: Entrance) -> str:
    """How people come in as one line, for staff."""
    proof = "phải ghi điều danh sách biết" if entrance.class_proof else "không phải ghi gì thêm"
    paper = "đã thu giấy đồng ý" if entrance.on_paper else "chưa thu giấy đồng ý"
    ways = ", ".join(CALLED[way] for way in Way if way in entrance.ways)
    return f"{ways}; chọn tên xong {proof}; {paper}"


def which_code(ways: Collection[Way]) -> str:
    """Where the code comes from that a page asks for, as a sentence."""
    words = [text for way, text in ((Way.CLASS, OF_THE_CLASS), (Way.CODE, ON_PAPER)) if way in ways]
    said = ", hoặc ".join(words) or ON_PAPER
    return f"{said[:1].upper()}{said[1:]}."


def who_gives(ways: Collection[Way]) -> str:
    """Who gives the codes of a contest that nobody enters without one."""
    return " ".join(text for way, text in WHO_GIVES.items() if way in ways)
