// Lookups of the variants, and the format of a specific address.
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";

/** The first zone of the region that sells the instance type. */
export function firstZone(instanceType: string): pulumi.Output<string> {
    const zones = alicloud.getZonesOutput({
        availableInstanceType: instanceType,
        availableResourceCreation: "VSwitch",
    });
    return zones.ids[0];
}

/** The newest public CentOS 7.3 image. */
export function newestImage(): pulumi.Output<string> {
    return alicloud.ecs.getImagesOutput({ owners: "system", nameRegex: "^centos_7_3", mostRecent: true }).ids[0];
}

/** The account's default resource group. */
export function defaultResourceGroup(): pulumi.Output<string> {
    return alicloud.resourcemanager.getResourceGroupsOutput({ status: "OK" }).ids[0];
}

/** An address in the VPC's vSwitch with IPv6 mask 0, whose /64 has the same first bits as the VPC's /56. */
export function chosenAddress(vpcBlock: pulumi.Output<string>, host: string): pulumi.Output<string> {
    return vpcBlock.apply((block) => block.split("/")[0] + host);
}

/** The primary ENI of an instance. */
export function primaryEni(instanceId: pulumi.Output<string>, provider?: alicloud.Provider): pulumi.Output<string> {
    return alicloud.ecs.getEcsNetworkInterfacesOutput({ instanceId, type: "Primary" }, { provider }).ids[0];
}
