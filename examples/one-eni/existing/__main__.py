"""An instance in a VPC with IPv6, as the console or another stack would create it."""

import pulumi
import pulumi_alicloud as alicloud

INSTANCE_TYPE = "ecs.g6.large"

zone = alicloud.get_zones(available_instance_type=INSTANCE_TYPE, available_resource_creation="VSwitch").zones[0].id
image = alicloud.ecs.get_images(owners="system", name_regex="^centos_7_3", most_recent=True).ids[0]
vpc = alicloud.vpc.Network("existing", vpc_name="existing", cidr_block="172.16.0.0/12", enable_ipv6=True)
vswitch = alicloud.vpc.Switch(
    "existing",
    vswitch_name="existing",
    vpc_id=vpc.id,
    zone_id=zone,
    cidr_block="172.16.1.0/24",
    ipv6_cidr_block_mask=1,
)
group = alicloud.ecs.SecurityGroup("existing", security_group_name="existing", vpc_id=vpc.id)
gateway = alicloud.vpc.Ipv6Gateway("existing", ipv6_gateway_name="existing", vpc_id=vpc.id)
instance = alicloud.ecs.Instance(
    "existing",
    instance_name="existing",
    instance_type=INSTANCE_TYPE,
    image_id=image,
    vswitch_id=vswitch.id,
    security_groups=[group.id],
    system_disk_category="cloud_efficiency",
    opts=pulumi.ResourceOptions(ignore_changes=["imageId"]),
)
pulumi.export("instanceId", instance.id)
pulumi.export("vswitchId", vswitch.id)
pulumi.export("securityGroupId", group.id)
pulumi.export("ipv6GatewayId", gateway.id)
