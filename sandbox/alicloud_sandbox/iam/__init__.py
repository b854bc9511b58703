"""Identities: accounts and keys, request signatures, RAM, STS, and the authorization of requests."""
