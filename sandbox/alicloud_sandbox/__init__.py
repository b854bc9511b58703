"""A local Alibaba Cloud: ECS, VPC and STS for several accounts, over TLS behind a proxy on the loopback interface."""
