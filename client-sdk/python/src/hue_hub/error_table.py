# Made by `npm run sdk` from the hub's error table. Do not edit.
from __future__ import annotations

from typing import Literal

from .errors import HubError


__all__ = [
    "BadRequestError",
    "BadUserInputError",
    "ConflictError",
    "CostLimitError",
    "ErrorCode",
    "ForbiddenError",
    "GraphqlParseFailedError",
    "GraphqlValidationFailedError",
    "IdempotencyKeyReusedError",
    "IllegalTransitionError",
    "InternalServerError",
    "NotFoundError",
    "OperationResolutionFailureError",
    "OverloadedError",
    "PersistedQueryNotFoundError",
    "PlanNotPossibleError",
    "PlanTooComplexError",
    "QuotaExceededError",
    "RateLimitedError",
    "ServerDrainingError",
    "SlowConsumerError",
    "SubgraphBadResponseError",
    "SubgraphResponseTooLargeError",
    "SubgraphTimeoutError",
    "SubgraphUnavailableError",
    "SubscriptionJwtExpiredError",
    "SubscriptionRightsEndedError",
    "SubscriptionSchemaReloadError",
    "TooManySubscriptionsError",
    "UnauthenticatedError",
    "UnavailableError",
]


ErrorCode = Literal[
    "BAD_USER_INPUT",
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "NOT_FOUND",
    "CONFLICT",
    "ILLEGAL_TRANSITION",
    "RATE_LIMITED",
    "QUOTA_EXCEEDED",
    "COST_LIMIT",
    "PLAN_TOO_COMPLEX",
    "PLAN_NOT_POSSIBLE",
    "IDEMPOTENCY_KEY_REUSED",
    "TOO_MANY_SUBSCRIPTIONS",
    "SLOW_CONSUMER",
    "SUBSCRIPTION_JWT_EXPIRED",
    "SUBSCRIPTION_RIGHTS_ENDED",
    "SUBSCRIPTION_SCHEMA_RELOAD",
    "SERVER_DRAINING",
    "OVERLOADED",
    "UNAVAILABLE",
    "SUBGRAPH_UNAVAILABLE",
    "SUBGRAPH_TIMEOUT",
    "SUBGRAPH_RESPONSE_TOO_LARGE",
    "SUBGRAPH_BAD_RESPONSE",
    "INTERNAL_SERVER_ERROR",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "OPERATION_RESOLUTION_FAILURE",
    "PERSISTED_QUERY_NOT_FOUND",
    "BAD_REQUEST",
]


class BadUserInputError(HubError):
    """`BAD_USER_INPUT`: ended with HTTP status 400 when nothing was run."""


class UnauthenticatedError(HubError):
    """`UNAUTHENTICATED`: ended with HTTP status 401 when nothing was run."""


class ForbiddenError(HubError):
    """`FORBIDDEN`: ended with HTTP status 403 when nothing was run."""


class NotFoundError(HubError):
    """`NOT_FOUND`: ended with HTTP status 404 when nothing was run."""


class ConflictError(HubError):
    """`CONFLICT`: ended with HTTP status 409 when nothing was run."""


class IllegalTransitionError(HubError):
    """`ILLEGAL_TRANSITION`: ended with HTTP status 409 when nothing was run."""


class RateLimitedError(HubError):
    """`RATE_LIMITED`: ended with HTTP status 429 when nothing was run."""


class QuotaExceededError(HubError):
    """`QUOTA_EXCEEDED`: ended with HTTP status 429 when nothing was run."""


class CostLimitError(HubError):
    """`COST_LIMIT`: ended with HTTP status 400 when nothing was run."""


class PlanTooComplexError(HubError):
    """`PLAN_TOO_COMPLEX`: ended with HTTP status 400 when nothing was run."""


class PlanNotPossibleError(HubError):
    """`PLAN_NOT_POSSIBLE`: ended with HTTP status 400 when nothing was run."""


class IdempotencyKeyReusedError(HubError):
    """`IDEMPOTENCY_KEY_REUSED`: ended with HTTP status 409 when nothing was run."""


class TooManySubscriptionsError(HubError):
    """`TOO_MANY_SUBSCRIPTIONS`: ended with HTTP status 429 when nothing was run."""


class SlowConsumerError(HubError):
    """`SLOW_CONSUMER`: ended with HTTP status 429 when nothing was run."""


class SubscriptionJwtExpiredError(HubError):
    """`SUBSCRIPTION_JWT_EXPIRED`: ended with HTTP status 401 when nothing was run."""


class SubscriptionRightsEndedError(HubError):
    """`SUBSCRIPTION_RIGHTS_ENDED`: ended with HTTP status 403 when nothing was run."""


class SubscriptionSchemaReloadError(HubError):
    """`SUBSCRIPTION_SCHEMA_RELOAD`: ended with HTTP status 503 when nothing was run."""


class ServerDrainingError(HubError):
    """`SERVER_DRAINING`: ended with HTTP status 503 when nothing was run."""


class OverloadedError(HubError):
    """`OVERLOADED`: ended with HTTP status 503 when nothing was run."""


class UnavailableError(HubError):
    """`UNAVAILABLE`: ended with HTTP status 503 when nothing was run."""


class SubgraphUnavailableError(HubError):
    """`SUBGRAPH_UNAVAILABLE`: ended with HTTP status 502 when nothing was run."""


class SubgraphTimeoutError(HubError):
    """`SUBGRAPH_TIMEOUT`: ended with HTTP status 504 when nothing was run."""


class SubgraphResponseTooLargeError(HubError):
    """`SUBGRAPH_RESPONSE_TOO_LARGE`: ended with HTTP status 502 when nothing was run."""


class SubgraphBadResponseError(HubError):
    """`SUBGRAPH_BAD_RESPONSE`: ended with HTTP status 502 when nothing was run."""


class InternalServerError(HubError):
    """`INTERNAL_SERVER_ERROR`: ended with HTTP status 500 when nothing was run."""


class GraphqlParseFailedError(HubError):
    """`GRAPHQL_PARSE_FAILED`: ended with HTTP status 400 when nothing was run."""


class GraphqlValidationFailedError(HubError):
    """`GRAPHQL_VALIDATION_FAILED`: ended with HTTP status 400 when nothing was run."""


class OperationResolutionFailureError(HubError):
    """`OPERATION_RESOLUTION_FAILURE`: ended with HTTP status 400 when nothing was run."""


class PersistedQueryNotFoundError(HubError):
    """`PERSISTED_QUERY_NOT_FOUND`: ended with HTTP status 200 when nothing was run."""


class BadRequestError(HubError):
    """`BAD_REQUEST`: ended with HTTP status 400 when nothing was run."""


BY_CODE: dict[str, type[HubError]] = {
    "BAD_USER_INPUT": BadUserInputError,
    "UNAUTHENTICATED": UnauthenticatedError,
    "FORBIDDEN": ForbiddenError,
    "NOT_FOUND": NotFoundError,
    "CONFLICT": ConflictError,
    "ILLEGAL_TRANSITION": IllegalTransitionError,
    "RATE_LIMITED": RateLimitedError,
    "QUOTA_EXCEEDED": QuotaExceededError,
    "COST_LIMIT": CostLimitError,
    "PLAN_TOO_COMPLEX": PlanTooComplexError,
    "PLAN_NOT_POSSIBLE": PlanNotPossibleError,
    "IDEMPOTENCY_KEY_REUSED": IdempotencyKeyReusedError,
    "TOO_MANY_SUBSCRIPTIONS": TooManySubscriptionsError,
    "SLOW_CONSUMER": SlowConsumerError,
    "SUBSCRIPTION_JWT_EXPIRED": SubscriptionJwtExpiredError,
    "SUBSCRIPTION_RIGHTS_ENDED": SubscriptionRightsEndedError,
    "SUBSCRIPTION_SCHEMA_RELOAD": SubscriptionSchemaReloadError,
    "SERVER_DRAINING": ServerDrainingError,
    "OVERLOADED": OverloadedError,
    "UNAVAILABLE": UnavailableError,
    "SUBGRAPH_UNAVAILABLE": SubgraphUnavailableError,
    "SUBGRAPH_TIMEOUT": SubgraphTimeoutError,
    "SUBGRAPH_RESPONSE_TOO_LARGE": SubgraphResponseTooLargeError,
    "SUBGRAPH_BAD_RESPONSE": SubgraphBadResponseError,
    "INTERNAL_SERVER_ERROR": InternalServerError,
    "GRAPHQL_PARSE_FAILED": GraphqlParseFailedError,
    "GRAPHQL_VALIDATION_FAILED": GraphqlValidationFailedError,
    "OPERATION_RESOLUTION_FAILURE": OperationResolutionFailureError,
    "PERSISTED_QUERY_NOT_FOUND": PersistedQueryNotFoundError,
    "BAD_REQUEST": BadRequestError,
}


Disposition = Literal["final", "again", "later", "token", "text"]

DISPOSITIONS: dict[str, Disposition] = {
    "BAD_USER_INPUT": "final",
    "UNAUTHENTICATED": "token",
    "FORBIDDEN": "final",
    "NOT_FOUND": "final",
    "CONFLICT": "final",
    "ILLEGAL_TRANSITION": "final",
    "RATE_LIMITED": "again",
    "QUOTA_EXCEEDED": "later",
    "COST_LIMIT": "final",
    "PLAN_TOO_COMPLEX": "final",
    "PLAN_NOT_POSSIBLE": "final",
    "IDEMPOTENCY_KEY_REUSED": "final",
    "TOO_MANY_SUBSCRIPTIONS": "final",
    "SLOW_CONSUMER": "again",
    "SUBSCRIPTION_JWT_EXPIRED": "token",
    "SUBSCRIPTION_RIGHTS_ENDED": "final",
    "SUBSCRIPTION_SCHEMA_RELOAD": "again",
    "SERVER_DRAINING": "again",
    "OVERLOADED": "again",
    "UNAVAILABLE": "again",
    "SUBGRAPH_UNAVAILABLE": "again",
    "SUBGRAPH_TIMEOUT": "again",
    "SUBGRAPH_RESPONSE_TOO_LARGE": "final",
    "SUBGRAPH_BAD_RESPONSE": "final",
    "INTERNAL_SERVER_ERROR": "final",
    "GRAPHQL_PARSE_FAILED": "final",
    "GRAPHQL_VALIDATION_FAILED": "final",
    "OPERATION_RESOLUTION_FAILURE": "final",
    "PERSISTED_QUERY_NOT_FOUND": "text",
    "BAD_REQUEST": "final",
}
