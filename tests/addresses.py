"""The addresses that templates link to, by route name, as docs/architecture.md lists them.

Template tests need no application; the application's own tests hold its routes against this table.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

ADDRESSES = {
    "home": "/",
    "shortcut": "/t/{slug}",
    "security_txt": "/.well-known/security.txt",
    "accounts.login": "/accounts/login",
    "accounts.second_step": "/accounts/second-step",
    "campaigns.landing": "/campaigns/{slug}",
    "campaigns.rules": "/campaigns/{slug}/rules",
    "campaigns.warm_up": "/campaigns/{slug}/warm-up",
    "campaigns.enter": "/campaigns/{slug}/entries/new",
    "campaigns.units": "/campaigns/{slug}/units",
    "campaigns.code": "/campaigns/{slug}/entry",
    "campaigns.comeback": "/campaigns/{slug}/entries/code",
    "campaigns.invited": "/campaigns/{slug}/entries/invited",
    "campaigns.audience": "/campaigns/{slug}/entry/audience",
    "campaigns.classmates": "/campaigns/{slug}/entries/class",
    "campaigns.pupil": "/campaigns/{slug}/entries/pupil",
    "campaigns.leave": "/campaigns/{slug}/leaving",
    "attempts.ready": "/attempts/new/{round}",
    "attempts.start": "/attempts/new/{round}",
    "attempts.line": "/attempts/new/{round}/line",
    "attempts.question": "/attempts/{attempt}/questions/{slot}",
    "attempts.picture": "/attempts/{attempt}/pictures/{digest}",
    "attempts.answer": "/attempts/{attempt}/questions/{slot}",
    "attempts.ops": "/attempts/{attempt}/ops",
    "attempts.left": "/attempts/{attempt}/left",
    "attempts.part": "/attempts/{attempt}/parts/{slot}",
    "attempts.takeover": "/attempts/{attempt}/takeover",
    "attempts.review": "/attempts/{attempt}/review",
    "attempts.hand_in": "/attempts/{attempt}/handing-in",
    "attempts.receipt": "/attempts/{attempt}/receipt",
    "privacy.own": "/privacy/mine/{slug}",
    "privacy.own_text": "/privacy/mine/{slug}/agreed",
    "privacy.agree": "/privacy/mine/{slug}/agreement",
    "privacy.copy": "/privacy/mine/{slug}/copy",
    "privacy.correct": "/privacy/mine/{slug}/correction",
    "privacy.ask": "/privacy/mine/{slug}/requests",
    "privacy.withdraw": "/privacy/mine/{slug}/withdrawal",
    "privacy.rejoin": "/privacy/mine/{slug}/return",
    "privacy.erase": "/privacy/mine/{slug}/deletion",
    "privacy.erased": "/privacy/mine/{slug}/deleted",
    "feedback.answer": "/feedback/answers/{attempt}",
    "results.complaint": "/results/complaints/{attempt}",
    "results.complaint_find": "/results/mine/{slug}",
    "results.complaint_new": "/results/complaints/{attempt}/new",
    "results.complaint_withdraw": "/results/complaints/{attempt}/{complaint}/withdrawal",
    "standings.board": "/standings/{round}",
    "commendations.honours": "/commendations/{round}/honours",
    "standings.places": "/standings/{round}/places",
    "standings.units": "/standings/{round}/units",
    "standings.embed": "/standings/{round}/embed",
    "results.publication": "/results/{round}",
    "results.publication_receipt": "/results/{round}/receipt",
    "results.publication_file": "/results/{round}/versions/{number}.json",
    "results.publication_checker": "/results/verify.py",
    "seasons.board": "/seasons/{slug}",
    "selections.people": "/selections/{round}",
}


def stand_in() -> Starlette:
    """An application with these addresses and nothing behind them."""

    def nothing(request: object) -> PlainTextResponse:
        return PlainTextResponse("")

    return Starlette(routes=[Route(path, nothing, name=name) for name, path in ADDRESSES.items()])
