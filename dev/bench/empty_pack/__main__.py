"""A pack of one empty stack policy: what any pack costs."""

from pulumi_policy import PolicyPack, StackValidationPolicy

PolicyPack("empty", [StackValidationPolicy("nothing", "Nothing.", lambda _args, _report: None)])
