"""The user account's part: an ENI, an instance, and a role that lets another account attach the ENI."""

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    CrossAccountRole,
    CrossAccountRoleArgs,
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6RuleArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    RoleScope,
    RuleProtocol,
    VswitchArgs,
)

INSTANCE_TYPE = "ecs.g6.large"

config = pulumi.Config()
zones = alicloud.get_zones(available_instance_type=INSTANCE_TYPE, available_resource_creation="VSwitch")
images = alicloud.ecs.get_images(owners="system", name_regex="^centos_7_3", most_recent=True)

vpc = Ipv6Vpc(
    "user",
    Ipv6VpcArgs(
        cidr_block="10.2.0.0/16",
        vswitches=[VswitchArgs(zone_id=zones.zones[0].id, cidr_block="10.2.1.0/24", ipv6_mask=2)],
        ingress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6, description="To be pinged")],
    ),
)
server = Ipv6Instance(
    "user",
    Ipv6InstanceArgs(
        vswitch_id=vpc.vswitch_ids[0],
        security_group_ids=[vpc.security_group_id],
        instance_type=INSTANCE_TYPE,
        image_id=images.ids[0],
        keep_image=True,
        key_pair_name=config.require("keyPairName"),
    ),
)
eni = alicloud.ecs.EcsNetworkInterface(
    "user",
    network_interface_name="user-eni",
    vswitch_id=vpc.vswitch_ids[0],
    security_group_ids=[vpc.security_group_id],
)
# The role with the fewest permissions: for one account, one ENI and one instance, and only with the external id.
role = CrossAccountRole(
    "eni-attacher",
    CrossAccountRoleArgs(
        trusted_account_id=config.require("trustedAccountId"),
        external_id=config.require("externalId"),
        scope=RoleScope.ATTACH_ONLY,
        region=alicloud.config.region,
        network_interface_ids=[eni.id],
        instance_ids=[server.instance_id],
    ),
)
pulumi.export("roleArn", role.role_arn)
pulumi.export("networkInterfaceId", eni.id)
pulumi.export("instanceId", server.instance_id)
