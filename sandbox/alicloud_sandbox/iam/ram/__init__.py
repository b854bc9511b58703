"""RAM: users and their keys, roles, policies, and the evaluation of policies."""
