"""Prizes by other orders: people by age, units by mean and by prizes won"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_prizes"
down_revision = "20261126_amending"
branch_labels = None
depends_on = None

BEFORE = "board IN ('people','number','rate')"
NOW = "board IN ('people','age','youngest','oldest','number','rate','mean','won')"


def upgrade() -> None:
    _boards(NOW)


def downgrade() -> None:
    op.execute(sa.text(f"DELETE FROM tie_decision WHERE NOT ({BEFORE})"))
    _boards(BEFORE)


def _boards(allowed: str) -> None:
    with op.batch_alter_table("tie_decision") as decisions:
        decisions.drop_constraint("board", type_="check")
        decisions.create_check_constraint("board", allowed)
