// Adoption: an existing network, instance and ENI are passed in by their ids and completed.
import * as ipv6 from "@pulumi/alicloud-ipv6";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";

import { firstZone, newestImage } from "./lookups";

export function buildAdopt(): Record<string, pulumi.Input<unknown>> {
    const zoneId = firstZone(new pulumi.Config().require("instanceType"));
    const existing = makeExisting(zoneId);
    // The VPC, one vSwitch, the security group and the IPv6 gateway stay unchanged; a vSwitch and a rule are added.
    const network = new ipv6.Ipv6Vpc("network", {
        vpcId: existing.vpcId,
        vswitches: [{ vswitchId: existing.vswitchId }, { zoneId, cidrBlock: "172.16.2.0/24", ipv6Mask: 2 }],
        securityGroupId: existing.securityGroupId,
        ipv6GatewayId: existing.ipv6GatewayId,
        ipv6: true,
        ingressRules: [{ protocol: ipv6.RuleProtocol.Icmpv6, description: "To be pinged" }],
    });
    const eni = new ipv6.Ipv6SecondaryEni("eni", {
        networkInterfaceId: existing.networkInterfaceId,
        instanceId: existing.instanceId,
        publicBandwidth: { ipv6GatewayId: existing.ipv6GatewayId, bandwidthMbps: 10 },
    });
    return { vswitchIds: network.vswitchIds, ipv6Addresses: eni.ipv6Addresses };
}

/** Resources as the console or another stack would create them; there, only the ids are known. */
function makeExisting(zoneId: pulumi.Output<string>) {
    const config = new pulumi.Config();
    const vpc = new alicloud.vpc.Network("existing", { cidrBlock: "172.16.0.0/12", enableIpv6: true });
    const vswitch = new alicloud.vpc.Switch("existing", {
        vpcId: vpc.id,
        zoneId,
        cidrBlock: "172.16.1.0/24",
        ipv6CidrBlockMask: 1,
    });
    const group = new alicloud.ecs.SecurityGroup("existing", { securityGroupName: "existing", vpcId: vpc.id });
    const gateway = new alicloud.vpc.Ipv6Gateway("existing", { vpcId: vpc.id });
    const server = new alicloud.ecs.Instance(
        "existing",
        {
            instanceType: config.require("instanceType"),
            imageId: newestImage(),
            vswitchId: vswitch.id,
            securityGroups: [group.id],
            systemDiskCategory: "cloud_efficiency",
            keyName: config.require("keyPairName"),
        },
        { ignoreChanges: ["imageId"] },
    );
    const eni = new alicloud.ecs.EcsNetworkInterface("existing", {
        networkInterfaceName: "existing",
        vswitchId: vswitch.id,
        securityGroupIds: [group.id],
    });
    return {
        vpcId: vpc.id,
        vswitchId: vswitch.id,
        securityGroupId: group.id,
        ipv6GatewayId: gateway.id,
        instanceId: server.id,
        networkInterfaceId: eni.id,
    };
}
