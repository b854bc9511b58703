// The resource account's part of the page's example 1: it attaches ENIs of a user account, in both ways.
import * as ipv6 from "@pulumi/alicloud-ipv6";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";

import { chosenAddress, firstZone, newestImage, primaryEni } from "./lookups";

export function buildCrossAccount(): Record<string, pulumi.Input<unknown>> {
    const config = new pulumi.Config();
    const region = "cn-beijing";
    const role = {
        roleArn: config.require("roleArn"),
        sessionName: "ipv6-typescript",
        durationSeconds: 3600,
        externalId: config.require("externalId"),
    };
    // A provider for each account: this one for the user account, the stack's own for the resource account.
    const users = new alicloud.Provider("users", {
        region,
        assumeRole: {
            roleArn: role.roleArn,
            sessionName: role.sessionName,
            sessionExpiration: role.durationSeconds,
            externalId: role.externalId,
        },
    });
    const usersHalf = buildHalf("users", "10.2", { provider: users });
    const ownHalf = buildHalf("own", "10.1", {});
    const [attachedEni, grantedEni] = ["attached", "granted"].map(
        (name) =>
            new alicloud.ecs.EcsNetworkInterface(
                name,
                {
                    networkInterfaceName: name,
                    vswitchId: usersHalf.vpc.vswitchIds[0],
                    securityGroupIds: [usersHalf.vpc.securityGroupId],
                },
                { provider: users, deleteBeforeReplace: true },
            ),
    );

    // As the role: to an instance of the ENI's own account.
    const asTheRole = new ipv6.CrossAccountEniAttachment("as-the-role", {
        way: ipv6.CrossAccountWay.AssumedRole,
        networkInterfaceId: attachedEni.id,
        instanceId: usersHalf.server.instanceId,
        ownerProvider: users,
        ipv6AddressCount: 1,
        region,
    });
    new ipv6.Ipv6PublicBandwidth(
        "users",
        {
            networkInterfaceId: attachedEni.id,
            ipv6Addresses: asTheRole.ipv6Addresses,
            ipv6AddressIds: asTheRole.ipv6AddressIds,
            ipv6AddressCount: 1,
            publicBandwidth: {
                ipv6GatewayId: usersHalf.vpc.ipv6GatewayId,
                bandwidthMbps: 10,
                chargeType: ipv6.ChargeType.ByTraffic,
            },
            region,
        },
        { provider: users },
    );
    new ipv6.Ipv6GuestSetup(
        "users",
        { instanceId: usersHalf.server.instanceId, ipv6Addresses: asTheRole.ipv6Addresses },
        { provider: users },
    );

    // By a grant: to an instance of the resource account, in the same zone.
    const byGrant = new ipv6.CrossAccountEniAttachment("by-grant", {
        way: ipv6.CrossAccountWay.Granted,
        networkInterfaceId: grantedEni.id,
        instanceId: ownHalf.server.instanceId,
        role,
        granteeAccountId: alicloud.getCallerIdentityOutput().accountId,
        ipv6Addresses: [chosenAddress(usersHalf.vpc.ipv6CidrBlock, "20")],
    });

    // Addresses on primary ENIs, to ping from: the user account's as the role, the resource account's by a profile.
    const usersPeer = new ipv6.Ipv6Assignment("users-peer", {
        networkInterfaceId: primaryEni(usersHalf.server.instanceId, users),
        region,
        ipv6AddressCount: 1,
        ...role,
    });
    const ownPeer = new ipv6.Ipv6Assignment("own-peer", {
        networkInterfaceId: primaryEni(ownHalf.server.instanceId),
        region,
        ipv6Addresses: [chosenAddress(ownHalf.vpc.ipv6CidrBlock, "10")],
        profile: config.get("profile") || undefined,
    });
    return {
        asTheRole: asTheRole.ipv6Addresses,
        byGrant: byGrant.ipv6Addresses,
        permissionId: byGrant.permissionId,
        usersPeer: usersPeer.assigned,
        ownPeer: ownPeer.assigned,
    };
}

/** A VPC with IPv6 and an instance, in the account of the provider; `block` is the first half of its IPv4 block. */
function buildHalf(name: string, block: string, opts: pulumi.ComponentResourceOptions) {
    const config = new pulumi.Config();
    const instanceType = config.require("instanceType");
    const vpc = new ipv6.Ipv6Vpc(
        name,
        {
            cidrBlock: `${block}.0.0/16`,
            vswitches: [{ zoneId: firstZone(instanceType), cidrBlock: `${block}.1.0/24`, ipv6Mask: 0 }],
            publicIpv6: true,
            ingressRules: [{ protocol: ipv6.RuleProtocol.Icmpv6, description: "To be pinged" }],
        },
        opts,
    );
    const server = new ipv6.Ipv6Instance(
        name,
        {
            vswitchId: vpc.vswitchIds[0],
            securityGroupIds: [vpc.securityGroupId],
            instanceType,
            imageId: newestImage(),
            keepImage: true,
            publicIpv4BandwidthMbps: 5,
            keyPairName: config.require("keyPairName"),
        },
        opts,
    );
    return { vpc, server };
}
