"""Programs whose components get explicit providers, for the tests of the check and of the real engine."""

ROLE_ARN = "acs:ram::1000000000000002:role/ipv6-eni"
"""The role in the sandbox's account `user` that the project in `role/` creates."""

_BEGIN = """\
import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import Ipv6SecondaryEni, Ipv6SecondaryEniArgs, Ipv6Vpc, Ipv6VpcArgs, VswitchArgs


def site(name, region, provider):
    options = pulumi.ResourceOptions(providers=[provider])
    vswitch = VswitchArgs(zone_id=f"{region}-h", cidr_block="10.0.1.0/24", ipv6_mask=1)
    net = Ipv6Vpc(f"{name}-net", Ipv6VpcArgs(cidr_block="10.0.0.0/16", vswitches=[vswitch]), options)
    args = Ipv6SecondaryEniArgs(
        instance_id="i-1", vswitch_id=net.vswitch_ids[0], security_group_ids=[net.security_group_id]
    )
    Ipv6SecondaryEni(f"{name}-eni", args, options)


"""

PROVIDER_PROGRAMS = {
    "other_region": _BEGIN + 'site("one", "cn-hangzhou", alicloud.Provider("one", region="cn-hangzhou"))\n',
    "several_regions": _BEGIN
    + """\
for region in ("cn-beijing", "cn-hangzhou", "cn-shanghai"):
    site(region, region, alicloud.Provider(region, region=region))
""",
    "several_accounts": _BEGIN
    + f"""\
role = alicloud.ProviderAssumeRoleArgs(
    role_arn="{ROLE_ARN}", session_name="ci", external_id=pulumi.Output.secret("ipv6-eni")
)
site("own", "cn-beijing", alicloud.Provider("own", region="cn-beijing"))
site("user", "cn-beijing", alicloud.Provider("user", region="cn-beijing", assume_role=role))
spelled = {{"role_arn": "{ROLE_ARN}", "session_name": "ci"}}
site("spelled", "cn-beijing", alicloud.Provider("spelled", region="cn-beijing", assume_role=spelled))
site("far", "cn-hangzhou", alicloud.Provider("far", region="cn-hangzhou", assume_role=role))
""",
}
