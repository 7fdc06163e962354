# Made by `npm run sdk` from operations/documents.graphql. Do not edit.
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..operation import Operation


class RegisterAppDocuments(TypedDict):
    """Documents that are on the list of an app now."""
    appId: str
    """Id of the app."""
    ids: list[str]
    """SHA-256 of each document, in the order in which they were given."""


_REGISTER_APP_DOCUMENTS: Operation[RegisterAppDocuments | None] = Operation(
    name="documents.register_app_documents",
    kind="mutation",
    field="registerAppDocuments",
    hash="7f2a841474ba380e967b135794a3f153efb31b456f353f317affc5e32372a28b",
    text="mutation registerAppDocuments($appId:ID!$documents:[String!]!$clientMutationId:String){registerAppDocuments(appId:$appId documents:$documents clientMutationId:$clientMutationId){appId ids}}",
    is_keyed=True,
)


OPERATIONS: tuple[Operation[Any], ...] = (_REGISTER_APP_DOCUMENTS,)


class DocumentsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def register_app_documents(
        self,
        *,
        app_id: str,
        documents: Sequence[str],
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RegisterAppDocuments | None:
        """Puts documents on the list of an app of yours, after which the app may send the hash of each in place
        of its text (`extensions.persistedQuery.sha256Hash`), on every road. Each is one operation that the
        vendors' contract allows within the limits: the first one that is not is BAD_USER_INPUT with its field
        (`documents[2]`) and a rule (syntax, contract, one_operation, limits), and none is put on the list.
        One that is on the list stays. In force within seconds.

        app_id: Id of the app.

        documents: Their texts, byte by byte as the app has hashed them; 1 to 100.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REGISTER_APP_DOCUMENTS, {"appId": app_id, "documents": documents, "clientMutationId": idempotency_key}, options
        )


class AsyncDocumentsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def register_app_documents(
        self,
        *,
        app_id: str,
        documents: Sequence[str],
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RegisterAppDocuments | None:
        """Puts documents on the list of an app of yours, after which the app may send the hash of each in place
        of its text (`extensions.persistedQuery.sha256Hash`), on every road. Each is one operation that the
        vendors' contract allows within the limits: the first one that is not is BAD_USER_INPUT with its field
        (`documents[2]`) and a rule (syntax, contract, one_operation, limits), and none is put on the list.
        One that is on the list stays. In force within seconds.

        app_id: Id of the app.

        documents: Their texts, byte by byte as the app has hashed them; 1 to 100.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REGISTER_APP_DOCUMENTS, {"appId": app_id, "documents": documents, "clientMutationId": idempotency_key}, options
        )
