"""The evaluation of policies for one request: a matching Deny forbids it; otherwise it needs a matching Allow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from alicloud_sandbox.iam.ram.policy_conditions import Context
from alicloud_sandbox.iam.ram.policy_documents import Document, Statement


class Decision(Enum):
    """`NOT_ALLOWED`: no statement allows it; `DENIED`: a statement forbids it."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    DENIED = "denied"


@dataclass(frozen=True)
class Request:
    """One action on one resource; `context` has the values of condition keys."""

    action: str
    resource: str
    context: Context = field(default_factory=dict)


def evaluate(documents: Iterable[Document], request: Request) -> Decision:
    """Return the decision of all policies of an identity together."""
    decision = Decision.NOT_ALLOWED
    for document in documents:
        for statement in document:
            if _covers(statement, request):
                if not statement.allow:
                    return Decision.DENIED
                decision = Decision.ALLOWED
    return decision


def _covers(statement: Statement, request: Request) -> bool:
    return (
        statement.actions.cover(request.action)
        and statement.resources.cover(request.resource)
        and all(condition.holds(request.context) for condition in statement.conditions)
    )
