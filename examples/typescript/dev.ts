// One account: a VPC with IPv6, two instances, and a secondary ENI on each with public IPv6 addresses.
import * as ipv6 from "@pulumi/alicloud-ipv6";
import * as pulumi from "@pulumi/pulumi";

import { chosenAddress, firstZone, newestImage } from "./lookups";

const tags = { project: "shop" };

export function buildDev(): Record<string, pulumi.Input<unknown>> {
    const config = new pulumi.Config();
    const instanceType = config.require("instanceType");
    const zoneId = firstZone(instanceType);
    const vpc = new ipv6.Ipv6Vpc("shop", {
        vpcName: "shop-vpc",
        cidrBlock: "192.168.0.0/16",
        vswitches: [
            { name: "shop-vsw-front", zoneId, cidrBlock: "192.168.1.0/24", ipv6Mask: 0 },
            { name: "shop-vsw-back", zoneId, cidrBlock: "192.168.2.0/24", ipv6Mask: 1 },
        ],
        publicIpv6: true,
        securityGroupName: "shop-group",
        ingressRules: [
            { protocol: ipv6.RuleProtocol.Icmpv6, description: "To be pinged" },
            { protocol: ipv6.RuleProtocol.Tcp, portRange: "443/443", cidr: "::/0", description: "The shop itself" },
        ],
        egressRules: [
            { protocol: ipv6.RuleProtocol.Tcp, portRange: "25/25", policy: ipv6.Policy.Drop, priority: 10 },
        ],
        tags,
    });
    const common = {
        instanceType,
        imageId: newestImage(),
        keepImage: true,
        securityGroupIds: [vpc.securityGroupId],
        systemDiskCategory: "cloud_efficiency",
        publicIpv4BandwidthMbps: 5,
        tags,
    };
    const front = new ipv6.Ipv6Instance("front", {
        ...common,
        instanceName: "shop-front",
        vswitchId: vpc.vswitchIds[0],
        password: config.requireSecret("loginPassword"),
    });
    const back = new ipv6.Ipv6Instance("back", {
        ...common,
        instanceName: "shop-back",
        vswitchId: vpc.vswitchIds[1],
        keyPairName: config.require("keyPairName"),
    });
    const publicBandwidth = {
        ipv6GatewayId: vpc.ipv6GatewayId,
        bandwidthMbps: 10,
        chargeType: ipv6.ChargeType.ByTraffic,
    };
    // A specific address ...
    const frontEni = new ipv6.Ipv6SecondaryEni("front", {
        networkInterfaceName: "shop-front-eni",
        instanceId: front.instanceId,
        vswitchId: vpc.vswitchIds[0],
        securityGroupIds: [vpc.securityGroupId],
        ipv6Addresses: [chosenAddress(vpc.ipv6CidrBlock, "10")],
        publicBandwidth,
        tags,
    });
    // ... and one that the service chooses.
    const backEni = new ipv6.Ipv6SecondaryEni("back", {
        networkInterfaceName: "shop-back-eni",
        instanceId: back.instanceId,
        vswitchId: vpc.vswitchIds[1],
        securityGroupIds: [vpc.securityGroupId],
        ipv6AddressCount: 1,
        assign: ipv6.Ipv6AssignmentTime.AfterAttachment,
        region: "cn-beijing",
        publicBandwidth,
        tags,
    });
    for (const [name, server, eni] of [["front", front, frontEni], ["back", back, backEni]] as const) {
        new ipv6.Ipv6GuestSetup(name, {
            instanceId: server.instanceId,
            ipv6Addresses: eni.ipv6Addresses,
            guestFamily: ipv6.GuestFamily.Rhel,
        });
    }
    return {
        front: frontEni.ipv6Addresses,
        back: backEni.ipv6Addresses,
        ping6: pulumi.interpolate`ping6 -c 4 -I ${frontEni.ipv6Addresses[0]} ${backEni.ipv6Addresses[0]}`,
    };
}
