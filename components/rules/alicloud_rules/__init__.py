"""Alibaba Cloud's rules for IPv6 on ENIs, as pure functions: no Pulumi, no HTTP, no dependency."""
