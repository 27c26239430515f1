"""A real Label Studio: what is exported to it stands on its page where it should, and comes back as people left it."""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import replace

import pytest
from pages import Hand, browser_page
from servers import PASSWORD, TOKEN, USER, free_port, programs_of, served

from conftest import GOLD, run_onrecord
from exchange_cases import TRICKY, random_records
from onrecord.articles import iter_documents, read_article, to_document_line

pytestmark = pytest.mark.tools

# What the page shows of each region.
SEEN = """() => Htx.annotationStore.selected.regions.map(
  region => [region.cleanId, (region._spans || []).map(span => span.textContent).join("")])"""
DRAWN = """count => { const all = window.Htx && Htx.annotationStore.selected && Htx.annotationStore.selected.regions;
  return all && all.length == count && all.every(region => region._spans && region._spans.length) }"""


class Studio:
    """The server, as its API and its page show it."""

    def __init__(self, url: str, page):
        self.url, self.page = url, page
        self.hand = Hand(page, ".lsf-htx-richtext")
        page.goto(f"{url}/user/login/")
        page.fill("input[name=email]", USER)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(lambda address: "/user/login" not in address)

    def call(self, method: str, path: str, data=None):
        headers = {"Authorization": f"Token {TOKEN}"}
        answer = self.page.request.fetch(f"{self.url}{path}", method=method, data=data, headers=headers)
        assert answer.ok, answer.text()
        return answer.json()

    def project(self, folder, tasks: str) -> tuple[int, list[int]]:
        """A project with the labelling configuration and the tasks of a folder; its number and those of the tasks."""
        config = (folder / "label-studio.xml").read_text("utf-8")
        settings = {"title": tasks, "label_config": config, "show_collab_predictions": True}
        project = self.call("POST", "/api/projects", settings)["id"]
        data = json.loads((folder / tasks).read_bytes())
        made = self.call("POST", f"/api/projects/{project}/import?return_task_ids=1", data)
        return project, made["task_ids"]

    def download(self, project: int, path) -> None:
        tasks = self.call("GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
        path.write_text(json.dumps(tasks), "utf-8")

    def open(self, project: int, task: int, regions: int) -> None:
        self.page.goto(f"{self.url}/projects/{project}/data?task={task}")
        self.page.wait_for_function(DRAWN, arg=regions)


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    folder = tmp_path_factory.mktemp("label-studio")
    kept = programs_of("label-studio").parent / "data"
    if not kept.exists():  # to make the empty database takes a minute
        with server(folder, folder / "new"):
            pass
        shutil.move(folder / "new", kept)
    shutil.copytree(kept, folder / "data")
    with server(folder, folder / "data") as url, browser_page() as page:
        yield Studio(url, page)


@contextlib.contextmanager
def server(folder, data):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    quiet = {"COLLECT_ANALYTICS": "false", "LATEST_VERSION_CHECK": "false", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": ""}
    command = [programs_of("label-studio") / "label-studio", "start", "--no-browser", "--internal-host", "127.0.0.1"]
    command += ["--port", port, "--data-dir", data, "--username", USER, "--password", PASSWORD]
    command += ["--user-token", TOKEN, "--enable-legacy-api-token"]
    with served(command, f"{url}/health", folder=folder, environment=quiet):
        yield url


def exported(folder, *articles):
    done = run_onrecord("export", "--to", "label-studio", *articles, "-o", folder / "tasks.json")
    assert (done.code, done.err) == (0, "")
    return json.loads((folder / "tasks.json").read_bytes())


def imported(studio, project, folder):
    """The records that come back, and what is told."""
    studio.download(project, folder / "export.json")
    arguments = ("--side-map", folder / "tasks.json.sidemap", "-o", folder / "back.jsonl")
    done = run_onrecord("import", "--from", "label-studio", folder / "export.json", *arguments)
    assert done.code == 0
    assert run_onrecord("validate", folder / "back.jsonl").code == 0
    return {record.id: record for record in iter_documents(folder / "back.jsonl")}, done.err.splitlines()


def test_each_region_is_highlighted_where_its_surface_stands(studio, tmp_path):
    tasks = exported(tmp_path, TRICKY, GOLD)
    project, numbers = studio.project(tmp_path, "tasks.json")
    for task, number in zip(tasks, numbers, strict=True):
        (answer,) = task.get("annotations") or task["predictions"]
        text = task["data"]["text"]
        places = {entry["id"]: entry["value"] for entry in answer["result"] if entry.get("type") == "labels"}
        studio.open(project, number, len(places))
        surfaces = {name: text[place["start"] : place["end"]] for name, place in places.items()}
        unbroken = {name: surface.replace("\r", "").replace("\n", "") for name, surface in surfaces.items()}
        assert dict(studio.page.evaluate(SEEN)) == unbroken
    assert imported(studio, project, tmp_path) == ({r.id: r for r in map(read_article, (TRICKY, GOLD))}, [])


def test_any_record_comes_back_from_the_server(studio, tmp_path):
    records = [record for record in random_records() if "\0" not in record.text]
    (tmp_path / "random.jsonl").write_bytes(b"".join(map(to_document_line, records)))
    exported(tmp_path, tmp_path / "random.jsonl")
    project, _ = studio.project(tmp_path, "tasks.json")
    assert imported(studio, project, tmp_path) == ({record.id: record for record in records}, [])


def test_what_a_person_does_on_the_page_comes_back(studio, tmp_path):
    exported(tmp_path, TRICKY)
    before = read_article(TRICKY)
    project, (task,) = studio.project(tmp_path, "tasks.json")
    studio.open(project, task, 25)
    page, hand = studio.page, studio.hand

    def label(name: str, first: str, last: str = "") -> None:
        page.locator(".lsf-label", has_text=name).first.click()
        hand.drag(first, last)
        page.keyboard.press("Escape")

    def select(words: str) -> None:
        hand.click(words)
        page.get_by_label("Delete selected region").wait_for()

    label("date", "2021")
    label("addressee", "👩‍👩‍👧 will", "rebuild")
    page.wait_for_function(DRAWN, arg=27)
    select("5")
    page.get_by_label("Delete selected region").click()
    page.wait_for_function(DRAWN, arg=26)
    select("May 2, 2024")
    page.get_by_text("APPROX", exact=True).click()
    page.keyboard.press("Escape")
    select("2021")
    page.get_by_label("Create Relation").click()
    hand.click("May 2, 2024")
    with page.expect_response(lambda answer: "/annotations" in answer.url and answer.request.method == "POST"):
        page.get_by_label("Submit current annotation").click()
    records, told = imported(studio, project, tmp_path)
    record = records["tricky"]
    (known,), (number, _) = before.dates, before.numbers[::-1]
    added = next(date for date in record.dates if date.text == "2021")
    assert (added.id, added.value, added.anchor.dates, added.anchor.value) == ("d2", "2021", ("d1",), "2024-05-02")
    annotation = replace(before.annotation, status="reviewed", annotators=record.annotation.annotators)
    assert record.annotation.annotators[-1].name == "Label Studio user 1"
    assert record == replace(
        before, annotation=annotation, dates=(replace(known, mod="APPROX"), added), numbers=(number,)
    )
    assert [line.split(" (")[0] for line in told] == [
        "onrecord: left out: dates without a value, which is taken as the dates layer reads it",
        "onrecord: left out: addressee regions that no link joins to what they belong to",
    ]
