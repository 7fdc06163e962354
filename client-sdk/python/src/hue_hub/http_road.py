from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import httpx

from .errors import HubError
from .http_answer import ask, data_of
from .operation import Operation
from .retry import retry_wait_s
from .settings import Settings
from .tries import until_done


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
        return await until_done(
            _Call(self._settings, self._client, operation, variables, headers or {}),
            deadline_s=self._settings.deadline_s if deadline_s is None else deadline_s,
            retries=self._settings.retries if retries is None else retries,
        )


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
        self.name = operation.name
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
        self._token = await self._settings.ask_call_token()
        self._make_key()
        try:
            return await self._post({})
        except HubError as error:
            if error.code != "PERSISTED_QUERY_NOT_FOUND":
                raise
        return await self._post({"query": self._operation.text})

    def wait_before_next(self, attempt: int, error: HubError) -> float | None:
        """Seconds to wait before another try; None when there is to be none."""
        if error.code == "UNAUTHENTICATED":
            # The hook may have another token by now. What was refused as a whole did nothing, so this is safe.
            may_renew = error.data is None and self._token is not None and not self._has_renewed
            self._has_renewed = True
            return 0.0 if may_renew and callable(self._settings.token) else None
        is_safe = self._operation.kind == "query" or self.key is not None
        return retry_wait_s(error, attempt, is_safe=is_safe)

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
        url, content = self._settings.url, json.dumps(body)
        return data_of(await ask(self._client, "POST", url, content=content, headers=headers))
