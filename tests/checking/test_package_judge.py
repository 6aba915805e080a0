"""The check at the examination: programs that it is shown right, and with one line wrong."""

from pathlib import Path

import pytest

from .described_program import batches, programs_of
from .examine import examine_program, table
from .mutants import mutants_of
from .package_judge import judge

EVERY = [program for batch in batches() for program in programs_of(batch)]
NAMES = [f"{program.path.parent.name}-{program.path.stem}" for program in EVERY]


@pytest.mark.long
@pytest.mark.parametrize("program", EVERY[::3], ids=NAMES[::3])
def test_a_right_program_raises_no_alarm(program):
    assert [v for v in judge(program.path) if v[2] in ("wrong", "follows")] == []


@pytest.mark.long
def test_most_slips_are_named_at_their_line(tmp_path):
    named, asked = [], EVERY[1::12]
    for program in asked:
        (mutant, *_) = mutants_of(program.path)
        path = tmp_path / program.path.name
        path.write_text(mutant.text)
        named.append({line for _, line, v in judge(path) if v == "wrong"} == {mutant.line})
    assert sum(named) >= 0.6 * len(asked)


def test_a_judge_gives_the_lines_of_a_pasted_file():
    program = next(p for p in programs_of("batch_1") if p.path.suffix == ".txt")
    found = judge(Path(program.path))
    assert {line for _, line, _ in found} <= {row.line for row in program.gradients}
    assert table([("", examine_program(lambda _: [], program))])
