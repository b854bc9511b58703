"""A stack's resources as one small typed model, in which "not known yet" is a value."""
