// The user account's part of the page's example 1: roles that the resource account may assume.
import * as ipv6 from "@pulumi/alicloud-ipv6";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";

export function buildRole(): Record<string, pulumi.Input<unknown>> {
    const config = new pulumi.Config();
    const trustedAccountId = config.require("trustedAccountId");
    // The crossaccount shape also builds the user account's half, so its role may do that too.
    const whole = new ipv6.CrossAccountRole("whole", {
        roleName: "ipv6-typescript",
        trustedAccountId,
        scope: ipv6.RoleScope.WholeExample,
        externalId: config.require("externalId"),
        longestSessionSeconds: 7200,
        region: alicloud.config.region,
    });
    // What is enough where the user account has built its half itself.
    const narrow = new ipv6.CrossAccountRole("narrow", {
        roleName: "ipv6-typescript-narrow",
        trustedAccountId,
        scope: ipv6.RoleScope.AttachOnly,
        networkInterfaceIds: config.requireObject<string[]>("networkInterfaceIds"),
        instanceIds: config.requireObject<string[]>("instanceIds"),
    });
    return { roleArn: whole.roleArn, narrowRoleArn: narrow.roleArn };
}
