"""Pictures that came within a file: drawn anew, given to the parts they stand in, told where one is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from questions.formats import watching
from questions.formats.drafts import Draft, option_place
from questions.formats.noting import doubt
from questions.formats.watching import Step
from questions.picture import LONGEST_ALT, BadPicture, Busy

if TYPE_CHECKING:
    from questions.pictures.redrawing import Redrawn

#: Of all pictures of a file together, in points: unfolding so many takes a few seconds.
MOST_POINTS = 120_000_000
MOST_PICTURES = 1_000

NO_ALT = "Câu này có hình. Bạn xem hình đứng đúng chỗ chưa, nhập xong thì ghi lời mô tả hình ở trang câu hỏi."
ELSEWHERE = "Hình trong phần giải thích, căn cứ chưa vào được, chỉ có chữ."
SEVERAL = "Chỗ này có {} hình, mỗi chỗ chỉ giữ một hình nên máy lấy hình đầu tiên."
LOST = "Câu này có hình nhưng hình chưa vào được: {}"
MISSING = "tệp không kèm hình đó."
TOO_MANY = "tệp có quá nhiều hình lớn. Chia tệp nhỏ hơn rồi nhập lại."
#: Programs describe pictures by themselves, and say so.
_MACHINE = ("automatically generated", "ai-generated", "được tạo tự động")

Found = dict[str, "Redrawn | str"]


def taken(
    drafts: Iterable[Draft], read: Callable[[frozenset[str]], Mapping[str, bytes]]
) -> tuple[Redrawn, ...]:
    """What the drafts show; they get it, each in its part. `read` gives the bytes of what has these names.

    Busy when others' pictures take too long.
    """
    listed = [draft for draft in drafts if draft.images]
    wanted = dict.fromkeys(name for draft in listed for names in draft.images.values() for name in names)
    if not wanted:
        return ()
    found = _redrawn(tuple(wanted)[:MOST_PICTURES], read(frozenset(wanted)))
    for draft in listed:
        _give(draft, found)
    used = {one.digest for draft in listed for one in draft.pictures.values()}
    made = {one.digest: one for one in found.values() if not isinstance(one, str)}
    return tuple(one for digest, one in made.items() if digest in used)


def _redrawn(names: Iterable[str], files: Mapping[str, bytes]) -> Found:
    """Each picture, or why it can't be taken."""
    # Imported here: most files have none.
    from questions.pictures.redrawing import points, redrawn

    left = MOST_POINTS
    found: Found = {}
    listed = list(names)
    for place, name in enumerate(listed, 1):
        watching.tell(Step.PICTURES, place, len(listed))
        if name not in files:
            continue
        try:
            left -= points(files[name])
            found[name] = redrawn(files[name]) if left >= 0 else TOO_MANY
        except Busy:
            raise  # The whole file is sent again: each picture would wait, and none come in.
        except BadPicture as fault:
            found[name] = str(fault)[:1].lower() + str(fault)[1:]
    return found


def _give(draft: Draft, found: Found) -> None:
    for part, names in draft.images.items():
        shows = part == "text" or option_place(part) is not None
        if not shows:
            doubt(draft, "", ELSEWHERE)
            continue
        if len(names) > 1:
            doubt(draft, part, SEVERAL.format(len(names)))
        one = found.get(names[0], MISSING)
        if isinstance(one, str):
            doubt(draft, "", LOST.format(one))
            continue
        alt = _said(draft.alts.get(part, ""))
        draft.pictures[part] = one.picture(alt)
        if not alt:
            doubt(draft, "", NO_ALT)


def _said(alt: str) -> str:
    words = " ".join(alt.split())[:LONGEST_ALT]
    return "" if any(sign in words.lower() for sign in _MACHINE) else words
