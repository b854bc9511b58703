module ipv6-go

go 1.25

require (
	example.com/pulumi-alicloud-ipv6/sdk/go v0.1.0
	github.com/pulumi/pulumi/sdk/v3 v3.256.0
)

// `pulumi install` generates this module.
replace example.com/pulumi-alicloud-ipv6/sdk/go => ./sdks/alicloud-ipv6
