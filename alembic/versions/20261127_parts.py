"""Papers in parts: a fourth way through a paper, and the last slot of the part at hand"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_parts"
down_revision = "20261126_sitting"
branch_labels = None
depends_on = None

BEFORE = "('free','forward','paced')"
AFTER = "('free','forward','paced','parts')"


def upgrade() -> None:
    op.add_column("attempt", sa.Column("part_end", sa.Integer(), nullable=True))
    _ways(AFTER)


def downgrade() -> None:
    # A paper in parts was given out piece by piece too; without the end of the part it goes on by questions.
    op.execute("UPDATE attempt SET way = 'paced' WHERE way = 'parts'")
    _ways(BEFORE)
    op.drop_column("attempt", "part_end")


def _ways(allowed: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("way", "attempt", type_="check")
        op.create_check_constraint("way", "attempt", f"way IN {allowed}")
        return
    # Answers refer to this table, so it can't be copied; a check goes and comes with its column.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN other_way VARCHAR(8) DEFAULT 'free' NOT NULL "
        f"CONSTRAINT way CHECK (other_way IN {allowed})"
    )
    op.execute("UPDATE attempt SET other_way = way")
    op.drop_column("attempt", "way")
    op.execute("ALTER TABLE attempt RENAME COLUMN other_way TO way")
