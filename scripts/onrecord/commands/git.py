"""Let git compare and merge article files by annotation, with `onrecord diff` and `onrecord merge` as drivers.

Writes git's configuration of this clone (--global: of all yours), and the line for PATTERN into .gitattributes, which
you commit. Each clone needs this once; where it is missing, git compares and merges by line. Then `git diff`,
`git merge`, `git rebase`, `git cherry-pick` and `git stash pop` use the drivers; `git log -p` and `git show` do so with
--ext-diff, and without it show records as lines of text.

examples:
  onrecord git
  onrecord git --check
  onrecord git --attributes 'articles/*.jsonl' --attributes 'drafts/*.jsonl'
  onrecord git --global --remove
"""

from __future__ import annotations

import argparse
from pathlib import Path


def register(parser: argparse.ArgumentParser) -> None:
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--local", action="store_true", help="configure this clone (the default)")
    scope.add_argument("--global", dest="is_global", action="store_true", help="configure all repositories of yours")
    parser.add_argument(
        "--attributes", action="append", metavar="PATTERN", help="files (default: /corpus/articles/*.jsonl)"
    )
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--check", action="store_true", help="change nothing; exit 1 if something is missing")
    action.add_argument("--remove", action="store_true", help="undo it: remove the configuration and the lines")


def run(args: argparse.Namespace) -> int:
    from onrecord.revisions.git_drivers import PATTERN, attributes_file, attributes_line

    scope = "--global" if args.is_global else "--local"
    lines = [attributes_line(pattern) for pattern in args.attributes or [PATTERN]]
    action = _check if args.check else _remove if args.remove else _set_up
    return action(scope, attributes_file(), lines)


def _check(scope: str, file: Path | None, lines: list[str]) -> int:
    from onrecord.revisions.git_drivers import has_line, missing_settings

    missing = [*missing_settings(scope), *(line for line in lines if file and not has_line(file, line))]
    for what in missing:
        print(f"missing: {what}")
    return int(bool(missing))


def _remove(scope: str, file: Path | None, lines: list[str]) -> int:
    from onrecord.revisions.git_drivers import remove_line, unconfigure

    for name in unconfigure(scope):
        print(f"removed from git's configuration ({scope[2:]}): {name}")
    for line in lines:
        if file and remove_line(file, line):
            print(f"removed from {file.name}: {line}")
    return 0


def _set_up(scope: str, file: Path | None, lines: list[str]) -> int:
    from onrecord.revisions.git_drivers import add_line, configure

    for key in configure(scope):
        print(f"set in git's configuration ({scope[2:]}): {key}")
    for line in lines:
        if file is None:
            print(f"add to .gitattributes of a repository: {line}")
        elif add_line(file, line):
            print(f"added to {file.name}, which you commit: {line}")
    return 0
