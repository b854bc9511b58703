"""The evaluation of a role's trust policy."""

from alicloud_sandbox.core.call import Caller
from alicloud_sandbox.iam.ram import arns
from alicloud_sandbox.iam.ram.policy_conditions import Context
from alicloud_sandbox.iam.ram.policy_documents import ASSUME_ROLE, Document, Statement, trust
from alicloud_sandbox.iam.ram.policy_evaluation import Decision, Request, evaluate
from alicloud_sandbox.iam.ram.ram_records import Role


def refusal(role: Role, caller: Caller, context: Context) -> str | None:
    """Return why the caller may not assume the role, as the end of a sentence, or None.

    A service in the trust policy lets no user or role assume it, as documented.
    """
    statements = tuple(statement for statement in trust(role.trust_policy) if _names(statement, caller))
    decision = evaluate([statements], Request(ASSUME_ROLE, role.id, context))
    if decision is Decision.ALLOWED:
        return None
    start = f"the trust policy of {role.id}"
    if decision is Decision.DENIED:
        return f"{start} denies {caller.arn} {ASSUME_ROLE}"
    if keys := _unmet(statements, context):
        return f"{start} lets {caller.arn} have {ASSUME_ROLE} only under its condition on {keys}, which does not hold"
    return f"{start} does not name {caller.arn} for {ASSUME_ROLE}"


def _names(statement: Statement, caller: Caller) -> bool:
    named = {arn.lower() for arn in statement.trusted}
    return not named.isdisjoint({arns.root(caller.account), caller.principal.lower()})


def _unmet(statements: Document, context: Context) -> str:
    """Return the condition keys because of which no Allow applies."""
    allowing = [statement for statement in statements if statement.allow]
    return ", ".join(
        dict.fromkeys(
            condition.key
            for statement in allowing
            for condition in statement.conditions
            if not condition.holds(context)
        )
    )
