"""The grant of an ENI to another account, which must be named: `--other-account`."""

from dev.verify_cloud.lab import Lab
from dev.verify_cloud.probe import OTHER_ACCOUNT, probe

_PATH = ("NetworkInterfacePermissions", "NetworkInterfacePermission")


@probe(
    OTHER_ACCOUNT,
    "Ecs.CreateNetworkInterfacePermission: behaviour",
    "Ecs.DeleteNetworkInterfacePermission: behaviour",
)
def grant_and_revoke(lab: Lab) -> str:
    """Grant an ENI twice, then revoke the grant."""
    eni = lab.new_eni()
    asked = {"NetworkInterfaceId": eni, "AccountId": lab.other_account, "Permission": "InstanceAttach"}
    first = lab.cloud.call("Ecs", "CreateNetworkInterfacePermission", **asked)["NetworkInterfacePermission"]
    again = lab.cloud.attempt("Ecs", "CreateNetworkInterfacePermission", **asked)
    grants = lab.cloud.rows("Ecs", "DescribeNetworkInterfacePermissions", *_PATH, NetworkInterfaceId=eni)
    revoked = lab.cloud.attempt(
        "Ecs",
        "DeleteNetworkInterfacePermission",
        NetworkInterfacePermissionId=first["NetworkInterfacePermissionId"],
        Force=True,
    )
    left = lab.cloud.rows("Ecs", "DescribeNetworkInterfacePermissions", *_PATH, NetworkInterfaceId=eni)
    return (
        f"grant {first['PermissionState']}; again {again}, grants {len(grants)}; revoke {revoked}, listed {len(left)}"
    )
