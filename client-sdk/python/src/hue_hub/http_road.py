from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Mapping
from typing import Any, TypeVar
from uuid import uuid4

import httpx

from .answer import error_of, errors_in
from .errors import HubDeadlineError, HubError, HubUnreachableError
from .operation import Operation
from .retry import retry_wait_s
from .settings import Settings

T = TypeVar("T")


class HttpRoad:
    """Queries and mutations: sent by their hash, tried again where that is safe, within one deadline."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self._settings = settings
        self._client = client

    async def send(
        self,
        operation: Operation[Any],
        variables: Mapping[str, Any],
        *,
        deadline_s: float | None = None,
        retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Mapping[str, Any]:
        """The answer's `data`. Raises HubError when the hub answered with errors or did not answer."""
        call = _Call(self._settings, self._client, operation, variables, headers or {})
        ends_at = time.monotonic() + (self._settings.deadline_s if deadline_s is None else deadline_s)
        tries = 1 + (self._settings.retries if retries is None else retries)
        attempt = 0
        last: HubError | None = None
        while True:
            attempt += 1
            try:
                return await call.within(call.try_once(), ends_at - time.monotonic(), last)
            except HubError as error:
                wait_s = call.wait_before_next(attempt, error)
                error.idempotency_key = call.key
                if wait_s is None or attempt >= tries or time.monotonic() + wait_s >= ends_at:
                    raise
                last = error
            await asyncio.sleep(wait_s)


class _Call:
    """One call over its tries: what they have in common, and whether another is worth it."""

    def __init__(
        self,
        settings: Settings,
        client: httpx.AsyncClient,
        operation: Operation[Any],
        variables: Mapping[str, Any],
        headers: Mapping[str, str],
    ) -> None:
        self._settings = settings
        self._client = client
        self._operation = operation
        self._variables = dict(variables)
        self._headers = headers
        self._token: str | None = None
        self._has_renewed = False
        given = variables.get("clientMutationId") if operation.is_keyed else None
        self.key: str | None = None if given is None else str(given)

    async def try_once(self) -> Mapping[str, Any]:
        try:
            self._token = await self._settings.ask_token()
        except Exception as error:
            # A sign-in that is away for a moment may be back for the next try.
            raise HubUnreachableError("There is no token for the hub.", was_sent=False) from error
        self._make_key()
        try:
            return await self._post({})
        except HubError as error:
            if error.code != "PERSISTED_QUERY_NOT_FOUND":
                raise
        return await self._post({"query": self._operation.text})

    def wait_before_next(self, attempt: int, error: HubError) -> float | None:
        """Seconds to wait before another try; None when there is to be none."""
        if isinstance(error, HubDeadlineError):
            return None
        if error.code == "UNAUTHENTICATED":
            # The hook may have another token by now. What was refused as a whole did nothing, so this is safe.
            may_renew = error.data is None and self._token is not None and not self._has_renewed
            self._has_renewed = True
            return 0.0 if may_renew and callable(self._settings.token) else None
        is_safe = self._operation.kind == "query" or self.key is not None
        return retry_wait_s(error, attempt, is_safe=is_safe)

    async def within(self, work: Awaitable[T], left_s: float, last: HubError | None) -> T:
        """Raises HubDeadlineError, caused by what the last try ended with."""
        try:
            return await asyncio.wait_for(work, max(0.0, left_s))
        except asyncio.TimeoutError:
            name = self._operation.name
            raise HubDeadlineError(f"{name} was not answered in time.") from last

    def _make_key(self) -> None:
        """The hub takes keys from those it knows only: none is made for a stranger."""
        is_known = self._token is not None or self._settings.api_key is not None
        if self._operation.is_keyed and is_known and self.key is None:
            self.key = str(uuid4())
        if self.key is not None:
            self._variables["clientMutationId"] = self.key

    async def _post(self, text: Mapping[str, str]) -> Mapping[str, Any]:
        persisted = {"version": 1, "sha256Hash": self._operation.hash}
        body = {**text, "variables": self._variables, "extensions": {"persistedQuery": persisted}}
        headers = {
            **self._settings.headers,
            **self._headers,
            "Content-Type": "application/json",
            "Accept": "application/graphql-response+json, application/json",
            **self._settings.credentials(self._token),
        }
        url = self._settings.url
        try:
            response = await self._client.post(url, content=json.dumps(body), headers=headers, timeout=None)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise HubUnreachableError(f"No way to {url}: {error}.", was_sent=False) from error
        except httpx.HTTPError as error:
            raise HubUnreachableError(f"No answer from {url}: {error!r}.") from error
        return _data_of(response)


def _data_of(response: httpx.Response) -> Mapping[str, Any]:
    answer = _answer_in(response.content)
    if answer is None:
        status = response.status_code
        unreachable = HubUnreachableError(f"What answered with HTTP {status} is not the hub.", status=status)
        unreachable.retry_after_s = _seconds(response.headers.get("retry-after"))
        raise unreachable
    errors, data = errors_in(answer), answer.get("data")
    if errors or not isinstance(data, dict):
        request_id = response.headers.get("hub-request-id")
        error = error_of(errors, data=data, request_id=request_id)
        if error.retry_after_s is None:
            error.retry_after_s = _seconds(response.headers.get("retry-after"))
        raise error
    return data


def _answer_in(body: bytes) -> Mapping[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and ("data" in answer or "errors" in answer) else None


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isdigit() else None
