"""Verbs to their forms."""

from __future__ import annotations

_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "think": "thinks thought thinking", "feel": "feels felt feeling", "know": "knows knew known knowing",
    "hold": "holds held holding", "read": "reads reading", "speak": "speaks spoke spoken speaking",
    "find": "finds found finding", "show": "shows showed shown showing", "see": "sees saw seen seeing",
    "swear": "swears swore sworn swearing", "mean": "means meant meaning", "draw": "draws drew drawn drawing",
    "forecast": "forecasts forecasting", "understand": "understands understood understanding", "bet": "bets betting",
    "hear": "hears heard hearing", "teach": "teaches taught teaching", "put": "puts putting",
    "learn": "learns learned learnt learning", "quip": "quips quipped quipping", "admit": "admits admitted admitting",
    "concede": "concedes conceded conceding", "plan": "plans planned planning", "let": "lets letting",
    "vow": "vows vowed vowing", "refer": "refers referred referring", "tweet": "tweets tweeted tweeting",
    "choose": "chooses chose chosen choosing", "forget": "forgets forgot forgotten forgetting",
    "seek": "seeks sought seeking", "stun": "stuns stunned stunning", "rip": "rips ripped ripping",
    "slam": "slams slammed slamming", "snap": "snaps snapped snapping", "plead": "pleads pleaded pled pleading",
    "sing": "sings sang sung singing", "rebut": "rebuts rebutted rebutting", "commit": "commits committed committing",
    "prefer": "prefers preferred preferring", "regret": "regrets regretted regretting", "beg": "begs begged begging",
    "ban": "bans banned banning", "make": "makes made making", "sum": "sums summed summing",
    "rule": "rules ruled ruling",
    "opt": "opts opted opting", "foresee": "foresees foresaw foreseen foreseeing",
    "pen": "pens penned penning", "chat": "chats chatted chatting",
}  # fmt: skip


def inflections(verb: str) -> list[str]:
    """The verb with all its forms."""
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    return [verb, plural, f"{verb}ed", f"{verb}ing"]
