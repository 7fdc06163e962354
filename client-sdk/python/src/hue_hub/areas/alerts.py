# Made by `npm run sdk` from operations/alerts.graphql. Do not edit.
from __future__ import annotations

from typing import Any, Literal, TypedDict, Union

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from ..scalars import Moment
from .inputs import (
    AlertDraftState,
    AlertLanguage,
    AlertReplyKind,
    AlertThreadState,
    AlertWhereInput,
    ReceivedAlertInput,
)
from .fragments import AlertFields, AlertMessageFields


class AlertThreadMergedInto(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""


class AlertThread(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""
    version: int
    """1 when it was issued, one more with each change."""
    state: AlertThreadState
    """What has become of it."""
    startedAt: str
    """When its first message was sent."""
    holdsFrom: str
    """Since when what its head says holds; of a cancelled alert, what it said before."""
    expires: str
    """Until when it holds, or was to hold: a cancellation leaves this as it was."""
    endedAt: str | None
    """When it was cancelled, ran out or went on elsewhere; null while it is open."""
    mergedInto: AlertThreadMergedInto | None
    """Where it goes on, when one update took the place of several alerts."""
    head: AlertMessageFields
    """The message that was issued last. Of a cancelled alert it is the cancellation."""
    messages: list[AlertMessageFields]
    """All its messages as they were issued, the first one first."""


# An alert that holds there was updated.
AlertsForChanged = TypedDict(
    "AlertsForChanged",
    {
        "__typename": "Literal[\"ActiveAlertListChanged\"]",
        # The alert as it was after the change.
        "node": "AlertFields",
    },
)


# An alert holds there now.
AlertsForEntered = TypedDict(
    "AlertsForEntered",
    {
        "__typename": "Literal[\"ActiveAlertListEntered\"]",
        # The alert as it was after the change.
        "node": "AlertFields",
    },
)


# An alert no longer holds there.
AlertsForLeft = TypedDict(
    "AlertsForLeft",
    {
        "__typename": "Literal[\"ActiveAlertListLeft\"]",
        # Its id.
        "id": "str",
        # Its version after the change.
        "version": "int",
        # What has become of it: ACTIVE or UPDATED when it only no longer holds there.
        "state": "AlertThreadState",
    },
)


# The alerts that hold there: with this a stream begins, and begins anew when it cannot be resumed.
AlertsForSnapshot = TypedDict(
    "AlertsForSnapshot",
    {
        "__typename": "Literal[\"ActiveAlertListSnapshot\"]",
        # The first page, the gravest first.
        "nodes": "list[AlertFields]",
        # True when nothing is missing in `nodes`.
        "complete": "bool",
        # Where to read on when it is not complete: `after` of `activeAlerts` at the same place. Null when there
        # is nothing.
        "endCursor": "str | None",
    },
)


AlertsFor = Union[AlertsForChanged, AlertsForEntered, AlertsForLeft, AlertsForSnapshot]


class ReceiveAlertReplies(TypedDict):
    """What somebody says of messages that reached them (CAP's Ack and Error)."""
    reference: str
    """Its own name, `sender,identifier,sent`."""
    references: list[str]
    """The messages, each as `sender,identifier,sent`."""
    kind: AlertReplyKind
    """Accepted or refused."""
    sender: str
    """Who says so."""
    sent: str
    """When it was sent."""
    isOurs: bool
    """The city says so."""
    note: str | None
    """Why."""


class ReceiveAlert(TypedDict):
    """What became of a message that was taken in."""
    reference: str
    """Its name, `sender,identifier,sent`, the time as it is written in the city."""
    state: AlertDraftState | None
    """How far it is; null for an Ack or Error, which waits for nobody."""
    receivedAt: str
    """When it came first."""
    replies: list[ReceiveAlertReplies]
    """What was said of it, the first 100."""


_ACTIVE_ALERTS: Operation[AlertFields] = Operation(
    name="alerts.active_alerts",
    kind="query",
    field="activeAlerts",
    hash="642cb9ba655f8a435a0365164e2ce27f620d51ac35fdcfcee8351a2d7a7f4c02",
    text="query activeAlerts($where:AlertWhereInput$at:DateTime$first:Int$after:String$language:AlertLanguage!=VI){activeAlerts(where:$where at:$at first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}fragment AlertFields on AlertThread{id version state startedAt holdsFrom expires endedAt mergedInto{id}head{...AlertMessageFields}}fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}",
)


_ALERT: Operation[AlertMessageFields | None] = Operation(
    name="alerts.alert",
    kind="query",
    field="alert",
    hash="a791acf525c50ee8c673c4814ef68ea437c12fe470adf44588cc35ab6b90ad09",
    text="query alert($id:ID!$language:AlertLanguage!=VI){alert(id:$id){...AlertMessageFields}}fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}",
)


_ALERT_FEED: Operation[AlertFields] = Operation(
    name="alerts.alert_feed",
    kind="query",
    field="alertFeed",
    hash="92c0d2e74c203021b05aee9710bd3f8e441bcd780d895d535fff22063389b270",
    text="query alertFeed($first:Int$after:String$language:AlertLanguage!=VI){alertFeed(first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}fragment AlertFields on AlertThread{id version state startedAt holdsFrom expires endedAt mergedInto{id}head{...AlertMessageFields}}fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}",
)


_ALERT_FEED_UPDATED_AT: Operation[str] = Operation(
    name="alerts.alert_feed_updated_at",
    kind="query",
    field="alertFeedUpdatedAt",
    hash="a4b2d79066ee517551ff753b9386ffb6a3e104770a67ec1dc7dbc837c1b69d2d",
    text="query alertFeedUpdatedAt{alertFeedUpdatedAt}",
)


_ALERT_HISTORY: Operation[AlertFields] = Operation(
    name="alerts.alert_history",
    kind="query",
    field="alertHistory",
    hash="4afc295bd7b2604ff96a67ebf0b974f1f4b62a8ffac2de404bcd04f98fed0f5c",
    text="query alertHistory($ward:String$first:Int$after:String$language:AlertLanguage!=VI){alertHistory(ward:$ward first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}fragment AlertFields on AlertThread{id version state startedAt holdsFrom expires endedAt mergedInto{id}head{...AlertMessageFields}}fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}",
)


_ALERT_THREAD: Operation[AlertThread | None] = Operation(
    name="alerts.alert_thread",
    kind="query",
    field="alertThread",
    hash="c41edf5d125be18ce46c9cbfb4e72af36f19737d68650e0f204070d14d3fc487",
    text="query alertThread($id:ID!$language:AlertLanguage!=VI){alertThread(id:$id){...AlertFields messages{...AlertMessageFields}}}fragment AlertFields on AlertThread{id version state startedAt holdsFrom expires endedAt mergedInto{id}head{...AlertMessageFields}}fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}",
)


_ALERTS_FOR: Operation[AlertsFor | None] = Operation(
    name="alerts.alerts_for",
    kind="subscription",
    field="alertsFor",
    hash="5a158d3db6b6b19c8401dd166137c24ec5118ebb31c87f0e550c5c086efe96c0",
    text="subscription alertsFor($where:AlertWhereInput!$first:Int!=100$language:AlertLanguage!=VI){alertsFor(where:$where first:$first){__typename ...on ActiveAlertListSnapshot{nodes{...AlertFields}complete endCursor}...on ActiveAlertListEntered{node{...AlertFields}}...on ActiveAlertListChanged{node{...AlertFields}}...on ActiveAlertListLeft{id version state}}}fragment AlertFields on AlertThread{id version state startedAt holdsFrom expires endedAt mergedInto{id}head{...AlertMessageFields}}fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}",
)


_RECEIVE_ALERT: Operation[ReceiveAlert | None] = Operation(
    name="alerts.receive_alert",
    kind="mutation",
    field="receiveAlert",
    hash="7940afbb685d13bfb77707a102aa790ff210469cb8b6eddc70ad5c84d57164f4",
    text="mutation receiveAlert($input:ReceivedAlertInput!$clientMutationId:String){receiveAlert(input:$input clientMutationId:$clientMutationId){reference state receivedAt replies{reference references kind sender sent isOurs note}}}",
    is_keyed=True,
)


OPERATIONS: tuple[Operation[Any], ...] = (_ACTIVE_ALERTS, _ALERT, _ALERT_FEED, _ALERT_FEED_UPDATED_AT, _ALERT_HISTORY, _ALERT_THREAD, _ALERTS_FOR, _RECEIVE_ALERT,)


class AlertsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def active_alerts(
        self,
        *,
        where: AlertWhereInput | None = None,
        at: Moment | None = None,
        first: int | None = None,
        after: str | None = None,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> Page[AlertFields]:
        """The alerts (cảnh báo) that hold now, the gravest first, then the most urgent, then the newest: each
        once, by the message that was issued last. At a place or in a ward; in the whole city when neither is
        given. A place more than 300 m outside the city is BAD_USER_INPUT with rule `outside_city`.

        where: Where; all of them when left out.

        at: Those that held or will hold at this moment, as far as is known now, each as it was then: with the
        message that was its head. Now when left out.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _ACTIVE_ALERTS, {"where": where, "at": at, "first": first, "after": after, "language": language}, options
        )

    def alert(
        self,
        *,
        id: str,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> AlertMessageFields | None:
        """One message of an alert (bản tin cảnh báo) as it was issued; it never changes. What holds now says its
        thread. NOT_FOUND for one that is not for the public, as for an unknown one.

        id: Id of the message.
        """
        return self._caller.call(
            _ALERT, {"id": id, "language": language}, options
        )

    def alert_feed(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> Page[AlertFields]:
        """Alerts for feeds of other systems: those that hold or are yet to hold, and those that ended within 48
        hours, the newest message first.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _ALERT_FEED, {"first": first, "after": after, "language": language}, options
        )

    def alert_feed_updated_at(
        self,
        *,
        options: CallOptions | None = None,
    ) -> str:
        """When what `alertFeed` gives was last changed: a message was issued, or an alert left that had ended 48
        hours before. Before the first alert it is the moment since which the hub keeps alerts.
        """
        return self._caller.call(
            _ALERT_FEED_UPDATED_AT, {}, options
        )

    def alert_history(
        self,
        *,
        ward: str | None = None,
        first: int | None = None,
        after: str | None = None,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> Page[AlertFields]:
        """All alerts that were issued for the public, the newest first, those that have ended too.

        ward: Official code of a ward or commune; NOT_FOUND when there is none. All when left out.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _ALERT_HISTORY, {"ward": ward, "first": first, "after": after, "language": language}, options
        )

    def alert_thread(
        self,
        *,
        id: str,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> AlertThread | None:
        """One alert with its history: every message about it, and what holds. NOT_FOUND for one that is not for
        the public, as for an unknown one.

        id: Id of the thread.
        """
        return self._caller.call(
            _ALERT_THREAD, {"id": id, "language": language}, options
        )

    def alerts_for(
        self,
        *,
        where: AlertWhereInput,
        first: int | None = None,
        language: AlertLanguage | None = None,
        options: LiveOptions | None = None,
    ) -> LiveStream[AlertsFor | None]:
        """The alerts that hold at a place or in a ward: first a page of what holds, the gravest first, then what
        enters, changes and leaves. An alert enters when it takes effect, changes with each update, and leaves
        when it is cancelled, runs out, goes on in another one or no longer holds there. All who watch the
        same place share one stream. `moveArea` moves it to another ward.

        where: Where: exactly one of its members; both or none is BAD_USER_INPUT with rule `exactly_one`.

        first: How many the first page has at most, 1 to 100.
        """
        return self._caller.stream(
            _ALERTS_FOR, {"where": where, "first": first, "language": language}, options
        )

    def receive_alert(
        self,
        *,
        input: ReceivedAlertInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReceiveAlert | None:
        """Takes in a message of another issuer, as CAP 1.2 has it: from an account that the operations centre
        trusts with its `sender` and no other (FORBIDDEN with rule `trusted_source`). It waits for approval
        and reaches nobody before; an issuer updates and cancels its own messages only, and what it calls off
        before it was approved is discarded. The same message comes once: sent again it is answered with what
        became of it, another one of the same identifier and moment is CONFLICT. For operators of feeds, and
        apps with the scope `alerts:send`.

        input: What came.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _RECEIVE_ALERT, {"input": input, "clientMutationId": idempotency_key}, options
        )


class AsyncAlertsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def active_alerts(
        self,
        *,
        where: AlertWhereInput | None = None,
        at: Moment | None = None,
        first: int | None = None,
        after: str | None = None,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[AlertFields]:
        """The alerts (cảnh báo) that hold now, the gravest first, then the most urgent, then the newest: each
        once, by the message that was issued last. At a place or in a ward; in the whole city when neither is
        given. A place more than 300 m outside the city is BAD_USER_INPUT with rule `outside_city`.

        where: Where; all of them when left out.

        at: Those that held or will hold at this moment, as far as is known now, each as it was then: with the
        message that was its head. Now when left out.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _ACTIVE_ALERTS, {"where": where, "at": at, "first": first, "after": after, "language": language}, options
        )

    async def alert(
        self,
        *,
        id: str,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> AlertMessageFields | None:
        """One message of an alert (bản tin cảnh báo) as it was issued; it never changes. What holds now says its
        thread. NOT_FOUND for one that is not for the public, as for an unknown one.

        id: Id of the message.
        """
        return await self._caller.call(
            _ALERT, {"id": id, "language": language}, options
        )

    async def alert_feed(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[AlertFields]:
        """Alerts for feeds of other systems: those that hold or are yet to hold, and those that ended within 48
        hours, the newest message first.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _ALERT_FEED, {"first": first, "after": after, "language": language}, options
        )

    async def alert_feed_updated_at(
        self,
        *,
        options: CallOptions | None = None,
    ) -> str:
        """When what `alertFeed` gives was last changed: a message was issued, or an alert left that had ended 48
        hours before. Before the first alert it is the moment since which the hub keeps alerts.
        """
        return await self._caller.call(
            _ALERT_FEED_UPDATED_AT, {}, options
        )

    async def alert_history(
        self,
        *,
        ward: str | None = None,
        first: int | None = None,
        after: str | None = None,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[AlertFields]:
        """All alerts that were issued for the public, the newest first, those that have ended too.

        ward: Official code of a ward or commune; NOT_FOUND when there is none. All when left out.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _ALERT_HISTORY, {"ward": ward, "first": first, "after": after, "language": language}, options
        )

    async def alert_thread(
        self,
        *,
        id: str,
        language: AlertLanguage | None = None,
        options: CallOptions | None = None,
    ) -> AlertThread | None:
        """One alert with its history: every message about it, and what holds. NOT_FOUND for one that is not for
        the public, as for an unknown one.

        id: Id of the thread.
        """
        return await self._caller.call(
            _ALERT_THREAD, {"id": id, "language": language}, options
        )

    def alerts_for(
        self,
        *,
        where: AlertWhereInput,
        first: int | None = None,
        language: AlertLanguage | None = None,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[AlertsFor | None]:
        """The alerts that hold at a place or in a ward: first a page of what holds, the gravest first, then what
        enters, changes and leaves. An alert enters when it takes effect, changes with each update, and leaves
        when it is cancelled, runs out, goes on in another one or no longer holds there. All who watch the
        same place share one stream. `moveArea` moves it to another ward.

        where: Where: exactly one of its members; both or none is BAD_USER_INPUT with rule `exactly_one`.

        first: How many the first page has at most, 1 to 100.
        """
        return self._caller.stream(
            _ALERTS_FOR, {"where": where, "first": first, "language": language}, options
        )

    async def receive_alert(
        self,
        *,
        input: ReceivedAlertInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReceiveAlert | None:
        """Takes in a message of another issuer, as CAP 1.2 has it: from an account that the operations centre
        trusts with its `sender` and no other (FORBIDDEN with rule `trusted_source`). It waits for approval
        and reaches nobody before; an issuer updates and cancels its own messages only, and what it calls off
        before it was approved is discarded. The same message comes once: sent again it is answered with what
        became of it, another one of the same identifier and moment is CONFLICT. For operators of feeds, and
        apps with the scope `alerts:send`.

        input: What came.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _RECEIVE_ALERT, {"input": input, "clientMutationId": idempotency_key}, options
        )
