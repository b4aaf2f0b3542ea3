"""Passwords that one person tells another: four groups of a word and two digits, "meo47-cam08-nui93-hoa15".

They are read out over a telephone and typed on any keyboard: short words that everybody knows, without
diacritics. 6 bits a word and 6.6 a pair of digits make 50 bits, and the wait after wrong tries keeps
guessing slow.
"""

from __future__ import annotations

from contest import entropy

WORD_LIST = """
kim bac ban bau bay ben bia bien bo bong bun buom cam canh cau chim com cua den dua gao ghe hang hat hoa hop
kem khe kien lac lan lua mai may meo mia mua muoi sua nem ngo ngua nha nho nhan nui oc ong pho qua quat rau
sen song tau than thu tim to tom vai vang voi xe
"""
WORDS = WORD_LIST.split()
GROUPS = 4


def first_password() -> str:
    """A new one, each time."""
    return "-".join(f"{WORDS[_below(len(WORDS))]}{_below(100):02d}" for _ in range(GROUPS))


def _below(limit: int) -> int:
    """An even choice: bytes beyond the last whole multiple are drawn again."""
    while True:
        drawn = entropy.random_bytes(1)[0]
        if drawn < 256 - 256 % limit:
            return drawn % limit
