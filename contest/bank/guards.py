"""Who of the staff may do what in the bank that an address names.

A bank that is not there and one in which the visitor has no part are the same answer: 404. Whoever may
see it but not do this gets 403.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Path

from contest.accounts.guards import CurrentStaff
from contest.accounts.states import Permission
from contest.bank.access import AtBank, rights
from contest.errors import Forbidden, NotFound
from contest.web.database import reading
from contest.web.policy import Who, grants
from questions.authoring import banks

NO_BANK = "Không tìm thấy ngân hàng câu hỏi này. Về danh sách ngân hàng để chọn lại."

BankId = Annotated[str, Path(alias="bank", pattern=r"^[0-9a-z]{13}$")]


def of_bank(wanted: Permission | None, who: Who) -> Callable[..., AtBank]:
    """The guard of routes with ``{bank}`` in their path; without a permission, whoever may see the bank."""

    @grants(who)
    def guard(member: CurrentStaff, bank_id: BankId) -> AtBank:
        with reading() as db:
            bank = banks.find(db, bank_id)
            may = rights(db, member)(bank.slug) if bank else frozenset()
        if bank is None or not may:
            raise NotFound(NO_BANK)
        if wanted is not None and wanted not in may:
            raise Forbidden
        return AtBank(member, bank, may)

    return guard


ReadsBank = Annotated[AtBank, Depends(of_bank(None, Who.READS_BANK))]
WritesBank = Annotated[AtBank, Depends(of_bank(Permission.WRITE, Who.WRITES_BANK))]
ApprovesBank = Annotated[AtBank, Depends(of_bank(Permission.APPROVE, Who.APPROVES_BANK))]
