"""Pure rules of staff log-ins: passwords, delays after failures, how long a session lives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.accounts.states import ContestRole, Idle, Permission, Role

#: What a role in a contest allows. Whoever has any role in it may see it.
ALLOWED: Mapping[ContestRole, frozenset[Permission]] = {
    ContestRole.OWNER: frozenset(Permission),
    ContestRole.AUTHOR: frozenset({Permission.SEE, Permission.WRITE}),
    ContestRole.APPROVER: frozenset({Permission.SEE, Permission.APPROVE}),
    ContestRole.PROCTOR: frozenset({Permission.SEE, Permission.HELP}),
    ContestRole.VIEWER: frozenset({Permission.SEE}),
}

PASSWORD_MIN = 12
PASSWORD_MAX = 256
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")

IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(days=7)
TOUCH = timedelta(minutes=1)

#: So many wrong tries cost nothing; from then on each doubles the wait, up to a minute. A hard lock
#: would let anybody shut staff out on the evening of the contest.
FREE_TRIES = 3
LONGEST_WAIT = 60
#: Six digits are few: whoever knows the password already waits longer for them.
LONGEST_WAIT_FOR_CODE = 15 * 60
#: How long a right password waits for its second step.
HALF_WAY = timedelta(minutes=10)
FORGOTTEN = timedelta(hours=1)
#: For so long after the password was typed it is not asked for again before what is worst.
CONFIRMED = timedelta(minutes=10)
#: Accounts that nobody uses are to be shut (TCVN 14423, levels 1 and 2).
UNUSED = timedelta(days=45)

TOO_SHORT = f"Mật khẩu cần ít nhất {PASSWORD_MIN} ký tự. Một câu ngắn dễ nhớ là tốt nhất."
TOO_LONG = f"Mật khẩu dài nhất {PASSWORD_MAX} ký tự."
TOO_KNOWN = (
    "Mật khẩu này nằm trong danh sách bị thử trước tiên, hoặc chỉ thêm số vào một từ trong đó. "
    "Chọn một câu mà chỉ bạn nghĩ ra."
)
TOO_COMMON = "Mật khẩu này dễ đoán. Chọn một câu mà chỉ bạn nghĩ ra."
LIKE_LOGIN = "Mật khẩu không được lấy từ tên đăng nhập. Chọn một câu khác."
BAD_LOGIN = "Tên đăng nhập từ 3 ký tự: chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới."

#: What people take first, letters only: whatever digits and signs stand around them. Several words of
#: the list in a row are as easy to guess.
WORST_WORDS = (
    "abc abcd abcdef abcdefgh admin administrator anh anhyeuem asdfgh asdfghjkl banbientap bantochuc "
    "caicachhanhchinh canbo cchc cds chao chiyeuminhem chuyendoiso congchuc dangnhap dantoc doan "
    "doanthanhnien doanvien em emyeuanh giadinh gioi hanoi hochiminh hochiminhcity hoithi iloveyou "
    "khongbiet khongco letmein master matkhau matkhaukho minhyeuem mk moi monkey nam nguyen pass passw "
    "passwd password qazwsx quantri quantrivien quoctuan qwerty qwertyuiop root saigon sinhvien tempt "
    "test thanhnien tieuhoc tinyeu tochuc toiyeuvietnam tuoitre tuoitrevietnam ubnd user vietnam "
    "vietnamvodich viettel vinaphone welcome xa xinchao yeu yeuanh yeuem yeunuocvietnam zalo zxcvbnm "
)
WORST = frozenset(WORST_WORDS.split())
#: A name of so many letters stands whole in the bar on a phone.
FITS = 12


def given_name(name: str) -> str:
    """A name for little room: what is in brackets left out; a short one whole, of others the last word."""
    words = re.sub(r"\([^()]*\)", " ", name).split() or name.split() or [""]
    whole = " ".join(words)
    return whole if len(whole) <= FITS else words[-1]


def normal_password(text: str) -> str:
    """One spelling of a password: keyboards write the same Vietnamese letters as different code points."""
    return unicodedata.normalize("NFKC", text).strip()


def normal_login(text: str) -> str:
    """A log-in name as it is stored and looked up."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def login_problem(login: str) -> str:
    """What is wrong with a (normal) log-in name; "" when nothing is."""
    return "" if LOGIN.fullmatch(login) else BAD_LOGIN


def password_problem(password: str, login: str, own: str = "") -> str:
    """What is wrong with a password; "" when nothing is. Length counts, composition does not.

    ``own``: the name of the unit, whose words are the first that people of it think of.
    """
    text = normal_password(password)
    if len(text) < PASSWORD_MIN:
        return TOO_SHORT
    if len(text) > PASSWORD_MAX:
        return TOO_LONG
    words = WORST.union(map(plain, own.split())) - {""}
    if _is_cycle(text.casefold()) or _is_common(plain(text), words):
        return TOO_COMMON
    name = plain(login)
    if len(name) >= 3 and name in plain(text) and len(plain(text).replace(name, "")) < 6:
        return LIKE_LOGIN
    return ""


def plain(text: str) -> str:
    """Letters and digits without diacritics, in lower case."""
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in marked if sign.isalnum())


def _is_cycle(text: str) -> bool:
    """One short piece again and again: "abcabcabcabc", "111111111111"."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, 5))


def _is_common(plain: str, words: frozenset[str]) -> bool:
    """Nothing but these words, digits, and signs."""
    letters = re.sub(r"[^a-z]", "", plain)
    if not letters:
        return len(letters) == len(re.sub(r"[0-9]", "", plain))
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in words for start in reached):
            reached.add(end)
    return len(letters) in reached


def wait_seconds(failures: int, last_at: datetime, now: datetime, longest: int = LONGEST_WAIT) -> int:
    """Whole seconds until the next try is taken, 0 when now."""
    if counted(failures, last_at, now) < FREE_TRIES:
        return 0
    wait = min(2 ** min(failures - FREE_TRIES, 30), longest)
    # A clock set back must not turn a wait of a second into one of an hour.
    left = last_at + timedelta(seconds=wait) - max(now, last_at)
    return max(0, -(-left // timedelta(seconds=1)))


def counted(failures: int, last_at: datetime, now: datetime) -> int:
    """How many failures still count: after a quiet hour, none."""
    return 0 if now - last_at >= FORGOTTEN else failures


def is_alive(created_at: datetime, seen_at: datetime, now: datetime, idle: timedelta = IDLE) -> bool:
    """Whether a session still holds: used within ``idle``, begun within 7 days."""
    return now - seen_at < idle and now - created_at < ABSOLUTE


def is_confirmed(confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether the password was typed just now; a clock set back makes no long time of it."""
    return confirmed_at is not None and timedelta(0) <= now - confirmed_at < CONFIRMED


def is_unused(seen_at: datetime | None, created_at: datetime, now: datetime) -> bool:
    """Whether an account was not used for so long; one that was never used counts from when it was made."""
    return now - (seen_at or created_at) >= UNUSED


@dataclass(frozen=True)
class SignIn:
    """What the installation asks of those who log in (docs/decisions/0042)."""

    admins_two_steps: bool = False
    idle: Idle = Idle.LONG

    def idle_of(self, role: Role) -> timedelta:
        """How long a session may rest before it ends."""
        if self.idle is Idle.LONG:
            return IDLE
        if self.idle is Idle.HOUR:
            return timedelta(hours=1)
        return timedelta(minutes=5 if role is Role.ADMIN else 15)

    def asks_two_steps(self, role: Role) -> bool:
        """Whether nobody of this role works here without a second step."""
        return self.admins_two_steps and role is Role.ADMIN


def normal_code(typed: str) -> str:
    """A code as it was printed: without dashes, with the letters people mistake put right."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return plain.translate(str.maketrans("OIL", "011"))


def is_stale(seen_at: datetime, now: datetime) -> bool:
    """Whether the last use is worth writing down again: at most once a minute."""
    return now - seen_at >= TOUCH
