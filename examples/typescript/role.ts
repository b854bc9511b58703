// The user account's part of example 1: roles that the resource account may assume.
import * as ipv6 from "@pulumi/alicloud-ipv6";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";

export function buildRole(): Record<string, pulumi.Input<unknown>> {
    const config = new pulumi.Config();
    const trustedAccountId = config.require("trustedAccountId");
    // The variant crossaccount also creates the user account's resources, so its role allows that too.
    const whole = new ipv6.CrossAccountRole("whole", {
        roleName: "ipv6-typescript",
        trustedAccountId,
        scope: ipv6.RoleScope.WholeExample,
        externalId: config.require("externalId"),
        longestSessionSeconds: 7200,
        region: alicloud.config.region,
        tags: { project: "shop" },
    });
    // These permissions suffice if the user account creates its resources itself.
    const narrow = new ipv6.CrossAccountRole("narrow", {
        roleName: "ipv6-typescript-narrow",
        trustedAccountId,
        scope: ipv6.RoleScope.AttachOnly,
        networkInterfaceIds: config.requireObject<string[]>("networkInterfaceIds"),
        instanceIds: config.requireObject<string[]>("instanceIds"),
    });
    return { roleArn: whole.roleArn, narrowRoleArn: narrow.roleArn };
}
