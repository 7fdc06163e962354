# Made by `npm run sdk` from operations/vendors.graphql. Do not edit.
from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from .inputs import (
    ApiKeyInput,
    AppDocumentKind,
    ConformanceCheck,
    ConformanceRunState,
    ConformanceVerdict,
    VendorAppInput,
    VendorAppState,
    VendorInput,
)
from .fragments import ApiKeyFields, VendorAppFields, VendorFields, VendorPlanFields

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired


class ConformanceRunItemsRequests(TypedDict):
    """A request of a conformance run."""
    requestId: str
    """Its id, as the answer's header `hub-request-id` has it."""
    operationName: str | None
    """Name of its operation."""
    at: str
    """When it came."""
    note: str | None
    """What of it counts, in English."""


class ConformanceRunItems(TypedDict):
    """One thing that an app is looked at for, and what was found."""
    check: ConformanceCheck
    """What for."""
    verdict: ConformanceVerdict
    """What was found."""
    requests: NotRequired[list[ConformanceRunItemsRequests] | None]
    """The requests that it was found by, the earliest, at most 20. Only for who acts for the app's organisation,
    for the operations centre and for the app itself; FORBIDDEN for others.
    """


class ConformanceRun(TypedDict):
    """One look at how an app behaves in its sandbox (lượt kiểm định). That all apps are looked at alike can be
    checked by everybody.
    """
    id: str
    """Opaque id."""
    state: ConformanceRunState
    """Where it stands."""
    startedAt: str
    """When it began."""
    endsAt: str
    """When it ends by itself."""
    judgedAt: str | None
    """When it was judged; null before."""
    items: list[ConformanceRunItems]
    """Each thing that an app is looked at for; as far as it is known, while the run is on."""


class CreateApiKey(TypedDict):
    """A key that was just made."""
    secret: str | None
    """What the app sends. It is shown this once: null when the call is a repeat of one that was answered before."""
    key: ApiKeyFields
    """The key."""


class FinishConformanceRun(TypedDict):
    """One look at how an app behaves in its sandbox (lượt kiểm định). That all apps are looked at alike can be
    checked by everybody.
    """
    id: str
    """Opaque id."""
    state: ConformanceRunState
    """Where it stands."""


class MyVendorsNodeContact(TypedDict):
    """Whom the city writes to."""
    name: str
    """Name of the person."""
    email: str
    """E-mail address."""
    phone: str | None
    """Telephone number."""


class MyVendorsNodeAppsNode(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    state: VendorAppState
    """Where it stands."""
    version: int
    """Counts its changes from 1."""
    scopes: list[str]
    """What it has asked for beyond public things."""
    listedOnly: bool
    """It may send nothing but the documents on its list, in its sandbox too."""


class MyVendorsNodeApps(TypedDict):
    """A page of apps."""
    nodes: list[MyVendorsNodeAppsNode]
    """The page."""


class MyVendorsNode(TypedDict):
    """An organisation that builds on the hub."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    website: str | None
    """Its address on the web."""
    registeredAt: str
    """When it was registered."""
    version: int
    """Counts its changes from 1."""
    contact: MyVendorsNodeContact | None
    """Whom the city writes to. Only for who acts for it, and for the identity officer, whose look is written
    down; FORBIDDEN for others.
    """
    apps: MyVendorsNodeApps
    """Its apps, in the order of their registration."""


class QuotaWarningApp(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""


class QuotaWarning(TypedDict):
    """That an app has used so much of its units of the day."""
    app: QuotaWarningApp
    """The app."""
    day: str
    """The day, Huế time."""
    percent: int
    """80, 95 or 100."""
    used: int
    """Units used when it was noticed."""
    unitsPerDay: int
    """Units that it may use."""
    at: str
    """When it was noticed."""


class RotateApiKey(TypedDict):
    """A key that was just made."""
    secret: str | None
    """What the app sends. It is shown this once: null when the call is a repeat of one that was answered before."""
    key: ApiKeyFields
    """The key."""


class StartConformanceRun(TypedDict):
    """One look at how an app behaves in its sandbox (lượt kiểm định). That all apps are looked at alike can be
    checked by everybody.
    """
    id: str
    """Opaque id."""
    state: ConformanceRunState
    """Where it stands."""
    endsAt: str
    """When it ends by itself."""


class VendorApps(TypedDict):
    """A page of apps."""
    nodes: list[VendorAppFields]
    """The page."""


class Vendor(TypedDict):
    """An organisation that builds on the hub."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    website: str | None
    """Its address on the web."""
    registeredAt: str
    """When it was registered."""
    version: int
    """Counts its changes from 1."""
    apps: VendorApps
    """Its apps, in the order of their registration."""


class VendorAppVendor(TypedDict):
    """An organisation that builds on the hub."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""


class VendorAppKeys(TypedDict):
    """A page of API keys."""
    nodes: list[ApiKeyFields]
    """The page."""


class VendorAppUsage(TypedDict):
    """What an app has used on one day."""
    day: str
    """The day, Huế time."""
    used: int
    """Units used."""
    unitsPerDay: int
    """Units that it may use."""


class VendorAppDocumentsNode(TypedDict):
    """A document that an app may send by its hash."""
    id: str
    """SHA-256 of the text, in small hex digits: what is sent as `sha256Hash`."""
    name: str | None
    """Name of its operation."""
    kind: AppDocumentKind
    """What it does."""
    cost: int
    """Units that it takes with the defaults of its variables; 1 for one of no cost."""
    deprecated: list[str]
    """What of it was deprecated when it was registered, as `Type.field`."""
    registeredAt: str
    """When it was put on the list."""


class VendorAppDocuments(TypedDict):
    """A page of documents."""
    nodes: list[VendorAppDocumentsNode]
    """The page."""


class VendorApp(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    about: str
    """What it does."""
    state: VendorAppState
    """Where it stands."""
    suspendedFor: str | None
    """Why it is suspended."""
    version: int
    """Counts its changes from 1."""
    scopes: list[str]
    """What it has asked for beyond public things."""
    listedOnly: bool
    """It may send nothing but the documents on its list, in its sandbox too."""
    registeredAt: str
    """When it was registered."""
    plan: VendorPlanFields
    """What it may take of the hub."""
    vendor: VendorAppVendor
    """Whose it is."""
    keys: NotRequired[VendorAppKeys | None]
    """Its API keys, the newest first. Only for who acts for its organisation; FORBIDDEN for others."""
    usage: NotRequired[VendorAppUsage | None]
    """What it has used of the units of a day; some seconds behind. Only for who acts for its organisation, and
    for the app itself with the scope usage:read; FORBIDDEN for others.
    """
    documents: NotRequired[VendorAppDocuments | None]
    """The documents that it may send by their hash, in the order of their registration. Only for who acts for
    its organisation, and for the app itself; FORBIDDEN for others.
    """


_CONFORMANCE_RUN: Operation[ConformanceRun | None] = Operation(
    name="vendors.conformance_run",
    kind="query",
    field="conformanceRun",
    hash="286a059efe046b0100050d8975e17461da0531715e4b883f02a76f4ef68f211b",
    text="query conformanceRun($id:ID!$own:Boolean!=false){conformanceRun(id:$id){id state startedAt endsAt judgedAt items{check verdict requests@include(if:$own){requestId operationName at note}}}}",
)


_CREATE_API_KEY: Operation[CreateApiKey | None] = Operation(
    name="vendors.create_api_key",
    kind="mutation",
    field="createApiKey",
    hash="70785ab482e2105f0bb1e1e66950eec53fb871451c0a6e745e827baefbb6b29b",
    text="mutation createApiKey($appId:ID!$input:ApiKeyInput!$clientMutationId:String){createApiKey(appId:$appId input:$input clientMutationId:$clientMutationId){secret key{...ApiKeyFields}}}fragment ApiKeyFields on ApiKey{id name scopes sandbox state createdAt expiresAt}",
    is_keyed=True,
)


_FINISH_CONFORMANCE_RUN: Operation[FinishConformanceRun | None] = Operation(
    name="vendors.finish_conformance_run",
    kind="mutation",
    field="finishConformanceRun",
    hash="4f0f8d94214849d7893976f05d4c7658455a3e9ea2a3d0e4e7dffeba69dab156",
    text="mutation finishConformanceRun($id:ID!$clientMutationId:String){finishConformanceRun(id:$id clientMutationId:$clientMutationId){id state}}",
    is_keyed=True,
)


_LAUNCH_VENDOR_APP: Operation[VendorAppFields | None] = Operation(
    name="vendors.launch_vendor_app",
    kind="mutation",
    field="launchVendorApp",
    hash="cdd316ef44adf9d8a43674654768babe35f376d64fb1ed262dac2524a52168b2",
    text="mutation launchVendorApp($id:ID!$expectedVersion:Int$clientMutationId:String){launchVendorApp(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorAppFields}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
    is_keyed=True,
)


_MY_VENDORS: Operation[MyVendorsNode] = Operation(
    name="vendors.my_vendors",
    kind="query",
    field="myVendors",
    hash="155e62961140f7b9e37c91435b33dcdbdd10611421cb1e7b5d8bbbe973ba04ad",
    text="query myVendors($first:Int$after:String){myVendors(first:$first after:$after){nodes{...VendorFields contact{name email phone}apps{nodes{id name state version scopes listedOnly}}}pageInfo{hasNextPage endCursor}}}fragment VendorFields on Vendor{id name website registeredAt version}",
)


_QUOTA_WARNING: Operation[QuotaWarning | None] = Operation(
    name="vendors.quota_warning",
    kind="subscription",
    field="quotaWarning",
    hash="42d315733632a2a527ca19dcc156778d28ee0c76181ed780856f93e46c195307",
    text="subscription quotaWarning($appId:ID!){quotaWarning(appId:$appId){app{id name}day percent used unitsPerDay at}}",
)


_REGISTER_VENDOR: Operation[VendorFields | None] = Operation(
    name="vendors.register_vendor",
    kind="mutation",
    field="registerVendor",
    hash="02ea112c8a966a2b0d8dc52c865ee71dc47f5974251e07e9475bece92235ce70",
    text="mutation registerVendor($input:VendorInput!$clientMutationId:String){registerVendor(input:$input clientMutationId:$clientMutationId){...VendorFields}}fragment VendorFields on Vendor{id name website registeredAt version}",
    is_keyed=True,
)


_REGISTER_VENDOR_APP: Operation[VendorAppFields | None] = Operation(
    name="vendors.register_vendor_app",
    kind="mutation",
    field="registerVendorApp",
    hash="e38bdd71ae3c7ac8447453110e63d43f5ff1128ea208776c82842f12a3193761",
    text="mutation registerVendorApp($vendorId:ID!$input:VendorAppInput!$clientMutationId:String){registerVendorApp(vendorId:$vendorId input:$input clientMutationId:$clientMutationId){...VendorAppFields}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
    is_keyed=True,
)


_REMOVE_APP_DOCUMENTS: Operation[VendorAppFields | None] = Operation(
    name="vendors.remove_app_documents",
    kind="mutation",
    field="removeAppDocuments",
    hash="24b475b47ca4b6199d7324181125ad8e0f2b8570e758b278c65c72c17bd83d63",
    text="mutation removeAppDocuments($appId:ID!$ids:[ID!]!$clientMutationId:String){removeAppDocuments(appId:$appId ids:$ids clientMutationId:$clientMutationId){...VendorAppFields}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
    is_keyed=True,
)


_REVOKE_API_KEY: Operation[ApiKeyFields | None] = Operation(
    name="vendors.revoke_api_key",
    kind="mutation",
    field="revokeApiKey",
    hash="cb64792643251db4a696d446784f1602078ee5d7ee9e22366009643cbad67e77",
    text="mutation revokeApiKey($id:ID!$clientMutationId:String){revokeApiKey(id:$id clientMutationId:$clientMutationId){...ApiKeyFields}}fragment ApiKeyFields on ApiKey{id name scopes sandbox state createdAt expiresAt}",
    is_keyed=True,
)


_ROTATE_API_KEY: Operation[RotateApiKey | None] = Operation(
    name="vendors.rotate_api_key",
    kind="mutation",
    field="rotateApiKey",
    hash="a74400daf2a7a11f976a423df9c8c403f61d86f8b59d5a322a1d04b5ce7a5ef6",
    text="mutation rotateApiKey($id:ID!$overlapHours:Int!=24$clientMutationId:String){rotateApiKey(id:$id overlapHours:$overlapHours clientMutationId:$clientMutationId){secret key{...ApiKeyFields}}}fragment ApiKeyFields on ApiKey{id name scopes sandbox state createdAt expiresAt}",
    is_keyed=True,
)


_SET_VENDOR_APP_DOCUMENTS: Operation[VendorAppFields | None] = Operation(
    name="vendors.set_vendor_app_documents",
    kind="mutation",
    field="setVendorAppDocuments",
    hash="5499ed821a17ad8a7365ae0c38d1fe5bc4a0fd061df16e2b4f9f5dd64cdacc9d",
    text="mutation setVendorAppDocuments($id:ID!$listedOnly:Boolean!$expectedVersion:Int$clientMutationId:String){setVendorAppDocuments(id:$id listedOnly:$listedOnly expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorAppFields}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
    is_keyed=True,
)


_START_CONFORMANCE_RUN: Operation[StartConformanceRun | None] = Operation(
    name="vendors.start_conformance_run",
    kind="mutation",
    field="startConformanceRun",
    hash="4cd90fa0f0724aaa952c427efe4bbd7bff8412ac5433c2d5ec16aa0f73a8199c",
    text="mutation startConformanceRun($appId:ID!$clientMutationId:String){startConformanceRun(appId:$appId clientMutationId:$clientMutationId){id state endsAt}}",
    is_keyed=True,
)


_THIS_APP: Operation[VendorAppFields | None] = Operation(
    name="vendors.this_app",
    kind="query",
    field="thisApp",
    hash="01c9ddcf0281d0d73eece8b276067b828cf9b9aa94537fbc5ceef8e8adfb2a22",
    text="query thisApp{thisApp{...VendorAppFields}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
)


_UPDATE_VENDOR: Operation[VendorFields | None] = Operation(
    name="vendors.update_vendor",
    kind="mutation",
    field="updateVendor",
    hash="5a8e594a5a9048025888df514fad57ccdb8e3f14405ebd34828eb49668da96ea",
    text="mutation updateVendor($id:ID!$input:VendorInput!$expectedVersion:Int!$clientMutationId:String){updateVendor(id:$id input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorFields}}fragment VendorFields on Vendor{id name website registeredAt version}",
    is_keyed=True,
)


_UPDATE_VENDOR_APP: Operation[VendorAppFields | None] = Operation(
    name="vendors.update_vendor_app",
    kind="mutation",
    field="updateVendorApp",
    hash="31950b75c7de680b1af80b86dd23142855b423d638fe165aae49906cb7b0aa41",
    text="mutation updateVendorApp($id:ID!$input:VendorAppInput!$expectedVersion:Int!$clientMutationId:String){updateVendorApp(id:$id input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorAppFields}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
    is_keyed=True,
)


_VENDOR: Operation[Vendor | None] = Operation(
    name="vendors.vendor",
    kind="query",
    field="vendor",
    hash="c006bb2e97b7c9468235acb6601bbf89b23a4ae7d6356b9e50e29b100a2130e7",
    text="query vendor($id:ID!){vendor(id:$id){...VendorFields apps{nodes{...VendorAppFields}}}}fragment VendorFields on Vendor{id name website registeredAt version}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
)


_VENDOR_APP: Operation[VendorApp | None] = Operation(
    name="vendors.vendor_app",
    kind="query",
    field="vendorApp",
    hash="bca3a623d1ed3fc11fa7dc91e25c69a501fb5a200fbbd3167e7fd26f42da2015",
    text="query vendorApp($id:ID!$own:Boolean!=false){vendorApp(id:$id){...VendorAppFields ...OwnVendorAppFields@include(if:$own)}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}fragment OwnVendorAppFields on VendorApp{keys{nodes{...ApiKeyFields}}usage{day used unitsPerDay}documents{nodes{id name kind cost deprecated registeredAt}}}fragment ApiKeyFields on ApiKey{id name scopes sandbox state createdAt expiresAt}",
)


_VENDOR_APP_CHANGED: Operation[VendorAppFields] = Operation(
    name="vendors.vendor_app_changed",
    kind="subscription",
    field="vendorAppChanged",
    hash="8ef33eda17d99edaa79b7b8d438a396f1907b21090006ce79de655a6f6bfbcf7",
    text="subscription vendorAppChanged($id:ID!){vendorAppChanged(id:$id){...VendorAppFields}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
)


_VENDOR_APPS: Operation[VendorAppFields] = Operation(
    name="vendors.vendor_apps",
    kind="query",
    field="vendorApps",
    hash="1a02604fd6c41ca3a7756f7e5349fabb8016a579be61d256241c633442580ad8",
    text="query vendorApps($first:Int$after:String){vendorApps(first:$first after:$after){nodes{...VendorAppFields}pageInfo{hasNextPage endCursor}}}fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
)


_VENDOR_PLANS: Operation[list[VendorPlanFields]] = Operation(
    name="vendors.vendor_plans",
    kind="query",
    field="vendorPlans",
    hash="db2116e7bbe5914412b84c3afcd08e72b66a37370323615bc153970eda4bdaf8",
    text="query vendorPlans{vendorPlans{...VendorPlanFields}}fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}",
)


_VENDORS: Operation[VendorFields] = Operation(
    name="vendors.vendors",
    kind="query",
    field="vendors",
    hash="51b747a8e80de41b6198515e1b5ab1c736ea4fab28cb5c9fc99c28d2ac453cb4",
    text="query vendors($first:Int$after:String){vendors(first:$first after:$after){nodes{...VendorFields}pageInfo{hasNextPage endCursor}}}fragment VendorFields on Vendor{id name website registeredAt version}",
)


OPERATIONS: tuple[Operation[Any], ...] = (_CONFORMANCE_RUN, _CREATE_API_KEY, _FINISH_CONFORMANCE_RUN, _LAUNCH_VENDOR_APP, _MY_VENDORS, _QUOTA_WARNING, _REGISTER_VENDOR, _REGISTER_VENDOR_APP, _REMOVE_APP_DOCUMENTS, _REVOKE_API_KEY, _ROTATE_API_KEY, _SET_VENDOR_APP_DOCUMENTS, _START_CONFORMANCE_RUN, _THIS_APP, _UPDATE_VENDOR, _UPDATE_VENDOR_APP, _VENDOR, _VENDOR_APP, _VENDOR_APP_CHANGED, _VENDOR_APPS, _VENDOR_PLANS, _VENDORS,)


class VendorsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def conformance_run(
        self,
        *,
        id: str,
        own: bool | None = None,
        options: CallOptions | None = None,
    ) -> ConformanceRun | None:
        """A conformance run (kiểm định ứng dụng), on or over. NOT_FOUND for an unknown id.

        id: Id of the run.
        """
        return self._caller.call(
            _CONFORMANCE_RUN, {"id": id, "own": own}, options
        )

    def create_api_key(
        self,
        *,
        app_id: str,
        input: ApiKeyInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateApiKey | None:
        """Makes an API key for an app of yours (khóa API). The secret is shown this once; the hub keeps a digest
        of it. An app that has not passed a conformance run may have keys for its sandbox only: FORBIDDEN
        (rule not_conformant).

        app_id: Id of the app.

        input: What the key is to be.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CREATE_API_KEY, {"appId": app_id, "input": input, "clientMutationId": idempotency_key}, options
        )

    def finish_conformance_run(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> FinishConformanceRun | None:
        """Ends a conformance run: it is judged three seconds later, and an app that passed every item is
        CONFORMANT then. Nothing changes for one that is over.

        id: Id of the run.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _FINISH_CONFORMANCE_RUN, {"id": id, "clientMutationId": idempotency_key}, options
        )

    def launch_vendor_app(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Begins to use the city's data: CONFORMANT to LIVE. Only from then on its keys are good;
        ILLEGAL_TRANSITION for an app that has not passed a conformance run.

        id: Id of the app.

        expected_version: CONFLICT when the app is at another version.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _LAUNCH_VENDOR_APP, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def my_vendors(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[MyVendorsNode]:
        """The organisations that you act for.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _MY_VENDORS, {"first": first, "after": after}, options
        )

    def quota_warning(
        self,
        *,
        app_id: str,
        options: LiveOptions | None = None,
    ) -> LiveStream[QuotaWarning | None]:
        """That an app has used 80, 95 or 100 percent of its units of the day (cảnh báo hạn mức). For its
        organisation, and for the app itself with the scope usage:read. First the last warning of today, null
        when there was none.

        app_id: Id of the app.
        """
        return self._caller.stream(
            _QUOTA_WARNING, {"appId": app_id}, options
        )

    def register_vendor(
        self,
        *,
        input: VendorInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorFields | None:
        """Registers an organisation that you act for. BAD_USER_INPUT names the field.

        input: The organisation.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REGISTER_VENDOR, {"input": input, "clientMutationId": idempotency_key}, options
        )

    def register_vendor_app(
        self,
        *,
        vendor_id: str,
        input: VendorAppInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Registers an app of an organisation of yours (đăng ký ứng dụng). It begins in the sandbox, with the
        plan OPEN.

        vendor_id: Id of the organisation.

        input: The app.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REGISTER_VENDOR_APP, {"vendorId": vendor_id, "input": input, "clientMutationId": idempotency_key}, options
        )

    def remove_app_documents(
        self,
        *,
        app_id: str,
        ids: Sequence[str],
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Takes documents off the list of an app of yours; what is not on it is passed over. In force within
        seconds.

        app_id: Id of the app.

        ids: SHA-256 of each, at most 100.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REMOVE_APP_DOCUMENTS, {"appId": app_id, "ids": ids, "clientMutationId": idempotency_key}, options
        )

    def revoke_api_key(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ApiKeyFields | None:
        """Takes a key back: within 5 seconds nothing is answered to it and its streams have ended. Nothing
        changes for one that is over.

        id: What the key begins with.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REVOKE_API_KEY, {"id": id, "clientMutationId": idempotency_key}, options
        )

    def rotate_api_key(
        self,
        *,
        id: str,
        overlap_hours: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RotateApiKey | None:
        """Makes a key in place of another one, with the same name, scopes and length of life. The old one is
        good for the overlap yet; NOT_FOUND for one that is over or was replaced before.

        id: What the key begins with.

        overlap_hours: How long the old one is good yet, 0 to 168 hours.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _ROTATE_API_KEY, {"id": id, "overlapHours": overlap_hours, "clientMutationId": idempotency_key}, options
        )

    def set_vendor_app_documents(
        self,
        *,
        id: str,
        listed_only: bool,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Says whether an app of yours may send nothing but the documents on its list (`registerAppDocuments`),
        on any road. In force within seconds.

        id: Id of the app.

        listed_only: Only what is on the list; the list is a convenience otherwise.

        expected_version: CONFLICT when the app is at another version.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _SET_VENDOR_APP_DOCUMENTS, {"id": id, "listedOnly": listed_only, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def start_conformance_run(
        self,
        *,
        app_id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> StartConformanceRun | None:
        """Begins a conformance run (chạy kiểm định) of an app of yours: from now on, for an hour at most, the
        sandbox notes what the app does in it, answers one request with 429, cuts one mutation off before its
        answer and one stream in its middle. Use all of the app, then end the run. CONFLICT while one is on,
        ILLEGAL_TRANSITION for a suspended app.

        app_id: Id of the app.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _START_CONFORMANCE_RUN, {"appId": app_id, "clientMutationId": idempotency_key}, options
        )

    def this_app(
        self,
        *,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """The app whose API key you send: for an app only. In a sandbox it is there with its id and state, and
        nothing of its organisation.
        """
        return self._caller.call(
            _THIS_APP, {}, options
        )

    def update_vendor(
        self,
        *,
        id: str,
        input: VendorInput,
        expected_version: int,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorFields | None:
        """Changes an organisation of yours. CONFLICT for a stale version.

        id: Id of the organisation.

        input: All of it; what is left out is emptied.

        expected_version: The version that you have read.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _UPDATE_VENDOR, {"id": id, "input": input, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def update_vendor_app(
        self,
        *,
        id: str,
        input: VendorAppInput,
        expected_version: int,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Changes an app of yours. A scope that it gives up is gone from its keys at once.

        id: Id of the app.

        input: All of it.

        expected_version: The version that you have read.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _UPDATE_VENDOR_APP, {"id": id, "input": input, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def vendor(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> Vendor | None:
        """One organisation. NOT_FOUND for an unknown id.

        id: Id of the organisation.
        """
        return self._caller.call(
            _VENDOR, {"id": id}, options
        )

    def vendor_app(
        self,
        *,
        id: str,
        own: bool | None = None,
        options: CallOptions | None = None,
    ) -> VendorApp | None:
        """One app. NOT_FOUND for an unknown id.

        id: Id of the app.
        """
        return self._caller.call(
            _VENDOR_APP, {"id": id, "own": own}, options
        )

    def vendor_app_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> LiveStream[VendorAppFields]:
        """An app as of each change of its state or plan.

        id: Id of the app.
        """
        return self._caller.stream(
            _VENDOR_APP_CHANGED, {"id": id}, options
        )

    def vendor_apps(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[VendorAppFields]:
        """All apps, in the order of their registration, with state and plan: that all are treated alike can be
        checked.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _VENDOR_APPS, {"first": first, "after": after}, options
        )

    def vendor_plans(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[VendorPlanFields]:
        """What apps may take of the hub: one plan for each tier, the same for every app of it (gói sử dụng)."""
        return self._caller.call(
            _VENDOR_PLANS, {}, options
        )

    def vendors(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[VendorFields]:
        """Organisations that build on the hub, in the order of their registration (đơn vị phát triển).

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _VENDORS, {"first": first, "after": after}, options
        )


class AsyncVendorsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def conformance_run(
        self,
        *,
        id: str,
        own: bool | None = None,
        options: CallOptions | None = None,
    ) -> ConformanceRun | None:
        """A conformance run (kiểm định ứng dụng), on or over. NOT_FOUND for an unknown id.

        id: Id of the run.
        """
        return await self._caller.call(
            _CONFORMANCE_RUN, {"id": id, "own": own}, options
        )

    async def create_api_key(
        self,
        *,
        app_id: str,
        input: ApiKeyInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateApiKey | None:
        """Makes an API key for an app of yours (khóa API). The secret is shown this once; the hub keeps a digest
        of it. An app that has not passed a conformance run may have keys for its sandbox only: FORBIDDEN
        (rule not_conformant).

        app_id: Id of the app.

        input: What the key is to be.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CREATE_API_KEY, {"appId": app_id, "input": input, "clientMutationId": idempotency_key}, options
        )

    async def finish_conformance_run(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> FinishConformanceRun | None:
        """Ends a conformance run: it is judged three seconds later, and an app that passed every item is
        CONFORMANT then. Nothing changes for one that is over.

        id: Id of the run.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _FINISH_CONFORMANCE_RUN, {"id": id, "clientMutationId": idempotency_key}, options
        )

    async def launch_vendor_app(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Begins to use the city's data: CONFORMANT to LIVE. Only from then on its keys are good;
        ILLEGAL_TRANSITION for an app that has not passed a conformance run.

        id: Id of the app.

        expected_version: CONFLICT when the app is at another version.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _LAUNCH_VENDOR_APP, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def my_vendors(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[MyVendorsNode]:
        """The organisations that you act for.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _MY_VENDORS, {"first": first, "after": after}, options
        )

    def quota_warning(
        self,
        *,
        app_id: str,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[QuotaWarning | None]:
        """That an app has used 80, 95 or 100 percent of its units of the day (cảnh báo hạn mức). For its
        organisation, and for the app itself with the scope usage:read. First the last warning of today, null
        when there was none.

        app_id: Id of the app.
        """
        return self._caller.stream(
            _QUOTA_WARNING, {"appId": app_id}, options
        )

    async def register_vendor(
        self,
        *,
        input: VendorInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorFields | None:
        """Registers an organisation that you act for. BAD_USER_INPUT names the field.

        input: The organisation.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REGISTER_VENDOR, {"input": input, "clientMutationId": idempotency_key}, options
        )

    async def register_vendor_app(
        self,
        *,
        vendor_id: str,
        input: VendorAppInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Registers an app of an organisation of yours (đăng ký ứng dụng). It begins in the sandbox, with the
        plan OPEN.

        vendor_id: Id of the organisation.

        input: The app.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REGISTER_VENDOR_APP, {"vendorId": vendor_id, "input": input, "clientMutationId": idempotency_key}, options
        )

    async def remove_app_documents(
        self,
        *,
        app_id: str,
        ids: Sequence[str],
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Takes documents off the list of an app of yours; what is not on it is passed over. In force within
        seconds.

        app_id: Id of the app.

        ids: SHA-256 of each, at most 100.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REMOVE_APP_DOCUMENTS, {"appId": app_id, "ids": ids, "clientMutationId": idempotency_key}, options
        )

    async def revoke_api_key(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ApiKeyFields | None:
        """Takes a key back: within 5 seconds nothing is answered to it and its streams have ended. Nothing
        changes for one that is over.

        id: What the key begins with.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REVOKE_API_KEY, {"id": id, "clientMutationId": idempotency_key}, options
        )

    async def rotate_api_key(
        self,
        *,
        id: str,
        overlap_hours: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RotateApiKey | None:
        """Makes a key in place of another one, with the same name, scopes and length of life. The old one is
        good for the overlap yet; NOT_FOUND for one that is over or was replaced before.

        id: What the key begins with.

        overlap_hours: How long the old one is good yet, 0 to 168 hours.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _ROTATE_API_KEY, {"id": id, "overlapHours": overlap_hours, "clientMutationId": idempotency_key}, options
        )

    async def set_vendor_app_documents(
        self,
        *,
        id: str,
        listed_only: bool,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Says whether an app of yours may send nothing but the documents on its list (`registerAppDocuments`),
        on any road. In force within seconds.

        id: Id of the app.

        listed_only: Only what is on the list; the list is a convenience otherwise.

        expected_version: CONFLICT when the app is at another version.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _SET_VENDOR_APP_DOCUMENTS, {"id": id, "listedOnly": listed_only, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def start_conformance_run(
        self,
        *,
        app_id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> StartConformanceRun | None:
        """Begins a conformance run (chạy kiểm định) of an app of yours: from now on, for an hour at most, the
        sandbox notes what the app does in it, answers one request with 429, cuts one mutation off before its
        answer and one stream in its middle. Use all of the app, then end the run. CONFLICT while one is on,
        ILLEGAL_TRANSITION for a suspended app.

        app_id: Id of the app.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _START_CONFORMANCE_RUN, {"appId": app_id, "clientMutationId": idempotency_key}, options
        )

    async def this_app(
        self,
        *,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """The app whose API key you send: for an app only. In a sandbox it is there with its id and state, and
        nothing of its organisation.
        """
        return await self._caller.call(
            _THIS_APP, {}, options
        )

    async def update_vendor(
        self,
        *,
        id: str,
        input: VendorInput,
        expected_version: int,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorFields | None:
        """Changes an organisation of yours. CONFLICT for a stale version.

        id: Id of the organisation.

        input: All of it; what is left out is emptied.

        expected_version: The version that you have read.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _UPDATE_VENDOR, {"id": id, "input": input, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def update_vendor_app(
        self,
        *,
        id: str,
        input: VendorAppInput,
        expected_version: int,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> VendorAppFields | None:
        """Changes an app of yours. A scope that it gives up is gone from its keys at once.

        id: Id of the app.

        input: All of it.

        expected_version: The version that you have read.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _UPDATE_VENDOR_APP, {"id": id, "input": input, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def vendor(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> Vendor | None:
        """One organisation. NOT_FOUND for an unknown id.

        id: Id of the organisation.
        """
        return await self._caller.call(
            _VENDOR, {"id": id}, options
        )

    async def vendor_app(
        self,
        *,
        id: str,
        own: bool | None = None,
        options: CallOptions | None = None,
    ) -> VendorApp | None:
        """One app. NOT_FOUND for an unknown id.

        id: Id of the app.
        """
        return await self._caller.call(
            _VENDOR_APP, {"id": id, "own": own}, options
        )

    def vendor_app_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[VendorAppFields]:
        """An app as of each change of its state or plan.

        id: Id of the app.
        """
        return self._caller.stream(
            _VENDOR_APP_CHANGED, {"id": id}, options
        )

    async def vendor_apps(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[VendorAppFields]:
        """All apps, in the order of their registration, with state and plan: that all are treated alike can be
        checked.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _VENDOR_APPS, {"first": first, "after": after}, options
        )

    async def vendor_plans(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[VendorPlanFields]:
        """What apps may take of the hub: one plan for each tier, the same for every app of it (gói sử dụng)."""
        return await self._caller.call(
            _VENDOR_PLANS, {}, options
        )

    async def vendors(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[VendorFields]:
        """Organisations that build on the hub, in the order of their registration (đơn vị phát triển).

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _VENDORS, {"first": first, "after": after}, options
        )
