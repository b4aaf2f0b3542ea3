"""All SQL of prizes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, SQLModel, col, select

from contest.commendations.models import (
    CertificateGround,
    PrintSetting,
    PrizeCertificate,
    PrizeLadder,
    PrizeList,
    TieDecision,
)


def insert_into(db: Session, table: type[SQLModel]) -> Any:
    """An insert that knows conflicts, of this database."""
    sqlite = db.get_bind().dialect.name == "sqlite"
    return (sqlite_insert if sqlite else postgresql_insert)(table)


def added(db: Session, row: SQLModel, key: Any) -> bool:
    """Write a row; False when one stands there already, even one written at the same moment."""
    statement = insert_into(db, type(row)).values(row.model_dump()).on_conflict_do_nothing()
    return db.connection().execute(statement.returning(key)).first() is not None


# --- ladders --------------------------------------------------------------------------------------


def ladder(db: Session, occasion_id: str, *, held: bool = False) -> PrizeLadder | None:
    """An occasion's ladder; ``held``: on PostgreSQL nobody changes its prizes until the commit."""
    statement = select(PrizeLadder).where(PrizeLadder.occasion_id == occasion_id)
    return db.exec(statement.with_for_update() if held else statement).first()


def with_ladder(db: Session, occasions: Collection[str]) -> set[str]:
    """Those of these occasions whose ladder somebody has set."""
    return set(db.exec(select(PrizeLadder.occasion_id).where(col(PrizeLadder.occasion_id).in_(occasions))))


def add_ladder(db: Session, row: PrizeLadder) -> bool:
    """The first ladder of an occasion."""
    return added(db, row, col(PrizeLadder.occasion_id))


def change_ladder(db: Session, row: PrizeLadder, expected: int) -> bool:
    """Another ladder in place of the one of that version."""
    done = db.connection().execute(
        update(PrizeLadder)
        .where(col(PrizeLadder.occasion_id) == row.occasion_id, col(PrizeLadder.version) == expected)
        .values(**row.model_dump())
    )
    db.expire_all()
    return done.rowcount == 1


# --- decisions ------------------------------------------------------------------------------------


def standing_decisions(db: Session, occasion_id: str) -> list[TieDecision]:
    """Decisions that were not taken back, the oldest first."""
    statement = select(TieDecision).where(
        TieDecision.occasion_id == occasion_id, col(TieDecision.taken_back_at).is_(None)
    )
    return list(db.exec(statement.order_by(col(TieDecision.decided_at), col(TieDecision.id))))


def add_decision(db: Session, row: TieDecision) -> bool:
    """Write a decision; False when the tie has one that stands."""
    return added(db, row, col(TieDecision.id))


def take_back(db: Session, occasion_id: str, decision_id: str, by: str, now: datetime) -> bool:
    """Take a decision back; False when there is none that stands."""
    done = db.connection().execute(
        update(TieDecision)
        .where(
            col(TieDecision.id) == decision_id,
            col(TieDecision.occasion_id) == occasion_id,
            col(TieDecision.taken_back_at).is_(None),
        )
        .values(taken_back_by=by, taken_back_at=now)
    )
    db.expire_all()
    return done.rowcount == 1


# --- lists ----------------------------------------------------------------------------------------


def lists_of(db: Session, occasion_id: str) -> list[PrizeList]:
    """An occasion's issued lists, the first first."""
    statement = select(PrizeList).where(PrizeList.occasion_id == occasion_id)
    return list(db.exec(statement.order_by(col(PrizeList.number))))


def has_list(db: Session, occasion_id: str) -> bool:
    """Whether an occasion has an issued list."""
    statement = select(PrizeList.id).where(PrizeList.occasion_id == occasion_id)
    return db.exec(statement.limit(1)).first() is not None


def latest_lists(db: Session, occasions: Collection[str]) -> list[PrizeList]:
    """The last list of each of these occasions that has one."""
    newest = (
        select(col(PrizeList.occasion_id), func.max(PrizeList.number))
        .where(col(PrizeList.occasion_id).in_(occasions))
        .group_by(col(PrizeList.occasion_id))
        .subquery()
    )
    statement = select(PrizeList).join(
        newest,
        (col(PrizeList.occasion_id) == newest.c[0]) & (col(PrizeList.number) == newest.c[1]),
    )
    return list(db.exec(statement))


def add_list(db: Session, row: PrizeList, certificates: Sequence[PrizeCertificate]) -> bool:
    """Write a list with its certificates; False when its number is taken."""
    if not added(db, row, col(PrizeList.id)):
        return False
    db.add_all(certificates)
    db.flush()
    return True


def certificates_of(db: Session, list_id: str) -> list[PrizeCertificate]:
    """A list's certificates in the order of the list."""
    statement = select(PrizeCertificate).where(PrizeCertificate.list_id == list_id)
    return list(db.exec(statement.order_by(col(PrizeCertificate.serial))))


def is_on_a_list(db: Session, entry_id: str) -> bool:
    """Whether an issued list has this entry."""
    found = select(PrizeCertificate.code).where(PrizeCertificate.entry_id == entry_id)
    return db.exec(found.limit(1)).first() is not None


def certificate(db: Session, code: str) -> tuple[PrizeCertificate, PrizeList] | None:
    """A certificate and the list that it was made of."""
    statement = (
        select(PrizeCertificate, PrizeList)
        .join(PrizeList, col(PrizeList.id) == col(PrizeCertificate.list_id))
        .where(PrizeCertificate.code == code)
    )
    return db.exec(statement).first()


# --- print settings -------------------------------------------------------------------------------


def print_setting(db: Session, campaign_id: str) -> str | None:
    """What was last printed for a contest."""
    return db.exec(select(PrintSetting.content).where(PrintSetting.campaign_id == campaign_id)).first()


def put_print_setting(db: Session, row: PrintSetting) -> None:
    """Remember it."""
    _put(db, row)


def _put(db: Session, row: PrintSetting | CertificateGround) -> None:
    """Write what a contest has one of, whatever stood there."""
    statement = insert_into(db, type(row)).values(row.model_dump())
    kept = {name: statement.excluded[name] for name in row.model_dump() if name != "campaign_id"}
    db.connection().execute(statement.on_conflict_do_update(index_elements=["campaign_id"], set_=kept))


def ground(db: Session, campaign_id: str) -> CertificateGround | None:
    """A contest's own picture behind its certificates."""
    return db.exec(select(CertificateGround).where(CertificateGround.campaign_id == campaign_id)).first()


def ground_known(db: Session, campaign_id: str) -> tuple[str, int, int] | None:
    """Its digest and size, without its bytes."""
    row = CertificateGround
    wanted = select(row.digest, row.width, row.height).where(row.campaign_id == campaign_id)
    return db.exec(wanted).first()


def put_ground(db: Session, row: CertificateGround) -> None:
    """Keep it in the place of the one before."""
    _put(db, row)


def remove_ground(db: Session, campaign_id: str) -> bool:
    """Take it away; False when there was none."""
    gone = delete(CertificateGround).where(col(CertificateGround.campaign_id) == campaign_id)
    return db.connection().execute(gone.returning(col(CertificateGround.campaign_id))).first() is not None
