"""The assignment of IPv6 addresses to an ENI that exists, without the resources that publish it."""
