"""Invented people of a highland commune: Kinh names of two to four words, Xơ Đăng names with A and Y."""

from __future__ import annotations

from contest.simulate.chance import Chance


def _list(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


FAMILIES = _list(
    "Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Đinh, Mai"
)
MIDDLES_WOMEN = ("Thị", "Thị", "Ngọc", "Thu", "Thanh", "Kim", "Bảo", "Thị Mỹ", "Thị Kim", "")
MIDDLES_MEN = ("Văn", "Văn", "Đức", "Minh", "Quốc", "Hữu", "Công", "Xuân", "Ngọc", "")
WOMEN = _list("Lan, Hương, Hằng, Nhung, Thảo, Trang, Linh, Yến, Mai, Phượng, Hạnh, Thủy, Vân, Quỳnh, Duyên")
MEN = _list("Hùng, Dũng, Tuấn, Nam, Sơn, Khánh, Long, Phúc, Đạt, Thắng, Kiên, Hải, Vinh, Quý, Trường, Lâm")
# The one-letter word is the whole family name: A for a man, Y for a woman.
SEDANG_WOMEN = _list("Y Bích, Y Hồng Sa, Y Nhung, Y Thu Hằng, Y Dên, Y Xuân, Y Phương, Y Lệ, Y Rơn")
SEDANG_MEN = _list("A Thui, A Nhân, A Biên, A Đỗ, A Hiếu, A Tâm, A Khải, A Dũng Ka, A Nhật, A Rin")


def full_name(chance: Chance) -> str:
    """Somebody's whole name."""
    woman = chance.happens(0.5, "woman")
    if chance.happens(0.45, "sedang"):
        return chance.pick(SEDANG_WOMEN if woman else SEDANG_MEN, "name")
    middle = chance.pick(MIDDLES_WOMEN if woman else MIDDLES_MEN, "middle")
    words = (chance.pick(FAMILIES, "family"), middle, chance.pick(WOMEN if woman else MEN, "given"))
    return " ".join(filter(None, words))
