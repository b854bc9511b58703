"""The private names of the Pulumi SDK that the components use; those of the plugin are in `plugin._plugin_internals`.

No other module imports `pulumi.runtime`, `pulumi.provider` or `pulumi.output`. A new SDK release may change these names
without notice: `TESTED_SDK` is the newest release that the tests have run with.
"""

from pulumi.output import Unknown
from pulumi.runtime import invoke_output

__all__ = ["TESTED_SDK", "Unknown", "invoke_output"]

TESTED_SDK = (3, 272)
