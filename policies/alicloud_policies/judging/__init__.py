"""Helpers of the rules: findings, bounded counts, instance types, attachments."""
