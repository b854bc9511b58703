"""ECS (2014-05-26): instances, ENIs, security groups, Cloud Assistant and the catalogue."""
