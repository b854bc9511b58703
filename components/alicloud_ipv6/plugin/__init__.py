"""The package as a plugin for programs in any language: `server.serve` runs it."""
