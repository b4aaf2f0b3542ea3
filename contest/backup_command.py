"""What `hoithi backup`, `hoithi restore` do and say."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from contest import backup_paper, backups, clock, copying, durable, restoring, sealing, settings
from contest.announce import as_json, qr, say
from contest.errors import CannotStart
from contest.sealing import OPEN, Lock, Opener

NO_KEY = (
    "Chưa có khóa để mã hóa bản sao lưu. Làm một lần: hoithi backup key. "
    "Hoặc dùng mật khẩu: --passphrase-file. Chỉ để trên chính ổ đĩa này thì được: --plain."
)
PLAIN_AWAY = (
    "Bản sao lưu không mã hóa không được ra khỏi ổ đĩa của dữ liệu: trong đó có họ tên và khóa của máy chủ. "
    "Bỏ --plain và làm khóa: hoithi backup key."
)
SAME_DISK = "Lưu ý: nơi này nằm cùng ổ với dữ liệu; ổ hỏng thì mất cả hai. Nên chọn ổ khác."
ONE_WAY = "Chọn một cách: --recipient, --passphrase-file hoặc --plain."
HAS_KEY = (
    "Đã có khóa {recipient}. Những bản đã sao lưu chỉ mở được bằng tờ giấy của khóa đó, đừng bỏ. "
    "Vẫn muốn khóa mới cho các bản sau: thêm --new."
)
NOT_SAME = "Nhóm vừa gõ không giống. Khóa này chưa được dùng; chạy lại lệnh để làm khóa khác."
NEEDS_KEY = "Bản này đã mã hóa. Nhập khóa trên giấy khi được hỏi, hoặc thêm --key-file."
NEEDS_PHRASE = "Bản này khóa bằng mật khẩu. Nhập khi được hỏi, hoặc thêm --passphrase-file."
NO_FILE = "Không đọc được tệp {path}."
EMPTY_FILE = "Tệp {path} trống."
NOT_WRITTEN = "Không ghi được {path} ({why}). Khóa này chưa được dùng."
HOW = (
    "Chép lại hoặc in hai bản, cất ở hai nơi khóa được, không để cạnh máy chủ. "
    "Máy chủ không giữ khóa này: mất giấy là không ai mở được bản sao lưu."
)


# --- making -------------------------------------------------------------------------------------


def backup(
    to: Path | None, recipient: str, passphrase: Path | None, plain: bool, data: Path | None, json: bool
) -> None:
    """Make a copy, closed unless somebody chose otherwise."""
    folder = settings.data_folder(data)
    if not folder.is_dir():  # a mistyped folder must not be made, with a key of its own
        raise CannotStart(backups.NOTHING.format(path=folder))
    lock = chosen(folder, to, recipient, passphrase, plain)
    made = backups.back_up(settings.load(data), to, clock.now(), lock)
    if json:
        as_json(made.facts())
        return
    how = {"key": "đã mã hóa", "passphrase": "đã mã hóa bằng mật khẩu", "": "KHÔNG mã hóa"}
    say(f"Đã sao lưu và kiểm tra, {how[lock.kind]}: {made.folder}")


def chosen(data: Path, to: Path | None, recipient: str, passphrase: Path | None, plain: bool) -> Lock:
    """The lock that was asked for; without a word the key that was made for this installation."""
    if sum((bool(recipient), passphrase is not None, plain)) > 1:
        raise CannotStart(ONE_WAY)
    if plain:
        if to is not None and not same_disk(to, data):
            raise CannotStart(PLAIN_AWAY)
        return OPEN
    if passphrase is not None:
        return Lock(passphrase=_content(passphrase))
    own = recipient or sealing.recipient_in(data)
    if not own:
        raise CannotStart(NO_KEY)
    return Lock(recipient=sealing.checked(own))


def same_disk(to: Path, data: Path) -> bool:
    """Whether a folder, which may not be there yet, lies on the disk of the data."""
    place = to.expanduser().resolve()
    while not place.exists():
        place = place.parent
    return place.stat().st_dev == data.stat().st_dev


# --- the key ------------------------------------------------------------------------------------


def key(paper: Path | None, again: bool, data: Path | None, json: bool) -> None:
    """Make a key. Its private half is told once and kept nowhere."""
    folder = settings.data_folder(data)
    if not folder.is_dir():
        raise CannotStart(backups.NOTHING.format(path=folder))
    old = sealing.recipient_in(folder)
    if old and not again:
        raise CannotStart(HAS_KEY.format(recipient=old))
    secret, recipient = sealing.new_key()
    if paper is not None:
        _print_to(paper, secret, recipient)
    if json:
        as_json({"key": secret, "recipient": recipient})
    else:
        _tell(secret, paper)
        _confirmed(secret)
    keep(folder, recipient)
    if not json:
        say(f"Xong. Từ giờ hoithi backup mã hóa bằng khóa {recipient}")
        say("Sao lưu một bản rồi thử tờ giấy: hoithi backup try <thư mục của bản sao lưu>")


def keep(folder: Path, recipient: str) -> None:
    """The public half, in its place in one step."""
    half = folder / f"{sealing.RECIPIENT}.part"
    half.unlink(missing_ok=True)
    durable.write(half, f"{recipient}\n".encode())
    half.replace(folder / sealing.RECIPIENT)
    durable.sync_folder(folder)


def _print_to(paper: Path, secret: str, recipient: str) -> None:
    now = clock.local(clock.now())
    try:
        durable.write(paper, backup_paper.pdf(secret, recipient, f"{now:%d/%m/%Y}"))
    except OSError as error:
        raise CannotStart(NOT_WRITTEN.format(path=paper, why=error.strerror)) from error


def _tell(secret: str, paper: Path | None) -> None:
    say("KHÓA CỦA BẢN SAO LƯU. Chỉ hiện một lần này.")
    say()
    say(f"  {sealing.PREFIX}")
    groups = sealing.grouped(secret)
    for at in range(0, len(groups), 5):
        say("  " + "  ".join(groups[at : at + 5]))
    say(qr(secret))
    say(HOW)
    if paper is not None:
        say(f"Tờ giấy để in: {paper}. In xong thì xóa tệp này.")


def _confirmed(secret: str) -> None:
    """Whoever wrote it down can read it: asked only where a person sits."""
    if not is_typing():
        return
    last = sealing.grouped(secret)[-2:]
    say("Gõ lại hai nhóm cuối từ tờ giấy:")
    given = input().upper().split()
    if "".join(given) != "".join(last):
        raise CannotStart(NOT_SAME)


# --- by itself ----------------------------------------------------------------------------------


def medium(to: Path | None, off: bool, data: Path | None, json: bool) -> None:
    """Choose where the server copies to, or ask how that goes."""
    folder = settings.data_folder(data)
    if not folder.is_dir():
        raise CannotStart(backups.NOTHING.format(path=folder))
    if off:
        copying.give_up(folder)
    elif to is not None:
        if same_disk(to, folder):
            say(SAME_DISK)
        copying.choose(folder, to)
    chosen, seen = copying.plan(folder), copying.state(folder)
    if json:
        as_json({"to": chosen.to if chosen else None, "done": seen.done, "error": seen.error})
    elif chosen is None:
        say("Máy chủ không tự sao lưu. Chọn nơi: hoithi backup medium <thư mục trên ổ khác>")
    else:
        say(f"Máy chủ tự sao lưu sang: {chosen.to}")
        say(f"Bản mới nhất: {seen.done or 'chưa có; máy chủ đang chạy thì chờ ít giây'}")
        if seen.error:
            say(f"Đang hỏng: {seen.error}")


# --- opening ------------------------------------------------------------------------------------


def try_opening(folder: Path, key_file: Path | None, passphrase: Path | None, json: bool) -> None:
    """Open a copy in a private folder, look it over, and leave nothing behind."""
    opener = opener_for(folder, key_file, passphrase)
    with restoring.opened(folder, opener) as (_, manifest):
        facts = manifest.facts()
    if json:
        as_json({"folder": str(folder), "opens": True, **facts})
        return
    say(f"Mở được và còn nguyên: bản {manifest.made}, {sum(manifest.counts.values())} dòng dữ liệu.")


def restore(
    folder: Path, data: Path | None, force: bool, key_file: Path | None, passphrase: Path | None, json: bool
) -> None:
    """Put a copy in place of the data."""
    opener = opener_for(folder, key_file, passphrase)
    done = restoring.restore(folder, data, clock.now(), force=force, opener=opener)
    if json:
        as_json(done.facts())
        return
    if done.aside:
        say(f"Dữ liệu cũ được giữ ở {done.aside}")
    say(f"Đã khôi phục vào {done.folder}. Chạy: hoithi serve --data {done.folder}")


def opener_for(folder: Path, key_file: Path | None, passphrase: Path | None) -> Opener:
    """What opens a copy: from a file, or typed without being shown; nothing where it lies open."""
    closed = restoring.is_closed(folder)
    if closed == "key":
        return Opener(key=_content(key_file) if key_file else _asked("Khóa trên giấy: ", NEEDS_KEY))
    if closed == "passphrase":
        return Opener(
            passphrase=_content(passphrase) if passphrase else _asked("Mật khẩu của bản: ", NEEDS_PHRASE)
        )
    return restoring.NO_OPENER


def is_typing() -> bool:
    """Whether a person sits at this terminal."""
    return sys.stdin.isatty()


def _asked(prompt: str, otherwise: str) -> str:
    if not is_typing():
        raise CannotStart(otherwise)
    return getpass.getpass(prompt)


def _content(path: Path) -> str:
    """The first lines of a small file; its last line break is no part of a passphrase."""
    try:
        with path.expanduser().open("rb") as file:
            text = file.read(10_000).decode("utf-8").strip()
    except (OSError, ValueError) as error:
        raise CannotStart(NO_FILE.format(path=path)) from error
    if not text:
        raise CannotStart(EMPTY_FILE.format(path=path))
    return text
