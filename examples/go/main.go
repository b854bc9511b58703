// A VPC with IPv6, an instance in it, and a secondary ENI whose IPv6 address is public.
package main

import (
	ipv6 "example.com/pulumi-alicloud-ipv6/sdk/go/alicloudipv6"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		tags := pulumi.StringMap{"project": pulumi.String("shop")}

		vpc, err := ipv6.NewIpv6Vpc(ctx, "shop", &ipv6.Ipv6VpcArgs{
			CidrBlock: pulumi.String("192.168.0.0/16"),
			Vswitches: []ipv6.VswitchInput{
				ipv6.VswitchArgs{
					ZoneId:    pulumi.String(settings.Require("zoneId")),
					CidrBlock: pulumi.String("192.168.1.0/24"),
					Ipv6Mask:  pulumi.IntRef(1),
				},
			},
			PublicIpv6: pulumi.BoolRef(true),
			Tags:       tags,
		})
		if err != nil {
			return err
		}
		vswitch := vpc.VswitchIds.Index(pulumi.Int(0))
		groups := pulumi.StringArray{vpc.SecurityGroupId}

		instance, err := ipv6.NewIpv6Instance(ctx, "shop", &ipv6.Ipv6InstanceArgs{
			VswitchId:               vswitch,
			SecurityGroupIds:        groups,
			InstanceType:            pulumi.String(settings.Require("instanceType")),
			ImageId:                 pulumi.String(settings.Require("imageId")),
			PublicIpv4BandwidthMbps: pulumi.Int(5),
			KeyPairName:             pulumi.String(settings.Require("keyPairName")),
			Tags:                    tags,
		})
		if err != nil {
			return err
		}

		eni, err := ipv6.NewIpv6SecondaryEni(ctx, "shop", &ipv6.Ipv6SecondaryEniArgs{
			InstanceId:       instance.InstanceId,
			VswitchId:        vswitch,
			SecurityGroupIds: groups,
			PublicBandwidth: &ipv6.PublicBandwidthArgs{
				Ipv6GatewayId: vpc.Ipv6GatewayId,
				BandwidthMbps: pulumi.Int(10),
			},
			Tags: tags,
		})
		if err != nil {
			return err
		}

		_, err = ipv6.NewIpv6GuestSetup(ctx, "shop", &ipv6.Ipv6GuestSetupArgs{
			InstanceId:    instance.InstanceId,
			Ipv6Addresses: eni.Ipv6Addresses,
		})
		ctx.Export("instanceId", instance.InstanceId)
		ctx.Export("publicIpv4", instance.PublicIpv4)
		ctx.Export("ipv6Addresses", eni.Ipv6Addresses)
		return err
	})
}
