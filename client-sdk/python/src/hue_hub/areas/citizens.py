# Made by `npm run sdk` from operations/citizens.graphql. Do not edit.
from __future__ import annotations

from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from .inputs import (
    AccountState,
    CitizenProfileInput,
    CitizenSex,
    ConsentInput,
    ConsentRecipientKind,
    DataRequestKind,
    DataRequestState,
    GuardianLinkInput,
    GuardianLinkSide,
)
from .fragments import ConsentCore, DataRequestCore, GuardianLinkCore


class AccessLogNodeWhoAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class AccessLogNodeWho(TypedDict):
    """Who looked: a role, never a name."""
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


class ConsentPurposes(TypedDict):
    """What data may be used for with a person's consent."""
    code: str
    """Stable code."""
    name: str
    """Name in Vietnamese."""
    about: str
    """What it means."""
    scopes: list[str]
    """What a consent to it may cover."""
    recipient: ConsentRecipientKind | None
    """To whom in particular it is given; null for the city itself."""
    isSensitive: bool
    """Sensitive data: a VNeID account of level 2 is needed."""
    isPublication: bool
    """Private facts become public: a child of 7 years and more agrees together with a guardian."""


class DataRequestAreas(TypedDict):
    """What a service area has done of a request that goes to all."""
    area: str
    """Name of the area, such as `reports`."""
    doneAt: str
    """When it was done there."""


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
    receivedAt: str
    """When it was received."""
    answerDueAt: str | None
    """Last moment in time for the answer; null while `missingYear` has no calendar."""
    dueAt: str
    """Last moment in time for carrying it out."""
    isOverdue: bool
    """Whether that has passed and it is not closed."""
    closedAt: str | None
    """When it was closed."""
    awaited: list[str]
    """Service areas that have to do their part: of a copy or an erasure."""
    areas: list[DataRequestAreas]
    """Those that have done it."""
    copyUntil: str | None
    """Until when the copy can be fetched; null when there is none."""
    lastChange: DataRequestLastChange
    """What happened last."""
    details: str | None
    """What is asked, in words."""
    answer: str | None
    """What was done, or why it was refused."""
    extensionReason: str | None
    """Why the term was extended."""


class DataRequestChangedAreas(TypedDict):
    """What a service area has done of a request that goes to all."""
    area: str
    """Name of the area, such as `reports`."""
    doneAt: str
    """When it was done there."""


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
    receivedAt: str
    """When it was received."""
    answerDueAt: str | None
    """Last moment in time for the answer; null while `missingYear` has no calendar."""
    dueAt: str
    """Last moment in time for carrying it out."""
    isOverdue: bool
    """Whether that has passed and it is not closed."""
    closedAt: str | None
    """When it was closed."""
    awaited: list[str]
    """Service areas that have to do their part: of a copy or an erasure."""
    areas: list[DataRequestChangedAreas]
    """Those that have done it."""
    copyUntil: str | None
    """Until when the copy can be fetched; null when there is none."""
    lastChange: DataRequestChangedLastChange
    """What happened last."""
    answer: str | None
    """What was done, or why it was refused."""
    extensionReason: str | None
    """Why the term was extended."""


class EndMySessions(TypedDict):
    """Whether tokens of an account are accepted."""
    notBefore: str | None
    """Tokens given before this moment are not; null when all are."""


class MeIdentity(TypedDict):
    """What a level of a VNeID account stands for here."""
    level: int
    """0, 1 or 2."""
    name: str
    """Name in Vietnamese."""
    allows: list[str]
    """What it lets one do, as codes such as `GUARDIAN_LINKS`."""


class MeAccount(TypedDict):
    """Whether tokens of an account are accepted."""
    state: AccountState
    """Whether any token of it is."""
    notBefore: str | None
    """Tokens given before this moment are not; null when all are."""


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
    account: MeAccount
    """Whether your account and your sessions are good."""


class MyProfileProfile(TypedDict):
    """What a person has the city know of them (P4): encrypted under a key of the person's own, and seen by the
    person only.
    """
    fullName: str | None
    """Name as in the papers."""
    sex: CitizenSex | None
    """Sex as in the papers."""
    birthDate: str | None
    """Day of birth."""
    cccd: str | None
    """Number of the identity card (số căn cước), 12 digits."""
    phone: str | None
    """Telephone number."""
    email: str | None
    """E-mail address."""
    address: str | None
    """Address in words."""
    version: int
    """Goes up by one with each change; 0 for one that was never filled in."""
    changedAt: str | None
    """When it was last changed."""


class MyProfile(TypedDict):
    """A person with an account (người dân). Only the person sees it; anybody else's is NOT_FOUND, like an
    unknown one.
    """
    id: str
    """Opaque and stable: says nothing about the person and is no number of any document."""
    profile: MyProfileProfile
    """What you have the city know of you."""


class UpdateProfile(TypedDict):
    """What a person has the city know of them (P4): encrypted under a key of the person's own, and seen by the
    person only.
    """
    version: int
    """Goes up by one with each change; 0 for one that was never filled in."""
    changedAt: str | None
    """When it was last changed."""


_ACCESS_LOG: Operation[AccessLogNode] = Operation(
    name="citizens.access_log",
    kind="query",
    field="accessLog",
    hash="60d665187878e0619315f71531a724da678352385e926782cfa2069a278b3dc8",
    text="query accessLog($first:Int$after:String){accessLog(first:$first after:$after){nodes{id at area entity entityId fields purpose who{role agency{id name}}}pageInfo{hasNextPage endCursor}}}",
)


_CONSENT_PURPOSES: Operation[list[ConsentPurposes]] = Operation(
    name="citizens.consent_purposes",
    kind="query",
    field="consentPurposes",
    hash="81cd4c8a9f189cf6c2424483224b8cbc9f09fa2f07c0ab074991fd541cb46dbd",
    text="query consentPurposes{consentPurposes{code name about scopes recipient isSensitive isPublication}}",
)


_DATA_REQUEST: Operation[DataRequest | None] = Operation(
    name="citizens.data_request",
    kind="query",
    field="dataRequest",
    hash="d06d8bfb38956d7a7faa87cde11331af85a69fb97172329035a8df33c2509f9c",
    text="query dataRequest($id:ID!){dataRequest(id:$id){...DataRequestCore details answer extensionReason}}fragment DataRequestCore on DataRequest{id kind state version receivedAt answerDueAt dueAt isOverdue closedAt awaited areas{area doneAt}copyUntil lastChange{step from to at}}",
)


_DATA_REQUEST_CHANGED: Operation[DataRequestChanged | None] = Operation(
    name="citizens.data_request_changed",
    kind="subscription",
    field="dataRequestChanged",
    hash="6dda5a1b2cefba8505d8032ac1626499fec16ef9de33f4809468e362bf2e71fb",
    text="subscription dataRequestChanged($id:ID!){dataRequestChanged(id:$id){...DataRequestCore answer extensionReason}}fragment DataRequestCore on DataRequest{id kind state version receivedAt answerDueAt dueAt isOverdue closedAt awaited areas{area doneAt}copyUntil lastChange{step from to at}}",
)


_END_GUARDIAN_LINK: Operation[GuardianLinkCore | None] = Operation(
    name="citizens.end_guardian_link",
    kind="mutation",
    field="endGuardianLink",
    hash="d0c97e5ae9c4babd9d6d219e2af11481740f273c7030d026d5c14ccb5b94c551",
    text="mutation endGuardianLink($id:ID!$reason:String!$expectedVersion:Int$clientMutationId:String){endGuardianLink(id:$id reason:$reason expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkCore}}fragment GuardianLinkCore on GuardianLink{id guardianId childId relation verifier{kind id}state version isInForce validFrom validTo}",
    is_keyed=True,
)


_END_MY_SESSIONS: Operation[EndMySessions | None] = Operation(
    name="citizens.end_my_sessions",
    kind="mutation",
    field="endMySessions",
    hash="99e5b55a766552aaa0b823e6818eec481c7d405d509b155b67465bf1c00e1350",
    text="mutation endMySessions($clientMutationId:String){endMySessions(clientMutationId:$clientMutationId){notBefore}}",
    is_keyed=True,
)


_GRANT_CONSENT: Operation[ConsentCore | None] = Operation(
    name="citizens.grant_consent",
    kind="mutation",
    field="grantConsent",
    hash="dbd6dbea95f565834c7698ec7d719350307426666b8d89abadad99f0f0edaeff",
    text="mutation grantConsent($input:ConsentInput!$childId:ID$clientMutationId:String){grantConsent(input:$input childId:$childId clientMutationId:$clientMutationId){...ConsentCore}}fragment ConsentCore on Consent{id purpose{code name}scope recipientId subjectId capacity grantedAt withdrawnAt agreedScope missing}",
    is_keyed=True,
)


_ME: Operation[Me | None] = Operation(
    name="citizens.me",
    kind="query",
    field="me",
    hash="a05ad329d2954970e8b2665d78df415299799e5529da7aa9638a9ffdaf37c1f5",
    text="query me{me{id displayName vneidLevel identity{level name allows}account{state notBefore}}}",
)


_MY_CONSENTS: Operation[ConsentCore] = Operation(
    name="citizens.my_consents",
    kind="query",
    field="myConsents",
    hash="253522c16a15dbe5f1bff9fdd3d6594279017e6e210efcfc443eaba66065ac5b",
    text="query myConsents($childId:ID$first:Int$after:String){myConsents(childId:$childId first:$first after:$after){nodes{...ConsentCore}pageInfo{hasNextPage endCursor}}}fragment ConsentCore on Consent{id purpose{code name}scope recipientId subjectId capacity grantedAt withdrawnAt agreedScope missing}",
)


_MY_DATA_REQUESTS: Operation[DataRequestCore] = Operation(
    name="citizens.my_data_requests",
    kind="query",
    field="myDataRequests",
    hash="681309084c8b522b75d17753ddf28182791a8b3b45dfc88b60d42fb253a90669",
    text="query myDataRequests($first:Int$after:String){myDataRequests(first:$first after:$after){nodes{...DataRequestCore}pageInfo{hasNextPage endCursor}}}fragment DataRequestCore on DataRequest{id kind state version receivedAt answerDueAt dueAt isOverdue closedAt awaited areas{area doneAt}copyUntil lastChange{step from to at}}",
)


_MY_GUARDIAN_LINKS: Operation[GuardianLinkCore] = Operation(
    name="citizens.my_guardian_links",
    kind="query",
    field="myGuardianLinks",
    hash="8395764afe1b0e5dca4153e8678dc7a8396ef43123d9d914663f0880b7775e43",
    text="query myGuardianLinks($as:GuardianLinkSide!=GUARDIAN$first:Int$after:String){myGuardianLinks(as:$as first:$first after:$after){nodes{...GuardianLinkCore}pageInfo{hasNextPage endCursor}}}fragment GuardianLinkCore on GuardianLink{id guardianId childId relation verifier{kind id}state version isInForce validFrom validTo}",
)


_MY_PROFILE: Operation[MyProfile | None] = Operation(
    name="citizens.my_profile",
    kind="query",
    field="me",
    hash="740d8171316caaf56dda0f301db76a99f22dfc75bda843ca7bb68cbdb5382bdb",
    text="query myProfile{me{id profile{fullName sex birthDate cccd phone email address version changedAt}}}",
)


_REQUEST_DATA: Operation[DataRequestCore | None] = Operation(
    name="citizens.request_data",
    kind="mutation",
    field="requestData",
    hash="b08ea7df97ede931a48e4393878e753051bdca8b85cd0cdc93822126e8e8ce11",
    text="mutation requestData($kind:DataRequestKind!$details:String$clientMutationId:String){requestData(kind:$kind details:$details clientMutationId:$clientMutationId){...DataRequestCore}}fragment DataRequestCore on DataRequest{id kind state version receivedAt answerDueAt dueAt isOverdue closedAt awaited areas{area doneAt}copyUntil lastChange{step from to at}}",
    is_keyed=True,
)


_REQUEST_GUARDIAN_LINK: Operation[GuardianLinkCore | None] = Operation(
    name="citizens.request_guardian_link",
    kind="mutation",
    field="requestGuardianLink",
    hash="97d535f1af68c0dc8bf5db4109f7b1e2e4ba3682f670ad40251b47e1bad2c455",
    text="mutation requestGuardianLink($input:GuardianLinkInput!$clientMutationId:String){requestGuardianLink(input:$input clientMutationId:$clientMutationId){...GuardianLinkCore}}fragment GuardianLinkCore on GuardianLink{id guardianId childId relation verifier{kind id}state version isInForce validFrom validTo}",
    is_keyed=True,
)


_UPDATE_PROFILE: Operation[UpdateProfile | None] = Operation(
    name="citizens.update_profile",
    kind="mutation",
    field="updateProfile",
    hash="9d180b054379d63a0c6cb5744ba36e5d1c20bff6330db0dbb026a7421e9b97f7",
    text="mutation updateProfile($input:CitizenProfileInput!$expectedVersion:Int!$clientMutationId:String){updateProfile(input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){version changedAt}}",
    is_keyed=True,
)


_WITHDRAW_CONSENT: Operation[ConsentCore | None] = Operation(
    name="citizens.withdraw_consent",
    kind="mutation",
    field="withdrawConsent",
    hash="b030a75eec14f570ce11e9da17c26642f5309591b50201087b14e0dd8f3ad19a",
    text="mutation withdrawConsent($purpose:ID!$recipientId:ID$childId:ID$clientMutationId:String){withdrawConsent(purpose:$purpose recipientId:$recipientId childId:$childId clientMutationId:$clientMutationId){...ConsentCore}}fragment ConsentCore on Consent{id purpose{code name}scope recipientId subjectId capacity grantedAt withdrawnAt agreedScope missing}",
    is_keyed=True,
)


OPERATIONS: tuple[Operation[Any], ...] = (_ACCESS_LOG, _CONSENT_PURPOSES, _DATA_REQUEST, _DATA_REQUEST_CHANGED, _END_GUARDIAN_LINK, _END_MY_SESSIONS, _GRANT_CONSENT, _ME, _MY_CONSENTS, _MY_DATA_REQUESTS, _MY_GUARDIAN_LINKS, _MY_PROFILE, _REQUEST_DATA, _REQUEST_GUARDIAN_LINK, _UPDATE_PROFILE, _WITHDRAW_CONSENT,)


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
    ) -> list[ConsentPurposes]:
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
    ) -> GuardianLinkCore | None:
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
    ) -> EndMySessions | None:
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
    ) -> ConsentCore | None:
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

    def me(
        self,
        *,
        options: CallOptions | None = None,
    ) -> Me | None:
        """You, as the hub knows you. UNAUTHENTICATED for strangers."""
        return self._caller.call(
            _ME, {}, options
        )

    def my_consents(
        self,
        *,
        child_id: str | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ConsentCore]:
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
    ) -> Page[DataRequestCore]:
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
    ) -> Page[GuardianLinkCore]:
        """Your family links, newest first: as a guardian (người giám hộ), or as a child. UNAUTHENTICATED for
        strangers.

        as_: On which side of the links you are.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _MY_GUARDIAN_LINKS, {"as": as_, "first": first, "after": after}, options
        )

    def my_profile(
        self,
        *,
        options: CallOptions | None = None,
    ) -> MyProfile | None:
        """You, as the hub knows you. UNAUTHENTICATED for strangers."""
        return self._caller.call(
            _MY_PROFILE, {}, options
        )

    def request_data(
        self,
        *,
        kind: DataRequestKind,
        details: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> DataRequestCore | None:
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
    ) -> GuardianLinkCore | None:
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
    ) -> UpdateProfile | None:
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
    ) -> ConsentCore | None:
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
    ) -> list[ConsentPurposes]:
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
    ) -> GuardianLinkCore | None:
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
    ) -> EndMySessions | None:
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
    ) -> ConsentCore | None:
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

    async def me(
        self,
        *,
        options: CallOptions | None = None,
    ) -> Me | None:
        """You, as the hub knows you. UNAUTHENTICATED for strangers."""
        return await self._caller.call(
            _ME, {}, options
        )

    async def my_consents(
        self,
        *,
        child_id: str | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ConsentCore]:
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
    ) -> AsyncPage[DataRequestCore]:
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
    ) -> AsyncPage[GuardianLinkCore]:
        """Your family links, newest first: as a guardian (người giám hộ), or as a child. UNAUTHENTICATED for
        strangers.

        as_: On which side of the links you are.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _MY_GUARDIAN_LINKS, {"as": as_, "first": first, "after": after}, options
        )

    async def my_profile(
        self,
        *,
        options: CallOptions | None = None,
    ) -> MyProfile | None:
        """You, as the hub knows you. UNAUTHENTICATED for strangers."""
        return await self._caller.call(
            _MY_PROFILE, {}, options
        )

    async def request_data(
        self,
        *,
        kind: DataRequestKind,
        details: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> DataRequestCore | None:
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
    ) -> GuardianLinkCore | None:
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
    ) -> UpdateProfile | None:
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
    ) -> ConsentCore | None:
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
