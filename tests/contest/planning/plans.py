"""Contests as organisers make them, and what they do with them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy import event

from contest.accounts import service as accounts
from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.entropy import new_id
from contest.planning import drafting, edits, loading, making, rules, service
from contest.planning.drafting import Settings
from contest.planning.states import Group
from contest.web.database import current, reading, writing
from contest.web.filters import NBSP
from contest.web.forms import PostedForm
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind

TITLE = "Tìm hiểu\nchuyển đổi số"
ORGANISER = "UBND xã Đăk Tô"


def fill_bank(
    count: int = 40,
    slug: str = "bank",
    topics: tuple[str, ...] = ("cds", "cchc", "tag-attt"),
    valid_until: date | None = None,
) -> None:
    """So many questions, each of every topic, so that any template's paper can be drawn."""
    options = ("Đúng một", "Sai hai", "Sai ba", "Sai bốn")
    parsed = [
        ParsedQuestion(
            Kind.one,
            f"Câu hỏi số {number} về dịch vụ công là gì?",
            options,
            (0,),
            topics=topics,
            valid_until=valid_until,
        )
        for number in range(count)
    ]
    with writing() as db:
        questions.save_bank(db, slug, "Ngân hàng", parsed)


def member(now: datetime, login: str = "nguoi-lam", role: Role = Role.ORGANISER) -> Member:
    """Somebody of the staff who is logged in, with the parts they have now."""
    with writing() as db:
        made = accounts.find(db, login) or accounts.create_staff(db, SERVER, login, "Y Bích", role, "-", now)
        token = accounts.open_session(db, made.id, now)
    found = accounts.who_is(token, now)
    assert found is not None
    return found


def form(now: datetime, **changes: Any) -> SimpleNamespace:
    """What the form of a new contest says."""
    opens_at, closes_at = rules.first_window(now)
    given = {"key": new_id(), "base": "event", "title": TITLE, "organiser": ORGANISER, "bank": "bank"}
    window = {"opens_at": drafting.typed(opens_at), "closes_at": drafting.typed(closes_at)}
    return SimpleNamespace(**(given | window | changes))


def make(now: datetime, who: Member | None = None, **changes: Any) -> str:
    """A draft contest; its first round."""
    owner = who or member(now)
    with writing() as db:
        return making.create(db, owner, form(now, **changes), now)


def loaded(round_id: str, now: datetime) -> loading.Loaded:
    """The contest as it is stored."""
    with reading() as db:
        return loading.load(db, round_id, now)


def view(round_id: str, now: datetime) -> RoundView:
    """The round as it is stored."""
    with reading() as db:
        return campaigns.view(db, round_id, now)


def values(round_id: str, group: Group, now: datetime) -> dict[str, str]:
    """What a group's form brings when nothing was touched."""
    held = drafting.values(group, loaded(round_id, now).settings)
    return held | {"version": rules.version_of(held)}


def change(round_id: str, group: Group, now: datetime, **fields: str) -> Settings:
    """Post a group's form with some fields changed; what is stored then."""
    posted = PostedForm(values(round_id, group, now) | fields, {}, {})
    asked = edits.edit_of(group, posted)
    with writing() as db:
        service.change(db, "staff00000001", round_id, group, asked, now)
    return loaded(round_id, now).settings


def page(html: str) -> LexborHTMLParser:
    """A page, parsed."""
    return LexborHTMLParser(html)


def text(node: LexborNode | LexborHTMLParser | None, selector: str = "") -> str:
    """The words of the first element that fits; "" when none does."""
    found = node.css_first(selector) if node is not None and selector else node
    if found is None:
        return ""
    words = found.text() if isinstance(found, LexborNode) else found.root.text() if found.root else ""
    return " ".join(words.replace(NBSP, " ").split())


def fields(html: str, selector: str = "form#settings") -> dict[str, str]:
    """What a browser would post from a form that nobody touched."""
    found: dict[str, str] = {}
    (shown,) = page(html).css(selector)
    for node in shown.css("input, textarea, select"):
        given = node.attributes
        name = given.get("name") or ""
        if "disabled" in given or not name or _in_disabled(node):
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            found[name] = (chosen.attributes.get("value") if chosen else "") or ""
        elif node.tag == "textarea":
            found[name] = node.text().removeprefix("\n")
        elif given.get("type") not in ("radio", "checkbox") or "checked" in given:
            found[name] = given.get("value") or ""
    return found


def _in_disabled(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == "fieldset" and "disabled" in above.attributes:
            return True
        above = above.parent
    return False


@contextmanager
def statements() -> Generator[list[str]]:
    """What the readers' connections are asked meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(current().reader, "before_cursor_execute", note)
    yield said
    event.remove(current().reader, "before_cursor_execute", note)


def made_by(browser: TestClient, **changes: str) -> str:
    """A contest that is made in the browser; its first round."""
    given = fields(browser.get("/planning/new").text, "form.making")
    answer = browser.post("/planning/new", data=given | {"title": TITLE, "organiser": ORGANISER} | changes)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("/")[2]
