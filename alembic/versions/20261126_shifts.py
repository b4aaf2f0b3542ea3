"""Which part of a divided bank is a round's stands with it, by the rounds that the same people may sit"""

from __future__ import annotations

from itertools import count

import sqlalchemy as sa
from alembic import op

revision = "20261126_shifts"
down_revision = "20261126_findings"
branch_labels = None
depends_on = None

ROUND = sa.table(
    "round",
    sa.column("id", sa.String),
    sa.column("campaign_id", sa.String),
    sa.column("audience_id", sa.String),
    sa.column("number", sa.Integer),
    sa.column("state", sa.String),
    sa.column("shift", sa.Integer),
)


def upgrade() -> None:
    op.add_column("round", sa.Column("shift", sa.Integer(), nullable=False, server_default="1"))
    # What was announced keeps its part of the bank: its papers are drawn from that, or were counted there.
    op.execute("UPDATE round SET shift = number WHERE state <> 'draft'")
    bind = op.get_bind()
    ordered = sa.select(ROUND).order_by(ROUND.c.campaign_id, ROUND.c.number)
    rows = list(bind.execute(ordered).mappings())
    taken = [
        (row["campaign_id"], row["audience_id"], row["shift"]) for row in rows if row["state"] != "draft"
    ]
    for row in (each for each in rows if each["state"] == "draft"):
        campaign, audience = row["campaign_id"], row["audience_id"]
        met = {
            shift
            for where, whose, shift in taken
            if where == campaign and (None in (whose, audience) or whose == audience)
        }
        free = next(number for number in count(1) if number not in met)
        taken.append((campaign, audience, free))
        bind.execute(sa.update(ROUND).where(ROUND.c.id == row["id"]).values(shift=free))


def downgrade() -> None:
    op.drop_column("round", "shift")
