"""Runs an unchanged Pulumi program without the Pulumi engine."""
