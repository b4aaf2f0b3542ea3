"""A class, a school, a thousand people behind one address: nobody is refused for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import proofs
from contest.people.guards import CODE_COOKIE, read_codes
from tests.conftest import Clock
from tests.contest.campaigns.conftest import SLUG, application
from tests.contest.campaigns.proving import SMALL, challenge_of, solved, switch
from tests.contest.campaigns.test_enter import entries

ENTER, BACK = f"/campaigns/{SLUG}/entries/new", f"/campaigns/{SLUG}/entries/code"
#: A whole school takes minutes; the usual run takes a part of it, which mistypes as often as a school does.
SIZES = [(120, 1), pytest.param(1_000, 3, marks=pytest.mark.slow)]
Form = dict[str, str]


def registered(phone: TestClient, form: Form, *, with_proof: bool) -> str:
    """One pupil on a phone of their own comes by the form; the code they got."""
    phone.cookies.clear()
    more = {"proof": solved(challenge_of(phone.get(ENTER).text))} if with_proof else {}
    answer = phone.post(ENTER, data=form | more)
    assert answer.status_code == 303, answer.text
    [code] = read_codes(phone.cookies[CODE_COOKIE]).values()
    return code


@pytest.mark.parametrize("with_proof", [False, True])
@pytest.mark.parametrize(("people", "every"), SIZES)
def test_all_register_and_come_back_from_one_address(
    contest: str,
    units: Form,
    form: Form,
    new_phone: Callable[[], TestClient],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    people: int,
    every: int,
    with_proof: bool,
) -> None:
    """Within one minute, and every so many mistype the code twice before it is right."""
    for name, value in SMALL.items():
        monkeypatch.setattr(proofs, name, value)
    if with_proof:
        switch(clock.now)
    root = "https://testserver" if with_proof else "http://testserver"
    with TestClient(application(), base_url=root, follow_redirects=False) as phone:
        codes = [
            registered(phone, form | {"name": f"Nguyễn Văn {n}"}, with_proof=with_proof)
            for n in range(people)
        ]
        for number, code in enumerate(codes):
            clock.move(milliseconds=60_000 // people)
            phone.cookies.clear()
            for slip in ("0", "1") if number % every == 0 else ():
                assert phone.post(BACK, data={"code": code[:-1] + slip * 2}).status_code == 422
            assert phone.post(BACK, data={"code": code}).status_code == 303
    assert len(entries()) == people
