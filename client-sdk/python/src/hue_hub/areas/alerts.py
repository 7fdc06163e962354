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
    AlertMessageType,
    AlertReplyKind,
    AlertRiskColour,
    AlertSeverity,
    AlertThreadState,
    AlertUrgency,
    AlertWhereInput,
    ReceivedAlertInput,
)


class ActiveAlertsNodeHeadText(TypedDict):
    """What people read, in one language."""
    event: str
    """What it is about, such as 'Lũ'."""
    headline: str
    """The whole in one line."""
    description: str
    """What happens."""
    instruction: str | None
    """What to do."""


class ActiveAlertsNodeHead(TypedDict):
    """One message in the form of the Common Alerting Protocol, CAP 1.2. Once it is issued it never changes."""
    id: str
    """Stays the same."""
    severity: AlertSeverity
    """How grave it is."""
    urgency: AlertUrgency
    """How soon to act."""
    riskLevel: int | None
    """Level of disaster risk (cấp độ rủi ro thiên tai), 1 to 5, 5 the gravest, with what raises it; null for
    what is no natural disaster.
    """
    riskColour: AlertRiskColour | None
    """The colour in which the level is shown (Decision 18/2021/QĐ-TTg)."""
    text: ActiveAlertsNodeHeadText
    """The text in a language; in Vietnamese where there is none in that one."""


class ActiveAlertsNode(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""
    version: int
    """1 when it was issued, one more with each change."""
    state: AlertThreadState
    """What has become of it."""
    holdsFrom: str
    """Since when what its head says holds; of a cancelled alert, what it said before."""
    expires: str
    """Until when it holds, or was to hold: a cancellation leaves this as it was."""
    head: ActiveAlertsNodeHead
    """The message that was issued last. Of a cancelled alert it is the cancellation."""


class AlertThreadMessagesText(TypedDict):
    """What people read, in one language."""
    headline: str
    """The whole in one line."""
    description: str
    """What happens."""
    instruction: str | None
    """What to do."""


class AlertThreadMessagesAreas(TypedDict):
    """A part of where an alert holds: whole wards, polygons and circles, all of them together."""
    description: str
    """In words."""
    polygons: list[str]
    """Polygons as CAP writes them: `lat,lon` pairs with a space between, the last one equal to the first."""
    circles: list[str]
    """Circles as CAP writes them: the centre `lat,lon`, a space, and the radius in kilometres."""


class AlertThreadMessages(TypedDict):
    """One message in the form of the Common Alerting Protocol, CAP 1.2. Once it is issued it never changes."""
    id: str
    """Stays the same."""
    reference: str | None
    """How later messages refer to it, `sender,identifier,sent`; null before it is issued."""
    messageType: AlertMessageType
    """New, an update, or a cancellation."""
    sent: str | None
    """When it was sent; null before it is issued."""
    severity: AlertSeverity
    """How grave it is."""
    text: AlertThreadMessagesText
    """The text in a language; in Vietnamese where there is none in that one."""
    areas: list[AlertThreadMessagesAreas]
    """Where it holds."""


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
    messages: list[AlertThreadMessages]
    """All its messages as they were issued, the first one first."""


class AlertsForChangedNodeHeadText(TypedDict):
    """What people read, in one language."""
    headline: str
    """The whole in one line."""


class AlertsForChangedNodeHead(TypedDict):
    """One message in the form of the Common Alerting Protocol, CAP 1.2. Once it is issued it never changes."""
    severity: AlertSeverity
    """How grave it is."""
    text: AlertsForChangedNodeHeadText
    """The text in a language; in Vietnamese where there is none in that one."""


class AlertsForChangedNode(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""
    version: int
    """1 when it was issued, one more with each change."""
    state: AlertThreadState
    """What has become of it."""
    head: AlertsForChangedNodeHead
    """The message that was issued last. Of a cancelled alert it is the cancellation."""


# An alert that holds there was updated.
AlertsForChanged = TypedDict(
    "AlertsForChanged",
    {
        "__typename": "Literal[\"ActiveAlertListChanged\"]",
        # The alert as it was after the change.
        "node": "AlertsForChangedNode",
    },
)


class AlertsForEnteredNodeHeadText(TypedDict):
    """What people read, in one language."""
    headline: str
    """The whole in one line."""


class AlertsForEnteredNodeHead(TypedDict):
    """One message in the form of the Common Alerting Protocol, CAP 1.2. Once it is issued it never changes."""
    severity: AlertSeverity
    """How grave it is."""
    text: AlertsForEnteredNodeHeadText
    """The text in a language; in Vietnamese where there is none in that one."""


class AlertsForEnteredNode(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""
    version: int
    """1 when it was issued, one more with each change."""
    state: AlertThreadState
    """What has become of it."""
    head: AlertsForEnteredNodeHead
    """The message that was issued last. Of a cancelled alert it is the cancellation."""


# An alert holds there now.
AlertsForEntered = TypedDict(
    "AlertsForEntered",
    {
        "__typename": "Literal[\"ActiveAlertListEntered\"]",
        # The alert as it was after the change.
        "node": "AlertsForEnteredNode",
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


class AlertsForSnapshotNodeHeadText(TypedDict):
    """What people read, in one language."""
    headline: str
    """The whole in one line."""


class AlertsForSnapshotNodeHead(TypedDict):
    """One message in the form of the Common Alerting Protocol, CAP 1.2. Once it is issued it never changes."""
    severity: AlertSeverity
    """How grave it is."""
    text: AlertsForSnapshotNodeHeadText
    """The text in a language; in Vietnamese where there is none in that one."""


class AlertsForSnapshotNode(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""
    version: int
    """1 when it was issued, one more with each change."""
    state: AlertThreadState
    """What has become of it."""
    head: AlertsForSnapshotNodeHead
    """The message that was issued last. Of a cancelled alert it is the cancellation."""


# The alerts that hold there: with this a stream begins, and begins anew when it cannot be resumed.
AlertsForSnapshot = TypedDict(
    "AlertsForSnapshot",
    {
        "__typename": "Literal[\"ActiveAlertListSnapshot\"]",
        # The first page, the gravest first.
        "nodes": "list[AlertsForSnapshotNode]",
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
    kind: AlertReplyKind
    """Accepted or refused."""
    sender: str
    """Who says so."""
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


_ACTIVE_ALERTS: Operation[ActiveAlertsNode] = Operation(
    name="alerts.active_alerts",
    kind="query",
    field="activeAlerts",
    hash="ae768ada393e28f7c10959cfc68281dd1b62ca0276aa3cc83cf0d3f7b7f38fae",
    text="query activeAlerts($where:AlertWhereInput$at:DateTime$first:Int$after:String$language:AlertLanguage!=VI){activeAlerts(where:$where at:$at first:$first after:$after){nodes{id version state holdsFrom expires head{id severity urgency riskLevel riskColour text(language:$language){event headline description instruction}}}pageInfo{hasNextPage endCursor}}}",
)


_ALERT_THREAD: Operation[AlertThread | None] = Operation(
    name="alerts.alert_thread",
    kind="query",
    field="alertThread",
    hash="72a05e49b6af05a95c630a9ad3b91fc5af90802acb7c4d479b317ce7e14aeb24",
    text="query alertThread($id:ID!$language:AlertLanguage!=VI){alertThread(id:$id){id version state startedAt holdsFrom expires endedAt messages{id reference messageType sent severity text(language:$language){headline description instruction}areas{description polygons circles}}}}",
)


_ALERTS_FOR: Operation[AlertsFor | None] = Operation(
    name="alerts.alerts_for",
    kind="subscription",
    field="alertsFor",
    hash="859f6409ac0e52e891c5f88888adf6c8a5e2b449cfa6bc21cc4eb2ba44101d33",
    text="subscription alertsFor($where:AlertWhereInput!$first:Int!=100$language:AlertLanguage!=VI){alertsFor(where:$where first:$first){__typename ...on ActiveAlertListSnapshot{nodes{id version state head{severity text(language:$language){headline}}}complete endCursor}...on ActiveAlertListEntered{node{id version state head{severity text(language:$language){headline}}}}...on ActiveAlertListChanged{node{id version state head{severity text(language:$language){headline}}}}...on ActiveAlertListLeft{id version state}}}",
)


_RECEIVE_ALERT: Operation[ReceiveAlert | None] = Operation(
    name="alerts.receive_alert",
    kind="mutation",
    field="receiveAlert",
    hash="217033c4757b0b0bf283be95196cc1f4f89ec393c9c56cd00e2836c15cea10e2",
    text="mutation receiveAlert($input:ReceivedAlertInput!$clientMutationId:String){receiveAlert(input:$input clientMutationId:$clientMutationId){reference state receivedAt replies{kind sender note}}}",
    is_keyed=True,
)


OPERATIONS: tuple[Operation[Any], ...] = (_ACTIVE_ALERTS, _ALERT_THREAD, _ALERTS_FOR, _RECEIVE_ALERT,)


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
    ) -> Page[ActiveAlertsNode]:
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
        (origin OTHER_ISSUER) and reaches nobody before; an issuer updates and cancels its own messages only,
        and what it calls off before it was approved is discarded. The same message comes once: sent again it
        is answered with what became of it, another one of the same identifier and moment is CONFLICT. For
        operators of feeds, and apps with the scope `alerts:send`.

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
    ) -> AsyncPage[ActiveAlertsNode]:
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
        (origin OTHER_ISSUER) and reaches nobody before; an issuer updates and cancels its own messages only,
        and what it calls off before it was approved is discarded. The same message comes once: sent again it
        is answered with what became of it, another one of the same identifier and moment is CONFLICT. For
        operators of feeds, and apps with the scope `alerts:send`.

        input: What came.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _RECEIVE_ALERT, {"input": input, "clientMutationId": idempotency_key}, options
        )
