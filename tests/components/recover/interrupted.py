"""An exported stack with interrupted creates."""

from typing import Any

VPC, SWITCH = "alicloud:vpc/network:Network", "alicloud:vpc/switch:Switch"
PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::default::1234"
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:x:y"}


def urn(name: str, kind: str = VPC) -> str:
    """Return the URN of a resource of the stack."""
    return f"urn:pulumi:dev::shop::{kind}::{name}"


def resource(name: str, kind: str = VPC, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - a part of a state
    """Return a resource of the state."""
    return {"urn": urn(name, kind), "type": kind, "custom": True, "provider": PROVIDER, "inputs": {}, **more}


def creating(name: str, kind: str = VPC, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - a part of a state
    """Return a pending create."""
    return {"type": "creating", "resource": resource(name, kind, **more)}


def exported(*pending: dict[str, Any], resources: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """Return the exported stack with these pending operations, and the provider among its resources."""
    provider = {
        "urn": PROVIDER.rpartition("::")[0],
        "type": "pulumi:providers:alicloud",
        "id": "1234",
        "inputs": {"region": "cn-beijing"},
        "created": "2026-11-27T10:00:00.000000001Z",
    }
    return {"version": 3, "deployment": {"resources": [provider, *resources], "pending_operations": list(pending)}}
