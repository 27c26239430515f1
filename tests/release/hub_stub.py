"""A stub of the Hub's protocol, as far as huggingface_hub and datasets speak it to publish and to load a dataset.

It is not the Hub: it proves what the client sends and asks for, and nothing of what the real server does with it.
Commits are kept as whole trees that never change, so that branches, tags and revisions mean something. What may be
written is decided by token; what was asked is kept in `log`, the bodies in `bodies`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

GITATTRIBUTES = b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"
PAGE = 7  # entries of a page of a tree; the Hub has 1,000


@dataclass(frozen=True)
class Stored:
    data: bytes
    is_lfs: bool = False

    @property
    def blob(self) -> str:
        """The id that git gives the file, of an LFS file that of its pointer."""
        data = self.data
        if self.is_lfs:
            digest = hashlib.sha256(data).hexdigest()
            head = "version https://git-lfs.github.com/spec/v1\n"
            data = f"{head}oid sha256:{digest}\nsize {len(data)}\n".encode()
        return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()

    @property
    def etag(self) -> str:
        return hashlib.sha256(self.data).hexdigest() if self.is_lfs else self.blob

    def entry(self, path: str) -> dict[str, object]:
        entry: dict[str, object] = {"type": "file", "path": path, "size": len(self.data), "oid": self.blob}
        if self.is_lfs:
            entry["lfs"] = {"oid": self.etag, "size": len(self.data), "pointerSize": 130}
        return entry


@dataclass
class Repository:
    kind: str = "dataset"
    private: bool = False
    gated: bool = False
    commits: dict[str, dict[str, Stored]] = field(default_factory=dict)
    messages: list[tuple[str, str]] = field(default_factory=list)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def commit(self, branch: str, tree: dict[str, Stored], message: str, description: str = "") -> str:
        listing = repr((self.branches.get(branch), message, [(path, tree[path].etag) for path in sorted(tree)]))
        oid = hashlib.sha1(f"{len(self.commits)} {listing}".encode()).hexdigest()
        self.commits[oid] = dict(tree)
        self.messages.append((message, description))
        self.branches[branch] = oid
        return oid

    def resolve(self, revision: str) -> str | None:
        found = self.branches.get(revision) or self.tags.get(revision) or revision
        return found if found in self.commits else None

    def files(self, revision: str = "main") -> dict[str, bytes]:
        return {path: stored.data for path, stored in self.commits[self.resolve(revision)].items()}


class HubStub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, tokens: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.tokens = tokens  # token -> who may write to repositories of that name
        self.repositories: dict[tuple[str, str], Repository] = {}
        self.objects: dict[str, bytes] = {}
        self.log: list[str] = []
        self.bodies: list[bytes] = []
        self.failing: dict[str, tuple[int, dict[str, str], str]] = {}  # part of "METHOD /path" -> answer
        self.changing: dict[str, bytes] = {}  # what the next commit stores of a path instead of what it was sent

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def add(self, name: str, **facts: object) -> Repository:
        repository = Repository(**facts)  # type: ignore[arg-type]
        repository.commit("main", {".gitattributes": Stored(GITATTRIBUTES)}, "initial commit")
        self.repositories[repository.kind, name] = repository
        return repository


@contextmanager
def running(tokens: dict[str, str]):
    """A stub that answers while the block runs."""
    hub = HubStub(tokens)
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        hub.server_close()
        thread.join()


class Answer(Exception):  # noqa: N818 - it ends a request, good or bad
    def __init__(self, status: int, body: object = b"", **headers: str) -> None:
        self.status, self.body = status, body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def _refused(status: int, code: str, message: str) -> Answer:
    return Answer(status, {"error": message}, X_Error_Code=code, X_Error_Message=message)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: HubStub

    def log_message(self, *_: object) -> None:
        pass

    def _serve(self) -> None:
        # Clients send bodies by length or in chunks.
        if self.headers.get("Transfer-Encoding") == "chunked":
            self.sent = b"".join(iter(self._chunk, b""))
        else:
            self.sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        self.query = parse_qs(url.query)
        asked = f"{self.command} {unquote(url.path)}"
        self.server.log.append(asked)
        self.server.bodies.append(self.sent)
        try:
            for part, (status, headers, body) in self.server.failing.items():
                if part in asked:
                    raise Answer(
                        status, body.replace("{authorization}", self.headers.get("Authorization", "")), **headers
                    )
            self._route(self.command, url.path)
            raise Answer(404, {"error": f"the stub has no {asked}"})
        except Answer as answer:
            self._answer(answer)

    do_GET = do_HEAD = do_POST = do_PUT = _serve  # noqa: N815 - names of the standard library

    def _chunk(self) -> bytes:
        data = self.rfile.read(int(self.rfile.readline(), 16))
        self.rfile.readline()
        return data

    def _answer(self, answer: Answer) -> None:
        body = answer.body
        data = (
            body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
        )
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(data)), **answer.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _route(self, method: str, path: str) -> None:
        for verbs, pattern, name in _ROUTES:
            found = re.fullmatch(pattern, path)
            if found and method in verbs:
                getattr(self, name)(**{key: unquote(value or "") for key, value in found.groupdict().items()})

    # Who asks, and for what.

    def _user(self) -> str:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token and token not in self.server.tokens:
            message = "Invalid credentials in Authorization header"
            raise Answer(401, {"error": message}, X_Error_Message=message)
        return self.server.tokens.get(token, "")

    def _repository(self, kind: str, name: str, *, writing: bool = False) -> Repository:
        user = self._user()
        found = self.server.repositories.get((kind, name))
        if found is None or (found.private and name.split("/")[0] != user):
            raise _refused(404 if user else 401, "RepoNotFound", "Repository not found")
        if found.gated and name.split("/")[0] != user and "/api/datasets/" + name != urlsplit(self.path).path:
            raise _refused(403, "GatedRepo", f"Access to dataset {name} is restricted")
        if writing:
            self._may_write(name.split("/")[0])
        return found

    def _may_write(self, owner: str) -> None:
        user = self._user()
        if not user:
            raise _refused(401, "", "Invalid username or password.")
        if user != owner:
            message = f"You don't have the rights to write under the namespace {owner!r}"
            raise Answer(403, {"error": message}, X_Error_Message=message)

    def _tree(self, repository: Repository, revision: str) -> tuple[str, dict[str, Stored]]:
        oid = repository.resolve(revision)
        if oid is None:
            raise _refused(404, "RevisionNotFound", f"Invalid rev id: {revision}")
        return oid, repository.commits[oid]

    # Endpoints.

    def whoami(self) -> None:
        raise Answer(200, {"type": "user", "name": self._user(), "orgs": []})

    def validate_yaml(self) -> None:
        text = json.loads(self.sent)["content"]
        errors = [] if text.startswith("---\n") else [{"message": "no metadata"}]
        raise Answer(400 if errors else 200, {"errors": errors, "warnings": []})

    def create(self) -> None:
        asked = json.loads(self.sent)
        kind = asked.get("type") or "model"
        owner = asked.get("organization") or self._user()
        self._may_write(owner)
        name = f"{owner}/{asked['name']}"
        url = f"{self.server.url}/{'datasets/' if kind == 'dataset' else ''}{name}"
        if (kind, name) in self.server.repositories:
            raise Answer(409, {"error": "You already created this repo", "url": url})
        self.server.add(name, kind=kind, private=asked.get("visibility") == "private")
        raise Answer(200, {"url": url, "name": name})

    def info(self, kind: str, name: str, revision: str = "main") -> None:
        repository = self._repository(kind, name)
        oid, tree = self._tree(repository, revision or "main")
        facts: dict[str, object] = {"id": name, "sha": oid, "private": repository.private, "disabled": False}
        facts |= {"gated": "manual" if repository.gated else False, "tags": [], "downloads": 0, "likes": 0}
        raise Answer(200, {**facts, "siblings": [{"rfilename": path} for path in sorted(tree)]})

    def refs(self, kind: str, name: str) -> None:
        repository = self._repository(kind, name)

        def listed(names: dict[str, str], where: str) -> list[dict[str, str]]:
            return [{"name": n, "ref": f"refs/{where}/{n}", "targetCommit": oid} for n, oid in names.items()]

        refs = {"branches": listed(repository.branches, "heads"), "tags": listed(repository.tags, "tags")}
        raise Answer(200, {**refs, "converts": []})

    def tree(self, kind: str, name: str, revision: str, path: str = "") -> None:
        _, tree = self._tree(self._repository(kind, name), revision)
        path = path.strip("/")
        inside = {p: stored for p, stored in tree.items() if not path or p.startswith(f"{path}/")}
        if path and not inside:
            raise _refused(404, "EntryNotFound", f"{path} does not exist")
        depth = path.count("/") + 2 if path else 1
        recursive = self.query.get("recursive", ["false"])[0].lower() in ("true", "1")
        folders = {"/".join(p.split("/")[:n]) for p in inside for n in range(depth, p.count("/") + 1)}
        entries = [{"type": "directory", "path": p, "size": 0, "oid": "0" * 40} for p in sorted(folders)]
        entries += [stored.entry(p) for p, stored in sorted(inside.items())]
        entries = [e for e in entries if recursive or str(e["path"]).count("/") == depth - 1]
        start = int(self.query.get("cursor", ["0"])[0])
        more = {}
        if len(entries) > start + PAGE:
            where = f"{self.server.url}{urlsplit(self.path).path}?recursive={recursive}&cursor={start + PAGE}"
            more["Link"] = f'<{where}>; rel="next"'
        raise Answer(200, entries[start : start + PAGE], **more)

    def paths_info(self, kind: str, name: str, revision: str) -> None:
        _, tree = self._tree(self._repository(kind, name), revision)
        is_json = "json" in self.headers.get("Content-Type", "")
        asked = json.loads(self.sent)["paths"] if is_json else parse_qs(self.sent.decode())["paths"]
        found = [tree[path].entry(path) for path in asked if path in tree]
        folders = [p for p in asked if any(path.startswith(f"{p}/") for path in tree)]
        found += [{"type": "directory", "path": path, "size": 0, "oid": "0" * 40} for path in folders]
        raise Answer(200, found)

    def preupload(self, kind: str, name: str, revision: str) -> None:
        _, tree = self._tree(self._repository(kind, name, writing=True), revision)
        files = [
            {
                "path": file["path"],
                "uploadMode": "lfs" if file["path"].endswith(".parquet") else "regular",
                "shouldIgnore": False,
                "oid": tree[file["path"]].etag if file["path"] in tree else None,
            }
            for file in json.loads(self.sent)["files"]
        ]
        raise Answer(200, {"files": files})

    def batch(self, name: str) -> None:
        self._repository("dataset", name, writing=True)
        objects = []
        for asked in json.loads(self.sent)["objects"]:
            known = asked["oid"] in self.server.objects
            actions = {} if known else {"actions": {"upload": {"href": f"{self.server.url}/_lfs/{asked['oid']}"}}}
            objects.append({**asked, **actions})
        raise Answer(200, {"transfer": "basic", "objects": objects})

    def put(self, oid: str) -> None:
        if hashlib.sha256(self.sent).hexdigest() != oid:
            raise Answer(422, {"error": "these bytes have another SHA-256"})
        self.server.objects[oid] = self.sent
        raise Answer(200)

    def commit(self, kind: str, name: str, revision: str) -> None:
        repository = self._repository(kind, name, writing=True)
        oid, before = self._tree(repository, revision)
        if revision not in repository.branches:
            raise Answer(400, {"error": f"{revision} is no branch"})
        tree = dict(before)
        header = {}
        for line in self.sent.splitlines():
            entry = json.loads(line)
            value = entry["value"]
            if entry["key"] == "header":
                header = value
                if value.get("parentCommit", oid) != oid:
                    raise Answer(412, {"error": "A commit has happened since. Please refresh and try again."})
            elif entry["key"] == "file":
                data = self.server.changing.pop(value["path"], base64.b64decode(value["content"]))
                tree[value["path"]] = Stored(data)
            elif entry["key"] == "lfsFile":
                if value["oid"] not in self.server.objects:
                    raise Answer(400, {"error": f"no object {value['oid']}"})
                tree[value["path"]] = Stored(self.server.objects[value["oid"]], is_lfs=True)
            elif tree.pop(value["path"], None) is None:
                raise _refused(404, "EntryNotFound", "A file with this name doesn't exist")
        made = repository.commit(revision, tree, header["summary"], header.get("description", ""))
        raise Answer(200, {"commitUrl": f"{self.server.url}/datasets/{name}/commit/{made}", "commitOid": made})

    def tag(self, kind: str, name: str, revision: str) -> None:
        repository = self._repository(kind, name, writing=True)
        tag = json.loads(self.sent)["tag"]
        if tag in repository.tags:
            raise Answer(409, {"error": "Tag already exists"})
        repository.tags[tag], _ = self._tree(repository, revision)
        raise Answer(200)

    def branch(self, kind: str, name: str, revision: str) -> None:
        repository = self._repository(kind, name, writing=True)
        if revision in repository.branches:
            raise Answer(409, {"error": "Branch already exists"})
        start = json.loads(self.sent or b"{}").get("startingPoint", "main")
        repository.branches[revision], _ = self._tree(repository, start)
        raise Answer(200)

    def resolve(self, name: str, revision: str, path: str) -> None:
        oid, tree = self._tree(self._repository("dataset", name), revision)
        if path not in tree:
            raise Answer(404, b"", X_Error_Code="EntryNotFound", X_Repo_Commit=oid)
        stored = tree[path]
        headers = {"X_Repo_Commit": oid, "ETag": f'"{stored.etag}"', "Accept_Ranges": "bytes"}
        if stored.is_lfs:
            headers |= {"X_Linked_ETag": f'"{stored.etag}"', "X_Linked_Size": str(len(stored.data))}
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            raise Answer(200, stored.data, **headers)
        first, last = int(wanted[1]), min(int(wanted[2] or len(stored.data)), len(stored.data) - 1)
        headers["Content_Range"] = f"bytes {first}-{last}/{len(stored.data)}"
        raise Answer(206, stored.data[first : last + 1], **headers)


_NAME = r"(?P<name>[^/]+/[^/]+)"
_API = rf"/api/(?P<kind>dataset|model)s/{_NAME}"
_ROUTES = [
    (("GET",), r"/api/whoami-v2", "whoami"),
    (("POST",), r"/api/validate-yaml", "validate_yaml"),
    (("POST",), r"/api/repos/create", "create"),
    (("GET",), rf"{_API}(/revision/(?P<revision>[^/]+))?", "info"),
    (("GET",), rf"{_API}/refs", "refs"),
    (("GET",), rf"{_API}/tree/(?P<revision>[^/]+)(?P<path>/.*)?", "tree"),
    (("POST",), rf"{_API}/paths-info/(?P<revision>[^/]+)", "paths_info"),
    (("POST",), rf"{_API}/preupload/(?P<revision>[^/]+)", "preupload"),
    (("POST",), rf"{_API}/commit/(?P<revision>[^/]+)", "commit"),
    (("POST",), rf"{_API}/tag/(?P<revision>[^/]+)", "tag"),
    (("POST",), rf"{_API}/branch/(?P<revision>[^/]+)", "branch"),
    (("POST",), rf"/datasets/{_NAME}\.git/info/lfs/objects/batch", "batch"),
    (("PUT",), r"/_lfs/(?P<oid>[0-9a-f]{64})", "put"),
    (("GET", "HEAD"), rf"/datasets/{_NAME}/resolve/(?P<revision>[^/]+)/(?P<path>.+)", "resolve"),
]
