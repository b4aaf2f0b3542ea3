"""Addresses that somebody of the twins only looks at."""

from __future__ import annotations

#: Boards and winners, for everybody.
BOARDS = (
    "/standings/{}/hall",
    "/standings/{}/places",
    "/standings/{}/units",
    "/standings/{}/embed",
    "/commendations/{}/honours",
)
#: Pages of the desk about a round that whoever sees the contest may open.
SEEN_BY_ALL_STAFF = (
    "/rounds/{}/timeline",
    "/rounds/{}/twice",
    "/rounds/{}/watch",
    *("/dashboards/{}", "/dashboards/{}/figures", "/dashboards/{}/figures.csv", "/dashboards/{}/targets"),
    "/standings/{}/control",
    *("/commendations/{}", "/commendations/{}/winners", "/paperwork/{}"),
    *("/paperwork/{}/ke-hoach", "/results/{}/publication"),
    "/planning/{}/paper",
    "/planning/{}/checklist",
    "/planning/{}/season",
    *("/seasons/{}/table", "/seasons/{}/table.xlsx"),
    "/selections/{}/desk",
    "/planning/{}/audiences",
    "/campaigns/staff/{}",
    "/roster/{}",
    "/roster/{}/codes",
    "/roster/{}/classes",
    "/rounds/{}/entries.csv",
)
#: Pages of the whole office: its templates, and what may stand in one.
TEMPLATES = (
    "/paperwork/templates",
    "/paperwork/fields/ke-hoach",
    "/paperwork/fields/ke-hoach/starter.docx",
)
