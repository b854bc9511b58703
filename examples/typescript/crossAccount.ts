// The resource account's part of example 1: it attaches ENIs of a user account, in both ways.
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
    // This provider is for the user account; the resource account uses the stack's own.
    const users = new alicloud.Provider("users", {
        region,
        assumeRole: {
            roleArn: role.roleArn,
            sessionName: role.sessionName,
            sessionExpiration: role.durationSeconds,
            externalId: role.externalId,
        },
    });
    const userSite = buildSite("users", "10.2", { provider: users });
    const ownSite = buildSite("own", "10.1", {});
    const [attachedEni, grantedEni] = ["attached", "granted"].map(
        (name) =>
            new alicloud.ecs.EcsNetworkInterface(
                name,
                {
                    networkInterfaceName: name,
                    vswitchId: userSite.vpc.vswitchIds[0],
                    securityGroupIds: [userSite.vpc.securityGroupId],
                },
                { provider: users, deleteBeforeReplace: true },
            ),
    );

    // With the role, an ENI is attached to an instance of its own account.
    const asTheRole = new ipv6.CrossAccountEniAttachment("as-the-role", {
        way: ipv6.CrossAccountWay.AssumedRole,
        networkInterfaceId: attachedEni.id,
        instanceId: userSite.server.instanceId,
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
                ipv6GatewayId: userSite.vpc.ipv6GatewayId,
                bandwidthMbps: 10,
                chargeType: ipv6.ChargeType.ByTraffic,
                egressOnly: false,
            },
            region,
        },
        { provider: users },
    );
    new ipv6.Ipv6GuestSetup(
        "users",
        { instanceId: userSite.server.instanceId, ipv6Addresses: asTheRole.ipv6Addresses },
        { provider: users },
    );

    // With a grant, an ENI is attached to an instance of the resource account, in the same zone.
    const byGrant = new ipv6.CrossAccountEniAttachment("by-grant", {
        way: ipv6.CrossAccountWay.Granted,
        networkInterfaceId: grantedEni.id,
        instanceId: ownSite.server.instanceId,
        role,
        granteeAccountId: alicloud.getCallerIdentityOutput().accountId,
        ipv6Addresses: [chosenAddress(userSite.vpc.ipv6CidrBlock, "20")],
    });

    // Addresses on primary ENIs, to ping from: the user account's with the role, the resource account's with a profile.
    const usersPeer = new ipv6.Ipv6Assignment("users-peer", {
        networkInterfaceId: primaryEni(userSite.server.instanceId, users),
        region,
        ipv6AddressCount: 1,
        ...role,
    });
    const ownPeer = new ipv6.Ipv6Assignment("own-peer", {
        networkInterfaceId: primaryEni(ownSite.server.instanceId),
        region,
        ipv6Addresses: [chosenAddress(ownSite.vpc.ipv6CidrBlock, "10")],
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

/** A VPC with IPv6 and an instance, in the account of the provider; `block` is the first two bytes of its IPv4 block. */
function buildSite(name: string, block: string, opts: pulumi.ComponentResourceOptions) {
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
