"""System policies: every account can read and attach them, none can change them.

Each grants what the vendor's policy with that name grants for the products of the sandbox; the documents are the
sandbox's own (assumed).
"""

import json


def _allow(*actions: str) -> str:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return json.dumps({"Version": "1", "Statement": [statement]})


#: Part of the names of two policies -> the product in RAM: `AliyunOSSFullAccess` and `AliyunOSSReadOnlyAccess`.
_PRODUCTS = {
    "ACR": "cr",
    "ActionTrail": "actiontrail",
    "CDN": "cdn",
    "CEN": "cen",
    "CloudMonitor": "cms",
    "CS": "cs",
    "DNS": "alidns",
    "ESS": "ess",
    "FC": "fc",
    "GlobalAcceleration": "ga",
    "KMS": "kms",
    "KvStore": "kvstore",
    "Log": "log",
    "NAS": "nas",
    "OSS": "oss",
    "PolarDB": "polardb",
    "PrivateLink": "privatelink",
    "RDS": "rds",
    "RDSGAD": "rds",
    "ROS": "ros",
    "SLB": "slb",
}
_READING = ("Describe*", "Get*", "List*")


def _of_products() -> dict[str, tuple[str, str]]:
    """Return the policies of products that the sandbox does not have."""
    found = {}
    for name, product in _PRODUCTS.items():
        found[f"Aliyun{name}FullAccess"] = (_allow(f"{product}:*"), f"All actions of {name}")
        found[f"Aliyun{name}ReadOnlyAccess"] = (_allow(*(f"{product}:{one}" for one in _READING)), f"Reading {name}")
    return found


#: Name -> (document, description).
SYSTEM_POLICIES = {
    **_of_products(),
    "AdministratorAccess": (_allow("*"), "All actions on all resources"),
    "AliyunECSFullAccess": (
        _allow("ecs:*", "vpc:DescribeVpcs", "vpc:DescribeVSwitches"),
        "All actions of ECS, and what they need of VPC",
    ),
    "AliyunECSReadOnlyAccess": (
        _allow("ecs:Describe*", "ecs:List*", "vpc:DescribeVpcs", "vpc:DescribeVSwitches"),
        "Reading ECS",
    ),
    "AliyunRAMFullAccess": (_allow("ram:*"), "All actions of RAM"),
    "AliyunSTSAssumeRoleAccess": (_allow("sts:AssumeRole"), "Assuming roles"),
    "AliyunVPCFullAccess": (_allow("vpc:*", "ecs:DescribeInstances"), "All actions of VPC"),
    "AliyunVPCReadOnlyAccess": (_allow("vpc:Describe*", "vpc:List*"), "Reading VPC"),
}
