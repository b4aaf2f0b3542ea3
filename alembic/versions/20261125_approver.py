"""Who approved a revision: somebody of the staff, or the pack that it came with"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_approver"
down_revision = "20261125_commendations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    approver = sa.Column("approver", sa.String(length=80), nullable=False, server_default="")
    op.add_column("question_revision", approver)


def downgrade() -> None:
    op.drop_column("question_revision", "approver")
