"""A day's work on the page: accept, reject, edit, retype, split, join, annotate; by keyboard and by mouse."""

from __future__ import annotations

import random

# Every kind of key, in no order: moving, selecting, making, editing, undoing, filtering.
ANY_KEYS = """Space Shift+Enter x U z Z j k J K r R g [ ] ArrowRight Control+ArrowRight Shift+ArrowRight ArrowDown
    Control+Shift+ArrowRight Control+Shift+ArrowLeft Shift+ArrowDown Home End w Escape q d n m u b t T c s a e f p y
    l h L H Alt+l Alt+H X v V i ? 1 2 3 0"""


def test_accepts_the_seeds_draft_by_one_key_an_item_and_makes_it_reviewed(opened, report):
    bench = opened("accept")
    items = bench.page.locator(".entries > li").count()
    for _ in range(items):
        bench.press("Space")
    bench.saved()
    assert bench.page.locator(".count").inner_text() == f"{items}/{items}"
    bench.press("G", "r")
    bench.page.wait_for_selector(".status.reviewed")
    head = bench.lines()[""]
    assert head["annotation"]["status"] == "reviewed"
    assert head["annotation"]["annotators"][-1] == {"name": "Ann", "kind": "person", "version": "", "task": "check"}
    report.append(f"page: {items} keystrokes accept the {items} annotations of the seed's draft one by one")


def test_accepts_runs_by_one_key(opened, report):
    bench = opened("runs")
    items = bench.page.locator(".entries > li").count()
    bench.press("Shift+Enter")
    bench.saved()
    first = int(bench.page.locator(".count").inner_text().split("/")[0])
    assert 1 < first < items
    paragraphs = 1
    while bench.page.locator(".count").inner_text() != f"{items}/{items}":
        bench.press("Shift+Enter")
        bench.saved()
        paragraphs += 1
    report.append(f"page: {paragraphs} keystrokes accept it by paragraphs, 1 as a whole")
    bench.press("z")
    bench.saved()
    bench.press("Control+Shift+Enter")
    bench.saved()
    assert bench.page.locator(".count").inner_text() == f"{items}/{items}"


def test_rejects_and_brings_back(opened):
    bench = opened("reject")
    before = bench.path.read_bytes()
    bench.go_to("s3")
    bench.press("x")
    assert "s3" not in bench.lines() and bench.lines()["q5"]["speaker"] == ""
    after = bench.path.read_bytes()
    bench.press("z")
    bench.saved()
    assert bench.path.read_bytes() == before
    bench.press("Z")
    bench.saved()
    assert bench.path.read_bytes() == after


def test_edits_a_value_and_keeps_what_is_half_typed(opened):
    bench = opened("value")
    bench.go_to("d1")
    value = bench.page.get_by_label("value", exact=True)
    value.fill("2021-05")
    bench.press("Escape")
    assert "Not sent" in bench.told() and value.input_value() == "2021-05"
    bench.press("Enter")
    assert bench.lines()["d1"]["value"] == "2021-05"
    value.fill("2021-06")
    bench.page.locator(".entries .chip-label").first.click()  # leaves the field, and sends it
    assert bench.lines()["d1"]["value"] == "2021-06"
    bench.go_to("q1")
    bench.press("e")
    bench.page.keyboard.press("3")  # negated
    assert bench.lines()["q1"]["negated"] is True


def test_refuses_what_is_no_value_and_says_so(opened):
    bench = opened("value")
    bench.go_to("n1")
    value = bench.page.get_by_label("value", exact=True)
    value.fill("one")
    bench.press("Enter")
    assert "no number" in bench.told() and value.get_attribute("aria-invalid") == "true"
    value.fill("1")
    bench.go_to("d2")
    bench.page.get_by_label("value", exact=True).fill("no date")
    bench.press("Enter")
    bench.saved()
    assert "no date" in bench.page.locator(".item .findings .error").first.inner_text()
    bench.press("Space")  # is not accepted with an error
    assert "d2 has a finding" in bench.told()
    bench.press("z")
    assert bench.lines()["d2"]["value"] == "2021-11-21"


def test_makes_a_number_of_a_date_and_a_cue_of_a_source(opened):
    bench = opened("retype")
    date = bench.lines()["d1"]
    bench.go_to("d1")
    bench.press("y")
    made = [line for line in bench.lines().values() if line["layer"] == "number" and line["start"] == date["start"]]
    assert len(made) == 1 and "d1" not in bench.lines()
    bench.go_to("q1")
    bench.press("r", "r", "r")  # content, cue, source, addressee
    bench.press("y", "s")
    assert [span["text"] for span in bench.lines()["q1"]["source"]] == ["NATO chief", "Moscow"]


def test_splits_at_the_caret_and_joins(opened):
    bench = opened("split")
    bench.go_to("q11")
    bench.press("Control+ArrowRight", "Control+ArrowRight", "Control+ArrowRight", "Control+ArrowRight")
    bench.press("v")
    content = [span["text"] for span in bench.lines()["q11"]["content"]]
    assert content == ["economic, financial,", "and diplomatic means"]
    bench.press("V")
    assert [span["text"] for span in bench.lines()["q11"]["content"]] == ["economic, financial, and diplomatic means"]


def test_moves_the_edges_of_a_part_by_words_and_characters(opened):
    bench = opened("join")
    bench.go_to("q1")
    bench.press("r", "l")  # the cue, a word on
    assert bench.lines()["q1"]["cue"][0]["text"] == "warns Moscow"
    bench.press("h", "H")
    assert bench.lines()["q1"]["cue"][0]["text"] == "chief warns"
    bench.press("L", "Alt+l", "Alt+l", "Alt+h")
    assert bench.lines()["q1"]["cue"][0]["text"] == "warns M"


def test_annotates_a_quote_by_mouse(opened):
    bench = opened("mouse")
    known = set(bench.lines())
    bench.drag("the movement of Russian troops to the border")
    bench.tool("quote")
    bench.saved()
    bench.drag("was being recorded")
    bench.tool("cue")
    bench.drag("The Washington Post", 0)
    bench.tool("source")
    bench.saved()
    bench.page.get_by_role("button", name="Speaker", exact=True).click()
    bench.page.locator(".option", has=bench.page.get_by_text("The Washington Post", exact=True)).click()
    lines = bench.lines()
    (made,) = set(lines) - known
    quote = lines[made]
    assert [span["text"] for span in quote["content"]] == ["the movement of Russian troops to the border"]
    assert quote["cue"][0]["text"] == "was being recorded" and quote["source"][0]["text"] == "The Washington Post"
    assert lines[quote["speaker"]]["name"] == "The Washington Post"


def test_annotates_a_quote_by_keyboard_alone(opened):
    bench = opened("keyboard")
    known = set(bench.lines())
    bench.go_to("q11")
    bench.page.mouse.move(1270, 790)
    bench.press("ArrowLeft", "Home")
    bench.press(*["Control+ArrowRight"] * 3, "ArrowRight", *["Control+Shift+ArrowRight"] * 2)  # "Russia could"
    bench.press("q")
    bench.saved()
    bench.press("Home", "Control+Shift+ArrowRight", "c")  # "Asked"
    bench.press("End", "ArrowLeft", *["Control+Shift+ArrowLeft"] * 1, "s")  # "them"
    bench.saved()
    bench.press("f", "1")
    lines = bench.lines()
    (made,) = {key for key in set(lines) - known if key.startswith("q")}
    quote = lines[made]
    assert [span["text"] for span in quote["content"]] == ["Russia could"]
    assert quote["cue"][0]["text"] == "Asked" and quote["source"][0]["text"] == "them"
    assert lines[quote["speaker"]]["name"] == "Jens Stoltenberg"


def test_what_is_done_next_is_meant_for_what_was_just_made(opened):
    bench = opened("keyboard")
    before = bench.lines()
    bench.go_to("q13")
    bench.drag("Asked what")
    bench.press("q", "x")  # at once: the new quote is not there yet, and q13 is not meant
    lines = bench.lines()
    assert lines["q13"] == before["q13"] and len(lines) >= len(before)
    bench.press("z")
    bench.saved()


def test_a_selection_over_segments_is_told_and_not_cut(opened):
    bench = opened("inputs")
    before = bench.path.read_bytes()
    bench.go_to("g2")
    bench.press("End", "ArrowLeft", *["Control+Shift+ArrowRight"] * 3)
    assert "border of a segment" in bench.told()
    bench.press("d")
    assert "crosses the border" in bench.told()
    bench.saved()
    assert bench.path.read_bytes() == before


def test_keys_do_nothing_where_something_is_typed(opened):
    bench = opened("inputs")
    before = bench.path.read_bytes()
    bench.press("/")
    bench.page.keyboard.type("xqdz Xj ")
    assert bench.page.get_by_label("Search the annotations").input_value() == "xqdz Xj "
    bench.saved()
    assert bench.path.read_bytes() == before


def test_a_reload_keeps_marks_undo_and_what_is_selected_next(opened):
    bench = opened("reload")
    bench.press("Space", "Space")
    bench.go_to("d1")
    bench.press("x")
    lines = bench.lines()
    bench.page.reload()
    bench.page.wait_for_selector(".run")
    assert bench.page.locator(".count").inner_text().startswith("2/")
    assert bench.lines() == lines
    bench.press("z")
    assert len(bench.lines()) == len(lines) + 1


def test_a_segment_is_made_where_there_is_none(opened):
    bench = opened("segment")
    bench.go_to("g8")
    bench.press("x")
    bench.saved()
    assert bench.page.locator(".outside").count() == 1
    bench.click_on("Later, Politico")
    bench.press("w", "w", "w", "u")
    lines = bench.lines()
    made = [line for key, line in lines.items() if key.startswith("g") and line["text"].startswith("Later, Politico")]
    assert len(made) == 1 and len(made[0]["sentences"]) == 1
    assert bench.page.locator(".outside").count() == 0


def test_any_keys_leave_the_page_as_a_fresh_one_would_be(opened):
    bench = opened("any")
    bench.allowed += ["422", "409"]  # what makes no sense is refused
    choice = random.Random(3)
    for key in choice.choices(ANY_KEYS.split(), k=150):
        bench.press(key)
    if bench.page.locator("dialog[open]").count():
        bench.press("Escape")
    text = bench.lines()[""]["text"]
    painted = bench.probe("painted")
    bench.page.reload()
    bench.page.wait_for_selector(".run")
    assert bench.probe("painted") == painted
    assert "".join("".join(run["text"] for run in painted).split()) == "".join(text.split())


def test_every_key_of_the_help_sheet_is_bound_once(opened):
    bench = opened("look")
    for mode in ("review", "adjudicate"):
        bound = bench.probe("commands", mode)
        for layer in ("quote", "speaker", "date", "number", "segment"):
            keys = [key for each in bound if not each["on"] or layer in each["on"] for key in each["keys"]]
            assert len(keys) == len(set(keys)), sorted(keys)
    bench.press("?")
    sheet = bench.page.locator("dialog").inner_text()
    assert all(each["name"] in sheet for each in bench.probe("commands", "review"))
    bench.press("Escape")
    bench.press("i")
    bench.page.wait_for_selector("dialog h3")


def test_keys_mean_the_same_on_other_keyboards(opened):
    presses = {
        "j": {"key": "о", "code": "KeyJ"},
        "J": {"key": "О", "code": "KeyJ", "shiftKey": True},
        "z": {"key": "z", "code": "KeyY"},
        "Alt+h": {"key": "˙", "code": "KeyH", "altKey": True},
        "Ctrl+Shift+z": {"key": "Z", "code": "KeyZ", "metaKey": True, "shiftKey": True},
        "Shift+Enter": {"key": "Enter", "code": "Enter", "shiftKey": True},
        "Space": {"key": " ", "code": "Space"},
    }
    assert opened("look").probe("pressed", list(presses.values())) == list(presses)
