"""The version of this package: of the Python distribution and of the Pulumi plugin alike."""

VERSION = "0.1.0"
