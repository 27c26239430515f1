"""What went wrong with the Hub, in words for the user; no token stands in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from json import JSONDecodeError
from pathlib import Path

from huggingface_hub import constants
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, OfflineModeIsEnabled, RepositoryNotFoundError

from onrecord.errors import OnrecordError
from onrecord.incident import ascii_controls, cut

_LONGEST = 300  # characters of what the server or the library says
_MENDED = {
    401: "the token is not valid; run hf auth login, or set HF_TOKEN to one that is",
    402: "the Hub asks for payment; see the settings of the owner",
    403: "the token may not do this; use one that may write there (hf auth login, or HF_TOKEN), or another owner",
    404: "not found; check its name and that your token may see it",
    409: "somebody else is changing it too; run this again",
    412: "the repository has changed meanwhile; run this again, and see what it shows",
    413: "more than the Hub takes in one commit; publish fewer new files at a time",
    429: "the Hub asks for patience; run this again later",
}


def told(error: Exception, repo: str, endpoint: str) -> OnrecordError:
    """The error of a call of huggingface_hub as what is told."""
    match error:
        case GatedRepoError():
            return OnrecordError(f"{repo}: is gated, and your login has no access; ask its owner, or log in as them")
        case RepositoryNotFoundError():
            return OnrecordError(f"{repo}: not found on {endpoint}, or your token may not see it; check both")
        case OfflineModeIsEnabled():
            return OnrecordError(f"{repo}: HF_HUB_OFFLINE is set, so the Hub is not asked; unset it")
        case HfHubHTTPError():
            status = error.response.status_code
            mend = _MENDED.get(status, "the Hub is in trouble; run this again later")
            message = error.server_message or error.response.reason_phrase
            sent = error.response.request.headers.get("authorization", "").removeprefix("Bearer ")
            return OnrecordError(f"{repo}: {endpoint} answered {status} ({scrubbed(message, sent)}); {mend}")
        case JSONDecodeError() | KeyError() | TypeError():
            return OnrecordError(f"{repo}: {endpoint} answers what is no answer of a Hub; check HF_ENDPOINT")
    if any(base.__name__ == "HTTPError" for base in type(error).__mro__) or isinstance(error, ConnectionError):
        mend = "check the network, the proxy and HF_ENDPOINT"
        return OnrecordError(f"{repo}: {endpoint} cannot be reached ({scrubbed(str(error))}); {mend}")
    if isinstance(error, ValueError) and "README.md" in str(error):
        mend = "it follows from CITATION.cff and the articles: mend those, then run onrecord build"
        return OnrecordError(f"{repo}: the Hub does not take the card's front matter ({scrubbed(str(error))}); {mend}")
    mend = "run this again; if it stays, report it with this line"
    return OnrecordError(f"{repo}: {type(error).__name__}: {scrubbed(str(error))}; {mend}")


def scrubbed(message: str, sent: str = "") -> str:
    """A message of others on one line, without control characters and without a token: that sent, or any known here."""
    for token in sorted({*_tokens(), sent} - {""}, key=len, reverse=True):
        message = message.replace(token, "***").replace(repr(token)[1:-1], "***")
    return cut(ascii_controls(" ".join(message.split())), _LONGEST) or "without a reason"


def _tokens() -> Iterator[str]:
    """The token in the environment and the one that was stored, as they are and as they are sent."""
    found = [os.environ.get(name, "") for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")]
    stored = Path(constants.HF_TOKEN_PATH)
    if stored.is_file():
        found.append(stored.read_text("utf-8", errors="replace"))
    for token in found:
        yield from {token, token.strip(), token.replace("\r", "").replace("\n", "").strip()} - {""}
