"""The identity that a resource of this package acts with: that of the alicloud provider beside it."""
