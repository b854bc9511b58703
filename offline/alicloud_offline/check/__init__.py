"""Evaluate policy packs on a program without the Pulumi engine: `alicloud-offline check`."""
