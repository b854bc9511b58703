"""The modelled network that ECS and VPC share: address pools, security group membership, reachability."""
