"""The forms of issues keep to GitHub's schema, ask each thing once, and are those that README and datasheet name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from prose import outline

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS = {path.stem: path for path in sorted(FOLDER.glob("*.yml")) if path.stem != "config"}
README = outline((ROOT / "README.md").read_text("utf-8"))
[CONTRIBUTING] = [section.text for section in README if section.heading == "## Contributing"]


def keeps_to(schema, path):
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", path]
    return subprocess.run(command, capture_output=True, text=True).returncode == 0


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_keeps_to_the_schema_and_asks_each_thing_once(form):
    assert keeps_to("github-issue-forms", form)
    fields = [field for field in yaml.safe_load(form.read_text("utf-8"))["body"] if field["type"] != "markdown"]
    assert all(field.get("id") and field["attributes"].get("label") for field in fields)
    for key in (lambda field: field["id"], lambda field: field["attributes"]["label"]):
        assert len({key(field) for field in fields}) == len(fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_the_configuration_keeps_to_its_schema():
    assert keeps_to("github-issue-config", FOLDER / "config.yml")


@pytest.mark.parametrize(
    "old, new",
    [("type: textarea", "type: text"), ("    id: item\n", "    id: the item\n"), ("name: Wrong", "nam: Wrong")],
)
def test_a_form_that_does_not_is_found(old, new, tmp_path):
    text = FORMS["annotation"].read_text("utf-8")
    assert old in text
    (tmp_path / "annotation.yml").write_text(text.replace(old, new), "utf-8")
    assert not keeps_to("github-issue-forms", tmp_path / "annotation.yml")


def test_readme_and_datasheet_name_the_forms():
    names = [yaml.safe_load(form.read_text("utf-8"))["name"] for form in FORMS.values()]
    assert len(set(names)) == len(names) == 5
    assert all(f"*{name}*" in CONTRIBUTING for name in names)
    datasheet = " ".join((ROOT / "DATASHEET.md").read_text("utf-8").split())
    assert "Ask for removal" in names and 'the form "Ask for removal"' in datasheet


def test_a_pull_request_is_asked_for_what_the_readme_asks():
    asked = (ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    for name in ("scripts/test", "onrecord build", "CHANGELOG.md", "annotation.annotators", "corpus/annotators/NAME/"):
        assert name in asked
    assert (ROOT / "schema" / "GUIDELINES.md").read_text("utf-8").count("\n## 7. Status\n") == 1
