"""What a file asks at the keyboard, and what a line says of its passes."""

from __future__ import annotations

from tests.kinds.example import Command

KINDS = {
    "a question at the keyboard after the training": (
        Command(
            name="three_inputs_to_try",
            arguments="run net.py --formats json -o out",
            files={
                "net.py": "w = 0.5\nfor _ in range(4):\n    loss = (w * 2.0 - 3.0) ** 2\n"
                "    dw = 2 * (w * 2.0 - 3.0) * 2.0\n    w -= 0.1 * dw\n"
                "a = float(input('first: '))\nprint(w * a)\n"
            },
            status=1,
            says=("input() waits", "line 6", "what ran before it is drawn"),
            outputs=("loss",),
            values=(4.0,),
        ),
        Command(
            name="question_in_a_function",
            arguments="run ask.py --formats json -o out",
            files={
                "ask.py": "p, q = 3.0, -2.0\nr = p * q\ndef ask():\n    try: return input()\n"
                "    except Exception: return 'none'\nwhile ask() != 'end': pass\n"
            },
            status=1,
            says=("input() waits", "line 4"),
            outputs=("r",),
            values=(-6.0,),
        ),
        Command(
            name="question_before_all",
            arguments="run first.py --formats json -o out",
            files={"first.py": "x = float(input())\ny = x * x\n"},
            status=1,
            says=("input() waits", "line 1"),
            outputs=(),
        ),
    ),
    "which pass of how many, where recording has slept": tuple(
        Command(
            name=f"pass_of_{rounds}_rounds",
            arguments="run late.py --formats json -o out",
            files={
                "late.py": "w = 0.5\nfor turn in range(ROUNDS):\n    loss = (w * 2.0 - 3.0) ** 2\n"
                "    if turn:\n        dw = 4.0 * (w * 2.0 - 3.0)\n        w -= 0.01 * dw\n"
                "    else:\n        w -= 0.01\n".replace("ROUNDS", str(rounds))
            },
            says=(f"pass 2 of {rounds} is drawn",),
            outputs=("loss",),
        )
        for rounds in (60, 250, 9)
    ),
}
