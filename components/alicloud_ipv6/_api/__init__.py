"""Calls of Alibaba Cloud's APIs: HTTP, retries, credentials, sessions of assumed roles. Nothing here knows Pulumi."""
