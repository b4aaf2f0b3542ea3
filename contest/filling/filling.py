"""An office's own .docx template, tried or filled by a confined process beside the server.

The server itself never opens the file, and loads neither docxtpl nor Word's XML for it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contest.errors import Invalid
from contest.jobs import child
from contest.jobs.child import Broken, TooLong, TooMuch

log = logging.getLogger("hoithi.filling")

MODULE = "contest.filling.child"
#: By the clock: a machine that is busy with a contest is slower than the processor's limit says.
SECONDS = 90.0
#: With a coat of arms and a signature's frame in it a template has a tenth of that.
MOST_BYTES = 3 * 1024 * 1024
#: Bytes of the paper; a list of 3.000 people has a fifth of that.
MOST_MADE = 8 * 1024 * 1024
#: The name of the field that a refusal is told at.
FILE = "file"

EMPTY = "Chọn một tệp .docx rồi bấm Tải mẫu lên."
TOO_HEAVY = "Tệp nặng hơn 3\u00a0MB. Thu nhỏ ảnh trong mẫu rồi chọn lại."
TOO_DEAR = "Mẫu làm máy tính quá lâu hoặc quá tốn bộ nhớ. Bỏ bớt vòng lặp lồng nhau rồi tải lại."
NOT_TAKEN = "Không đọc được tệp này. Mở bằng Word, lưu lại thành .docx rồi chọn lại."


@dataclass(frozen=True)
class Values:
    """What a template is filled with; `is_draft`: the paper says so on every page."""

    fields: Mapping[str, Any]
    is_draft: bool


def tried(data: bytes, sample: Mapping[str, Any], values: Sequence[Values]) -> None:
    """Try a template that is new here; Invalid tells all that is wrong with it, a line each."""
    if not data:
        raise Invalid(fields={FILE: EMPTY})
    if len(data) > MOST_BYTES:
        raise Invalid(fields={FILE: TOO_HEAVY})
    _asked(data, sample, values, is_new=True)


def filled(data: bytes, sample: Mapping[str, Any], values: Values) -> bytes:
    """The paper; Invalid where the template gives none with these values."""
    return _asked(data, sample, (values,), is_new=False)


def _asked(data: bytes, sample: Mapping[str, Any], values: Sequence[Values], *, is_new: bool) -> bytes:
    told = [{"fields": dict(one.fields), "is_draft": one.is_draft} for one in values]
    task = json.dumps({"is_new": is_new, "sample": dict(sample), "values": told}, ensure_ascii=False)
    try:
        with child.running(MODULE, SECONDS, MOST_MADE) as beside:
            beside.tell({}, task.encode())
            beside.tell({}, data)
            said, content = beside.hear()
            if said.get("kind") == "refused":
                lines = json.loads(content)
                raise Invalid(fields={FILE: "\n".join(str(line) for line in lines)})
            if said.get("kind") != "made" or not content.startswith(b"PK"):
                raise ValueError("no paper of ours")
            return content
    except (TooLong, TooMuch) as fault:
        raise _refusal(TOO_DEAR, fault) from fault
    except (Broken, LookupError, TypeError, ValueError) as fault:
        raise _refusal(NOT_TAKEN, fault) from fault


def _refusal(said: str, fault: Exception) -> Invalid:
    log.warning("a template could not be filled: %s", fault)
    return Invalid(fields={FILE: said})
