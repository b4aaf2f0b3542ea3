"""All SQL of rosters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, update
from sqlmodel import Session, col, select

from contest.lists.drafts import ImportState
from contest.roster.models import RosterImport, RosterMember
from contest.roster.states import Came
from contest.units.rules import fold


def hold(db: Session, campaign_id: str) -> None:
    """On PostgreSQL nobody else saves, undoes or removes in this roster until the commit."""
    rows = select(RosterImport.id).where(RosterImport.campaign_id == campaign_id)
    db.exec(rows.order_by(col(RosterImport.id)).with_for_update(key_share=True)).all()


def add_import(db: Session, row: RosterImport) -> None:
    """Keep a list to look at."""
    db.add(row)
    db.flush()


def import_of(db: Session, campaign_id: str, import_id: str, *, lock: bool = False) -> RosterImport | None:
    """A contest's import; ``lock``: held until the commit, and read as it is once it is."""
    wanted = select(RosterImport).where(RosterImport.id == import_id, RosterImport.campaign_id == campaign_id)
    held = wanted.with_for_update(key_share=True) if lock else wanted
    return db.exec(held, execution_options={"populate_existing": lock}).one_or_none()


def put(db: Session, row: RosterImport, rows: str, state: ImportState, made: int) -> None:
    """How far the import is, and which rows wait."""
    row.rows, row.state, row.made, row.version = rows, state, made, row.version + 1
    db.add(row)
    db.flush()


def remove_import(db: Session, row: RosterImport) -> None:
    """As if the file had not been read."""
    db.delete(row)
    db.flush()


def imports(db: Session, campaign_id: str, owner: str, now: datetime, most: int) -> list[RosterImport]:
    """One's own lists that wait, and everybody's that were saved or undone; the newest first."""
    mine = (col(RosterImport.owner_id) == owner) & (col(RosterImport.expires_at) > now)
    shown = (col(RosterImport.state) != ImportState.DRAFT) | mine
    statement = select(RosterImport).where(RosterImport.campaign_id == campaign_id, shown)
    return list(db.exec(statement.order_by(col(RosterImport.created_at).desc()).limit(most)))


def expired(db: Session, now: datetime) -> list[str]:
    """The lists whose waiting rows are to be thrown away."""
    waiting = select(RosterImport.id).where(
        RosterImport.state == ImportState.DRAFT, col(RosterImport.expires_at) <= now
    )
    return list(db.exec(waiting))


def drop_rows(db: Session, import_ids: Collection[str]) -> None:
    """Throw waiting rows away; of a list that saved nobody, nothing stays."""
    these = col(RosterImport.id).in_(import_ids) & (col(RosterImport.state) == ImportState.DRAFT)
    db.connection().execute(delete(RosterImport).where(these, col(RosterImport.made) == 0))
    db.connection().execute(update(RosterImport).where(these).values(state=ImportState.SAVED, rows="[]"))
    db.expire_all()


def add_members(db: Session, members: Sequence[Mapping[str, object]]) -> None:
    """Put people on the roster in few statements; plain values, since objects take seconds."""
    if members:
        rows = [dict(row) | {"folded_class": _folded(row)} for row in members]
        db.connection().execute(insert(RosterMember), rows)


def _folded(row: Mapping[str, object]) -> str:
    """As ``class_rules.folded`` has it: what finds the members of a class."""
    return fold(str(row.get("class_name", "")))[:80]


def members(db: Session, campaign_id: str, *, held: bool = False) -> list[RosterMember]:
    """Everybody on a contest's roster; ``held``: until the commit, as they are then."""
    wanted = select(RosterMember).where(RosterMember.campaign_id == campaign_id)
    return list(db.exec(wanted.order_by(col(RosterMember.id)).with_for_update() if held else wanted))


def taken(members: Sequence[RosterMember]) -> dict[str, str]:
    """Stored code → whose, of those that open something or would, were a name given back."""
    return {code: one.id for one in members for code in (one.code_hash, one.kept_hash) if code}


def audiences_of(db: Session, campaign_id: str) -> list[str]:
    """The audiences that members of a contest's roster belong to."""
    wanted = select(RosterMember.audience_id).where(RosterMember.campaign_id == campaign_id).distinct()
    return [each for each in db.exec(wanted) if each is not None]


def has_any(db: Session, campaign_id: str) -> bool:
    """Whether anybody is on a contest's roster."""
    wanted = select(RosterMember.id).where(RosterMember.campaign_id == campaign_id)
    return db.exec(wanted.limit(1)).first() is not None


def members_by(db: Session, import_id: str) -> list[RosterMember]:
    """Everybody whom one list brought, held until the commit: none of them enters meanwhile."""
    wanted = select(RosterMember).where(RosterMember.import_id == import_id)
    return list(db.exec(wanted.order_by(col(RosterMember.id)).with_for_update()))


def member(db: Session, campaign_id: str, member_id: str) -> RosterMember | None:
    """One of a contest's roster, held until the commit."""
    wanted = select(RosterMember).where(RosterMember.id == member_id, RosterMember.campaign_id == campaign_id)
    return db.exec(wanted.with_for_update()).one_or_none()


def seen(db: Session, campaign_id: str, member_id: str) -> RosterMember | None:
    """A member of this contest's roster, to look at alone."""
    statement = select(RosterMember).where(RosterMember.id == member_id)
    return db.exec(statement.where(RosterMember.campaign_id == campaign_id)).one_or_none()


def remove_members(db: Session, member_ids: Collection[str]) -> None:
    """Take people off the roster."""
    ordered = sorted(member_ids)
    for start in range(0, len(ordered), 500):
        these = col(RosterMember.id).in_(ordered[start : start + 500])
        db.connection().execute(delete(RosterMember).where(these))
    db.expire_all()


def remove_imports(db: Session, campaign_id: str) -> None:
    """Take a contest's lists away, once nobody is on its roster."""
    db.connection().execute(delete(RosterImport).where(col(RosterImport.campaign_id) == campaign_id))
    db.expire_all()


def member_with(
    db: Session, campaign_id: str, hashes: Collection[str], *, held: bool = False
) -> RosterMember | None:
    """Who has this code and has not come, under whichever key it is stored; ``held``: until the commit, as
    they are then."""
    # Said so that no index helps: SQLite would rather read all who have not come than look up a few codes.
    has_not_come = func.coalesce(col(RosterMember.entry_id), "") == ""
    wanted = select(RosterMember).where(
        RosterMember.campaign_id == campaign_id, col(RosterMember.code_hash).in_(hashes), has_not_come
    )
    return db.exec(wanted.with_for_update() if held else wanted).first() if hashes else None


def has_come(
    db: Session, member_id: str, entry_id: str, came: Came, *, on: str = "", year_told: bool = False
) -> None:
    """Their entry; a slip opens nothing now but is kept in mind. ``on``: the mark of the phone;
    ``year_told``: the birth year is not the list's."""
    row = update(RosterMember).where(col(RosterMember.id) == member_id)
    told = {"came_by": came, "came_on": on, "year_told": year_told}
    slip = {"kept_hash": RosterMember.code_hash, "code_hash": None}
    db.connection().execute(row.values(entry_id=entry_id, **told, **slip))
    db.expire_all()


def has_not_come(db: Session, member_id: str, code_hash: str | None) -> None:
    """As before they came; ``code_hash``: of the slip that is theirs."""
    row = update(RosterMember).where(col(RosterMember.id) == member_id)
    gone = {"entry_id": None, "year_told": False, "came_by": "", "came_on": "", "kept_hash": None}
    db.connection().execute(row.values(code_hash=code_hash, **gone))
    db.expire_all()


def keep(db: Session, member_id: str, code_hash: str | None) -> None:
    """The newest slip of somebody who has come."""
    row = update(RosterMember).where(col(RosterMember.id) == member_id)
    db.connection().execute(row.values(kept_hash=code_hash))
    db.expire_all()


def put_codes(db: Session, codes: Sequence[tuple[str, str | None]], now: datetime) -> None:
    """(member, stored code): what they had before stops working; None: their entry's code, or none at all."""
    if codes:
        row = update(RosterMember.__table__)  # ty: ignore[missing-attribute]
        row = row.where(col(RosterMember.id) == bindparam("member"))
        values = row.values(code_hash=bindparam("code"), code_made_at=now)
        db.connection().execute(values, [{"member": id, "code": code} for id, code in codes])
        db.expire_all()


def groups(db: Session, campaign_id: str, entry_ids: Collection[str]) -> dict[str, str]:
    """Entry → class, of those of these who are on the roster with a class."""
    wanted = (RosterMember.campaign_id == campaign_id, col(RosterMember.entry_id).in_(entry_ids))
    rows = db.exec(select(RosterMember.entry_id, RosterMember.class_name).where(*wanted))
    return {entry_id: group for entry_id, group in rows if entry_id and group}


def drop_people(db: Session, person_ids: Collection[str]) -> int:
    """Take these people off every roster; of how many rows."""
    gone = db.connection().execute(delete(RosterMember).where(col(RosterMember.person_id).in_(person_ids)))
    db.expire_all()
    return gone.rowcount


def waiting(db: Session) -> list[RosterImport]:
    """Every list that has rows waiting, whoever's it is; held until the commit."""
    wanted = select(RosterImport).where(RosterImport.state == ImportState.DRAFT)
    return list(db.exec(wanted.order_by(col(RosterImport.id)).with_for_update()))


def set_paper(db: Session, member_ids: Collection[str], paper: str, by: str, now: datetime) -> None:
    """What these people's guardians signed, and which of the staff ticked it."""
    rows = update(RosterMember).where(col(RosterMember.id).in_(member_ids))
    db.connection().execute(rows.values(paper=paper, paper_by=by, paper_at=now))
    db.expire_all()


def of_entry(db: Session, entry_id: str) -> RosterMember | None:
    """The row of the list with which somebody came."""
    return db.exec(select(RosterMember).where(RosterMember.entry_id == entry_id)).first()


def count_phones(db: Session, campaign_ids: Collection[str]) -> int:
    """How many rows of these rosters say which phone somebody came on."""
    return db.exec(select(func.count()).select_from(RosterMember).where(*_on_a_phone(campaign_ids))).one()


def drop_phones(db: Session, campaign_ids: Collection[str]) -> int:
    """Forget which phones they were; how many rows."""
    rows = update(RosterMember).where(*_on_a_phone(campaign_ids)).values(came_on="")
    done = db.connection().execute(rows)
    db.expire_all()
    return done.rowcount


def _on_a_phone(campaign_ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return col(RosterMember.campaign_id).in_(campaign_ids), col(RosterMember.came_on) != ""
