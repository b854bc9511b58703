"""Who reaches whom in a stack, before anything exists."""
