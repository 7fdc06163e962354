from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import Any, Protocol

from .errors import HubError, LiveBreakError
from .live_event import LiveEvent, Progress, parse_event
from .live_options import LiveOptions
from .operation import Operation
from .retry import backoff_s, is_token_trouble, may_pass


class Transport(Protocol):
    """One way to the hub's streams."""

    def stream(self, payload: Mapping[str, Any]) -> AsyncGenerator[Mapping[str, Any], None]:
        """The events of one try. Raises HubError for a refusal, LiveBreakError when the connection broke."""

    async def close(self) -> None: ...


class Tries:
    """How often it was tried since the last event, and whether once more is worth it."""

    def __init__(self, rand: Callable[[], float] = random.random) -> None:
        self.attempt = 0
        self._refused_tokens = 0
        self._rand = rand

    def succeeded(self) -> None:
        self.attempt = 0
        self._refused_tokens = 0

    def failed(self, error: HubError | LiveBreakError) -> float:
        """How long to wait before the next try. Raises the error when there is to be none."""
        self.attempt += 1
        if isinstance(error, LiveBreakError):
            return 0.0 if error.wait_s == 0 else (error.wait_s or 0.0) + self._backoff(error.luck)
        if is_token_trouble(error):
            # The hook may have another token by now; the same refused again is the answer.
            self._refused_tokens += 1
            if self._refused_tokens == 1:
                return 0.0
        if not may_pass(error):
            raise error
        return (error.retry_after_s or 0.0) + self._backoff(error.luck)

    def _backoff(self, luck: float | None) -> float:
        """Fifty streams of one socket come back together: the luckiest of fifty would come at once, with everybody else's."""
        return backoff_s(self.attempt, self._rand if luck is None else lambda: luck)


async def follow(
    transport: Transport,
    operation: Operation[Any],
    variables: Mapping[str, Any],
    options: LiveOptions,
) -> AsyncGenerator[LiveEvent[Any], None]:
    """Every event of one subscription, across any number of broken connections.

    After a break it waits with full jitter, connects again and resumes behind the last event it gave out, so none is missed
    and none comes twice; where that cannot be, the event says `resync`. Ends when the hub completes the stream. Raises
    HubError for what a retry cannot mend.
    """
    key = options.key or f"{operation.name} {json.dumps(variables, sort_keys=True)}"
    progress = Progress(options.after or await _kept(options, key))
    tries = Tries()
    while True:
        try:
            async with aclosing(transport.stream(_payload(operation, variables, progress))) as wires:
                async for wire in wires:
                    event = progress.take(parse_event(wire))
                    tries.succeeded()
                    if event is None:
                        continue
                    yield event
                    if options.cursors is not None and event.cursor is not None:
                        await asyncio.to_thread(options.cursors.save, key, event.cursor)
            return
        except (HubError, LiveBreakError) as error:
            wait_s = tries.failed(error)
            progress.broke()
            if options.on_break is not None:
                options.on_break(tries.attempt, error)
        await asyncio.sleep(wait_s)


async def _kept(options: LiveOptions, key: str) -> str | None:
    return await asyncio.to_thread(options.cursors.load, key) if options.cursors is not None else None


def _payload(
    operation: Operation[Any], variables: Mapping[str, Any], progress: Progress
) -> dict[str, Any]:
    payload: dict[str, Any] = {"query": operation.text, "variables": variables}
    if progress.cursor is not None:
        payload["extensions"] = {"after": progress.cursor}
    return payload
