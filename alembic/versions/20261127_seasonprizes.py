"""Prizes of the whole contest: what belongs to a round belongs to it or to its contest"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_seasonprizes"
down_revision = "20261127_parts"
branch_labels = None
depends_on = None

STANDING = sa.text("taken_back_at IS NULL")
TABLES = ("prize_certificate", "prize_list", "tie_decision", "prize_ladder")
BEFORE = "board IN ('people','age','youngest','oldest','number','rate','mean','won')"
NOW = "board IN ('people','age','youngest','oldest','number','rate','mean','won','turns')"
WHOSE = "(round_id IS NULL) <> (campaign_id IS NULL) AND occasion_id = coalesce(round_id, campaign_id)"
LADDER = "version, content, changed_by, changed_at"
DECISION = (
    "id, tie_key, board, way, keep_lower, drawn, reason, witness, decided_by, decided_at, taken_back_by, "
    "taken_back_at"
)
LIST = "id, number, content, sha256, reason, issued_by, issued_at"
CERTIFICATE = "code, list_id, serial, entry_id, unit_id"
KEPT = {"prize_ladder": LADDER, "tie_decision": DECISION, "prize_list": LIST}


def upgrade() -> None:
    _set_aside()
    _tables(NOW, whole=True)
    for table, columns in KEPT.items():
        op.execute(
            f"INSERT INTO {table} (occasion_id, round_id, {columns}) "
            f"SELECT round_id, round_id, {columns} FROM old_{table}"
        )
    _certificates_back()


def downgrade() -> None:
    """What belongs to a whole contest goes."""
    op.execute(
        "DELETE FROM prize_certificate WHERE list_id IN (SELECT id FROM prize_list WHERE round_id IS NULL)"
    )
    for table in KEPT:
        op.execute(f"DELETE FROM {table} WHERE round_id IS NULL")
    _set_aside()
    _tables(BEFORE, whole=False)
    for table, columns in KEPT.items():
        op.execute(f"INSERT INTO {table} (round_id, {columns}) SELECT round_id, {columns} FROM old_{table}")
    _certificates_back()


def _set_aside() -> None:
    """SQLite can't take NOT NULL off a column, nor drop a table that another one points at while that holds
    rows: the rows wait beside, and the tables are made anew."""
    for table in TABLES:
        op.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
    op.drop_index("uq_tie_decision_standing", "tie_decision")
    for table in TABLES:
        op.drop_table(table)


def _certificates_back() -> None:
    op.execute(
        f"INSERT INTO prize_certificate ({CERTIFICATE}) SELECT {CERTIFICATE} FROM old_prize_certificate"
    )
    for table in TABLES:
        op.execute(f"DROP TABLE old_{table}")


def _whose(whole: bool) -> tuple[sa.schema.SchemaItem, ...]:
    """Which round it belongs to; or which occasion, a round or a contest."""
    if not whole:
        own = sa.Column("round_id", sa.String(length=13), nullable=False)
        return (own, sa.ForeignKeyConstraint(["round_id"], ["round.id"]))
    return (
        sa.Column("occasion_id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=True),
        sa.Column("campaign_id", sa.String(length=13), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.CheckConstraint(WHOSE, name="occasion"),
    )


def _tables(boards: str, *, whole: bool) -> None:
    own = "occasion_id" if whole else "round_id"
    op.create_table(
        "prize_ladder",
        *_whose(whole),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(length=13), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(own),
    )
    _decisions(boards, own, whole)
    op.create_table(
        "prize_list",
        sa.Column("id", sa.String(length=13), nullable=False),
        *_whose(whole),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("issued_by", sa.String(length=13), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(own, "number"),
    )
    op.create_table(
        "prize_certificate",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("list_id", sa.String(length=13), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=True),
        sa.Column("unit_id", sa.String(length=13), nullable=True),
        sa.CheckConstraint("(entry_id IS NULL) <> (unit_id IS NULL)", name="subject"),
        sa.ForeignKeyConstraint(["list_id"], ["prize_list.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("list_id", "serial"),
    )


def _decisions(boards: str, own: str, whole: bool) -> None:
    op.create_table(
        "tie_decision",
        sa.Column("id", sa.String(length=13), nullable=False),
        *_whose(whole),
        sa.Column("tie_key", sa.String(length=32), nullable=False),
        sa.Column("board", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("keep_lower", sa.Boolean(), nullable=False),
        sa.Column("drawn", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("witness", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.String(length=13), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_back_by", sa.String(length=13), nullable=True),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(boards, name="board"),
        sa.CheckConstraint("way IN ('equal','draw','hand','pick')", name="way"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uq_tie_decision_standing",
        "tie_decision",
        [own, "tie_key"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
