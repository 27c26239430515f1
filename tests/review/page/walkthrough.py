"""The walk-through of the README, keystroke by keystroke: how the article saltness-night-ferry was annotated.

`REVIEW` is what the first annotator did with the draft, `ADJUDICATION` how what differs from the second was settled. A
picture is taken after the keys of a step that names one; `keys` are what a keyboard sends, and `type` is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

WORD, BACK = "Control+ArrowRight", "Control+ArrowLeft"
TAKE, TAKE_BACK = "Control+Shift+ArrowRight", "Control+Shift+ArrowLeft"


@dataclass(frozen=True)
class Step:
    why: str
    keys: str = ""
    type: str = ""
    then: str = ""
    picture: str = ""


def times(number: int, key: str) -> str:
    return " ".join([key] * number)


REVIEW = [
    Step("headline, the council, byline and first paragraph are right", times(4, "Space"), picture="review"),
    Step("the cue is “voted”, without the score and the day: to the cue, its end five words back", "r h h h h h J"),
    Step("the score, the day and the money are right", times(3, "Space")),
    Step("who signed a petition said nothing: no speaker, no quote", "x x"),
    Step("the number of residents, the paragraph, what Pryce told reporters", times(3, "Space")),
    Step("his role is “leader” …", "e 3", type="leader", then="Enter"),
    Step("… and his affiliation “council”", "e 4", type="council", then="Enter J"),
    Step("the next six are right", times(6, "Space")),
    Step("February is past: the year is 2026, and the bounds follow", "e 2", type="2026-02", then="Enter J"),
    Step("three days, what the authority says, the paragraph", times(3, "Space")),
    Step("an authority is an organisation", "e 2 2 J"),
    Step("80 to 110 is right", "Space"),
    Step("the sailing is at 11:40 p.m. on no particular day …", "e 2", type="T23:40", then="Enter"),
    Step("… so the value rests on no other date", "e 0 1 J"),
    Step("weekdays, 15 percent, 2024", times(3, "Space")),
    Step("what do the guidelines say of declining to say?", "i", picture="guidelines"),
    Step("it is speech that was denied", "Escape e 2 1 J"),
    Step("all up to the nested quote", times(8, "Space")),
    Step("“cannot promise” reports nobody's words, and a welcomed decision is no content", "x x x"),
    Step("the paragraph is right", "Space"),
    Step("“two-thirds” is a number that the draft lacks: select it", f"{WORD} {times(3, TAKE)}"),
    Step("a number, read as a fraction", "n"),
    Step("it counts the night crew", f"{times(5, WORD)} {times(2, TAKE)} c"),
    Step("back to the quote, which is right", "k k Space"),
    Step("whose secretary he is", "e 4", type="ferry workers’ union", then="Enter J"),
    Step("the next five are right", times(5, "Space")),
    Step(
        "“Okafor did not rule it out” is a quote that the draft lacks: select “it”", f"End {times(2, BACK)} {TAKE_BACK}"
    ),
    Step("a new quote", "q"),
    Step("its cue is “did not rule” …", f"{times(3, BACK)} {times(3, TAKE)}", picture="select"),
    Step("… and “out”", f"c End {BACK} {TAKE_BACK} c"),
    Step("its source is Okafor, whom the bench knows", f"End {times(6, BACK)} {TAKE_BACK} s"),
    Step("it is said that she did not say so", "e 3 J"),
    Step("“is expected” reports nobody's words", "x"),
    Step("the rest of the article", times(4, "Space")),
    Step("back in the paragraph before: it and Pryce's reply are right", times(2, "Space")),
    Step("nobody is no speaker, and said nothing", "x x"),
    Step("all is checked: reviewed", "G r"),
]
ADJUDICATION = [
    Step("the second: by guidelines 5.6 what the text leaves open keeps its X", picture="adjudicate"),
    Step("(the second)", "2"),
    Step("the first: the layer's precision", "1"),
    Step("the second: “They” is the night crew of the sentence before", "2"),
    Step("the second: so it was they who asked", "2"),
    Step("the second: nobody said it, which is what negated means (3.3.6)", "2"),
    Step("gold", "G g"),
]


def walk(steps: list[Step], press: Callable[[str], None], write: Callable[[str], None]) -> Iterator[Step]:
    """Do the steps; each is given back when its keys are pressed, before what follows."""
    for step in steps:
        for key in step.keys.split():
            press(key)
        if step.type:
            write(step.type)
        for key in step.then.split():
            press(key)
        yield step
