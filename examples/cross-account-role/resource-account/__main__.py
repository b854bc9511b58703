"""The resource account's part: assume the user account's role, attach its ENI and assign an IPv6 address."""

import pulumi

from alicloud_ipv6 import AssumedRoleArgs, CrossAccountEniAttachment, CrossAccountEniAttachmentArgs, CrossAccountWay

config = pulumi.Config()
attached = CrossAccountEniAttachment(
    "user-eni",
    CrossAccountEniAttachmentArgs(
        way=CrossAccountWay.ASSUMED_ROLE,
        network_interface_id=config.require("networkInterfaceId"),
        instance_id=config.require("instanceId"),
        role=AssumedRoleArgs(
            role_arn=config.require("roleArn"),
            session_name="example",  # the name in the user account's audit trail
            external_id=config.require("externalId"),
        ),
    ),
)
pulumi.export("ipv6Addresses", attached.ipv6_addresses)
