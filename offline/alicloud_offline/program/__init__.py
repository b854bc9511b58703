"""Run a Pulumi program under a resource monitor of this package, with the settings that the engine would pass to it."""
