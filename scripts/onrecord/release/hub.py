"""A dataset repository on the Hub: what it holds, and the few things that are done to it.

Whatever huggingface_hub raises comes out as an `OnrecordError` in which no token stands.
"""

from __future__ import annotations

import glob
import hashlib
import logging
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from huggingface_hub import HfApi, RepoFile, get_token
from huggingface_hub import errors as hub_errors
from huggingface_hub.utils.tqdm import disable_progress_bars

from onrecord.errors import OnrecordError
from onrecord.release.hub_errors import told

MAIN = "main"
_DATASET = "dataset"
_PATIENCE = 30  # seconds until a Hub that does not answer the first question counts as out of reach


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that the repository has: its size in bytes, and its SHA-256, or where that is not known its id in git."""

    size: int
    sha256: str = ""
    blob: str = ""

    def holds(self, path: Path) -> bool:
        """Whether it is the file that lies here."""
        size = path.stat().st_size
        if size != self.size:
            return False
        found = hashlib.sha256() if self.sha256 else hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
        with path.open("rb") as stream:
            while part := stream.read(2**20):
                found.update(part)
        return found.hexdigest() == (self.sha256 or self.blob)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of a repository; without its files, which are asked for by revision."""

    exists: bool = False
    is_anonymous: bool = False  # asked without a login, which shows nothing of private repositories
    private: bool = False
    branches: Mapping[str, str] = field(default_factory=dict)  # name -> commit
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hub:
    """The Hub that HF_ENDPOINT names, as the user whose token HF_TOKEN or `hf auth login` gave; see `connect`."""

    api: HfApi
    repo: str

    def state(self) -> State:
        """What the repository is; that of none where it is not there, or cannot be seen with this token."""
        with self._told():
            try:
                info = self.api.dataset_info(self.repo, timeout=_PATIENCE)
            except hub_errors.GatedRepoError:
                raise
            except hub_errors.RepositoryNotFoundError:
                return State(is_anonymous=get_token() is None)
            refs = self.api.list_repo_refs(self.repo, repo_type=_DATASET)
            branches = {ref.name: ref.target_commit for ref in refs.branches}
            tags = {ref.name: ref.target_commit for ref in refs.tags}
            return State(exists=True, private=bool(info.private), branches=branches, tags=tags)

    def files(self, revision: str) -> dict[str, Stored]:
        """The files of a revision, by their paths."""
        with self._told():
            entries = self.api.list_repo_tree(self.repo, recursive=True, revision=revision, repo_type=_DATASET)
            files = [entry for entry in entries if isinstance(entry, RepoFile)]
        return {
            file.path: Stored(file.size, file.lfs.sha256) if file.lfs else Stored(file.size, blob=file.blob_id)
            for file in files
        }

    def has_model(self) -> bool:
        """Whether there is a model of the same name, which is another repository."""
        with self._told():
            try:
                self.api.model_info(self.repo)
            except hub_errors.RepositoryNotFoundError:
                return False
            return True

    def create(self, *, private: bool) -> None:
        with self._told():
            self.api.create_repo(self.repo, repo_type=_DATASET, private=private or None, exist_ok=True)

    def create_branch(self, branch: str) -> None:
        with self._told():
            self.api.create_branch(self.repo, branch=branch, repo_type=_DATASET)

    def upload(
        self,
        folder: Path,
        names: Iterable[str],
        removed: Iterable[str],
        *,
        branch: str,
        parent: str,
        message: tuple[str, str],
    ) -> str:
        """Upload just these files of a folder and remove others, on top of `parent`; the commit that holds it all.

        The library parts what is more than some hundred files into several commits; where it was interrupted, the next
        run uploads what is missing. Who must not see part of a release loads it by its tag.
        """
        with self._told():
            made = self.api.upload_folder(
                repo_id=self.repo,
                folder_path=folder,
                allow_patterns=[glob.escape(name) for name in names],
                delete_patterns=[glob.escape(name) for name in removed],
                commit_message=message[0],
                commit_description=message[1],
                repo_type=_DATASET,
                revision=branch,
                parent_commit=parent,
            )
            return str(made.oid)

    def tag(self, name: str, commit: str, message: str) -> None:
        with self._told():
            self.api.create_tag(self.repo, tag=name, tag_message=message, revision=commit, repo_type=_DATASET)

    def address(self, revision: str) -> str:
        return f"{self.api.endpoint}/datasets/{self.repo}/tree/{revision}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        with telling(self.repo, self.api.endpoint):
            yield


def connect(repo: str, *, writing: bool) -> Hub:
    """The Hub for a repository. Raises `OnrecordError` where `writing` is asked for without a token."""
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    api = HfApi(library_name="onrecord")
    with telling(repo, api.endpoint):
        if not sys.stderr.isatty():
            disable_progress_bars()
        if writing and get_token() is None:
            raise OnrecordError(
                f"{repo}: no login to the Hub was found; run hf auth login, or set HF_TOKEN to a token that may write"
            )
    return Hub(api, repo)


@contextmanager
def telling(repo: str, endpoint: str) -> Iterator[None]:
    """Raise as `OnrecordError` whatever the library raises inside; its warnings, for programmers, are left out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (OnrecordError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise told(error, repo, endpoint) from error
