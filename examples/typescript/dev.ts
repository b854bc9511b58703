// One account: a VPC with IPv6, two instances, and a secondary ENI on each with public IPv6 addresses.
import * as ipv6 from "@pulumi/alicloud-ipv6";
import * as pulumi from "@pulumi/pulumi";

import { chosenAddress, defaultResourceGroup, firstZone, newestImage } from "./lookups";

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
    // A vSwitch for each zone, with blocks that follow from its place in the list.
    const resourceGroupId = defaultResourceGroup();
    const spare = new ipv6.Ipv6Vpc("spare", { cidrBlock: "10.0.0.0/16", zones: [zoneId, zoneId], resourceGroupId });
    const common = {
        instanceType,
        imageId: newestImage(),
        keepImage: true,
        securityGroupIds: [vpc.securityGroupId],
        systemDiskCategory: "cloud_efficiency",
        publicIpv4BandwidthMbps: 5,
        deletionProtection: false,
        tags,
        resourceGroupId,
    };
    const front = new ipv6.Ipv6Instance("front", {
        ...common,
        instanceName: "shop-front",
        vswitchId: vpc.vswitchIds[0],
        password: config.requireSecret("loginPassword"),
        volumeTags: tags,
    });
    const back = new ipv6.Ipv6Instance("back", {
        ...common,
        instanceName: "shop-back",
        vswitchId: vpc.vswitchIds[1],
        keyPairName: config.require("keyPairName"),
        asInstanceSet: true, // can have two or more secondary ENIs
    });
    const publicBandwidth = {
        ipv6GatewayId: vpc.ipv6GatewayId,
        bandwidthMbps: 10,
        chargeType: ipv6.ChargeType.ByTraffic,
        egressOnly: false, // the two instances ping each other
    };
    // A specific address ...
    const frontEni = new ipv6.Ipv6SecondaryEni("front", {
        networkInterfaceName: "shop-front-eni",
        instanceId: front.instanceId,
        vswitchId: vpc.vswitchIds[0],
        securityGroup: {
            vpcId: vpc.vpcId,
            securityGroupName: "shop-front-only",
            ingressRules: [{ protocol: ipv6.RuleProtocol.Icmpv6 }],
            egressRules: [{ protocol: ipv6.RuleProtocol.Udp, portRange: "53/53", policy: ipv6.Policy.Drop }],
        },
        privateIpAddresses: ["192.168.1.20"],
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
        secondaryPrivateIpAddressCount: 1,
        ipv6AddressCount: 1,
        assign: ipv6.Ipv6AssignmentTime.AfterAttachment,
        region: "cn-beijing",
        publicBandwidth,
        tags,
        resourceGroupId,
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
        spare: spare.vswitchIds,
        ping6: pulumi.interpolate`ping6 -c 4 -I ${frontEni.ipv6Addresses[0]} ${backEni.ipv6Addresses[0]}`,
    };
}
