"""The ends that a flow of the config names: instances and ENIs of the stack, or blocks of addresses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from ipaddress import IPv6Network

from alicloud_rules.network import Network
from alicloud_rules.path_ends import End, ends_of
from alicloud_rules.three_valued import Unknown, join_unknowns

from ..config.flow_settings import block_of
from ..judging.findings import name_of
from ..model.stack_model import StackModel


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """An instance or ENI with the IPv6 addresses of its ENIs, or a block of addresses outside the stack."""

    label: str
    urn: str
    """The resource to report on; empty for a block."""
    enis: tuple[str, ...] = ()
    ends: tuple[End, ...] = ()
    block: IPv6Network | None = None
    instance: str = ""
    """The label of an ENI's instance."""
    more: Unknown | None = None
    """Why an instance may have other ENIs as well."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a pattern can match."""
        return tuple(name_of(label) for label in (self.label, self.instance) if label)

    def matches(self, pattern: str) -> bool:
        """Return whether a pattern matches one of the names."""
        return any(fnmatchcase(name, pattern) for name in self.names)


class FlowEnds:
    """The instances and ENIs of a stack, by name."""

    def __init__(self, stack: StackModel, network: Network) -> None:
        """Find the ENIs of each instance."""
        by_host: dict[str, list[str]] = {key: [] for key in stack.hosts}
        self._enis: dict[str, FlowEnd] = {}
        for eni in network.enis.values():
            node, ends = stack.enis[eni.id], tuple(ends_of(network, eni))
            self._enis[eni.id] = FlowEnd(node.label, node.urn, (eni.id,), ends, instance=eni.instance_name)
            if isinstance(eni.instance_id, str):
                by_host[eni.instance_id].append(eni.id)
        more = join_unknowns(eni.instance_id for eni in network.enis.values())
        self._hosts = [
            FlowEnd(stack.hosts[key].label, stack.hosts[key].urn, tuple(enis), self._ends(enis), more=more)
            for key, enis in by_host.items()
        ]

    def named(self, text: str) -> list[FlowEnd]:
        """Return the named block, or the instances that match a pattern, and the matching ENIs of other instances."""
        block = block_of(text)
        if block is not None:
            return [FlowEnd(text, "", block=block)]
        hosts = [one for one in self._hosts if one.matches(text)]
        taken = {key for one in hosts for key in one.enis}
        return [*hosts, *(one for key, one in self._enis.items() if key not in taken and one.matches(text))]

    def enis(self) -> Iterator[FlowEnd]:
        """Yield all ENIs that have, or may have, an IPv6 address."""
        yield from (one for one in self._enis.values() if one.ends)

    def _ends(self, keys: Iterable[str]) -> tuple[End, ...]:
        return tuple(end for key in keys for end in self._enis[key].ends)


def pairs(sources: Iterable[FlowEnd], targets: Sequence[FlowEnd]) -> Iterator[tuple[FlowEnd, FlowEnd]]:
    """Yield each source with each target but itself."""
    return ((source, target) for source in sources for target in targets if source != target)
