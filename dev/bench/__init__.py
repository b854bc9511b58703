"""Measure the sandbox, the policy pack, `alicloud-offline` and the components' plugin: `python -m dev.bench`."""
