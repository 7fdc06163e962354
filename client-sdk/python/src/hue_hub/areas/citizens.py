# Made by `npm run sdk` from operations/citizens.graphql. Do not edit.
from __future__ import annotations

import sys
from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from .inputs import (
    CitizenProfileInput,
    ConsentInput,
    DataRequestKind,
    DataRequestState,
    DataRequestStep,
    GuardianLinkInput,
    GuardianLinkSide,
)
from .fragments import (
    AccountFields,
    ConsentFields,
    ConsentPurposeFields,
    DataRequestFields,
    GuardianLinkFields,
    ProfileFields,
)

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired


class AccessLogNodeWhoAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class AccessLogNodeWho(TypedDict):
    """Who looked: a role, never a name."""
    id: str | None
    """Opaque id of the account, null when it is gone."""
    role: str
    """Role in which it was done, such as `identityOfficer`."""
    agency: AccessLogNodeWhoAgency | None
    """The agency acted for, null when none was named."""


class AccessLogNode(TypedDict):
    """One look at protected values of a person, written down before the values were shown."""
    id: str
    """Id of the look."""
    at: str
    """When it happened."""
    area: str
    """Service area that showed the values, such as `reports`."""
    entity: str
    """Kind of thing that was looked at, such as `Report`."""
    entityId: str
    """Id of that thing."""
    fields: list[str]
    """The fields shown."""
    purpose: str
    """The reason that was given."""
    who: AccessLogNodeWho
    """Who looked, without a name."""


# What happened to a request.
DataRequestLastChange = TypedDict(
    "DataRequestLastChange",
    {
        # A step of the office, RECEIVE, FINISH, AREA_DONE, MOVE_ANSWER_DUE (the calendar has changed), or a
        # deadline: ANSWER_OVERDUE, DUE_SOON (24 hours are left), OVERDUE.
        "step": "str",
        # State before; null at its receipt.
        "from": "DataRequestState | None",
        # State after.
        "to": "DataRequestState",
        # When.
        "at": "str",
    },
)


class DataRequestAreasCounts(TypedDict):
    """How many rows of a kind."""
    name: str
    """The kind."""
    count: int
    """How many."""


class DataRequestAreas(TypedDict):
    """What a service area has done of a request that goes to all."""
    area: str
    """Name of the area, such as `reports`."""
    doneAt: str
    """When it was done there."""
    counts: list[DataRequestAreasCounts]
    """How many rows were given or erased, by kind."""


class DataRequest(TypedDict):
    """A person's request about own data, with the clocks of the law: an answer within 2 working days; then 10
    days for a copy or a correction, 20 for a deletion, 15 for the rest (20 where somebody else holds the
    data), extended once by up to 15.
    """
    id: str
    """Id of the request."""
    kind: DataRequestKind
    """What for."""
    state: DataRequestState
    """Where it stands."""
    version: int
    """Goes up by one with each change; deadlines that are told of leave it."""
    allowed: list[DataRequestStep]
    """What the identity officer may do with it now."""
    receivedAt: str
    """When it was received."""
    acknowledgedAt: str | None
    """When it was answered that it is being dealt with."""
    answerDueAt: str | None
    """Last moment in time for the answer; null while `missingYear` has no calendar."""
    dueAt: str
    """Last moment in time for carrying it out."""
    isOverdue: bool
    """Whether that has passed and it is not closed."""
    extendedDays: int | None
    """By how many days the term was extended; null when it was not."""
    extensionReason: str | None
    """Why the term was extended."""
    closedAt: str | None
    """When it was closed."""
    details: str | None
    """What is asked, in words."""
    answer: str | None
    """What was done, or why it was refused."""
    awaited: list[str]
    """Service areas that have to do their part: of a copy or an erasure."""
    copyUntil: str | None
    """Until when the copy can be fetched; null when there is none."""
    lastChange: DataRequestLastChange
    """What happened last."""
    areas: list[DataRequestAreas]
    """Those that have done it."""


# What happened to a request.
DataRequestChangedLastChange = TypedDict(
    "DataRequestChangedLastChange",
    {
        # A step of the office, RECEIVE, FINISH, AREA_DONE, MOVE_ANSWER_DUE (the calendar has changed), or a
        # deadline: ANSWER_OVERDUE, DUE_SOON (24 hours are left), OVERDUE.
        "step": "str",
        # State before; null at its receipt.
        "from": "DataRequestState | None",
        # State after.
        "to": "DataRequestState",
        # When.
        "at": "str",
    },
)


class DataRequestChangedAreasCounts(TypedDict):
    """How many rows of a kind."""
    name: str
    """The kind."""
    count: int
    """How many."""


class DataRequestChangedAreas(TypedDict):
    """What a service area has done of a request that goes to all."""
    area: str
    """Name of the area, such as `reports`."""
    doneAt: str
    """When it was done there."""
    counts: list[DataRequestChangedAreasCounts]
    """How many rows were given or erased, by kind."""


class DataRequestChanged(TypedDict):
    """A person's request about own data, with the clocks of the law: an answer within 2 working days; then 10
    days for a copy or a correction, 20 for a deletion, 15 for the rest (20 where somebody else holds the
    data), extended once by up to 15.
    """
    id: str
    """Id of the request."""
    kind: DataRequestKind
    """What for."""
    state: DataRequestState
    """Where it stands."""
    version: int
    """Goes up by one with each change; deadlines that are told of leave it."""
    allowed: list[DataRequestStep]
    """What the identity officer may do with it now."""
    receivedAt: str
    """When it was received."""
    acknowledgedAt: str | None
    """When it was answered that it is being dealt with."""
    answerDueAt: str | None
    """Last moment in time for the answer; null while `missingYear` has no calendar."""
    dueAt: str
    """Last moment in time for carrying it out."""
    isOverdue: bool
    """Whether that has passed and it is not closed."""
    extendedDays: int | None
    """By how many days the term was extended; null when it was not."""
    extensionReason: str | None
    """Why the term was extended."""
    closedAt: str | None
    """When it was closed."""
    details: str | None
    """What is asked, in words."""
    answer: str | None
    """What was done, or why it was refused."""
    awaited: list[str]
    """Service areas that have to do their part: of a copy or an erasure."""
    copyUntil: str | None
    """Until when the copy can be fetched; null when there is none."""
    lastChange: DataRequestChangedLastChange
    """What happened last."""
    areas: list[DataRequestChangedAreas]
    """Those that have done it."""


class IdentityLevels(TypedDict):
    """What a level of a VNeID account stands for here."""
    level: int
    """0, 1 or 2."""
    name: str
    """Name in Vietnamese."""
    about: str
    """How the identity was established."""
    allows: list[str]
    """What it lets one do, as codes such as `GUARDIAN_LINKS`."""


class MeIdentity(TypedDict):
    """What a level of a VNeID account stands for here."""
    level: int
    """0, 1 or 2."""
    name: str
    """Name in Vietnamese."""
    about: str
    """How the identity was established."""
    allows: list[str]
    """What it lets one do, as codes such as `GUARDIAN_LINKS`."""


class Me(TypedDict):
    """A person with an account (người dân). Only the person sees it; anybody else's is NOT_FOUND, like an
    unknown one.
    """
    id: str
    """Opaque and stable: says nothing about the person and is no number of any document."""
    displayName: str | None
    """Name as the identity provider gives it; the hub does not store it. Null when it gives none."""
    vneidLevel: int
    """Level of the VNeID account: 0 not verified, 1, or 2 (mức độ định danh điện tử)."""
    identity: MeIdentity
    """What that level stands for here."""
    account: AccountFields
    """Whether your account and your sessions are good."""
    profile: NotRequired[ProfileFields]
    """What you have the city know of you."""


# What happened to a request.
RequestDataLastChange = TypedDict(
    "RequestDataLastChange",
    {
        # A step of the office, RECEIVE, FINISH, AREA_DONE, MOVE_ANSWER_DUE (the calendar has changed), or a
        # deadline: ANSWER_OVERDUE, DUE_SOON (24 hours are left), OVERDUE.
        "step": "str",
        # State before; null at its receipt.
        "from": "DataRequestState | None",
        # State after.
        "to": "DataRequestState",
        # When.
        "at": "str",
    },
)


class RequestDataAreasCounts(TypedDict):
    """How many rows of a kind."""
    name: str
    """The kind."""
    count: int
    """How many."""


class RequestDataAreas(TypedDict):
    """What a service area has done of a request that goes to all."""
    area: str
    """Name of the area, such as `reports`."""
    doneAt: str
    """When it was done there."""
    counts: list[RequestDataAreasCounts]
    """How many rows were given or erased, by kind."""


class RequestData(TypedDict):
    """A person's request about own data, with the clocks of the law: an answer within 2 working days; then 10
    days for a copy or a correction, 20 for a deletion, 15 for the rest (20 where somebody else holds the
    data), extended once by up to 15.
    """
    id: str
    """Id of the request."""
    kind: DataRequestKind
    """What for."""
    state: DataRequestState
    """Where it stands."""
    version: int
    """Goes up by one with each change; deadlines that are told of leave it."""
    allowed: list[DataRequestStep]
    """What the identity officer may do with it now."""
    receivedAt: str
    """When it was received."""
    acknowledgedAt: str | None
    """When it was answered that it is being dealt with."""
    answerDueAt: str | None
    """Last moment in time for the answer; null while `missingYear` has no calendar."""
    dueAt: str
    """Last moment in time for carrying it out."""
    isOverdue: bool
    """Whether that has passed and it is not closed."""
    extendedDays: int | None
    """By how many days the term was extended; null when it was not."""
    extensionReason: str | None
    """Why the term was extended."""
    closedAt: str | None
    """When it was closed."""
    details: str | None
    """What is asked, in words."""
    answer: str | None
    """What was done, or why it was refused."""
    awaited: list[str]
    """Service areas that have to do their part: of a copy or an erasure."""
    copyUntil: str | None
    """Until when the copy can be fetched; null when there is none."""
    lastChange: RequestDataLastChange
    """What happened last."""
    areas: list[RequestDataAreas]
    """Those that have done it."""


_ACCESS_LOG: Operation[AccessLogNode] = Operation(
    name="citizens.access_log",
    kind="query",
    field="accessLog",
    hash="80f2ede5508937edb71dcdfe6cfecc3954f77a27fda61cd251ce7f3bd0bae967",
    text="query accessLog($first:Int$after:String){accessLog(first:$first after:$after){nodes{id at area entity entityId fields purpose who{id role agency{id name}}}pageInfo{hasNextPage endCursor}}}",
)


_CONSENT_PURPOSES: Operation[list[ConsentPurposeFields]] = Operation(
    name="citizens.consent_purposes",
    kind="query",
    field="consentPurposes",
    hash="eda822db42cdf374cf208166572906120d0c56036ee34c9c4ae90ff1055dd301",
    text="query consentPurposes{consentPurposes{...ConsentPurposeFields}}fragment ConsentPurposeFields on ConsentPurpose{code name nameEn about scopes recipient isSensitive isPublication}",
)


_DATA_REQUEST: Operation[DataRequest | None] = Operation(
    name="citizens.data_request",
    kind="query",
    field="dataRequest",
    hash="1fbca1e79618470e198c9bc9f441c64c5ca5bc963572b366ec7b99247b80ca50",
    text="query dataRequest($id:ID!){dataRequest(id:$id){...DataRequestFields areas{area doneAt counts{name count}}}}fragment DataRequestFields on DataRequest{id kind state version allowed receivedAt acknowledgedAt answerDueAt dueAt isOverdue extendedDays extensionReason closedAt details answer awaited copyUntil lastChange{step from to at}}",
)


_DATA_REQUEST_CHANGED: Operation[DataRequestChanged | None] = Operation(
    name="citizens.data_request_changed",
    kind="subscription",
    field="dataRequestChanged",
    hash="b998f0a70da42b35d4b7f24cbf322e7099d26b0cdb52b253813db3f0fd63235b",
    text="subscription dataRequestChanged($id:ID!){dataRequestChanged(id:$id){...DataRequestFields areas{area doneAt counts{name count}}}}fragment DataRequestFields on DataRequest{id kind state version allowed receivedAt acknowledgedAt answerDueAt dueAt isOverdue extendedDays extensionReason closedAt details answer awaited copyUntil lastChange{step from to at}}",
)


_END_GUARDIAN_LINK: Operation[GuardianLinkFields | None] = Operation(
    name="citizens.end_guardian_link",
    kind="mutation",
    field="endGuardianLink",
    hash="e2e129afc1cf1731e53e02547b0fd4ef7dff1f837913e04de7289b3f532262c1",
    text="mutation endGuardianLink($id:ID!$reason:String!$expectedVersion:Int$clientMutationId:String){endGuardianLink(id:$id reason:$reason expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkFields}}fragment GuardianLinkFields on GuardianLink{id guardianId childId childName childBirthDate relation verifier{kind id agency{id name}}state version isInForce validFrom validTo words requestedAt decidedAt endedAt}",
    is_keyed=True,
)


_END_MY_SESSIONS: Operation[AccountFields | None] = Operation(
    name="citizens.end_my_sessions",
    kind="mutation",
    field="endMySessions",
    hash="d53b1dfa7464c8593900c688b669b8b8a3aca478cffc330f6f13f6d897e99091",
    text="mutation endMySessions($clientMutationId:String){endMySessions(clientMutationId:$clientMutationId){...AccountFields}}fragment AccountFields on AccountStanding{citizenId state notBefore reason}",
    is_keyed=True,
)


_GRANT_CONSENT: Operation[ConsentFields | None] = Operation(
    name="citizens.grant_consent",
    kind="mutation",
    field="grantConsent",
    hash="978dc6c72a0a848e32e9797062a5b78ebeed8dfac9f900b676e00a4d8d6fffa7",
    text="mutation grantConsent($input:ConsentInput!$childId:ID$clientMutationId:String){grantConsent(input:$input childId:$childId clientMutationId:$clientMutationId){...ConsentFields}}fragment ConsentFields on Consent{id purpose{code name nameEn}scope recipientId subjectId capacity statement grantedAt withdrawnAt agreedScope missing}",
    is_keyed=True,
)


_GUARDIAN_LINK: Operation[GuardianLinkFields | None] = Operation(
    name="citizens.guardian_link",
    kind="query",
    field="guardianLink",
    hash="1fb03f940fee497a99e5f7d6daa326c2b664085a5aa4204fde8c89f4ee090d55",
    text="query guardianLink($id:ID!){guardianLink(id:$id){...GuardianLinkFields}}fragment GuardianLinkFields on GuardianLink{id guardianId childId childName childBirthDate relation verifier{kind id agency{id name}}state version isInForce validFrom validTo words requestedAt decidedAt endedAt}",
)


_IDENTITY_LEVELS: Operation[list[IdentityLevels]] = Operation(
    name="citizens.identity_levels",
    kind="query",
    field="identityLevels",
    hash="0d1569361017ae0dc61a30c3558092b00ed85567b7a110219243ef13cd786065",
    text="query identityLevels{identityLevels{level name about allows}}",
)


_ME: Operation[Me | None] = Operation(
    name="citizens.me",
    kind="query",
    field="me",
    hash="6a842454ed3ffd935ea8f72defc90dc55c9ba68003d8807f3a1f2e44bce1c2a5",
    text="query me($profile:Boolean!=false){me{id displayName vneidLevel identity{level name about allows}account{...AccountFields}profile@include(if:$profile){...ProfileFields}}}fragment AccountFields on AccountStanding{citizenId state notBefore reason}fragment ProfileFields on CitizenProfile{fullName sex birthDate cccd phone email address version changedAt}",
)


_MY_CONSENTS: Operation[ConsentFields] = Operation(
    name="citizens.my_consents",
    kind="query",
    field="myConsents",
    hash="37508ac5369500dd6b90819ec11962be69e4d723b295f0c63dacb6dd07e7fcac",
    text="query myConsents($childId:ID$first:Int$after:String){myConsents(childId:$childId first:$first after:$after){nodes{...ConsentFields}pageInfo{hasNextPage endCursor}}}fragment ConsentFields on Consent{id purpose{code name nameEn}scope recipientId subjectId capacity statement grantedAt withdrawnAt agreedScope missing}",
)


_MY_DATA_REQUESTS: Operation[DataRequestFields] = Operation(
    name="citizens.my_data_requests",
    kind="query",
    field="myDataRequests",
    hash="2f28842ab11fccd036dd37675d67098166838d8b3dcd9cce8f2702bbee4a65e7",
    text="query myDataRequests($first:Int$after:String){myDataRequests(first:$first after:$after){nodes{...DataRequestFields}pageInfo{hasNextPage endCursor}}}fragment DataRequestFields on DataRequest{id kind state version allowed receivedAt acknowledgedAt answerDueAt dueAt isOverdue extendedDays extensionReason closedAt details answer awaited copyUntil lastChange{step from to at}}",
)


_MY_GUARDIAN_LINKS: Operation[GuardianLinkFields] = Operation(
    name="citizens.my_guardian_links",
    kind="query",
    field="myGuardianLinks",
    hash="341e873bf565d6e37b91dbb738a26b8557d9aebda6c1efa98c04d6e520f50455",
    text="query myGuardianLinks($as:GuardianLinkSide!=GUARDIAN$first:Int$after:String){myGuardianLinks(as:$as first:$first after:$after){nodes{...GuardianLinkFields}pageInfo{hasNextPage endCursor}}}fragment GuardianLinkFields on GuardianLink{id guardianId childId childName childBirthDate relation verifier{kind id agency{id name}}state version isInForce validFrom validTo words requestedAt decidedAt endedAt}",
)


_REQUEST_DATA: Operation[RequestData | None] = Operation(
    name="citizens.request_data",
    kind="mutation",
    field="requestData",
    hash="7f505a991536c43c2411d348b1a4af56a42fe9c825369496a5c349807427dc15",
    text="mutation requestData($kind:DataRequestKind!$details:String$clientMutationId:String){requestData(kind:$kind details:$details clientMutationId:$clientMutationId){...DataRequestFields areas{area doneAt counts{name count}}}}fragment DataRequestFields on DataRequest{id kind state version allowed receivedAt acknowledgedAt answerDueAt dueAt isOverdue extendedDays extensionReason closedAt details answer awaited copyUntil lastChange{step from to at}}",
    is_keyed=True,
)


_REQUEST_GUARDIAN_LINK: Operation[GuardianLinkFields | None] = Operation(
    name="citizens.request_guardian_link",
    kind="mutation",
    field="requestGuardianLink",
    hash="ac4fcbd11632f1dafaa316271521e41e6ff7ade111810ad0896d912ce8421921",
    text="mutation requestGuardianLink($input:GuardianLinkInput!$clientMutationId:String){requestGuardianLink(input:$input clientMutationId:$clientMutationId){...GuardianLinkFields}}fragment GuardianLinkFields on GuardianLink{id guardianId childId childName childBirthDate relation verifier{kind id agency{id name}}state version isInForce validFrom validTo words requestedAt decidedAt endedAt}",
    is_keyed=True,
)


_UPDATE_PROFILE: Operation[ProfileFields | None] = Operation(
    name="citizens.update_profile",
    kind="mutation",
    field="updateProfile",
    hash="a5e9161368655e71d004a9fbe9418a962a22fc18a4445261a04142abe6a8389b",
    text="mutation updateProfile($input:CitizenProfileInput!$expectedVersion:Int!$clientMutationId:String){updateProfile(input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ProfileFields}}fragment ProfileFields on CitizenProfile{fullName sex birthDate cccd phone email address version changedAt}",
    is_keyed=True,
)


_WITHDRAW_CONSENT: Operation[ConsentFields | None] = Operation(
    name="citizens.withdraw_consent",
    kind="mutation",
    field="withdrawConsent",
    hash="0313c89c12d79bbc0ec3694bb32ff94a5a2e0cc075f9c1cbca19dd613ecde0e2",
    text="mutation withdrawConsent($purpose:ID!$recipientId:ID$childId:ID$clientMutationId:String){withdrawConsent(purpose:$purpose recipientId:$recipientId childId:$childId clientMutationId:$clientMutationId){...ConsentFields}}fragment ConsentFields on Consent{id purpose{code name nameEn}scope recipientId subjectId capacity statement grantedAt withdrawnAt agreedScope missing}",
    is_keyed=True,
)


_WITHDRAW_GUARDIAN_LINK: Operation[GuardianLinkFields | None] = Operation(
    name="citizens.withdraw_guardian_link",
    kind="mutation",
    field="withdrawGuardianLink",
    hash="86e7f29fd6810147bdf928d4270f5d3242e8b59cc992ff35296cd430b4875f82",
    text="mutation withdrawGuardianLink($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawGuardianLink(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkFields}}fragment GuardianLinkFields on GuardianLink{id guardianId childId childName childBirthDate relation verifier{kind id agency{id name}}state version isInForce validFrom validTo words requestedAt decidedAt endedAt}",
    is_keyed=True,
)


OPERATIONS: tuple[Operation[Any], ...] = (_ACCESS_LOG, _CONSENT_PURPOSES, _DATA_REQUEST, _DATA_REQUEST_CHANGED, _END_GUARDIAN_LINK, _END_MY_SESSIONS, _GRANT_CONSENT, _GUARDIAN_LINK, _IDENTITY_LEVELS, _ME, _MY_CONSENTS, _MY_DATA_REQUESTS, _MY_GUARDIAN_LINKS, _REQUEST_DATA, _REQUEST_GUARDIAN_LINK, _UPDATE_PROFILE, _WITHDRAW_CONSENT, _WITHDRAW_GUARDIAN_LINK,)


class CitizensArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def access_log(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[AccessLogNode]:
        """Who looked at protected values of yours, which and why, newest first (nhật ký truy cập dữ liệu cá
        nhân). A look shows here within 2 seconds. Nobody else sees it. UNAUTHENTICATED for strangers.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _ACCESS_LOG, {"first": first, "after": after}, options
        )

    def consent_purposes(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[ConsentPurposeFields]:
        """What the use of data can be agreed to for (mục đích xử lý dữ liệu cá nhân). Nothing is agreed to by
        default.
        """
        return self._caller.call(
            _CONSENT_PURPOSES, {}, options
        )

    def data_request(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> DataRequest | None:
        """One request, for the person, the identity officer and the auditor. For everybody else it is NOT_FOUND,
        like an unknown one.

        id: Id of the request.
        """
        return self._caller.call(
            _DATA_REQUEST, {"id": id}, options
        )

    def data_request_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> LiveStream[DataRequestChanged | None]:
        """A request as it is, then after each change and each deadline, for who may see it. Resumes from a
        cursor without a hole.

        id: Id of the request.
        """
        return self._caller.stream(
            _DATA_REQUEST_CHANGED, {"id": id}, options
        )

    def end_guardian_link(
        self,
        *,
        id: str,
        reason: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """Ends a link at once, as its guardian or its verifier (custody has changed): from now on it gives no
        right.

        id: Id of the link.

        reason: Why, at most 500 characters.

        expected_version: `version` that was read; a stale one is a CONFLICT.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _END_GUARDIAN_LINK, {"id": id, "reason": reason, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def end_my_sessions(
        self,
        *,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> AccountFields | None:
        """Ends all your sessions (đăng xuất khỏi mọi thiết bị): tokens given before now are refused and their
        streams end, within 5 s.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _END_MY_SESSIONS, {"clientMutationId": idempotency_key}, options
        )

    def grant_consent(
        self,
        *,
        input: ConsentInput,
        child_id: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ConsentFields | None:
        """Agrees to a use of data, for yourself or for a child whose guardian you are. The same again changes
        nothing; another scope replaces what you said before. FORBIDDEN (rule vneid_level) for sensitive data
        below VNeID level 2. BAD_USER_INPUT rules: purpose, scope, recipient, required, max_length.

        input: What is agreed to.

        child_id: A child of yours instead of yourself; any other is NOT_FOUND.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _GRANT_CONSENT, {"input": input, "childId": child_id, "clientMutationId": idempotency_key}, options
        )

    def guardian_link(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """One family link, for guardian, child, the verifier that was asked, and the auditor. For everybody else
        it is NOT_FOUND, like an unknown one.

        id: Id of the link.
        """
        return self._caller.call(
            _GUARDIAN_LINK, {"id": id}, options
        )

    def identity_levels(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[IdentityLevels]:
        """The levels of a VNeID account and what each lets one do here (mức độ định danh điện tử)."""
        return self._caller.call(
            _IDENTITY_LEVELS, {}, options
        )

    def me(
        self,
        *,
        profile: bool | None = None,
        options: CallOptions | None = None,
    ) -> Me | None:
        """You, as the hub knows you. UNAUTHENTICATED for strangers."""
        return self._caller.call(
            _ME, {"profile": profile}, options
        )

    def my_consents(
        self,
        *,
        child_id: str | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ConsentFields]:
        """What was agreed to about your data, by you or by a guardian of yours, newest first (sự đồng ý); with
        `childId` about a child whose guardian you are now: any other is NOT_FOUND. Withdrawn ones stay.
        UNAUTHENTICATED for strangers.

        child_id: A child of yours instead of yourself.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _MY_CONSENTS, {"childId": child_id, "first": first, "after": after}, options
        )

    def my_data_requests(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[DataRequestFields]:
        """Your requests about your own data, newest first (yêu cầu của chủ thể dữ liệu). UNAUTHENTICATED for
        strangers.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _MY_DATA_REQUESTS, {"first": first, "after": after}, options
        )

    def my_guardian_links(
        self,
        *,
        as_: GuardianLinkSide | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[GuardianLinkFields]:
        """Your family links, newest first: as a guardian (người giám hộ), or as a child. UNAUTHENTICATED for
        strangers.

        as_: On which side of the links you are.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _MY_GUARDIAN_LINKS, {"as": as_, "first": first, "after": after}, options
        )

    def request_data(
        self,
        *,
        kind: DataRequestKind,
        details: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RequestData | None:
        """Asks for something about your own data (Law 91/2025): a copy of all of it, a correction, its deletion,
        and so on. A copy is made by itself. CONFLICT while a copy or a deletion is being dealt with already.
        BAD_USER_INPUT rules: required, max_length, max_open.

        kind: What for.

        details: What is to be done, in words: needed for CORRECTION, RESTRICTION and OBJECTION. At most 2000
        characters.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REQUEST_DATA, {"kind": kind, "details": details, "clientMutationId": idempotency_key}, options
        )

    def request_guardian_link(
        self,
        *,
        input: GuardianLinkInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """Asks a ward's committee or a school to verify that you are a child's guardian (xác nhận quan hệ giám
        hộ); it gives no right before they have. FORBIDDEN below VNeID level 2. BAD_USER_INPUT rules: id,
        own_guardian, future, child_age, verifier, link_exists, max_links.

        input: The link.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REQUEST_GUARDIAN_LINK, {"input": input, "clientMutationId": idempotency_key}, options
        )

    def update_profile(
        self,
        *,
        input: CitizenProfileInput,
        expected_version: int,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ProfileFields | None:
        """Replaces your profile; what is left out is emptied. CONFLICT for a stale version; BAD_USER_INPUT names
        the field, with rules such as cccd_length, cccd_mismatch, phone, email, future.

        input: The whole profile.

        expected_version: `version` of the profile that you have read; 0 for the first one.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _UPDATE_PROFILE, {"input": input, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def withdraw_consent(
        self,
        *,
        purpose: str,
        recipient_id: str | None = None,
        child_id: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ConsentFields | None:
        """Withdraws what you agreed to, in force at once (rút lại sự đồng ý); never refused. Withdrawn already:
        the same consent again. NOT_FOUND for what you never agreed to. Where it let somebody else hold data,
        a request of kind WITHDRAWAL is received with it, so that the other one stops too.

        purpose: Code of the purpose.

        recipient_id: To whom it was given, where it was given to somebody.

        child_id: A child for whom you agreed, instead of yourself.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _WITHDRAW_CONSENT, {"purpose": purpose, "recipientId": recipient_id, "childId": child_id, "clientMutationId": idempotency_key}, options
        )

    def withdraw_guardian_link(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """Takes back what you asked to have verified.

        id: Id of the link.

        expected_version: `version` that was read; a stale one is a CONFLICT.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _WITHDRAW_GUARDIAN_LINK, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )


class AsyncCitizensArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def access_log(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[AccessLogNode]:
        """Who looked at protected values of yours, which and why, newest first (nhật ký truy cập dữ liệu cá
        nhân). A look shows here within 2 seconds. Nobody else sees it. UNAUTHENTICATED for strangers.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _ACCESS_LOG, {"first": first, "after": after}, options
        )

    async def consent_purposes(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[ConsentPurposeFields]:
        """What the use of data can be agreed to for (mục đích xử lý dữ liệu cá nhân). Nothing is agreed to by
        default.
        """
        return await self._caller.call(
            _CONSENT_PURPOSES, {}, options
        )

    async def data_request(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> DataRequest | None:
        """One request, for the person, the identity officer and the auditor. For everybody else it is NOT_FOUND,
        like an unknown one.

        id: Id of the request.
        """
        return await self._caller.call(
            _DATA_REQUEST, {"id": id}, options
        )

    def data_request_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[DataRequestChanged | None]:
        """A request as it is, then after each change and each deadline, for who may see it. Resumes from a
        cursor without a hole.

        id: Id of the request.
        """
        return self._caller.stream(
            _DATA_REQUEST_CHANGED, {"id": id}, options
        )

    async def end_guardian_link(
        self,
        *,
        id: str,
        reason: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """Ends a link at once, as its guardian or its verifier (custody has changed): from now on it gives no
        right.

        id: Id of the link.

        reason: Why, at most 500 characters.

        expected_version: `version` that was read; a stale one is a CONFLICT.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _END_GUARDIAN_LINK, {"id": id, "reason": reason, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def end_my_sessions(
        self,
        *,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> AccountFields | None:
        """Ends all your sessions (đăng xuất khỏi mọi thiết bị): tokens given before now are refused and their
        streams end, within 5 s.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _END_MY_SESSIONS, {"clientMutationId": idempotency_key}, options
        )

    async def grant_consent(
        self,
        *,
        input: ConsentInput,
        child_id: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ConsentFields | None:
        """Agrees to a use of data, for yourself or for a child whose guardian you are. The same again changes
        nothing; another scope replaces what you said before. FORBIDDEN (rule vneid_level) for sensitive data
        below VNeID level 2. BAD_USER_INPUT rules: purpose, scope, recipient, required, max_length.

        input: What is agreed to.

        child_id: A child of yours instead of yourself; any other is NOT_FOUND.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _GRANT_CONSENT, {"input": input, "childId": child_id, "clientMutationId": idempotency_key}, options
        )

    async def guardian_link(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """One family link, for guardian, child, the verifier that was asked, and the auditor. For everybody else
        it is NOT_FOUND, like an unknown one.

        id: Id of the link.
        """
        return await self._caller.call(
            _GUARDIAN_LINK, {"id": id}, options
        )

    async def identity_levels(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[IdentityLevels]:
        """The levels of a VNeID account and what each lets one do here (mức độ định danh điện tử)."""
        return await self._caller.call(
            _IDENTITY_LEVELS, {}, options
        )

    async def me(
        self,
        *,
        profile: bool | None = None,
        options: CallOptions | None = None,
    ) -> Me | None:
        """You, as the hub knows you. UNAUTHENTICATED for strangers."""
        return await self._caller.call(
            _ME, {"profile": profile}, options
        )

    async def my_consents(
        self,
        *,
        child_id: str | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ConsentFields]:
        """What was agreed to about your data, by you or by a guardian of yours, newest first (sự đồng ý); with
        `childId` about a child whose guardian you are now: any other is NOT_FOUND. Withdrawn ones stay.
        UNAUTHENTICATED for strangers.

        child_id: A child of yours instead of yourself.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _MY_CONSENTS, {"childId": child_id, "first": first, "after": after}, options
        )

    async def my_data_requests(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[DataRequestFields]:
        """Your requests about your own data, newest first (yêu cầu của chủ thể dữ liệu). UNAUTHENTICATED for
        strangers.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _MY_DATA_REQUESTS, {"first": first, "after": after}, options
        )

    async def my_guardian_links(
        self,
        *,
        as_: GuardianLinkSide | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[GuardianLinkFields]:
        """Your family links, newest first: as a guardian (người giám hộ), or as a child. UNAUTHENTICATED for
        strangers.

        as_: On which side of the links you are.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _MY_GUARDIAN_LINKS, {"as": as_, "first": first, "after": after}, options
        )

    async def request_data(
        self,
        *,
        kind: DataRequestKind,
        details: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RequestData | None:
        """Asks for something about your own data (Law 91/2025): a copy of all of it, a correction, its deletion,
        and so on. A copy is made by itself. CONFLICT while a copy or a deletion is being dealt with already.
        BAD_USER_INPUT rules: required, max_length, max_open.

        kind: What for.

        details: What is to be done, in words: needed for CORRECTION, RESTRICTION and OBJECTION. At most 2000
        characters.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REQUEST_DATA, {"kind": kind, "details": details, "clientMutationId": idempotency_key}, options
        )

    async def request_guardian_link(
        self,
        *,
        input: GuardianLinkInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """Asks a ward's committee or a school to verify that you are a child's guardian (xác nhận quan hệ giám
        hộ); it gives no right before they have. FORBIDDEN below VNeID level 2. BAD_USER_INPUT rules: id,
        own_guardian, future, child_age, verifier, link_exists, max_links.

        input: The link.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REQUEST_GUARDIAN_LINK, {"input": input, "clientMutationId": idempotency_key}, options
        )

    async def update_profile(
        self,
        *,
        input: CitizenProfileInput,
        expected_version: int,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ProfileFields | None:
        """Replaces your profile; what is left out is emptied. CONFLICT for a stale version; BAD_USER_INPUT names
        the field, with rules such as cccd_length, cccd_mismatch, phone, email, future.

        input: The whole profile.

        expected_version: `version` of the profile that you have read; 0 for the first one.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _UPDATE_PROFILE, {"input": input, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def withdraw_consent(
        self,
        *,
        purpose: str,
        recipient_id: str | None = None,
        child_id: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ConsentFields | None:
        """Withdraws what you agreed to, in force at once (rút lại sự đồng ý); never refused. Withdrawn already:
        the same consent again. NOT_FOUND for what you never agreed to. Where it let somebody else hold data,
        a request of kind WITHDRAWAL is received with it, so that the other one stops too.

        purpose: Code of the purpose.

        recipient_id: To whom it was given, where it was given to somebody.

        child_id: A child for whom you agreed, instead of yourself.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _WITHDRAW_CONSENT, {"purpose": purpose, "recipientId": recipient_id, "childId": child_id, "clientMutationId": idempotency_key}, options
        )

    async def withdraw_guardian_link(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> GuardianLinkFields | None:
        """Takes back what you asked to have verified.

        id: Id of the link.

        expected_version: `version` that was read; a stale one is a CONFLICT.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _WITHDRAW_GUARDIAN_LINK, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )
