"""Units decline their prizes as people do"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261226_units"
down_revision = "20261226_keys"
branch_labels = None
depends_on = None

STANDING = sa.text("taken_back_at IS NULL")
INDEXES = {"uq_prize_refusal_standing": "entry_id", "uq_prize_refusal_unit": "unit_id"}
SUBJECT = "(entry_id IS NULL) <> (unit_id IS NULL)"


def upgrade() -> None:
    # SQLite makes the table anew, and would do so without the condition of its index.
    op.drop_index("uq_prize_refusal_standing", table_name="prize_refusal")
    with op.batch_alter_table("prize_refusal") as table:
        table.add_column(sa.Column("unit_id", sa.String(length=13), nullable=True))
        table.alter_column("entry_id", existing_type=sa.String(length=13), nullable=True)
        table.create_foreign_key("prize_refusal_unit_id_fkey", "unit", ["unit_id"], ["id"])
        table.create_check_constraint("subject", SUBJECT)
    for name in INDEXES:
        _index(name)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="prize_refusal")
    # The older program lets no unit decline: its prize comes back, and an issued list stays.
    op.execute("DELETE FROM prize_refusal WHERE entry_id IS NULL")
    with op.batch_alter_table("prize_refusal") as table:
        table.drop_constraint("subject", type_="check")
        table.drop_constraint("prize_refusal_unit_id_fkey", type_="foreignkey")
        table.drop_column("unit_id")
        table.alter_column("entry_id", existing_type=sa.String(length=13), nullable=False)
    _index("uq_prize_refusal_standing")


def _index(name: str) -> None:
    op.create_index(
        name,
        "prize_refusal",
        ["occasion_id", INDEXES[name]],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
