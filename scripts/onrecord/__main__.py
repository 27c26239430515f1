"""The command `onrecord`: dispatch, and nothing else."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import NoReturn

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.incident import ascii_controls

COMMANDS = (
    "annotate",
    "crawl",
    "add",
    "validate",
    "check",
    "fmt",
    "rebase",
    "diff",
    "merge",
    "git",
    "review",
    "show",
    "explain",
    "import",
    "export",
    "score",
    "agree",
    "build",
    "publish",
    "site",
    "train",
)


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The command line with these commands; each command's module is imported for its help."""
    main_parser = _Parser(
        prog="onrecord",
        description="Who said what, when and how many: annotate news articles, check the records, build the corpus.",
        epilog="Exit codes: 0 fine, 1 findings, 2 wrong use or a run that could not go on.",
    )
    main_parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        module = import_module(f"onrecord.commands.{name}{'_' * iskeyword(name)}")
        summary, _, body = (module.__doc__ or "").strip().partition("\n")
        command = commands.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=body.strip(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.register(command)
        command.set_defaults(run=module.run, refuse=command.error)
    return main_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. No traceback reaches the user for a fault of the input."""
    given = sys.argv[1:] if arguments is None else arguments
    asked = [name for name in COMMANDS if name in given[:1]]
    args, unknown = parser(asked or COMMANDS).parse_known_args(given)
    if unknown:
        args.refuse(f"unrecognized arguments: {' '.join(unknown)}")  # with the usage of the command, not of all
    try:
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except OnrecordError as error:
        print(_shown(f"onrecord: {error}"), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("onrecord: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has gone (`| head`), which is no fault.
        _silence_output()
        return 1
    except OSError as error:
        print(_shown(f"onrecord: {error.filename or 'standard output'}: {error.strerror}"), file=sys.stderr)
        _silence_output()
        return 2


class _Parser(argparse.ArgumentParser):
    """Tells wrong use without the control characters of arguments, which may be names of files."""

    def error(self, message: str) -> NoReturn:
        super().error(_shown(message))


def _shown(message: str) -> str:
    """A message whose names of files cannot command the terminal."""
    return "\n".join(map(ascii_controls, message.split("\n")))


def _silence_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not fail on it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
