from __future__ import annotations

import re
from dataclasses import dataclass

_MAX_EVENT_CHARS = 16 * 1024 * 1024
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class ServerSentEvent:
    """One event of a text/event-stream."""

    name: str
    data: str
    id: str | None


class ServerSentEvents:
    """Reads a text/event-stream as WHATWG HTML (9.2.6) says, from pieces cut anywhere."""

    def __init__(self) -> None:
        self._rest = ""
        self._name = ""
        self._data: list[str] = []
        self._id: str | None = None

    def take(self, piece: str) -> list[ServerSentEvent]:
        """The events that this piece completes. Raises ValueError for an event without an end."""
        text = self._rest + piece
        held = len(text) + sum(map(len, self._data))
        if held > _MAX_EVENT_CHARS and not _LINE_END.search(text):
            raise ValueError("an event of the stream has no end")
        events: list[ServerSentEvent] = []
        start = 0
        for end in _LINE_END.finditer(text):
            # A CR at the very end may be half of a CRLF.
            if end.group() == "\r" and end.end() == len(text):
                break
            event = self._line(text[start : end.start()])
            if event is not None:
                events.append(event)
            start = end.end()
        self._rest = text[start:]
        return events

    def _line(self, line: str) -> ServerSentEvent | None:
        if line == "":
            return self._dispatch()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
        elif field == "id" and "\0" not in value:
            self._id = value
        return None

    def _dispatch(self) -> ServerSentEvent | None:
        name, data, place = self._name, self._data, self._id
        # Of this event only: the place of an earlier one would make a later one look like a repeat of it.
        self._name, self._data, self._id = "", [], None
        if not data and name == "":
            return None
        return ServerSentEvent(name or "message", "\n".join(data), place)
