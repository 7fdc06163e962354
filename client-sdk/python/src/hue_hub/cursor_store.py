from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from threading import Lock
from typing import Protocol


class CursorStore(Protocol):
    """Where cursors outlive the program. Called in a thread, one call at a time for each stream."""

    def load(self, key: str) -> str | None: ...

    def save(self, key: str, cursor: str) -> None:
        """Returns when it is kept."""


class MemoryCursors:
    """As long as this object lives."""

    def __init__(self) -> None:
        self._cursors: dict[str, str] = {}

    def load(self, key: str) -> str | None:
        return self._cursors.get(key)

    def save(self, key: str, cursor: str) -> None:
        self._cursors[key] = cursor


class FileCursors:
    """Cursors in one JSON file of one process. Each save replaces the file as a whole, so a crash leaves the old or the new one.

    A file that is not there is empty; one that is no JSON object of texts raises ValueError.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        self._lock = Lock()
        self._cursors: dict[str, str] | None = None

    def load(self, key: str) -> str | None:
        with self._lock:
            return self._read().get(key)

    def save(self, key: str, cursor: str) -> None:
        with self._lock:
            self._read()[key] = cursor
            self._write()

    def _read(self) -> dict[str, str]:
        if self._cursors is None:
            try:
                kept = json.loads(self._path.read_text("utf-8"))
            except FileNotFoundError:
                kept = {}
            if not isinstance(kept, dict) or not all(isinstance(each, str) for each in kept.values()):
                raise ValueError(f"{self._path}: expected a JSON object of cursors")
            self._cursors = kept
        return self._cursors

    def _write(self) -> None:
        # mkstemp makes it readable by its owner only: a cursor of a private stream is the person's.
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._cursors, file, indent=2)
            os.replace(name, self._path)
        except BaseException:
            os.unlink(name)
            raise
