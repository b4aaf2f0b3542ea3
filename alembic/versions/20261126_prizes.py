"""Prizes by other orders: people by age, units by mean and by prizes won"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_prizes"
down_revision = "20261126_twice"
branch_labels = None
depends_on = None

BEFORE = "board IN ('people','number','rate')"
NOW = "board IN ('people','age','youngest','oldest','number','rate','mean','won')"
WAY = "way IN ('equal','draw','hand','pick')"


def upgrade() -> None:
    _boards(NOW)


def downgrade() -> None:
    op.execute(sa.text(f"DELETE FROM tie_decision WHERE NOT ({BEFORE})"))
    _boards(BEFORE)


def _boards(allowed: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("board", "tie_decision", type_="check")
        op.create_check_constraint("board", "tie_decision", allowed)
        return
    # A copy of the table on SQLite keeps no check, so that all of them are told again.
    checks = (sa.CheckConstraint(allowed, name="board"), sa.CheckConstraint(WAY, name="way"))
    with op.batch_alter_table("tie_decision", recreate="always", table_args=checks):
        pass
