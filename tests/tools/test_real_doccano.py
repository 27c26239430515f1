"""A real doccano: what is exported to it stands on its page where it should, and comes back as people left it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pages import Hand, browser_page
from servers import PASSWORD, USER, free_port, programs_of, served

from conftest import GOLD, run_onrecord
from exchange_cases import TRICKY, random_records
from onrecord.articles import iter_documents, read_article, to_document_line

pytestmark = pytest.mark.tools

PROJECT = {
    "name": "articles",
    "description": "-",
    "guideline": "",
    "project_type": "SequenceLabeling",
    "resourcetype": "SequenceLabelingProject",
    "allow_overlapping": True,
    "use_relation": True,
    "grapheme_mode": False,
    "random_order": False,
    "collaborative_annotation": True,
    "tags": [],
}
RELATIONS = {"task": "RelationExtraction"}
PLAIN = {"task": "SequenceLabeling", "column_label": "entities"}


class Doccano:
    """The server, as its API and its page show it."""

    def __init__(self, url: str, page):
        self.url, self.page = url, page
        self.hand = Hand(page, "svg text")
        page.goto(f"{url}/auth/")
        page.fill("input[name=username]", USER)
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/projects")

    def call(self, path: str, **body):
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        headers = {"X-CSRFToken": cookies["csrftoken"]}
        answer = self.page.request.post(f"{self.url}/v1/{path}", headers=headers, **body)
        assert answer.ok, answer.text()
        return answer

    def project(self, folder: Path, articles: str, task: dict[str, str], **settings: bool) -> int:
        """A project with the labels and articles of a folder; its number."""

        def sent(name: str):
            return {"name": name, "mimeType": "application/json", "buffer": (folder / name).read_bytes()}

        project = self.call("projects", data=PROJECT | settings).json()["id"]
        for kind in ("span", "relation"):
            file = sent(f"doccano-{kind}-labels.json")
            self.call(f"projects/{project}/{kind}-type-upload", multipart={"file": file})
        upload = self.call("fp/process/", multipart={"filepond": sent(articles)}).text()
        options = {"format": "JSONL", "uploadIds": [upload], "encoding": "Auto", "column_data": "text"}
        self.call(f"projects/{project}/upload", data=options | task)
        return int(project)

    def download(self, project: int, path: Path) -> None:
        options = {"format": "JSONL", "exportApproved": False}
        task = self.call(f"projects/{project}/download", data=options).json()["task_id"]
        answer = self.page.request.get(f"{self.url}/v1/projects/{project}/download?taskId={task}")
        with zipfile.ZipFile(io.BytesIO(answer.body())) as packed:
            (name,) = packed.namelist()
            path.write_bytes(packed.read(name))


@pytest.fixture(scope="module")
def doccano(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doccano")
    port = free_port()
    command = [programs_of("doccano") / "python", Path(__file__).with_name("doccano_server.py"), port, USER, PASSWORD]
    url = f"http://127.0.0.1:{port}"
    with served(command, url, folder=folder, environment={"DOCCANO_HOME": str(folder)}), browser_page() as page:
        yield Doccano(url, page)


def exported(folder, *articles):
    done = run_onrecord("export", "--to", "doccano", *articles, "-o", folder / "a.jsonl")
    assert (done.code, done.err) == (0, "")


def imported(doccano, project, folder, code=0):
    """The records that come back, and what is told."""
    doccano.download(project, folder / "export.jsonl")
    arguments = ("--side-map", folder / "a.jsonl.sidemap", "-o", folder / "back.jsonl")
    done = run_onrecord("import", "--from", "doccano", folder / "export.jsonl", *arguments)
    assert done.code == code, done.err
    assert code or run_onrecord("validate", folder / "back.jsonl").code == 0
    return {record.id: record for record in iter_documents(folder / "back.jsonl")}, done.err.splitlines()


@pytest.mark.parametrize(("task", "use_relation"), [(RELATIONS, True), (PLAIN, False)])
def test_records_come_back_from_the_server(doccano, tmp_path, task, use_relation):
    records = [read_article(TRICKY), read_article(GOLD), *random_records()]
    (tmp_path / "all.jsonl").write_bytes(b"".join(map(to_document_line, records)))
    exported(tmp_path, tmp_path / "all.jsonl")
    project = doccano.project(tmp_path, "a.jsonl", task, use_relation=use_relation)
    assert imported(doccano, project, tmp_path) == ({record.id: record for record in records}, [])


def test_a_project_without_overlap_is_told(doccano, tmp_path):
    exported(tmp_path, TRICKY)
    project = doccano.project(tmp_path, "a.jsonl", PLAIN, use_relation=False, allow_overlapping=False)
    records, told = imported(doccano, project, tmp_path, code=1)
    assert records == {} and "export.jsonl:1: 5 spans of 25, none in another" in told[0]


def test_what_a_person_does_on_the_page_comes_back(doccano, tmp_path):
    exported(tmp_path, TRICKY)
    before = read_article(TRICKY)
    project = doccano.project(tmp_path, "a.jsonl", RELATIONS)
    page, hand = doccano.page, doccano.hand
    page.goto(f"{doccano.url}/projects/{project}/sequence-labeling?page=1", wait_until="networkidle")
    page.get_by_text("3.5 million dollars in 2021").wait_for()
    menu = page.locator(".menuable__content__active")

    def open_menu(gesture, words: str) -> None:
        for _ in range(20):  # until the page listens
            gesture(words)
            page.wait_for_timeout(500)
            if menu.is_visible():
                return
        raise AssertionError("the menu of labels does not open")

    for words, label in [("2021", "date"), ("👩‍👩‍👧", "addressee")]:
        open_menu(hand.drag, words)
        with page.expect_response(lambda answer: "/spans" in answer.url and answer.request.method == "POST"):
            menu.get_by_text(label, exact=True).click()
        menu.wait_for(state="hidden")
    open_menu(hand.click, "number")
    with page.expect_response(lambda answer: "/spans" in answer.url and answer.request.method == "DELETE"):
        menu.get_by_label("Close").click()
    records, told = imported(doccano, project, tmp_path)
    added = next(date for date in records["tricky"].dates if date.text == "2021")
    number = next(number for number in before.numbers if number.id == "n1")
    assert (added.id, added.value) == ("d2", "2021")
    assert records["tricky"] == replace(before, dates=(*before.dates, added), numbers=(number,))
    assert [line.split(" (")[0] for line in told] == [
        "onrecord: left out: dates without a value, which is taken as the dates layer reads it",
        "onrecord: left out: addressee regions that no link joins to what they belong to",
    ]
