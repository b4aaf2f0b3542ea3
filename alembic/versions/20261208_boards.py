"""Boards are counted: how many are on each, and blocks of neighbours, so that a place is known at once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261208_boards"
down_revision = "20261207_last_seen"
branch_labels = None
depends_on = None

KEY = sa.String(160).with_variant(sa.String(160, collation="C"), "postgresql")
#: Keys from this one on have no place.
UNRANKED, SIZE = "~", 500
BOARDS = f"""
INSERT INTO standing_board (round_id, ranked, unranked, version)
SELECT round_id, count(*) FILTER (WHERE sort_key < '{UNRANKED}'),
       count(*) FILTER (WHERE sort_key >= '{UNRANKED}'), 1 FROM standing GROUP BY round_id
"""
BLOCKS = f"""
INSERT INTO standing_block (round_id, start, number)
SELECT round_id, CASE WHEN block = 0 THEN '' ELSE min(sort_key) END, count(*)
FROM (SELECT round_id, sort_key,
             (rank() OVER (PARTITION BY round_id ORDER BY sort_key) - 1) / {SIZE} AS block
      FROM standing WHERE sort_key < '{UNRANKED}') AS ranked
GROUP BY round_id, block
"""
WITHOUT_PLACES = """
INSERT INTO standing_block (round_id, start, number)
SELECT round_id, '', 0 FROM standing_board WHERE ranked = 0
"""


def upgrade() -> None:
    op.create_table(
        "standing_board",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("ranked", sa.Integer(), nullable=False),
        sa.Column("unranked", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id"),
    )
    op.create_table(
        "standing_block",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("start", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id", "start"),
    )
    for statement in (BOARDS, BLOCKS, WITHOUT_PLACES):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("standing_block")
    op.drop_table("standing_board")
