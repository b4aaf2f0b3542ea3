"""All real contests, by the place as the table of real contests spells it."""

from __future__ import annotations

from tests.contest.ruleset.real import (
    ben_tre,
    bhxh,
    dak_lak,
    dang,
    ha_tinh,
    hoa_binh,
    hue,
    nghe_an,
    quang_nam_2019,
    quang_nam_2022,
    tay_ninh,
    tien_giang,
)
from tests.contest.ruleset.real.shape import Real

REAL: dict[str, Real] = {
    module.CONTEST.place: module.CONTEST
    for module in (
        ha_tinh,
        bhxh,
        hue,
        dak_lak,
        hoa_binh,
        quang_nam_2022,
        quang_nam_2019,
        ben_tre,
        tien_giang,
        tay_ninh,
        dang,
        nghe_an,
    )
}
