"""Pictures in the authors' pages: taken from a form, shown from where they are kept, used by a question."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session
from starlette.datastructures import UploadFile

from contest.errors import Invalid, NotFound
from contest.web.database import writing
from contest.web.figures import Figure
from contest.web.forms import PostedForm, content
from contest.web.pages import path_for
from questions.formats.answers import MOST_OPTIONS, letter
from questions.formats.drafts import option_place
from questions.formats.model import ParsedQuestion
from questions.picture import LONGEST_ALT, BadPicture, Picture, every, referred
from questions.pictures import keeping, redrawing
from questions.pictures.keeping import Kept

GONE = "Hình này không còn trên máy chủ. Chọn lại hình rồi lưu."
NO_PICTURE = "Không tìm thấy hình này. Có thể hình đã được thay."
NO_FILE = "Chọn một tệp hình rồi bấm “Thêm hình”."
NO_PLACE = "Chọn hình này đi với câu hỏi hay với phương án nào."
#: What a form may say of one question: a picture for its text, one for each option.
STEM = "text"
ADDS = "picture"


def taken(posted: PostedForm, now: datetime) -> PostedForm:
    """The form with the picture that came with it, drawn anew and kept, among those it had before."""
    file: UploadFile | None = posted.files.get("file")
    if file is None or not (file.filename or file.size):
        if posted.text("deed") == ADDS:
            raise Invalid(fields={"file": NO_FILE})
        return posted
    part = posted.text("place") or STEM
    if not is_part(part):
        raise Invalid(fields={"file": NO_PLACE})
    try:
        made = redrawing.redrawn(content(file, redrawing.MOST_BYTES + 1))
    except BadPicture as fault:
        raise Invalid(fields={"file": str(fault)}) from fault
    with writing() as db:
        keeping.keep(db, [made], now)
    return _with(posted, part, made.picture(posted.text("new_alt")))


def _with(posted: PostedForm, part: str, one: Picture) -> PostedForm:
    """The same with one picture more, or another one in its place; what was asked for is done."""
    others = [pair for pair in named(posted) if pair[0] != part]
    listed = [*others, (part, one)]
    lists = {name: texts for name, texts in posted.lists.items() if name not in ("place", "new_alt")}
    lists["picture"] = [f"{name} {each.reference}" for name, each in listed]
    lists["alt"] = [each.alt for _, each in listed]
    values = {name: text for name, text in posted.values.items() if name not in ("place", "new_alt")}
    return PostedForm(values | {"picture": "", "alt": ""}, lists, {})


def named(posted: PostedForm) -> tuple[tuple[str, Picture], ...]:
    """The pictures that a form names, each with the part that it belongs to; those to be removed are not."""
    gone = set(posted.lists.get("drop", ()))
    alts = posted.lists.get("alt", [])
    found: dict[str, Picture] = {}
    for place, text in enumerate(posted.lists.get("picture", ())):
        part, _, reference = text.partition(" ")
        one = referred(reference, alts[place][:LONGEST_ALT] if place < len(alts) else "")
        if one is not None and part not in gone and is_part(part):
            found[part] = one
    return tuple(found.items())


def is_part(name: str) -> bool:
    """Whether a picture may belong to it: the question, or one of its options."""
    place = option_place(name)
    return name == STEM or (place is not None and place < MOST_OPTIONS)


def called(part: str) -> str:
    """What a picture belongs to, in words."""
    place = option_place(part)
    return "Câu hỏi" if place is None else f"Phương án {letter(place)}"


def use(db: Session, wanted: ParsedQuestion, now: datetime) -> None:
    """A question is going to be stored with its pictures: none of them is swept, none is made up."""
    try:
        keeping.use(db, every([wanted.picture], wanted.pictures), now)
    except keeping.Gone as error:
        raise Invalid(fields={"file": GONE}) from error


def find(db: Session, digest: str) -> Kept:
    """A picture with its bytes."""
    found = keeping.find(db, digest)
    if found is None:
        raise NotFound(NO_PICTURE)
    return found


def figure(bank: str, one: Picture | None, called: str = "") -> Figure | None:
    """A picture as a bank's pages show it."""
    if one is None:
        return None
    address = path_for("bank.picture", bank=bank, digest=one.digest)
    return Figure(address, one.width, one.height, one.alt, called)


def figures(bank: str, asked: ParsedQuestion) -> tuple[Figure, ...]:
    """All pictures of a question, in its order."""
    found = (figure(bank, one, called) for called, one in listed(asked))
    return tuple(one for one in found if one is not None)


def listed(asked: ParsedQuestion) -> tuple[tuple[str, Picture], ...]:
    """The pictures of a question, each with what it belongs to."""
    pairs = [("Câu hỏi", asked.picture)]
    pairs += [(f"Phương án {letter(place)}", one) for place, one in enumerate(asked.pictures)]
    return tuple((called, one) for called, one in pairs if one is not None)
