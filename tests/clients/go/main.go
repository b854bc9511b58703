// What a Go program with the official SDK does: create, page, filter, repeat, and be refused. Prints what it saw as JSON.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	"github.com/alibabacloud-go/tea/tea"
	vpc "github.com/alibabacloud-go/vpc-20160428/v6/client"
)

const (
	region = "cn-hangzhou"
	vpcs   = 12
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// The argument is the SDK's name of the signature: "v2" is RPC signature version 1, nothing is ACS3.
func config() *openapi.Config {
	found := &openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		RegionId:        tea.String(region),
	}
	if len(os.Args) > 1 {
		found.SignatureAlgorithm = tea.String(os.Args[1])
	}
	return found
}

func main() {
	network := must(vpc.NewClient(config()))
	create := func(number int) string {
		made := must(network.CreateVpc(&vpc.CreateVpcRequest{
			RegionId:    tea.String(region),
			VpcName:     tea.String(fmt.Sprintf("client-%d", number)),
			CidrBlock:   tea.String("10.0.0.0/8"),
			ClientToken: tea.String(fmt.Sprintf("once-%d", number)),
		}))
		return tea.StringValue(made.Body.VpcId)
	}
	first := create(0)
	seen := map[string]any{"repeated": create(0) == first}
	for number := 1; number < vpcs; number++ {
		create(number)
	}
	seen["pages"], seen["total"] = pages(network)
	filtered := must(network.DescribeVpcs(&vpc.DescribeVpcsRequest{
		RegionId: tea.String(region), VpcName: tea.String("client-3"),
	}))
	seen["filtered"] = len(filtered.Body.Vpcs.Vpc)
	_, err := network.DescribeVpcAttribute(&vpc.DescribeVpcAttributeRequest{
		RegionId: tea.String(region), VpcId: tea.String("vpc-none"),
	})
	var refusal *tea.SDKError
	if errors.As(err, &refusal) {
		seen["refused"] = fmt.Sprintf("%d %s", tea.IntValue(refusal.StatusCode), tea.StringValue(refusal.Code))
	}
	seen["types"] = types()
	must(0, json.NewEncoder(os.Stdout).Encode(seen))
}

// Pages by number, until all are there.
func pages(network *vpc.Client) (sizes []int, total int32) {
	for number, found := int32(1), 0; ; number++ {
		page := must(network.DescribeVpcs(&vpc.DescribeVpcsRequest{
			RegionId: tea.String(region), PageNumber: tea.Int32(number), PageSize: tea.Int32(5),
		})).Body
		sizes, found, total = append(sizes, len(page.Vpcs.Vpc)), found+len(page.Vpcs.Vpc), tea.Int32Value(page.TotalCount)
		if int32(found) >= total {
			return sizes, total
		}
	}
}

// Pages by token, until there is none; returns how many different instance types there are.
func types() int {
	compute, found := must(ecs.NewClient(config())), map[string]bool{}
	request := &ecs.DescribeInstanceTypesRequest{MaxResults: tea.Int64(10)}
	for {
		page := must(compute.DescribeInstanceTypes(request)).Body
		for _, kind := range page.InstanceTypes.InstanceType {
			found[tea.StringValue(kind.InstanceTypeId)] = true
		}
		if tea.StringValue(page.NextToken) == "" {
			return len(found)
		}
		request.NextToken = page.NextToken
	}
}
