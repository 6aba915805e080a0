"""New values of inputs under new names are no outputs."""

PROGRAMS = {
    "upd new w": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
new_w = w - 0.1 * s * x
new_b = b - 0.1 * s
print(loss, new_w, new_b)
""",
    ),
    "upd w new": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
w_new = w - 0.1 * s * x
b_new = b - 0.1 * s
print(loss, w_new, b_new)
""",
    ),
    "upd updated w": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
updated_w = w - 0.1 * s * x
updated_b = b - 0.1 * s
print(loss, updated_w, updated_b)
""",
    ),
    "upd w updated": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
w_updated = w - 0.1 * s * x
b_updated = b - 0.1 * s
print(loss, w_updated, b_updated)
""",
    ),
    "upd next w": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
next_w = w - 0.1 * s * x
next_b = b - 0.1 * s
print(loss, next_w, next_b)
""",
    ),
    "upd w next": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
w_next = w - 0.1 * s * x
b_next = b - 0.1 * s
print(loss, w_next, b_next)
""",
    ),
    "upd wNew": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
wNew = w - 0.1 * s * x
bNew = b - 0.1 * s
print(loss, wNew, bNew)
""",
    ),
    "upd w2": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
w2 = w - 0.1 * s * x
b2 = b - 0.1 * s
print(loss, w2, b2)
""",
    ),
    "upd w after": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
w_after = w - 0.1 * s * x
b_after = b - 0.1 * s
print(loss, w_after, b_after)
""",
    ),
    "upd w1": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
w1 = w - 0.1 * s * x
b1 = b - 0.1 * s
print(loss, w1, b1)
""",
    ),
    "upd wn": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
wn = w - 0.1 * s * x
bn = b - 0.1 * s
print(loss, wn, bn)
""",
    ),
    "upd better w": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
s = 2 * (a - t)
better_w = w - 0.1 * s * x
better_b = b - 0.1 * s
print(loss, better_w, better_b)
""",
    ),
    "upd w1 recompute": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
dw = 2 * (y - t) * x
w1 = w - 0.1 * dw
y1 = w1 * x + b
loss1 = (y1 - t) ** 2
""",
    ),
}
