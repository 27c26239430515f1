"""The page and a server that goes, comes back or finds the file changed; adjudication; what everybody can use."""

from __future__ import annotations

import shutil
from pathlib import Path

from .conftest import GOLD, serving

OFFLINE = ["Failed to load resource"]  # what the browser itself says while the server is away
REFUSED = ["status of 401"]
CAUGHT_UP = ["status of 409"]


def copied(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(GOLD, folder))


def test_a_server_that_is_killed_in_mid_work_loses_nothing(alone, tmp_path):
    path = copied(tmp_path / "a")
    with serving(path, "--annotator", "Ann") as server:
        bench = alone(server.link, path, OFFLINE + REFUSED)
        bench.press("Space", "Space")
        bench.saved()
        server.kill()
        bench.press("Space", "Space")
        bench.go_to("d1")
        bench.press("x")
        bench.page.wait_for_selector(".save.gone")
        assert "3 steps kept here" in bench.page.locator(".save").inner_text()
        assert bench.page.locator(".count").inner_text().startswith("4/")
        port = server.port
    with serving(path, "--annotator", "Ann", "--port", port) as server:
        bench.page.wait_for_selector(".message input", timeout=20_000)
        bench.page.locator(".message input").fill(server.link)
        bench.press("Enter")
        bench.page.wait_for_selector(".run")
        assert "d1" not in bench.lines()
        assert bench.page.locator(".count").inner_text().startswith("4/")
        bench.page.reload()
        bench.page.wait_for_selector(".run")
        assert bench.page.locator(".count").inner_text().startswith("4/")


def test_a_step_whose_answer_was_lost_is_not_done_twice(opened):
    bench = opened("lost")
    bench.allowed += OFFLINE
    known = set(bench.lines())
    lost = []

    def lose_the_first(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    bench.page.route("**/operations", lose_the_first)
    bench.drag("imagery taken by a commercial satellite")
    bench.press("q")
    bench.page.wait_for_selector(".save.gone")
    assert lost == [200]
    assert len([key for key in set(bench.lines()) - known if key.startswith("q")]) == 1


def test_closing_with_unsent_steps_asks(alone, tmp_path):
    path = copied(tmp_path / "a")
    with serving(path, "--annotator", "Ann") as server:
        bench = alone(server.link, path, OFFLINE)
        server.kill()
        bench.press("Space")
        bench.page.wait_for_selector(".save.gone")
        other, asked = bench.page.context.new_page(), []
        bench.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        bench.page.close(run_before_unload=True)
        for _ in range(100):
            if asked:
                break
            other.wait_for_timeout(20)
        assert asked == ["beforeunload"]


def test_a_file_that_others_changed_is_shown_and_merged(alone, tmp_path):
    path = copied(tmp_path / "a")
    with serving(path, "--annotator", "Ann") as server:
        bench = alone(server.link, path, CAUGHT_UP)
        bench.go_to("n1")
        bench.press("x")
        bench.saved()
        lines = path.read_text(encoding="utf-8")
        path.write_text(lines.replace('"value":"2021-04"', '"value":"2021-05"'), encoding="utf-8")
        bench.go_to("q1")
        bench.press("e", "3")
        bench.page.wait_for_selector(".conflict:not([hidden])")
        assert "not written: conflict" in bench.page.locator(".save").inner_text()
        shown = bench.page.locator(".conflict").inner_text()
        assert "2021-05" in shown and "2021-04" in shown
        assert bench.lines()["q1"]["negated"] is False
        bench.page.get_by_role("button", name="Merge both").click()
        bench.page.wait_for_selector(".conflict", state="hidden")
        lines = bench.lines()
        assert lines["q1"]["negated"] is True and lines["d1"]["value"] == "2021-05"


def test_adjudicates_by_keys(alone, tmp_path):
    ann, bob = copied(tmp_path / "ann"), copied(tmp_path / "bob")
    text = bob.read_text(encoding="utf-8")
    text = text.replace('"value":"2021-04"', '"value":"2021-05"')
    bob.write_text(text.replace('"cue_class":"thought"', '"cue_class":"speech"'), encoding="utf-8")
    out = tmp_path / GOLD.name
    with serving("--adjudicate", ann, bob, "-o", out, "--annotator", "Cy") as server:
        bench = alone(server.link, out)
        assert bench.page.locator(".differences > li").count() >= 2
        assert bench.page.locator(".versions .differs").count() >= 1
        assert not bench.page.locator(".adjudication details").evaluate("element => element.open")
        for left in range(bench.page.locator(".differences > li").count() - 1, -1, -1):
            bench.press("2")
            bench.page.locator(".adjudication h2", has_text=f"{left} of" if left else "are decided").wait_for()
        lines = bench.lines()
        assert lines["d1"]["value"] == "2021-05" and lines["q5"]["cue_class"] == "speech"


def test_everything_has_a_name_and_a_place_in_the_order_of_tab(opened):
    bench = opened("look")
    page = bench.page
    for identifier in ("q5", "s1", "d1", "n2", "g1"):
        bench.go_to(identifier)
        assert bench.probe("nameless") == []
    assert page.evaluate("() => [...document.querySelectorAll('[tabindex]')].every((element) => element.tabIndex <= 0)")
    assert page.evaluate("() => document.querySelectorAll('main').length") == 1
    assert page.locator("[aria-live]").count() >= 2 and page.locator("h1").count() == 1
    page.locator(".bar a").focus()
    reached = set()
    for _ in range(40):
        bench.press("Tab")
        reached.add(page.evaluate("() => document.activeElement.closest('.bar, .text, .item, .list')?.classList[0]"))
    assert {"bar", "text", "item", "list"} <= reached


def test_light_and_dark_have_contrast(opened):
    for scheme in ("light", "dark"):
        bench = opened("look", color_scheme=scheme)
        bench.go_to("q5")
        assert bench.probe("pale") == {}, scheme
        bench.press("D")
        assert bench.page.locator("html").get_attribute("data-theme") != scheme
        assert bench.probe("pale") == {}, f"{scheme}, switched"
