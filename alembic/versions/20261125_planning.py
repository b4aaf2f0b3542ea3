"""Making a contest: who it is for, and rehearsals that don't count"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_planning"
down_revision = "20261125_bank"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New columns of a campaign; the reference is inline, since SQLite adds no constraint later."""
    op.add_column("campaign", sa.Column("audience", sa.String(length=300), nullable=False, server_default=""))
    rehearsal_of = sa.Column(
        "rehearsal_of", sa.String(length=13), sa.ForeignKey("campaign.id"), nullable=True
    )
    op.add_column("campaign", rehearsal_of, inline_references=True)
    op.add_column("campaign", sa.Column("rehearsed_at", sa.BigInteger(), nullable=True))
    op.create_index("ix_campaign_rehearsal_of", "campaign", ["rehearsal_of"])
    op.create_index("ix_ruleset_sha256", "ruleset", ["sha256"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_ruleset_sha256", "ruleset")
    op.drop_index("ix_campaign_rehearsal_of", "campaign")
    with op.batch_alter_table("campaign") as campaign:
        for name in ("rehearsed_at", "rehearsal_of", "audience"):
            campaign.drop_column(name)
