from __future__ import annotations

import json
from collections.abc import AsyncIterable, Mapping
from typing import Any

import httpx

from .answer import error_of, errors_in
from .errors import HubUnreachableError


async def ask(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    content: str | AsyncIterable[bytes],
    headers: Mapping[str, str],
) -> httpx.Response:
    """One request, with no time limit of its own. Raises HubUnreachableError when nothing answers."""
    try:
        return await client.request(method, url, content=content, headers=headers, timeout=None)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise HubUnreachableError(f"No way to {url}: {error}.", was_sent=False) from error
    except httpx.HTTPError as error:
        raise HubUnreachableError(f"No answer from {url}: {error!r}.") from error


def data_of(response: httpx.Response) -> Mapping[str, Any]:
    """The `data` of an answer. Raises HubError, and HubUnreachableError where it is not the hub that answered."""
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
