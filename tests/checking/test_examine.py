import pytest

from . import examine
from .described_program import BATCHES, load
from .examine import Marks, examine_program, table
from .mutants import mutants_of

PATH = BATCHES / "batch_1" / "two_neurons.py"
PROGRAM = load(PATH)
ROWS = [(row.name, row.line) for row in PROGRAM.gradients]


def _changed(path):
    lines = zip(path.read_text().split("\n"), PROGRAM.text.split("\n"), strict=True)
    return {number for number, (one, other) in enumerate(lines, 1) if one != other}


def _knowing(path):
    """What a judge that knows the original would say."""
    wrong = _changed(path)
    return [(name, line, "wrong" if line in wrong else "right") for name, line in ROWS]


def test_a_judge_without_a_slip_has_full_marks():
    marks = examine_program(_knowing, PROGRAM)
    mutants = mutants_of(PATH)
    assert (marks.alarmed, marks.accused, marks.excused, marks.failures) == (0, 0, 0, [])
    assert marks.named == marks.mutants == len(mutants) > 10
    assert marks.judged == marks.gradients == len(ROWS)
    assert marks.innocent == len(mutants) * (len(ROWS) - 1)
    assert marks.kinds == marks.kinds_named


def test_a_false_alarm_is_counted():
    name, line = ROWS[0]

    def judge(path):
        return [(name, line, "follows"), *_knowing(path)[1:]] if path == PATH else _knowing(path)

    marks = examine_program(judge, PROGRAM)
    assert (marks.alarmed, marks.alarms) == (1, 1)
    assert marks.failures == [f"two_neurons.py:{line}: false alarm, {name} follows"]


def test_a_judge_that_sees_nothing_names_nothing():
    marks = examine_program(lambda _: [(name, line, "unjudged") for name, line in ROWS], PROGRAM)
    assert (marks.alarmed, marks.named, marks.judged) == (0, 0, 0)
    assert len(marks.failures) == marks.mutants
    assert marks.missed == 0
    assert "accused nothing" in marks.failures[0]


def test_a_wrong_number_called_right_is_counted():
    marks = examine_program(lambda _: [(name, line, "right") for name, line in ROWS], PROGRAM)
    assert marks.missed == sum(len({line for line, _ in m.wrong}) for m in mutants_of(PATH))


def test_a_judge_that_fails_goes_on_with_the_next_file():
    def judge(path):
        if path == PATH:
            raise OSError("no room")
        return _knowing(path)

    marks = examine_program(judge, PROGRAM)
    assert (marks.unchecked, marks.judged) == (1, 0)
    assert marks.failures == ["two_neurons.py: OSError: no room"]
    assert marks.named == marks.mutants


def test_an_innocent_line_accused_is_counted_and_the_mutant_is_not_named():
    name, line = ROWS[-1]

    def judge(path):
        changed = _changed(path)
        also = [(name, line, "wrong")] if changed and line not in changed else []
        return [*_knowing(path), *also]

    marks = examine_program(judge, PROGRAM)
    others = sum(mutant.line != line for mutant in mutants_of(PATH))
    assert marks.accused == others
    assert marks.named == marks.mutants - others
    assert marks.alarmed == 0


def test_an_accusation_at_a_line_that_gives_no_derivative_is_one_too():
    marks = examine_program(
        lambda path: [*_knowing(path), *([("y", 1, "wrong")] if _changed(path) else [])], PROGRAM
    )
    assert marks.named == 0
    assert marks.accused == marks.mutants


def test_a_line_excused_although_it_is_right_is_counted():
    def judge(path):
        wrong = _changed(path)
        return [(name, line, "wrong" if line in wrong else "follows") for name, line in ROWS]

    marks = examine_program(judge, PROGRAM)
    truly = sum(len({line for line, _ in m.wrong}) - 1 for m in mutants_of(PATH))
    assert marks.excused == marks.innocent - truly > 0
    assert marks.named == marks.mutants


def test_an_unknown_verdict_is_refused():
    with pytest.raises(ValueError, match=r"two_neurons.py, line 3: w is 'maybe'"):
        examine_program(lambda _: [("w", 3, "maybe")], PROGRAM)


def test_the_table_has_a_row_for_each_program_and_the_shares():
    marks = examine_program(_knowing, PROGRAM)
    silent = examine_program(lambda _: [], PROGRAM)
    said = table([("one", marks), ("two", silent)])
    assert [line.split()[0] for line in said.split("\n")[1:4]] == ["one", "two", "all"]
    assert f"0 of 2 programs with a false alarm; 50.0% of {2 * marks.mutants} mutants" in said
    both = Marks()
    both.add(marks)
    both.add(silent)
    assert both.kinds["sign"] == 2 * marks.kinds["sign"]


def test_the_command_prints_a_table_of_each_batch(monkeypatch, capsys):
    monkeypatch.setattr(examine, "programs_of", lambda _: [PROGRAM])
    examine.main([f"{__name__}:_knowing", "batch_1", "batch_2", "--only", "two"])
    said = capsys.readouterr().out
    assert said.count("100.0% of") == 2
    assert "== batch_2" in said


def test_side_by_side_the_table_is_the_same(monkeypatch, capsys):
    paths = [PATH, PATH.with_name("simple_circuit.py")]
    monkeypatch.setattr(examine, "programs_of", lambda _: [load(path) for path in paths])
    judge = "tests.checking.silent_judge:say_nothing"
    said = []
    for jobs in ("1", "2"):
        examine.main([judge, "batch_1", "--missed", "--jobs", jobs])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "two_neurons.py:" in said[0]


def test_a_few_mutants_of_a_program_are_the_same_few_each_time():
    few = [examine_program(lambda _: [], PROGRAM, 3) for _ in range(2)]
    assert few[0].mutants + few[0].in_helpers == 3
    assert few[0].failures == few[1].failures
    everything = examine_program(lambda _: [], PROGRAM)
    assert set(few[0].failures) < set(everything.failures)
