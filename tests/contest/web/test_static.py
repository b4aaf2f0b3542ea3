"""Bundles: hashed, compressed, immutable; their sizes are a promise to slow phones."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from contest import resources
from contest.web import static

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=static.routes())) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small `static/` of its own with two bundles."""
    (tmp_path / "vendor").mkdir()
    (tmp_path / "css").mkdir()
    (tmp_path / "js").mkdir()
    (tmp_path / "vendor" / "lib.js").write_text("var lib=1; // kept as it is\n")
    (tmp_path / "js" / "a-one.js").write_text("// why\nconst one = 1;\n")
    (tmp_path / "js" / "a-two.js").write_text("  const two = one; // 'x'\n")
    (tmp_path / "css" / "a.css").write_text(
        "/* why\n   so */\n.a { color: red; }\n.b { background: url(dot.svg); }\n"
    )
    (tmp_path / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    bundles = {"a.js": ("vendor/lib.js", "js/a-*.js"), "a.css": ("css/a.css", "css/none*.css")}
    monkeypatch.setattr(static, "BUNDLES", bundles)
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts[1:]))
    static.asset.cache_clear()
    static._by_file.cache_clear()
    yield tmp_path
    static.asset.cache_clear()
    static._by_file.cache_clear()


def test_our_scripts_share_one_scope_behind_the_vendor_file(folder: Path) -> None:
    vendor, _, own = static.source("a.js").partition("\n\n")
    assert vendor == "var lib=1; // kept as it is"
    assert own.splitlines() == [
        "(()=>{",
        '"use strict";',
        "const one = 1;",
        "const two = one; // 'x'",
        "})();",
    ]


def test_style_sheets_lose_comments_and_carry_their_pictures(folder: Path) -> None:
    made = static.source("a.css")
    assert "why" not in made
    assert 'url("data:image/svg+xml,%3Csvg' in made


def test_the_name_changes_with_the_content_and_only_with_it(folder: Path) -> None:
    first = static.url("a.js")
    static.asset.cache_clear()
    assert static.url("a.js") == first
    (folder / "js" / "a-one.js").write_text("const one = 2;\n")
    static.asset.cache_clear()
    assert static.url("a.js") != first


def test_a_missing_file_stops_the_start(folder: Path) -> None:
    (folder / "vendor" / "lib.js").unlink()
    with pytest.raises(FileNotFoundError):
        static.routes()


@pytest.mark.parametrize("name", sorted(static.BUNDLES))
def test_every_bundle_is_served_for_ever(client: TestClient, name: str) -> None:
    reply = client.get(static.url(name), headers={"Accept-Encoding": "identity"})
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["content-type"] == static.TYPES[name.rpartition(".")[2]]
    assert "content-encoding" not in reply.headers
    assert reply.text == static.source(name)


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0,gzip;q=0", "identity"),
        ("GZIP;q=0.5", "gzip"),
        ("", "identity"),
        ("zstd", "identity"),
    ],
)
def test_encoding(accepted: str, chosen: str) -> None:
    assert static.encoding(accepted) == chosen


def test_all_encodings_are_the_same_text() -> None:
    made = static.asset("phone.css")
    assert brotli.decompress(made.bodies["br"]) == made.bodies["identity"]
    assert gzip.decompress(made.bodies["gzip"]) == made.bodies["identity"]
    assert len(made.bodies["br"]) < len(made.bodies["gzip"]) < len(made.bodies["identity"])


def test_a_compressed_answer_says_so(client: TestClient) -> None:
    reply = client.get(static.url("phone.js"), headers={"Accept-Encoding": "gzip"})
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["vary"] == "Accept-Encoding"
    assert reply.text == static.source("phone.js")


def test_who_has_it_already_gets_no_body(client: TestClient) -> None:
    address = static.url("phone.css")
    tag = client.get(address).headers["etag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag


def test_each_encoding_has_its_own_tag(client: TestClient) -> None:
    tags = {
        client.get(static.url("phone.css"), headers={"Accept-Encoding": given}).headers["etag"]
        for given in ("br", "gzip", "identity")
    }
    assert len(tags) == 3


@pytest.mark.parametrize(
    "path",
    ["phone.css", "phone.000000000000.css", "..%2Fpyproject.toml", "weave.svg", "vendor/htmx.min.js", ""],
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_head_and_post(client: TestClient) -> None:
    assert client.head(static.url("phone.css")).status_code == 200
    assert client.post(static.url("phone.css")).status_code == 405


@pytest.mark.parametrize("name", sorted(static.BUNDLES))
def test_no_bundle_is_heavier_than_a_page_may_be(name: str) -> None:
    assert len(static.asset(name).bodies["gzip"]) <= 32_000


def test_the_question_screen_needs_no_htmx() -> None:
    assert "htmx" not in static.source("phone.js")
    assert "htmx" in static.source("entry.js")


@pytest.mark.parametrize("file", sorted((ROOT / "static" / "js").glob("*.js")), ids=lambda path: path.name)
def test_scripts_are_small_and_need_no_eval(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    for word in ("eval(", "new Function", "innerHTML", "document.write", ".style."):
        assert word not in text


@pytest.mark.parametrize("kind", ["css", "js"])
def test_every_file_of_ours_is_in_a_bundle(kind: str) -> None:
    root = ROOT / "static"
    patterns = [pattern for bundle in static.BUNDLES.values() for pattern in bundle]
    bundled = {path for pattern in patterns for path in root.glob(pattern)}
    assert set((root / kind).iterdir()) - bundled == set()
