"""Reports of policy findings: their data, their formats, and the reader of the engine's events."""
