"""The policy pack: the limits on IPv6 for secondary ENIs, judged on any Pulumi program's plan."""
