"""Papers without a way back: how far an attempt is, the time of its question, when each was asked for"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_sitting"
down_revision = "20261126_handentry_signals"
branch_labels = None
depends_on = None

BEFORE = "fate IN ('applied','late','stale')"
AFTER = "fate IN ('applied','late','stale','closed')"
NEW = ("slot_until", "slot_deadline", "reached", "way")


def upgrade() -> None:
    # In words, since SQLite takes a check only with the column that it is about.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN way VARCHAR(8) DEFAULT 'free' NOT NULL "
        "CONSTRAINT way CHECK (way IN ('free','forward','paced'))"
    )
    op.add_column("attempt", sa.Column("reached", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("attempt", sa.Column("slot_deadline", sa.BigInteger(), nullable=True))
    op.add_column("attempt", sa.Column("slot_until", sa.BigInteger(), nullable=True))
    op.create_table(
        "attempt_slot",
        sa.Column("attempt_id", sa.String(length=13), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),
        sa.PrimaryKeyConstraint("attempt_id", "slot"),
    )
    _fates(AFTER)


def downgrade() -> None:
    op.execute("UPDATE answer_event SET fate = 'late' WHERE fate = 'closed'")
    _fates(BEFORE)
    op.drop_table("attempt_slot")
    for name in NEW:
        op.drop_column("attempt", name)


def _fates(allowed: str) -> None:
    with op.batch_alter_table("answer_event") as batch:
        batch.drop_constraint("fate", type_="check")
        batch.create_check_constraint("fate", allowed)
