"""What came of a mutation run, as `docs/trust/mutations.md` has it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tools.mutation_targets import ALIKE

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Mutant:
    """One change: the node's place in a walk of the tree, and what is done to it."""

    file: str
    at: int
    line: int
    said: str


#: File → how many mutants were tried, how many there are, and which no test noticed.
Outcomes = dict[str, tuple[int, int, list[Mutant]]]


def why_alike(mutant: Mutant) -> str:
    """Why this one does the same as the source; "" when it does something else."""
    line = (ROOT / mutant.file).read_text("utf-8").splitlines()[mutant.line - 1].strip()
    return ALIKE.get((mutant.file, line, mutant.said), "")


def report(outcomes: Outcomes, words: str) -> str:
    """The table by file, and each survivor with its line."""
    tried = sum(count for count, _, _ in outcomes.values())
    left = [one for _, _, survivors in outcomes.values() for one in survivors]
    reasons = {one: why_alike(one) for one in left}
    same = [one for one in left if reasons[one]]
    noticed = tried - len(left)
    lines = [
        "# Mutation run\n",
        f"`python -m tools.mutations --write{words}`: a sample of each file, the same for a seed.\n",
        f"{tried} mutants of {len(outcomes)} files tried: {noticed} noticed ({100 * noticed / tried:.1f} %), "
        f"{len(same)} do the same as the source, {len(left) - len(same)} real survivors.\n",
        "| file | mutants in it | tried | survived |",
        "|---|---|---|---|",
        *(f"| `{file}` | {whole} | {count} | {len(out)} |" for file, (count, whole, out) in outcomes.items()),
        "\n## Survivors\n",
        *(_listed(one) for one in left if not reasons[one]),
        "\n## Survivors that do the same\n",
        *(f"{_listed(one)}: {reasons[one]}" for one in same),
    ]
    return "\n".join(lines) + "\n"


def _listed(mutant: Mutant) -> str:
    return f"- `{mutant.file}:{mutant.line}` {mutant.said}"


def tried_again(taken: list[Mutant], written: str) -> list[Mutant]:
    """Those of a sample that a report lists as survivors."""
    listed = {line.partition(": ")[0] for line in written.splitlines() if line.startswith("- ")}
    return [one for one in taken if _listed(one) in listed]
