# Made by `npm run sdk` from operations/streams.graphql. Do not edit.
from __future__ import annotations

from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..operation import Operation
from .inputs import GeoBoxInput


class CreateStreamTicket(TypedDict):
    """Opens one stream, once."""
    ticket: str
    """To be put into the address as `ticket`. Keep it to yourself."""
    openUntil: str
    """Until when the stream must be opened."""
    resumeUntil: str
    """Until when a stream that was opened with it may come back by itself: the end of the token."""


class MoveArea(TypedDict):
    """A stream that follows another area now."""
    stream: str
    """Id of the stream: the same as before."""


class RenewStream(TypedDict):
    """A stream whose token was renewed."""
    stream: str
    """Id of the stream."""
    expiresAt: str
    """When the new token ends."""


_CREATE_STREAM_TICKET: Operation[CreateStreamTicket | None] = Operation(
    name="streams.create_stream_ticket",
    kind="mutation",
    field="createStreamTicket",
    hash="7fa90601d6371b8f10ac6d28705679c12917f5ecfc3d97d2b35afa277bee974e",
    text="mutation createStreamTicket($clientMutationId:String){createStreamTicket(clientMutationId:$clientMutationId){ticket openUntil resumeUntil}}",
    is_keyed=True,
)


_MOVE_AREA: Operation[MoveArea | None] = Operation(
    name="streams.move_area",
    kind="mutation",
    field="moveArea",
    hash="79fc0fb4e1e1ca8c31693a2c4cd95baf143818276f5aa5da35d018a1b4e137f2",
    text="mutation moveArea($stream:ID!$bbox:GeoBoxInput$ward:String$clientMutationId:String){moveArea(stream:$stream bbox:$bbox ward:$ward clientMutationId:$clientMutationId){stream}}",
    is_keyed=True,
)


_RENEW_STREAM: Operation[RenewStream | None] = Operation(
    name="streams.renew_stream",
    kind="mutation",
    field="renewStream",
    hash="5a39db1da5ec6d751816a7f3f3e9af7a410ce5ffe96475832956de29fcb45b69",
    text="mutation renewStream($stream:ID!$token:String!$clientMutationId:String){renewStream(stream:$stream token:$token clientMutationId:$clientMutationId){stream expiresAt}}",
    is_keyed=True,
)


OPERATIONS: tuple[Operation[Any], ...] = (_CREATE_STREAM_TICKET, _MOVE_AREA, _RENEW_STREAM,)


class StreamsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create_stream_ticket(
        self,
        *,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateStreamTicket | None:
        """A ticket for one live stream over server-sent events, for clients that cannot send headers, such as
        EventSource in a browser: open `/graphql?ticket=…&query=…` with it within 60 seconds, once. What comes
        back by itself behind a break (with `Last-Event-ID`) may use it again for the same operation, as long
        as the token lives that it was asked for with. UNAUTHENTICATED without a token: strangers need no
        ticket.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CREATE_STREAM_TICKET, {"clientMutationId": idempotency_key}, options
        )

    def move_area(
        self,
        *,
        stream: str,
        bbox: GeoBoxInput | None = None,
        ward: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> MoveArea | None:
        """Gives an open stream another area to follow, on whichever gateway it is, such as `reportsIn` when the
        map is moved. The next event of the stream is the present state of the new area, with all that came
        into view and a cursor that belongs to the new area; nothing of the old area comes behind it. An area
        that the stream refuses (BAD_USER_INPUT, NOT_FOUND) leaves it as it is. BAD_USER_INPUT with rule
        `no_area` for a stream without an area. CONFLICT when a later move took the place of this one.

        stream: `extensions.stream` of the stream's first event.

        bbox: A box, such as what a map shows. Exactly one of bbox and ward; both or none is BAD_USER_INPUT
        with rule `exactly_one`.

        ward: Official code of a ward or commune.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _MOVE_AREA, {"stream": stream, "bbox": bbox, "ward": ward, "clientMutationId": idempotency_key}, options
        )

    def renew_stream(
        self,
        *,
        stream: str,
        token: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RenewStream | None:
        """Renews the token of an open stream in place, for streams on which nothing can be sent (server-sent
        events, multipart). The new rights count at once, fewer ones too. On a WebSocket a `ping` with `{
        'Authorization': 'Bearer …' }` does the same for the whole socket. NOT_FOUND for a stream that is not
        there or not the subject's of this token; FORBIDDEN with another subject's token on a stream of yours.

        stream: `extensions.stream` of the stream's first event.

        token: The new token, without `Bearer`.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _RENEW_STREAM, {"stream": stream, "token": token, "clientMutationId": idempotency_key}, options
        )


class AsyncStreamsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def create_stream_ticket(
        self,
        *,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateStreamTicket | None:
        """A ticket for one live stream over server-sent events, for clients that cannot send headers, such as
        EventSource in a browser: open `/graphql?ticket=…&query=…` with it within 60 seconds, once. What comes
        back by itself behind a break (with `Last-Event-ID`) may use it again for the same operation, as long
        as the token lives that it was asked for with. UNAUTHENTICATED without a token: strangers need no
        ticket.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CREATE_STREAM_TICKET, {"clientMutationId": idempotency_key}, options
        )

    async def move_area(
        self,
        *,
        stream: str,
        bbox: GeoBoxInput | None = None,
        ward: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> MoveArea | None:
        """Gives an open stream another area to follow, on whichever gateway it is, such as `reportsIn` when the
        map is moved. The next event of the stream is the present state of the new area, with all that came
        into view and a cursor that belongs to the new area; nothing of the old area comes behind it. An area
        that the stream refuses (BAD_USER_INPUT, NOT_FOUND) leaves it as it is. BAD_USER_INPUT with rule
        `no_area` for a stream without an area. CONFLICT when a later move took the place of this one.

        stream: `extensions.stream` of the stream's first event.

        bbox: A box, such as what a map shows. Exactly one of bbox and ward; both or none is BAD_USER_INPUT
        with rule `exactly_one`.

        ward: Official code of a ward or commune.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _MOVE_AREA, {"stream": stream, "bbox": bbox, "ward": ward, "clientMutationId": idempotency_key}, options
        )

    async def renew_stream(
        self,
        *,
        stream: str,
        token: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RenewStream | None:
        """Renews the token of an open stream in place, for streams on which nothing can be sent (server-sent
        events, multipart). The new rights count at once, fewer ones too. On a WebSocket a `ping` with `{
        'Authorization': 'Bearer …' }` does the same for the whole socket. NOT_FOUND for a stream that is not
        there or not the subject's of this token; FORBIDDEN with another subject's token on a stream of yours.

        stream: `extensions.stream` of the stream's first event.

        token: The new token, without `Bearer`.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _RENEW_STREAM, {"stream": stream, "token": token, "clientMutationId": idempotency_key}, options
        )
