"""The base of the sandbox: state, requests and their parameters, answers, errors, and the registry of API actions."""
