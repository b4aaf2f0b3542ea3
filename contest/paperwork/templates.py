"""An office's own templates: brought, tried, kept, given back, taken away; papers made from them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.commendations.papers import DOCX, File
from contest.commendations.states import Layout
from contest.errors import Conflict, Invalid, NotFound
from contest.filling import filling
from contest.filling.filling import FILE, Values
from contest.paperwork import making, store, trial
from contest.paperwork.models import PaperTemplate
from contest.paperwork.states import Kind
from contest.paperwork.store import Known

#: So many of one kind: a committee has two or three.
MOST = 12
NO_TEMPLATE = "Không tìm thấy mẫu này. Có thể mẫu vừa bị xóa; về trang Mẫu của cơ quan."
TAKEN = "Loại văn bản này đã có mẫu cùng tên. Đặt tên khác, hoặc mở mẫu ấy để thay tệp."
TOO_MANY = "Loại văn bản này đã có đủ 12 mẫu. Xóa mẫu không dùng rồi tải lên."
NO_LONGER = "Mẫu này không điền được cho cuộc thi này"


def tried(kind: Kind, data: bytes) -> None:
    """Try a file that staff brought with made-up contests; Invalid tells each fault with its place."""
    values = (
        Values(trial.values(kind), is_draft=False),
        Values(trial.values(kind, Layout.PARTY, bare=True), is_draft=True),
    )
    filling.tried(data, trial.values(kind), values)


def every(db: Session) -> list[Known]:
    """All of them, by name."""
    return store.every(db)


def of_kind(db: Session, kind: Kind) -> list[Known]:
    """What papers of a kind can be made from."""
    return [one for one in store.every(db) if one.kind == kind]


def template(db: Session, template_id: str) -> PaperTemplate:
    """One of them, with its bytes."""
    found = store.find(db, template_id)
    if found is None:
        raise NotFound(NO_TEMPLATE)
    return found


def content_for(db: Session, kind: Kind, template_id: str) -> bytes:
    """The bytes of a template of this kind; one of another kind is none."""
    found = template(db, template_id)
    if found.kind != kind:
        raise NotFound(NO_TEMPLATE)
    return found.content


def add(db: Session, actor: str, kind: Kind, name: str, data: bytes, now: datetime) -> str:
    """Keep one that was tried; its id."""
    if store.count(db, kind) >= MOST:
        raise Invalid(fields={"kind": TOO_MANY})
    row = PaperTemplate(
        kind=kind.value, name=name, size=len(data), content=data, changed_by=actor, changed_at=now
    )
    made = row.id
    if not store.put(db, row):
        raise Invalid(fields={"name": TAKEN})
    audit.record(db, actor, "paperwork.template_add", made, {"kind": kind.value, "bytes": len(data)}, now)
    return made


def change(db: Session, actor: str, template_id: str, name: str, data: bytes, now: datetime) -> bool:
    """Another name, and another file where one was brought; False when all is as it was."""
    row = template(db, template_id)
    content = data or row.content
    if (row.name, row.content) == (name, content):
        return False
    row.name, row.content, row.size, row.changed_by, row.changed_at = name, content, len(content), actor, now
    if not store.put(db, row):
        raise Invalid(fields={"name": TAKEN})
    audit.record(db, actor, "paperwork.template_change", template_id, {"bytes": len(content)}, now)
    return True


def remove(db: Session, actor: str, template_id: str, now: datetime) -> None:
    """Take it away; a second time is no change."""
    if store.remove(db, template_id):
        audit.record(db, actor, "paperwork.template_remove", template_id, {}, now)


def sample(kind: Kind, data: bytes, layout: Layout, name: str) -> File:
    """What a template gives for the made-up contest."""
    made = filling.filled(data, trial.values(kind), Values(trial.values(kind, layout), is_draft=True))
    return File(name, DOCX, made, 0)


def file(kind: Kind, data: bytes, fields: dict[str, object], name: str, people: int) -> File:
    """The paper of a contest; Conflict says why a template that was good gives none."""
    is_draft = making.needs_list(kind) and not fields["so_danh_sach"]
    try:
        made = filling.filled(data, trial.values(kind), Values(fields, is_draft=is_draft))
    except Invalid as wrong:
        raise Conflict(f"{NO_LONGER}: {wrong.fields[FILE]}") from wrong
    return File(name, DOCX, made, people)
