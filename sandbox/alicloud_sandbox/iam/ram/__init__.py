"""RAM: users and their keys, roles, policies, and what a policy allows."""
