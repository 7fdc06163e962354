# Made by `npm run sdk` from operations/vendors.graphql. Do not edit.
from __future__ import annotations

from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from .inputs import (
    ApiKeyInput,
    ApiKeyState,
    VendorAppInput,
    VendorAppState,
    VendorInput,
    VendorPlanCode,
)


class CreateApiKeyKey(TypedDict):
    """An API key. It is sent as `X-API-Key`, in a header or in the payload of `connection_init`, and never in an
    address.
    """
    id: str
    """What the key begins with."""
    scopes: list[str]
    """What it may do, of what its app may."""
    expiresAt: str
    """When it ends by itself."""


class CreateApiKey(TypedDict):
    """A key that was just made."""
    secret: str | None
    """What the app sends. It is shown this once: null when the call is a repeat of one that was answered before."""
    key: CreateApiKeyKey
    """The key."""


class LaunchVendorApp(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    state: VendorAppState
    """Where it stands."""
    version: int
    """Counts its changes from 1."""


class MyVendorsNodeContact(TypedDict):
    """Whom the city writes to."""
    name: str
    """Name of the person."""
    email: str
    """E-mail address."""
    phone: str | None
    """Telephone number."""


class MyVendorsNodeAppsNodeKeysNode(TypedDict):
    """An API key. It is sent as `X-API-Key`, in a header or in the payload of `connection_init`, and never in an
    address.
    """
    id: str
    """What the key begins with."""
    name: str
    """What it is for, in its owner's words."""
    scopes: list[str]
    """What it may do, of what its app may."""
    state: ApiKeyState
    """Whether it is good."""
    expiresAt: str
    """When it ends by itself."""


class MyVendorsNodeAppsNodeKeys(TypedDict):
    """A page of API keys."""
    nodes: list[MyVendorsNodeAppsNodeKeysNode]
    """The page."""


class MyVendorsNodeAppsNodeUsage(TypedDict):
    """What an app has used on one day."""
    day: str
    """The day, Huế time."""
    used: int
    """Units used."""
    unitsPerDay: int
    """Units that it may use."""


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
    keys: MyVendorsNodeAppsNodeKeys | None
    """Its API keys, the newest first. Only for who acts for its organisation; FORBIDDEN for others."""
    usage: MyVendorsNodeAppsNodeUsage | None
    """What it has used of the units of a day; some seconds behind. Only for who acts for its organisation, and
    for the app itself with the scope usage:read; FORBIDDEN for others.
    """


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
    version: int
    """Counts its changes from 1."""
    contact: MyVendorsNodeContact | None
    """Whom the city writes to. Only for who acts for it, and for the identity officer, whose look is written
    down; FORBIDDEN for others.
    """
    apps: MyVendorsNodeApps
    """Its apps, in the order of their registration."""


class QuotaWarning(TypedDict):
    """That an app has used so much of its units of the day."""
    day: str
    """The day, Huế time."""
    percent: int
    """80, 95 or 100."""
    used: int
    """Units used when it was noticed."""
    unitsPerDay: int
    """Units that it may use."""


class RegisterVendor(TypedDict):
    """An organisation that builds on the hub."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    version: int
    """Counts its changes from 1."""


class RegisterVendorApp(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    state: VendorAppState
    """Where it stands."""
    version: int
    """Counts its changes from 1."""


class RevokeApiKey(TypedDict):
    """An API key. It is sent as `X-API-Key`, in a header or in the payload of `connection_init`, and never in an
    address.
    """
    id: str
    """What the key begins with."""
    state: ApiKeyState
    """Whether it is good."""


class RotateApiKeyKey(TypedDict):
    """An API key. It is sent as `X-API-Key`, in a header or in the payload of `connection_init`, and never in an
    address.
    """
    id: str
    """What the key begins with."""
    expiresAt: str
    """When it ends by itself."""


class RotateApiKey(TypedDict):
    """A key that was just made."""
    secret: str | None
    """What the app sends. It is shown this once: null when the call is a repeat of one that was answered before."""
    key: RotateApiKeyKey
    """The key."""


class ThisApp(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    state: VendorAppState
    """Where it stands."""
    scopes: list[str]
    """What it has asked for beyond public things."""


class VendorAppsNodePlan(TypedDict):
    """What an app may take of the hub."""
    code: VendorPlanCode
    """The tier."""


class VendorAppsNodeVendor(TypedDict):
    """An organisation that builds on the hub."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""


class VendorAppsNode(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    about: str
    """What it does."""
    state: VendorAppState
    """Where it stands."""
    plan: VendorAppsNodePlan
    """What it may take of the hub."""
    vendor: VendorAppsNodeVendor
    """Whose it is."""


class VendorPlans(TypedDict):
    """What an app may take of the hub."""
    code: VendorPlanCode
    """The tier."""
    name: str
    """Its name in Vietnamese."""
    about: str
    """For whom it is."""
    unitsPerDay: int
    """Units a day, from midnight to midnight Huế time. A request takes its cost, at least 1; a live event takes
    1.
    """
    requestsPerSecond: int
    """Requests a second that one gateway answers; ten seconds' worth may come at once."""


_CREATE_API_KEY: Operation[CreateApiKey | None] = Operation(
    name="vendors.create_api_key",
    kind="mutation",
    field="createApiKey",
    hash="1b864174b86ef4fca3e26048f90e20534a80bbff82280f98ad3a8aa8fe435328",
    text="mutation createApiKey($appId:ID!$input:ApiKeyInput!$clientMutationId:String){createApiKey(appId:$appId input:$input clientMutationId:$clientMutationId){secret key{id scopes expiresAt}}}",
    is_keyed=True,
)


_LAUNCH_VENDOR_APP: Operation[LaunchVendorApp | None] = Operation(
    name="vendors.launch_vendor_app",
    kind="mutation",
    field="launchVendorApp",
    hash="77cec6c46dccf13659c45b00d0c7e4e24b6463a34c43eb19b81930b521c7f071",
    text="mutation launchVendorApp($id:ID!$expectedVersion:Int$clientMutationId:String){launchVendorApp(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){id state version}}",
    is_keyed=True,
)


_MY_VENDORS: Operation[MyVendorsNode] = Operation(
    name="vendors.my_vendors",
    kind="query",
    field="myVendors",
    hash="7965d44d22b5c58ba63ceba433702a8a70459126fccf3f5ec8ddc638b445dcad",
    text="query myVendors($first:Int$after:String){myVendors(first:$first after:$after){nodes{id name version contact{name email phone}apps{nodes{id name state version keys{nodes{id name scopes state expiresAt}}usage{day used unitsPerDay}}}}pageInfo{hasNextPage endCursor}}}",
)


_QUOTA_WARNING: Operation[QuotaWarning | None] = Operation(
    name="vendors.quota_warning",
    kind="subscription",
    field="quotaWarning",
    hash="a79a0cf2b87bdd3fd4a77ba7d8f2ff615ef6ea8dbe3f9eac4d274dcae85b4b6f",
    text="subscription quotaWarning($appId:ID!){quotaWarning(appId:$appId){day percent used unitsPerDay}}",
)


_REGISTER_VENDOR: Operation[RegisterVendor | None] = Operation(
    name="vendors.register_vendor",
    kind="mutation",
    field="registerVendor",
    hash="9a0dbbbbb43972645ac3a5360dc99ef4ee003fe701608224d97e429ab1864f5a",
    text="mutation registerVendor($input:VendorInput!$clientMutationId:String){registerVendor(input:$input clientMutationId:$clientMutationId){id name version}}",
    is_keyed=True,
)


_REGISTER_VENDOR_APP: Operation[RegisterVendorApp | None] = Operation(
    name="vendors.register_vendor_app",
    kind="mutation",
    field="registerVendorApp",
    hash="c10cbc27deed39e2d10822f685c52f80ab41c291011c76964819eed540e29f8a",
    text="mutation registerVendorApp($vendorId:ID!$input:VendorAppInput!$clientMutationId:String){registerVendorApp(vendorId:$vendorId input:$input clientMutationId:$clientMutationId){id name state version}}",
    is_keyed=True,
)


_REVOKE_API_KEY: Operation[RevokeApiKey | None] = Operation(
    name="vendors.revoke_api_key",
    kind="mutation",
    field="revokeApiKey",
    hash="2e64dd8263fdb62286ad2f02434a1d9c334cdabdb869f26050ef90b594f39613",
    text="mutation revokeApiKey($id:ID!$clientMutationId:String){revokeApiKey(id:$id clientMutationId:$clientMutationId){id state}}",
    is_keyed=True,
)


_ROTATE_API_KEY: Operation[RotateApiKey | None] = Operation(
    name="vendors.rotate_api_key",
    kind="mutation",
    field="rotateApiKey",
    hash="08deb155fa11f8ca22e9992abb2f7c657e264854da1cf1cd12ab6c5bf41bd2c1",
    text="mutation rotateApiKey($id:ID!$overlapHours:Int!=24$clientMutationId:String){rotateApiKey(id:$id overlapHours:$overlapHours clientMutationId:$clientMutationId){secret key{id expiresAt}}}",
    is_keyed=True,
)


_THIS_APP: Operation[ThisApp | None] = Operation(
    name="vendors.this_app",
    kind="query",
    field="thisApp",
    hash="69282cbae1c710ad45292f5b0dee0dbd37efa8f0750ec49fe8fadf71642d21ba",
    text="query thisApp{thisApp{id name state scopes}}",
)


_VENDOR_APPS: Operation[VendorAppsNode] = Operation(
    name="vendors.vendor_apps",
    kind="query",
    field="vendorApps",
    hash="01b11b652ef8a1801f5e5b7599ecf8146bfc53591187c491a6bb320b9f0d31e2",
    text="query vendorApps($first:Int$after:String){vendorApps(first:$first after:$after){nodes{id name about state plan{code}vendor{id name}}pageInfo{hasNextPage endCursor}}}",
)


_VENDOR_PLANS: Operation[list[VendorPlans]] = Operation(
    name="vendors.vendor_plans",
    kind="query",
    field="vendorPlans",
    hash="5ea1e3fa310899d6c8b5d8dfbef1dc370d29e3dc01f846ad755bd3f03bba2c15",
    text="query vendorPlans{vendorPlans{code name about unitsPerDay requestsPerSecond}}",
)


OPERATIONS: tuple[Operation[Any], ...] = (_CREATE_API_KEY, _LAUNCH_VENDOR_APP, _MY_VENDORS, _QUOTA_WARNING, _REGISTER_VENDOR, _REGISTER_VENDOR_APP, _REVOKE_API_KEY, _ROTATE_API_KEY, _THIS_APP, _VENDOR_APPS, _VENDOR_PLANS,)


class VendorsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create_api_key(
        self,
        *,
        app_id: str,
        input: ApiKeyInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateApiKey | None:
        """Makes an API key for an app of yours (khóa API). The secret is shown this once; the hub keeps a digest
        of it.

        app_id: Id of the app.

        input: What the key is to be.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CREATE_API_KEY, {"appId": app_id, "input": input, "clientMutationId": idempotency_key}, options
        )

    def launch_vendor_app(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> LaunchVendorApp | None:
        """Begins to use the city's data: CONFORMANT to LIVE. Only from then on its keys are good.

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
    ) -> RegisterVendor | None:
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
    ) -> RegisterVendorApp | None:
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

    def revoke_api_key(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RevokeApiKey | None:
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

    def this_app(
        self,
        *,
        options: CallOptions | None = None,
    ) -> ThisApp | None:
        """The app whose API key you send: for an app only."""
        return self._caller.call(
            _THIS_APP, {}, options
        )

    def vendor_apps(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[VendorAppsNode]:
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
    ) -> list[VendorPlans]:
        """What apps may take of the hub: one plan for each tier, the same for every app of it (gói sử dụng)."""
        return self._caller.call(
            _VENDOR_PLANS, {}, options
        )


class AsyncVendorsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def create_api_key(
        self,
        *,
        app_id: str,
        input: ApiKeyInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateApiKey | None:
        """Makes an API key for an app of yours (khóa API). The secret is shown this once; the hub keeps a digest
        of it.

        app_id: Id of the app.

        input: What the key is to be.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CREATE_API_KEY, {"appId": app_id, "input": input, "clientMutationId": idempotency_key}, options
        )

    async def launch_vendor_app(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> LaunchVendorApp | None:
        """Begins to use the city's data: CONFORMANT to LIVE. Only from then on its keys are good.

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
    ) -> RegisterVendor | None:
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
    ) -> RegisterVendorApp | None:
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

    async def revoke_api_key(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RevokeApiKey | None:
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

    async def this_app(
        self,
        *,
        options: CallOptions | None = None,
    ) -> ThisApp | None:
        """The app whose API key you send: for an app only."""
        return await self._caller.call(
            _THIS_APP, {}, options
        )

    async def vendor_apps(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[VendorAppsNode]:
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
    ) -> list[VendorPlans]:
        """What apps may take of the hub: one plan for each tier, the same for every app of it (gói sử dụng)."""
        return await self._caller.call(
            _VENDOR_PLANS, {}, options
        )
