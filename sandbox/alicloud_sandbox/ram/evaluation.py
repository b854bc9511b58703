"""What policies say to one request: a Deny that covers it forbids it, else one Allow is needed (RAM, evaluation)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from alicloud_sandbox.ram.conditions import Context
from alicloud_sandbox.ram.documents import Document, Statement


class Verdict(Enum):
    """``NOT_ALLOWED``: no statement allows it; ``DENIED``: a statement forbids it."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    DENIED = "denied"


@dataclass(frozen=True)
class Request:
    """One action on one resource; ``context`` has the values of condition keys."""

    action: str
    resource: str
    context: Context = field(default_factory=dict)


def judge(documents: Iterable[Document], request: Request) -> Verdict:
    """The verdict of all policies of an identity together."""
    verdict = Verdict.NOT_ALLOWED
    for document in documents:
        for statement in document:
            if _covers(statement, request):
                if not statement.allow:
                    return Verdict.DENIED
                verdict = Verdict.ALLOWED
    return verdict


def _covers(statement: Statement, request: Request) -> bool:
    return (
        statement.actions.cover(request.action)
        and statement.resources.cover(request.resource)
        and all(condition.holds(request.context) for condition in statement.conditions)
    )
