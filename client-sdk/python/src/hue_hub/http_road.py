from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import httpx

from .answer import error_of, errors_in
from .errors import HubDeadlineError, HubError, HubUnreachableError
from .operation import Operation
from .retry import retry_wait_s
from .settings import Settings

_NOT_STORED = "PERSISTED_QUERY_NOT_FOUND"


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
        keyed = _with_key(operation, variables)
        sending = _Sending(
            operation,
            keyed,
            time.monotonic() + (self._settings.deadline_s if deadline_s is None else deadline_s),
            self._settings.retries if retries is None else retries,
            {**self._settings.headers, **(headers or {})},
        )
        try:
            return await self._tried(sending)
        except HubError as error:
            if operation.is_keyed:
                error.idempotency_key = keyed["clientMutationId"]
            raise

    async def _tried(self, sending: _Sending) -> Mapping[str, Any]:
        attempt = 0
        token = await sending.within(self._settings.ask_token())
        has_renewed = False
        while True:
            try:
                return await self._by_hash(sending, token)
            except HubError as error:
                if error.code == "UNAUTHENTICATED" and not has_renewed and callable(self._settings.token):
                    # The hook may have another by now; nothing was run.
                    has_renewed = True
                    fresh = await sending.within(self._settings.ask_token())
                    if fresh is not None and fresh != token:
                        token = fresh
                        continue
                attempt += 1
                wait_s = retry_wait_s(error, attempt, is_safe=sending.is_safe)
                if wait_s is None or attempt > sending.retries or wait_s >= sending.left_s():
                    raise
            await asyncio.sleep(wait_s)

    async def _by_hash(self, sending: _Sending, token: str | None) -> Mapping[str, Any]:
        try:
            return await self._post(sending, token, with_text=False)
        except HubError as error:
            if error.code != _NOT_STORED:
                raise
        return await self._post(sending, token, with_text=True)

    async def _post(self, sending: _Sending, token: str | None, *, with_text: bool) -> Mapping[str, Any]:
        posting = self._client.post(
            self._settings.url,
            content=sending.body(with_text=with_text),
            headers={
                **sending.headers,
                "Content-Type": "application/json",
                "Accept": "application/graphql-response+json, application/json",
                **self._settings.credentials(token),
            },
            timeout=None,
        )
        try:
            response = await sending.within(posting)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise HubUnreachableError(f"No way to {self._settings.url}: {error}.", was_sent=False) from error
        except httpx.HTTPError as error:
            raise HubUnreachableError(f"No answer from {self._settings.url}: {error!r}.") from error
        return _data_of(response)


class _Sending:
    """One call from its first try to its last."""

    def __init__(
        self,
        operation: Operation[Any],
        variables: Mapping[str, Any],
        ends_at: float,
        retries: int,
        headers: Mapping[str, str],
    ) -> None:
        self.operation = operation
        self.variables = variables
        self.retries = retries
        self.headers = headers
        self.is_safe = operation.kind == "query" or operation.is_keyed
        self._ends_at = ends_at

    def left_s(self) -> float:
        return self._ends_at - time.monotonic()

    def body(self, *, with_text: bool) -> str:
        persisted = {"version": 1, "sha256Hash": self.operation.hash}
        text = {"query": self.operation.text} if with_text else {}
        return json.dumps(
            {**text, "variables": self.variables, "extensions": {"persistedQuery": persisted}}
        )

    async def within(self, work: Any) -> Any:
        """What is awaited, within what is left. Raises HubDeadlineError."""
        try:
            return await asyncio.wait_for(work, max(0.0, self.left_s()))
        except asyncio.TimeoutError:
            raise HubDeadlineError(f"{self.operation.name} was not answered in time.") from None


def _with_key(operation: Operation[Any], variables: Mapping[str, Any]) -> Mapping[str, Any]:
    if not operation.is_keyed or variables.get("clientMutationId") is not None:
        return variables
    return {**variables, "clientMutationId": str(uuid4())}


def _data_of(response: httpx.Response) -> Mapping[str, Any]:
    try:
        answer = json.loads(response.content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or not ("data" in answer or "errors" in answer):
        raise HubUnreachableError(f"What answered with HTTP {response.status_code} is not the hub.")
    errors, data = errors_in(answer), answer.get("data")
    if errors or not isinstance(data, dict):
        request_id = response.headers.get("hub-request-id")
        error = error_of(errors, data=data, request_id=request_id)
        if error.retry_after_s is None:
            error.retry_after_s = _seconds(response.headers.get("retry-after"))
        raise error
    return data


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isdigit() else None
