"""Run an unchanged Pulumi program without the Pulumi engine."""

VERSION = "0.1.0"
