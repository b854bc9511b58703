"""The generated table of actions, with the evidence each behaves on."""

from sandbox.products import ACTIONS


def table() -> str:
    """A Markdown table of every action, by product and name."""
    head = "| product | action | evidence | note |\n|---|---|---|---|\n"
    rows = sorted((action.product, action.name, action.evidence.value, action.note) for action in ACTIONS.values())
    return head + "\n".join(f"| {product} | {name} | {evidence} | {note} |" for product, name, evidence, note in rows)
