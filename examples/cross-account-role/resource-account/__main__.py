"""The resource account's half: with the user account's role, it attaches that account's ENI and assigns IPv6 to it."""

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
            session_name="example",  # how the user account's audit trail names who did it
            external_id=config.require("externalId"),
        ),
    ),
)
pulumi.export("ipv6Addresses", attached.ipv6_addresses)
