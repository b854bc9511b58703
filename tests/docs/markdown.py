"""Parse Markdown pages far enough to compare a translation and to read their commands."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Block:
    """A paragraph, list, table, or code: `shape` says which, with the language of code and the size of the others."""

    shape: str
    text: str


@dataclass
class Section:
    """A heading with its level as `#` marks, and what stands below it up to the next heading of any level."""

    heading: str
    blocks: list[Block] = field(default_factory=list)

    def code_spans(self) -> set[str]:
        """Return the inline code of the section."""
        prose = "\n".join(one.text for one in self.blocks if not one.shape.startswith("code"))
        return {" ".join(found.split()) for found in re.findall(r"`([^`]+)`", prose)}

    def links(self) -> set[str]:
        """Return the targets of the links."""
        return {target for one in self.blocks for target in re.findall(r"\]\(([^)]+)\)", one.text)}


def read(text: str) -> list[Section]:
    """Return the page's sections; comments are left out."""
    found: list[Section] = []
    for part in _parts(text):
        if part[0].startswith("#"):
            found.append(Section(part[0]))
        else:
            found[-1].blocks.append(_block(part))
    return found


def commands(block: Block) -> str:
    """Return code without its words for the reader: comments, and the labels of a diagram."""
    if block.shape == "code mermaid":
        return re.sub(r'"[^"]*"', '""', block.text)
    return re.sub(r"\s+(#|//) .*$", "", block.text, flags=re.MULTILINE)


def console_lines(text: str) -> list[str]:
    """Return the commands of the console blocks: the lines that begin with `$`, continued ones joined, no comments."""
    blocks = [block for section in read(text) for block in section.blocks if block.shape == "code console"]
    joined = [commands(block).replace("\\\n", " ") for block in blocks]
    return [line[2:] for code in joined for line in code.splitlines() if line.startswith("$ ")]


def _parts(text: str) -> list[list[str]]:
    """Return the lines of each heading, code, or run of lines without an empty one between."""
    parts: list[list[str]] = [[]]
    in_code = False
    for line in text.splitlines():
        fence = line.startswith("```")
        if (fence and not in_code) or (not in_code and (not line or line.startswith("#"))):
            parts.append([])
        in_code ^= fence
        if in_code or (line and not line.startswith("<!--")):
            parts[-1].append(line)
    return [part for part in parts if part]


def _block(lines: list[str]) -> Block:
    text = "\n".join(lines)
    if lines[0].startswith("```"):
        return Block(f"code {lines[0][3:]}".strip(), text)
    if lines[0].startswith("|"):
        return Block(f"table of {len(lines) - 2} rows", text)
    if lines[0].startswith("- "):
        return Block(f"list of {sum(line.startswith('- ') for line in lines)} items", text)
    return Block("paragraph", text)
