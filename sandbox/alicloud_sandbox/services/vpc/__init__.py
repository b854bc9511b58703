"""VPC (2016-04-28): VPCs, vSwitches, IPv6 gateways, IPv6 addresses and their public bandwidth."""
