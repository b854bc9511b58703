"""The assumptions that no probe tries, each with the reason."""

from collections.abc import Mapping

_DEFAULT = "it would make the region's default VPC or vSwitch, which could not be distinguished from the account's own"
_GROUPS = "it would make 31 resource groups, and a deleted one stays for days"
_DELETED = "if the assumption were wrong, the account's default resource group would be deleted"

NOT_PROBED: Mapping[str, str] = {
    "Vpc.CreateDefaultVpc: resources": _DEFAULT,
    "Vpc.CreateDefaultVpc: note": _DEFAULT,
    "Vpc.CreateDefaultVSwitch: resources": _DEFAULT,
    "Vpc.CreateDefaultVSwitch: note": _DEFAULT,
    "Vpc: refusal OperationFailed.DefaultVpcExist": _DEFAULT,
    "Vpc: refusal OperationFailed.DefaultVSwitchExist": _DEFAULT,
    "Vpc: refusal QuotaExceeded.Ipv6EgressOnlyRule": "it would make 200 public IPv6 addresses and their rules",
    "ResourceManager.CreateResourceGroup: note": _GROUPS,
    "ResourceManager: refusal LimitExceeded.ResourceGroup": _GROUPS,
    "ResourceManager.DeleteResourceGroup: note": _DELETED,
    "ResourceManager: refusal InvalidParameter.ResourceGroupId": _DELETED,
    "Ecs: refusal InvalidOperation.EniHasMembers": "it would need a large instance of a type with trunk ENIs",
}
