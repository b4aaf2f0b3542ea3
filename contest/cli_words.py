"""The command line speaks Vietnamese: the few sentences that typer writes itself are put into our words.

Typer has no catalogue of its messages, so their finished text is translated, the whole help and each
error, just before it is shown. A sentence that is not in the table stays as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import Abort, TyperException

HELP = (
    (r"^Usage: ", "Cách dùng: "),
    (r"\[OPTIONS\]", "[TÙY CHỌN]"),
    (r"COMMAND \[ARGS\]\.\.\.", "LỆNH [THAM SỐ]..."),
    (r"^Arguments:", "Tham số:"),
    (r"^Options:", "Tùy chọn:"),
    (r"^Commands:", "Các lệnh:"),
    (r"Show this message and exit\.", "Xem hướng dẫn này."),
    (r"\[required\]", "[phải có]"),
    (r"\[default: ", "[mặc định: "),
)
#: What stands in angle brackets in a column; the column keeps its width.
KINDS = (
    (r"<(int|integer|float)( range)?>", "<số>"),
    (r"<(str|text|list\[str\])>", "<chữ>"),
    (r"<path>", "<nơi>"),
)
ERRORS = (
    (r"Missing command\.", "Thiếu tên lệnh."),
    (r"Missing argument '(.+?)'\.", r"Thiếu tham số '\1'."),
    (r"Missing option '(.+?)'\.", r"Thiếu tùy chọn '\1'."),
    (r"Choose from:", "Chọn một trong:"),
    (r"No such command '(.+?)'\.", r"Không có lệnh '\1'."),
    (r"No such option: (\S+)", r"Không có tùy chọn \1."),
    (r"\(Possible options: (.+)\)", r"Có phải: \1?"),
    (r"\(?Did you mean (.+?)\?\)?", r"Có phải: \1?"),
    (r"Invalid value for (.+?): ", r"Giá trị của \1 chưa đúng: "),
    (r"Invalid value: ", "Giá trị chưa đúng: "),
    (r"Value error, '(.+?)' is not one of (.+)\.", r"không có “\1”, hãy chọn một trong: \2."),
    (r"Input should be a valid integer.*", "hãy ghi một số nguyên."),
    (r"Input should be a valid number.*", "hãy ghi một số."),
    (r"Input should be greater than or equal to (\S+)", r"số nhỏ nhất là \1."),
    (r"Input should be less than or equal to (\S+)", r"số lớn nhất là \1."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"Thừa tham số: \1."),
    (r"Option '(.+?)' requires an argument\.", r"Tùy chọn '\1' cần một giá trị."),
    (r"Option '(.+?)' does not take a value\.", r"Tùy chọn '\1' không nhận giá trị."),
)
SEE_HELP = "Xem cách dùng: {command} --help"
STOPPED = "Đã dừng."


def translated(text: str, table: Sequence[tuple[str, str]]) -> str:
    """The text with every sentence of the table in Vietnamese."""
    for english, vietnamese in table:
        text = re.sub(english, vietnamese, text, flags=re.MULTILINE)
    return text


def helped(text: str) -> str:
    """A whole help page in Vietnamese."""
    for english, vietnamese in KINDS:
        text = re.sub(english, lambda found, word=vietnamese: word.ljust(len(found[0])), text)
    return translated(text, HELP)


def told(error: TyperException) -> str:
    """A wrong use of the command: what is wrong, and where to read on."""
    lines = [translated(error.format_message(), ERRORS)]
    context = getattr(error, "ctx", None)
    # Without any word the message is the help itself.
    if context is not None and not lines[0].startswith("Cách dùng"):
        lines.append(SEE_HELP.format(command=context.command_path))
    return "\n".join(lines)


class Command(TyperCommand):
    """A command whose help is Vietnamese throughout."""

    def get_help(self, ctx: Any) -> str:
        return helped(super().get_help(ctx))


class Group(TyperGroup):
    """The same for a group; the outermost one also tells errors."""

    def get_help(self, ctx: Any) -> str:
        return helped(super().get_help(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        found = super().get_command(ctx, cmd_name)
        if type(found) is TyperCommand:
            found.__class__ = Command
        return found

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        if not standalone_mode:
            return super().main(*args, standalone_mode=False, **extra)
        try:
            code = super().main(*args, standalone_mode=False, **extra)
        except TyperException as error:
            print(told(error), file=sys.stderr)
            sys.exit(error.exit_code)
        except Abort:
            print(STOPPED, file=sys.stderr)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)
