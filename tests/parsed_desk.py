"""Reading the pages of the desk and the hall: what `tests.parsed` lacks, and the addresses they link to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from contest.app import create_app
from contest.campaigns.rules import Phase
from contest.settings import Settings
from contest.web import pages
from tests import addresses
from tests import samples_desk as samples
from tests.parsed import HTMLParser, Node, first, parse, text

OWN = {
    "accounts.logout": "/accounts/logout",
    "accounts.setup": "/accounts/setup",
    "accounts.confirm": "/accounts/confirmation",
    "accounts.me": "/accounts/me",
    "accounts.end_others": "/accounts/me/sessions",
    "accounts.end_session": "/accounts/me/sessions/{session}",
    "accounts.two_step": "/accounts/me/two-step",
    "accounts.two_step_off": "/accounts/me/two-step/off",
    "accounts.recovery": "/accounts/me/two-step/codes",
    "accounts.reset_two_step": "/accounts/staff/{staff}/two-step",
    "accounts.signing_in": "/accounts/signing-in",
    "standings.hall": "/standings/{round}/hall",
    "standings.stream": "/standings/{round}/stream",
    "seasons.hall": "/seasons/{slug}/hall",
    "seasons.table": "/seasons/{round}/table",
    "seasons.export": "/seasons/{round}/table.{ending}",
    "selections.desk": "/selections/{round}/desk",
    "selections.confirm": "/selections/{round}/confirmation",
    "selections.undo": "/selections/{round}/undoing",
    "selections.change": "/selections/{round}/changes",
    "selections.decide": "/selections/{round}/border",
    "units.index": "/units",
    "units.export": "/units/list.{ending}",
    "rounds.index": "/rounds",
    "rounds.calendar": "/rounds/calendar",
    "rounds.show": "/rounds/{round}",
    "rounds.counts": "/rounds/{round}/counts",
    "rounds.open": "/rounds/{round}/opening",
    "rounds.close": "/rounds/{round}/closing",
    "rounds.results": "/rounds/{round}/results",
    "rounds.export": "/rounds/{round}/results.{ending}",
    "rounds.entries": "/rounds/{round}/entries",
    "rounds.entries_file": "/rounds/{round}/entries.{ending}",
    "rounds.timeline_file": "/rounds/{round}/timeline.{ending}",
    "rounds.entry": "/rounds/{round}/entries/{entry}",
    "rounds.attempt": "/rounds/{round}/attempts/{attempt}",
    "rounds.void": "/rounds/{round}/attempts/{attempt}/void",
    "rounds.unvoid": "/rounds/{round}/attempts/{attempt}/recognition",
    "rounds.bar": "/rounds/{round}/entries/{entry}/bar",
    "rounds.unbar": "/rounds/{round}/entries/{entry}/unbar",
    "rounds.move": "/rounds/{round}/entries/{entry}/moving",
    "rounds.unmerge": "/rounds/{round}/entries/{entry}/unmerging",
    "rounds.twice": "/rounds/{round}/twice",
    "rounds.merge": "/rounds/{round}/twice/merging",
    "rounds.part": "/rounds/{round}/twice/parting",
    "rounds.unpart": "/rounds/{round}/twice/{deed}/undoing",
    "rounds.extend": "/rounds/{round}/extension",
    "rounds.pause": "/rounds/{round}/pause",
    "rounds.resume": "/rounds/{round}/resumption",
    "rounds.extra": "/rounds/{round}/extra",
    "rounds.unextra": "/rounds/{round}/extra/{deed}/undoing",
    "rounds.resit": "/rounds/{round}/attempts/{attempt}/resit",
    "rounds.watch": "/rounds/{round}/watch?by=place",
    "rounds.troubles": "/rounds/{round}/troubles",
    "rounds.timeline": "/rounds/{round}/timeline",
    "roster.index": "/roster/{round}",
    "roster.export": "/roster/{round}/members.{ending}",
    "roster.codes": "/roster/{round}/codes",
    "roster.slips": "/roster/{round}/slips",
    "roster.recode": "/roster/{round}/members/{member}/code",
    "roster.classes": "/roster/{round}/classes",
    "roster.project": "/roster/{round}/classes/{group}",
    "roster.arrived": "/roster/{round}/classes/{group}/arrived",
    "roster.open": "/roster/{round}/classes/opening",
    "roster.door": "/roster/{round}/door",
    "rounds.recode": "/rounds/{round}/entries/{entry}/code",
    "standings.control": "/standings/{round}/control",
    "commendations.show": "/commendations/{round}",
    "commendations.winners": "/commendations/{round}/winners",
    "commendations.identify": "/commendations/{round}/winners/{entry}/identity",
    "commendations.refuse": "/commendations/{round}/winners/{winner}/refusal",
    "commendations.restore": "/commendations/{round}/refusals/{refusal}/taking-back",
    "paperwork.index": "/paperwork/{round}",
    "paperwork.templates": "/paperwork/templates",
    "paperwork.template": "/paperwork/templates/{template}",
    "paperwork.template_file": "/paperwork/templates/{template}/{which}.docx",
    "paperwork.template_upload": "/paperwork/templates/upload",
    "paperwork.template_removal": "/paperwork/templates/{template}/removal",
    "paperwork.fields": "/paperwork/fields/{kind}",
    "paperwork.starter": "/paperwork/fields/{kind}/starter.docx",
    "bank.index": "/bank",
    "bank.exports": "/bank/{bank}/export",
    "bank.export": "/bank/{bank}/questions.{form}",
    "planning.new": "/planning/new",
    "planning.settings": "/planning/{round}/{group}",
    "planning.checklist": "/planning/{round}/checklist",
    "planning.poster": "/planning/{round}/poster.pdf",
    "planning.regulation": "/planning/{round}/rules.{ending}",
    "planning.audiences": "/planning/{round}/audiences",
    "results.publication_desk": "/results/{round}/publication",
    "results.publication_prepare": "/results/{round}/publication/preparing",
    "results.publication_approve": "/results/{round}/publication/approval",
    "results.publication_archive": "/results/{round}/publication/{number}.json",
    "archives.index": "/archives/{round}",
    "archives.make": "/archives/{round}",
    "archives.file": "/archives/{round}/contest.zip",
    "documents.export": "/documents/list.{ending}",
    "accounts.export": "/accounts/staff.{ending}",
    "selections.export": "/selections/{round}/selected.{ending}",
    "rounds.watch_file": "/rounds/{round}/watch.{ending}",
    "signals.index": "/signals/{round}",
    "signals.export": "/signals/{round}/signals.{ending}",
    "signals.search": "/signals/{round}/search",
    "signals.decide": "/signals/{round}/{signal}/verdict",
    "regrades.index": "/regrades/{round}",
    "regrades.begin": "/regrades/{round}",
    "regrades.show": "/regrades/{round}/{regrade}",
    "regrades.export": "/regrades/{round}/{regrade}/changes.{ending}",
    "regrades.apply": "/regrades/{round}/{regrade}/application",
    "regrades.drop": "/regrades/{round}/{regrade}/dropping",
    "regrades.resume": "/regrades/{round}/{regrade}/resumption",
    "suggestions.index": "/suggestions/{round}",
    "suggestions.mark": "/suggestions/{round}/{attempt}/{slot}/mark",
    "suggestions.export": "/suggestions/{round}/suggestions.{ending}",
    "feedback.index": "/feedback/{round}",
    "feedback.switch": "/feedback/{round}/asking",
    "feedback.export": "/feedback/{round}/feedback.{ending}",
    "results.complaints": "/results/{round}/complaints",
    "results.complaints_file": "/results/{round}/complaints.{ending}",
    "results.complaint_desk": "/results/{round}/complaints/{complaint}",
    "results.complaint_take": "/results/{round}/complaints/{complaint}/taking",
    "results.complaint_answer": "/results/{round}/complaints/{complaint}/answer",
    "elsewhere.index": "/elsewhere",
    "elsewhere.export": "/elsewhere/list.{ending}",
    "elsewhere.new": "/elsewhere/new",
    "elsewhere.edit": "/elsewhere/{outside}",
    "elsewhere.remove": "/elsewhere/{outside}/removal",
    "dashboards.show": "/dashboards/{round}",
    "dashboards.figures": "/dashboards/{round}/figures",
    "dashboards.export": "/dashboards/{round}/figures.{ending}",
    "dashboards.targets": "/dashboards/{round}/targets",
    "summaries.index": "/summaries",
    "summaries.freeze": "/summaries",
    "summaries.export": "/summaries/figures.xlsx",
    "summaries.paper": "/summaries/paper",
    "summaries.show": "/summaries/{summary}",
    "reports.analysis": "/reports/{round}/analysis",
    "reports.count": "/reports/{round}/counting",
    "reports.item": "/reports/{round}/questions/{question}",
    "reports.export": "/reports/{round}/analysis.{ending}",
    "reports.question": "/reports/banks/{bank}/questions/{question}",
    "bank.show": "/bank/{bank}",
    "bank.edit": "/bank/{bank}/questions/{question}",
    "byhand.index": "/byhand/{round}",
    "byhand.print": "/byhand/{round}/sheets",
    "byhand.papers": "/byhand/{round}/sheets.pdf",
    "byhand.receipt": "/byhand/{round}/receipts.pdf",
    "byhand.sheet": "/byhand/{round}/sheets/{sheet}",
    "byhand.withdraw": "/byhand/{round}/sheets/{sheet}/withdrawal",
    "byhand.register": "/byhand/{round}/people/new",
    "byhand.come": "/byhand/{round}/members/{member}",
    "byhand.variants": "/byhand/{round}/variants",
    "byhand.mix": "/byhand/{round}/variants",
    "byhand.variant_papers": "/byhand/{round}/variants.{ending}",
    "byhand.key": "/byhand/{round}/key.{ending}",
    "byhand.batch": "/byhand/{round}/batch",
    "byhand.batch_upload": "/byhand/{round}/batch/upload",
    "byhand.batch_left": "/byhand/{round}/batch/left.xlsx",
    "byhand.batch_template": "/byhand/{round}/batch.xlsx",
    "campaigns.staff": "/campaigns/staff/{round}",
    "rounds.card": "/rounds/{round}/card.pdf",
    "privacy.requests": "/privacy/{round}/requests",
    "privacy.request_new": "/privacy/{round}/requests/new",
    "privacy.request": "/privacy/{round}/requests/{asked}",
    "privacy.answer": "/privacy/{round}/requests/{asked}/answer",
    "privacy.extend": "/privacy/{round}/requests/{asked}/extension",
    "privacy.end": "/privacy/{round}/requests/{asked}/outcome",
    "privacy.consents": "/privacy/{round}/consents",
    "privacy.proof": "/privacy/{round}/consents.{ending}",
    "privacy.consent_text": "/privacy/{round}/consents/{text}",
    "roster.papers": "/roster/{round}/classes/{group}/papers",
    "office.index": "/office",
    "office.identity": "/office/identity",
    "office.phones": "/office/phones",
    "office.privacy": "/office/privacy",
    "privacy.inventory": "/privacy/inventory",
    "privacy.retention": "/privacy/retention",
    "privacy.run": "/privacy/retention/run",
    "privacy.papers": "/privacy/papers",
    "privacy.paper": "/privacy/papers/{paper}.docx",
}
PHASES = [phase.value for phase in Phase]
ROUND = f"/rounds/{samples.ROUND}"


@pytest.fixture
def desk_addresses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Addresses by the contract; the process's own come back afterwards."""

    def nothing(request: object) -> PlainTextResponse:
        return PlainTextResponse("")

    table = addresses.ADDRESSES | OWN
    routes = [Route(path, nothing, name=name) for name, path in table.items()]
    monkeypatch.setattr(pages, "_addresses", Starlette(routes=routes))
    yield


@pytest.fixture(scope="module")
def real_addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The application's own addresses, made once for a file of tests that only render pages."""
    before = pages._addresses, pages._brand
    app = create_app(Settings(tmp_path_factory.mktemp("addresses"), "", b"k" * 32))
    pages.configure(app)
    yield
    pages._addresses, pages._brand = before


def shown(page: Any) -> HTMLParser:
    """A page, parsed."""
    return parse(page)


def said(node: HTMLParser | Node, selector: str = "body") -> str:
    """The text below a selector, in one line, with ordinary spaces."""
    return text(first(node, selector))


def cells(row: Node) -> list[str]:
    """The text of each cell of a table's row."""
    return [text(cell) for cell in row.css("th, td")]


def filled(page: HTMLParser) -> list[str]:
    """The filled buttons: one a view. The bar on top and what is folded away do not count."""
    body = page.css_first("main")
    assert body is not None
    buttons = body.css("button, a[role=button]")
    return [said_button.text(strip=True) for said_button in buttons if is_filled(said_button)]


def is_filled(button: Node) -> bool:
    """Whether a button has the strong colour."""
    return "quiet" not in (button.attributes.get("class") or "").split()
