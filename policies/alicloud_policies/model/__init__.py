"""A three-valued model of a stack: the resources that the limits concern, with unknown values as values."""
