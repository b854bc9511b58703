"""URNs of resources."""

from alicloud_offline.program.type_tokens import STACK


def resource_urn(stack: str, project: str, parent: str, token: str, name: str) -> str:
    """Return the URN as the engine makes it: with the types of all components above, without the stack."""
    above = parent.split("::")[2] if parent else STACK
    qualified = token if above == STACK else f"{above}${token}"
    return f"urn:pulumi:{stack}::{project}::{qualified}::{name}"
