"""A local Alibaba Cloud: ECS, VPC, RAM and STS for two accounts, over TLS behind a proxy on the loopback interface."""
