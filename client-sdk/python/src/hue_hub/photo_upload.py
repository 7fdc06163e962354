from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol
from urllib.parse import urljoin
from uuid import uuid4

import httpx

from .areas.inputs import UploadKind
from .areas.reports import CreateUpload
from .call import CallOptions
from .errors import HubError
from .http_answer import ask, data_of
from .retry import retry_wait_s
from .settings import Settings

Progress = Callable[[int, int], None]
"""Told how many bytes have left, of how many: never fewer than before, and all of them once, when the hub has taken them."""

UPLOAD_DEADLINE_S = 120.0

_PIECE_BYTES = 64 * 1024


class Tickets(Protocol):
    """Who gives the address that a file may be sent to once."""

    async def create_upload(
        self,
        *,
        kind: UploadKind,
        bytes: int,
        sha256: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateUpload | None: ...


@dataclass(frozen=True)
class UploadRoad:
    """What a photo is sent by."""

    settings: Settings
    client: httpx.AsyncClient
    tickets: Tickets
    headers: Mapping[str, str]


class PhotoUpload:
    """One photo over its tries: an address is asked for, and the bytes are sent there, again where that is safe."""

    name = "The photo"
    key = None

    def __init__(self, road: UploadRoad, data: bytes, kind: UploadKind, on_progress: Progress | None) -> None:
        self._road = road
        self._data = data
        self._kind = kind
        self._on_progress = on_progress
        self._key = str(uuid4())
        self._ticket: CreateUpload | None = None
        self._most = -1
        self._has_renewed = False

    async def try_once(self) -> str:
        if self._ticket is None:
            self._ticket = await self._ask()
        await self._put(urljoin(self._road.settings.url, self._ticket["url"]))
        self._tell(len(self._data))
        return self._ticket["id"]

    def wait_before_next(self, attempt: int, error: HubError) -> float | None:
        # An address is good once: when an answer got lost nobody knows what became of its bytes, and another is asked for.
        if error.rule in ("single_use", "expired"):
            self._ticket, self._key = None, str(uuid4())
            return 0.0
        if error.code == "UNAUTHENTICATED" and callable(self._road.settings.token) and not self._has_renewed:
            self._has_renewed = True
            return 0.0
        return retry_wait_s(error, attempt, is_safe=True)

    async def _ask(self) -> CreateUpload:
        ticket = await self._road.tickets.create_upload(
            kind=self._kind,
            bytes=len(self._data),
            sha256=sha256(self._data).hexdigest(),
            idempotency_key=self._key,
            options=CallOptions(deadline_s=UPLOAD_DEADLINE_S, retries=0, headers=self._road.headers),
        )
        if ticket is None:
            raise HubError("The hub gave no address for the photo.", code="INTERNAL_SERVER_ERROR")
        return ticket

    async def _put(self, url: str) -> None:
        settings = self._road.settings
        headers = {
            **settings.headers,
            **self._road.headers,
            "Content-Type": "application/octet-stream",
            "Content-Length": str(len(self._data)),
            **settings.credentials(await settings.ask_call_token()),
        }
        response = await ask(self._road.client, "PUT", url, content=self._pieces(), headers=headers)
        if response.status_code >= 300:
            data_of(response)

    async def _pieces(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self._data), _PIECE_BYTES):
            self._tell(at)
            yield self._data[at : at + _PIECE_BYTES]
        self._tell(len(self._data) - 1)

    def _tell(self, sent: int) -> None:
        if sent <= self._most:
            return
        self._most = sent
        if self._on_progress is not None:
            self._on_progress(sent, len(self._data))
