"""Predictions of up to 15 digits, as phones take them: PostgreSQL refused them when a round was graded"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261217_predictions"
down_revision = "20261216_regrades"
branch_labels = None
depends_on = None

COLUMNS = {"grade": ("prediction",), "standing": ("prediction", "prediction_error")}


def upgrade() -> None:
    _types(sa.Integer(), sa.BigInteger())


def downgrade() -> None:
    for table, names in COLUMNS.items():
        for name in names:
            op.execute(f"UPDATE {table} SET {name} = NULL WHERE abs({name}) >= 2147483648")
    _types(sa.BigInteger(), sa.Integer())


def _types(before: sa.types.TypeEngine[int], after: sa.types.TypeEngine[int]) -> None:
    for name, columns in COLUMNS.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.alter_column(column, existing_type=before, type_=after, existing_nullable=True)
