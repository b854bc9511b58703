"""System policies: every account can read and attach them, none can change them.

Each grants what the vendor's policy with that name grants for the products of the sandbox; the documents are the
sandbox's own (assumed).
"""

import json


def _allow(*actions: str) -> str:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return json.dumps({"Version": "1", "Statement": [statement]})


#: Name -> (document, description).
SYSTEM_POLICIES = {
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
