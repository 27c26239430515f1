"""Attacks on a running bench, as other sites and other users of the machine could try them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import socket
import stat
import subprocess
import sys
import threading
import time

import pytest

from conftest import GOLD
from onrecord.review import guard, protocol, server
from review_bench import Bench

API = "/api/articles"
DEEP = b'{"revision":0,"operations":[{"op":"document","fields":{"title":' + b"[" * 200_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    shutil.copy(GOLD, folder)
    return folder


@pytest.fixture(scope="module")
def bench(folder):
    with Bench(folder) as bench:
        yield bench


def raw(bench, data, *, wait=5.0):
    """What the server answers to bytes."""
    with socket.create_connection(("127.0.0.1", bench.port), timeout=wait) as connection:
        connection.sendall(data)
        connection.settimeout(wait)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
                if b"\r\n\r\n" in answer and b"connection: close" in answer.lower():
                    break
        except TimeoutError:
            pass
        return answer


def status_of(answer):
    return int(answer.split(b" ", 2)[1])


def test_it_listens_on_the_machine_itself_alone(bench):
    listening = subprocess.run(["ss", "-Hltn", f"sport = :{bench.port}"], capture_output=True, text=True)
    if listening.returncode == 0 and listening.stdout:
        assert listening.stdout.split()[3] == f"127.0.0.1:{bench.port}"
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", bench.port), timeout=2):
        pass
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "review", "--host", "0.0.0.0"], capture_output=True, check=False
    )
    assert done.returncode == 2 and b"unrecognized arguments: --host" in done.stderr


def test_a_token_works_once(folder, tmp_path):
    shutil.copy(GOLD, tmp_path)
    bench = Bench(tmp_path)
    wrong = ["", "x", bench.token[:-1], bench.token + "x", "\u0000", "é"]
    assert [bench.post("/api/session", {"token": token}).status for token in wrong] == [403] * len(wrong)
    assert [bench.post("/api/session", value).status for value in ({}, {"token": 5}, [], None)] == [422] * 4
    first = bench.post("/api/session", {"token": bench.token})
    assert first.status == 200 and first.json["annotator"] == "Ann" and first.json["mode"] == "review"
    assert bench.post("/api/session", {"token": bench.token}).status == 403
    bench.session = first.json["session"]
    assert len(bench.session) >= 43 and bench.get(API).status == 200
    assert bench.get(API).status == 200  # a page that is loaded again goes on with the session
    code, out, err = bench.end()
    assert code == 0 and bench.token not in out + err and bench.session not in out + err


@pytest.mark.parametrize("session", [None, "", "x", "\xff", "A" * 43])
def test_without_a_session_there_is_nothing_to_see(bench, session):
    for method, path, body in [("GET", API, None), ("GET", f"{API}/0", None), ("POST", f"{API}/0/undo", b"{}")]:
        assert bench.request(method, path, body, X_Onrecord_Session=session).status == 401
    assert bench.request("GET", f"{API}?session={bench.session}", X_Onrecord_Session=None).status == 401
    assert bench.request("GET", API, X_Onrecord_Session=None, Cookie=f"session={bench.session}").status == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example",
             "127.0.0.1:{port}@evil.example", "localhost", "[::1]:{port}", "0.0.0.0:{port}", "127.1:{port}", ""],
)  # fmt: skip
def test_a_foreign_host_is_refused(bench, host):
    for path in (API, "/", "/page/x.js"):
        assert bench.request("GET", path, Host=host.format(port=bench.port)).status == 400


def test_two_hosts_none_and_one_in_the_request_line_are_refused(bench):
    own = f"Host: 127.0.0.1:{bench.port}\r\n"
    assert status_of(raw(bench, f"GET / HTTP/1.1\r\n{own}Host: evil.example\r\n\r\n".encode())) == 400
    assert status_of(raw(bench, b"GET / HTTP/1.0\r\n\r\n")) == 400
    absolute = raw(bench, f"GET http://evil.example/api/articles HTTP/1.1\r\n{own}Connection: close\r\n\r\n".encode())
    assert status_of(absolute) in (400, 401, 404)


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1", "https://127.0.0.1:{port}"]
)
def test_a_foreign_origin_changes_nothing(bench, origin):
    given = origin and origin.format(port=bench.port)
    body = json.dumps({"revision": 0, "operations": [{"op": "accept", "ids": ["q1"]}]}).encode()
    assert bench.request("POST", f"{API}/0/operations", body, Origin=given).status == 403
    assert bench.request("POST", "/api/session", b'{"token":"x"}', Origin=given).status == 403
    if given:
        assert bench.request("GET", API, Origin=given).status == 403


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_a_body_that_is_not_declared_as_json_is_refused(bench, kind):
    assert bench.request("POST", f"{API}/0/undo", b'{"revision":0}', Content_Type=kind).status == 415


def test_a_preflight_is_refused_and_nothing_is_shared_with_other_origins(bench):
    asked = {"Origin": "http://evil.example", "Access_Control_Request_Method": "POST"}
    answers = [bench.request("OPTIONS", f"{API}/0/undo", **asked), bench.get("/"), bench.get(API)]
    assert answers[0].status in (403, 405)
    assert bench.request("OPTIONS", API, Origin=bench.origin).status == 405
    assert not any(name.startswith("access-control") for answer in answers for name in answer.headers)
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        assert bench.request(method, API, Origin=bench.origin).status == 405


def test_every_answer_has_the_headers_that_lock_the_page_in(bench):
    for answer in (bench.get("/"), bench.get(API), bench.get("/nothing"), bench.request("GET", "/", Host="x")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
        assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy and "form-action 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] in ("no-store", "no-cache") and "server" not in answer.headers
    assert bench.get(API).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["0", "-1", "1", "99999999999999999999", "x", "0x0", "%D9%A0", "..", "%2e%2e", "0%00", "1e0"]
)
def test_an_article_is_an_index_and_nothing_else(bench, path):
    answer = bench.get(f"{API}/{path}")
    assert answer.status == (200 if path == "0" else 404)


@pytest.mark.parametrize(
    "path",
    ["/page/../server.py", "/page/..%2fserver.py", "/page/%2e%2e/server.py", "/page/%2e%2e%2fserver.py", "/page/",
     "/page/..\\server.py", "/page/%00", "/page//etc/passwd", "/page/.", "/page/server.py", "/../../etc/passwd",
     "//etc/passwd", "/page/x%0d%0aSet-Cookie:%20a=b", "/static/x", "/page/__init__.py"],
)  # fmt: skip
def test_only_files_of_the_page_are_served(bench, path):
    answer = bench.get(path)
    assert answer.status == 404 and "set-cookie" not in answer.headers
    assert status_of(
        raw(bench, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{bench.port}\r\nConnection: close\r\n\r\n".encode())
    )


def test_files_of_the_page_hold_no_data_and_need_no_session(bench):
    answer = bench.request("GET", "/", X_Onrecord_Session=None)
    assert answer.status in (200, 404)  # 404 where the page is not built into this checkout
    assert b"Stoltenberg" not in answer.data and bench.session.encode() not in answer.data


def test_large_bodies_are_refused_whatever_their_length_is_said_to_be(bench):
    head = (
        f"POST {API}/0/undo HTTP/1.1\r\nHost: 127.0.0.1:{bench.port}\r\nOrigin: {bench.origin}\r\n"
        f"Content-Type: application/json\r\nX-Onrecord-Session: {bench.session}\r\n"
    ).encode()
    for length in (b"1048577", b"99999999999", b"-1", b"1e3"):
        assert status_of(raw(bench, head + b"Content-Length: " + length + b"\r\n\r\n")) in (400, 413)
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with socket.create_connection(("127.0.0.1", bench.port), timeout=5) as connection:
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(100):
                connection.sendall(chunk)
        except OSError:
            pass
        else:
            assert status_of(connection.recv(1000)) == 413
    assert bench.get(API).status == 200


def test_large_heads_are_refused(bench):
    answer = raw(bench, b"GET / HTTP/1.1\r\n" + b"A: " + b"b" * 200_000 + b"\r\n\r\n")
    assert answer == b"" or status_of(answer) in (400, 431)
    assert bench.get(API).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"nonsense", 400), (DEEP, 400), (b'{"revision":0,"operations":[]}', 422), (b"\xff", 400),
     (b'{"revision":1e400,"operations":[]}', 422), (b'{"revision":' + b"9" * 5000 + b"}", 422), (b"5", 422),
     (b'{"revision":0,"operations":[{"op":"nothing"}]}', 422), (b'{"revision":0,"operations":[{}]}', 422),
     (b'{"revision":0,"operations":[{"op":"accept","ids":["\\ud800"]}]}', 400),
     (b'{"revision":0,"operations":[{"op":"set","id":"q1","fields":{"kind":' + b"[" * 90 + b"]" * 90 + b"}}]}", 422)],
)  # fmt: skip
def test_hostile_json_is_refused_in_words(bench, body, status):
    answer = bench.request("POST", f"{API}/0/operations", body)
    assert answer.status == status, answer.data
    assert set(answer.json["error"]) == {"found", "expected", "mend"}


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/passwd", "q1/../../x", "", "\u0000", "__proto__", "m", "m999", "q" * 9999]
)
def test_an_id_never_becomes_a_path(bench, folder, name):
    bench.state()
    before = sorted(folder.rglob("*"))
    for operation in (
        {"op": "accept", "ids": [name]},
        {"op": "reject", "ids": [name]},
        {"op": "set", "id": name, "fields": {"kind": "direct"}},
        {"op": "set", "id": "q1", "fields": {"id": name}},
        {"op": "set", "id": "q1", "fields": {"speaker": name or "../x"}},
        {"op": "document", "fields": {"id": name}},
        {"op": "take", "key": name, "choice": "first"},
    ):
        assert bench.operate(operation).status == 422
    assert sorted(folder.rglob("*")) == before


def test_slow_clients_do_not_hold_others_up(bench):
    slow = [socket.create_connection(("127.0.0.1", bench.port)) for _ in range(40)]
    head = f"POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:{bench.port}\r\nOrigin: {bench.origin}\r\n"
    head += "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n"
    try:
        for number, connection in enumerate(slow):
            connection.sendall(b"GET / HT" if number % 2 else head.encode() + b"{")
        start = time.monotonic()
        assert bench.get(API).status == 200
        assert time.monotonic() - start < 5
    finally:
        for connection in slow:
            connection.close()


def test_files_keep_their_permissions_and_the_journal_is_private(tmp_path):
    article = tmp_path / GOLD.name
    shutil.copy(GOLD, article)
    article.chmod(0o640)
    with Bench(article) as bench:
        bench.state()
        assert bench.operate({"op": "set", "id": "q1", "fields": {"negated": True}}).status == 200
    assert stat.S_IMODE(article.stat().st_mode) == 0o640
    [journal] = (tmp_path / ".review").glob("*.journal")
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    assert (tmp_path / ".review" / ".gitignore").read_text() == "*\n"


def test_a_request_that_does_not_end_is_let_go(monkeypatch):
    """With less patience than a user gets: ten seconds are long in a test."""
    monkeypatch.setattr(guard, "PATIENCE", 0.05)
    sent = []

    async def never():
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    async def reached(*_):
        raise AssertionError

    headers = {"host": "127.0.0.1:1", "origin": "http://127.0.0.1:1", "content-type": "application/json"}
    scope = {"type": "http", "method": "POST", "path": "/api/session", "headers": [
        (name.encode(), value.encode()) for name, value in headers.items()]}  # fmt: skip
    asyncio.run(guard.Guard(reached, 1, guard.Keys())(scope, never, send))
    assert sent[0]["status"] == 408


def test_a_head_that_does_not_end_is_let_go(monkeypatch):
    monkeypatch.setattr(protocol, "PATIENCE", 0.3)

    async def never(*_):
        raise AssertionError

    with server.listen(None, usual=0) as listener:
        running = server.server(guard.Guard(never, listener.getsockname()[1], guard.Keys()))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        with socket.create_connection(listener.getsockname(), timeout=10) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x")
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(100) == b""
        running.should_exit = True
        thread.join()
