"""Create a program's resources in the sandbox: `alicloud-offline up`, for which alone the extra `up` is needed."""
