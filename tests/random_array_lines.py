"""The lines that random NumPy programs are made of, with letters for what goes into them."""

from __future__ import annotations

# In a template `a` and `c` are arrays, `s` and `u` single numbers, `k` and `j` axes and `i` an
# index that may fit, `r` a number of the text.
ELEMENTWISE = """
np.exp(a * 0.3) | np.tanh(a) | np.sqrt(np.abs(a) + 0.5) | np.log(np.abs(a) + 1.5) | np.square(a)
np.power(a, 2) | a ** 2 | a ** 3 | np.abs(a) | abs(a) | np.sign(a) * c | np.sin(a) | np.cos(a)
-a | 1 / (np.abs(a) + 1) | np.maximum(a, 0) | np.maximum(0, a) | np.maximum(0.0, a)
np.minimum(a, r) | np.clip(a, -0.5, 0.8) | np.clip(a, None, r) | np.clip(a, r, None)
np.clip(a, s, 5.0) | np.clip(a, -np.abs(c), 2) | np.where(a > 0, a, 0.1 * a)
np.where(a > r, 1.0, s) | np.log1p(a * a) | np.where(a > 0, 1, 0) * a | (a > 0) * c | a * (c <= r)
np.expm1(a * 0.3) | np.exp2(a * 0.5) | np.reciprocal(np.abs(a) + 1.0) | 1 / (1 + np.exp(-a))
act(a) | slope(a, s) | np.negative(a) | np.log(np.clip(np.abs(a), 1e-7, 1 - 1e-7)) | +a | a - r
r - a | r * a | a / 2 | 2 / (a * a + 1) | np.arctan(a) | np.sinh(a * 0.3) | np.cosh(a * 0.3)
np.cbrt(np.abs(a) + 0.5) | np.log2(np.abs(a) + 0.5) | np.log10(a * a + 1) | np.arcsinh(a)
np.arcsin(np.tanh(a) * 0.9) | np.logaddexp(a, r)
"""
BROADCAST = """
a + c | a - c | a * c | a / (np.abs(c) + 0.5) | np.maximum(a, c) | np.minimum(a, c) | np.add(a, c)
np.subtract(a, c) | np.multiply(a, c) | np.divide(a, np.abs(c) + 0.5) | np.where(a > c, a, c * 2)
np.where(a > 0, c, s) | np.power(np.abs(a) + 0.5, c) | a * s | s - a | a + s * u | a * c + s
np.where((a > 0) & (c > 0), a, c) | a * c.T | a[:, None] * c | a[None, :] + c
np.arctan2(a, np.abs(c) + 0.5) | np.hypot(a, np.abs(c) + 0.5) | np.logaddexp(a, c)
"""
PRODUCTS = """
a @ c | a @ c | np.dot(a, c) | np.dot(a, c) | np.matmul(a, c) | a.dot(c) | a @ c.T | a.T @ c
np.dot(a, c) + s | np.outer(a, c) | np.inner(a, c) | np.dot(a.T, c) | np.dot(s, a) | a @ c + v
np.dot(a, L) | np.dot(L, a) | np.einsum('ij,j->i', a, c) | np.tensordot(a, c, 1)
np.einsum('ij,kj->ik', a, c) | np.einsum('ij,ij->', a, c) | np.vdot(a, c) | np.multiply.outer(a, c)
"""
REDUCTIONS = """
np.sum(a) | np.sum(a, axis=k) | np.sum(a, axis=k, keepdims=True) | a.sum() | a.sum(axis=k)
a.sum(k) | np.mean(a) | np.mean(a, axis=k) | a.mean(axis=k, keepdims=True) | np.max(a)
np.max(a, axis=k) | np.max(a, axis=k, keepdims=True) | a.max() | a.max(axis=k) | np.min(a)
np.min(a, axis=k) | a.min() | a - np.max(a, axis=k, keepdims=True) | np.sum(a, (0, 1)) | np.var(a)
np.std(a, axis=k) | a.var(k) | np.cumsum(a) | np.cumsum(a, axis=k) | np.prod(a) | np.amax(a, k)
np.average(a) | a.prod(axis=k) | softmax(a) | -np.log(softmax(a)) | np.sum([a, c])
np.mean([a, c], axis=0) | sum(a) | a.mean(axis=0) | np.sum(a * c, axis=k, keepdims=True)
np.add.reduce(a) | np.maximum.reduce(a) | np.max([a, c], 0)
np.linalg.norm(a) | np.linalg.norm(a, axis=k) | np.std(a, k, ddof=1) | np.diff(a) | np.diff(a, 2)
np.prod(a, axis=k, keepdims=True) | a / np.linalg.norm(a, axis=k, keepdims=True) | a.cumsum(k)
"""
SHAPES = """
a.T | np.transpose(a) | a.reshape(-1) | a.reshape(-1, 1) | a.reshape(1, -1) | a.reshape(3, 2)
np.reshape(a, (2, -1)) | a.ravel() | a.flatten() | a[None] | a[:, None] | a[:, np.newaxis]
a[None, :] | np.expand_dims(a, k) | np.squeeze(a) | a.swapaxes(0, 1) | a.T.reshape(-1)
a.reshape(2, 3).T | np.broadcast_to(a, (2, 3)) | a.T.ravel() | np.ravel(a) | np.atleast_2d(a)
a[..., None] | a.squeeze()
"""
PARTS = """
a[0] | a[-1] | a[1:] | a[:-1] | a[::-1] | a[::2] | a[:, i] | a[..., 0] | a[:, ::-1] | a[i:, :2]
a[[0, 1, 1]] | a[np.array([1, 0])] | a[range(len(a)), classes(a)] | a[a > 0] | a[a > r] | a[i, i]
a[i][0] | a[0, 1] | a[:, [1, 0]] | a[-2::-1] | a[1:, ::-1] | a[np.arange(len(a)), classes(a)]
a[i] | a[np.abs(a) > 0.2] | a[::-1, ::-1] | a[i:i + 2] | a[..., ::-1] | np.take(a, [0, 1, 0])
a[[-1, 0]]
"""
JOINS = """
np.concatenate([a, c]) | np.concatenate((a, c), axis=k) | np.concatenate([a, c], axis=None)
np.stack([a, c]) | np.stack([a, c], axis=-1) | np.vstack((a, c)) | np.hstack([a, c])
np.array([a, c]) | np.array([s, u, 1.0]) | np.array([[s, u], [2.0, s]]) | np.array([s * u, s])
np.tile(a, 2) | np.repeat(a, 2) | np.concatenate([a, [r, 2.0]]) | np.array([s, r]) * 2
np.append(a, s) | np.array(L) | np.array([v * 2 for v in a]) | np.column_stack([a, c])
np.stack((a, c, a), 1) | np.array([t for t in a]) | np.roll(a, 1) | np.roll(a, -1, axis=k)
np.sort(a) | np.sort(a, axis=k) | np.pad(a, 1) | np.pad(a, (1, 0), mode='edge') | np.tril(a)
np.diag(a) | np.append(a, c) | np.repeat(a, 2, axis=k) | np.triu(a, 1) | np.tile(a, (2, 1))
"""
NUMBERS = """
a.sum() * s | float(s) * u | s * u + r | s - u * 2 | s / (abs(u) + 1) | max(s, r) | abs(s)
np.exp(s * 0.3) | a[0] * s | sum([t * s for t in a]) | np.sqrt(s * s + 1) | s ** 2
np.dot([s, u], [r, s]) | np.tanh(s) | np.sum([[s, 1.0], [2.0, u]]) | np.mean(V) * s
np.sum(np.maximum(L, 0)) | np.dot(V, a) | min(s, u) | sum(p * q for p, q in zip(a, c))
np.float64(s) * 2 | a.item(0) | np.maximum(s, 0) | np.max(V) | np.sum(np.exp(V) * s)
np.array(L).sum() | np.mean(np.array(V) * s) | a.dot(V) | V[1] * s | L[0][1] * u
"""
COPIES = """
a.copy() | np.copy(a) | np.array(a) | np.asarray(a) | a.astype(float) | np.zeros_like(a) + s
np.ones_like(a) * s | np.full_like(a, 0.5) * a | np.zeros((3,)) + a | np.eye(len(a)) @ a | a
np.ones(3) * s | np.zeros_like(a) - a | a * 1.0 | np.full((2, 3), r) * s
np.array(a, dtype=float) | np.ones((1, 3)) + a | np.ones_like(a) * 0 + s | np.ascontiguousarray(a)
np.asarray([s, u, r])
"""
ORDERS = """
a[np.random.default_rng(3).permutation(len(a))] | np.random.default_rng(5).permutation(a)
a[np.random.default_rng(1).choice(len(a), 2)] | np.random.default_rng(2).choice(a, 3)
np.random.default_rng(4).permutation(a, axis=k) | a[np.argsort(np.arange(len(a)) % 2)]
np.random.default_rng(7).choice(a, 2, replace=False) | np.random.RandomState(3).permutation(a)
np.take(a, [1, 0], axis=k) | np.flip(a, k) | np.flipud(a) | a[::-1] | np.rot90(a) | np.roll(a, 2)
np.random.default_rng(6).permuted(a, axis=k) | a[np.random.RandomState(0).randint(0, len(a), 3)]
"""
VIEWS = """
a.ravel()[1:] | a.reshape(-1)[::2] | a.T[::-1] | a.swapaxes(0, -1) | np.moveaxis(a, 0, -1) | a[...]
a[:, None][1:] | np.squeeze(a[None]) | np.expand_dims(a, 0) | a.view() | a[1:][:1] | a.T.T
np.broadcast_to(a, (2, *a.shape)) | np.atleast_2d(a)[0] | a.transpose() | np.ravel(a, 'F')
np.split(a, [1])[1] | np.array_split(a, 2)[0] | np.vsplit(a[:2], 2)[1] | a.reshape(a.shape[::-1])
"""
ITERATORS = """
np.array([t for _, t in np.ndenumerate(a)]) | np.array(list(a.flat)) * s | np.array([*a.flat])
sum(t * r for t in a.flat) | np.array([p * q for p, q in zip(a, c)]) | a.flat[1] * s
np.array([t for t in reversed(a)]) | np.stack([t * n for n, t in enumerate(a)]) | np.array([*a])
np.array([a[i] for i in np.ndindex(a.shape)]) | np.array(a.tolist()) | np.array(list(iter(a)))
np.array([float(t) * 2 for t in np.nditer(a)]) | np.array(list(map(lambda t: t * s, a)))
"""
CARRIERS = """
(Box(a) * Box(c)).data | (Box(a) + Box(c) * s).data | (Box(a) - s).squash().data | (-Box(a)).data
(Box(a) @ Box(c)).data | sum([Box(a), Box(c)], Box(s)).total().data | (Box(a) * Box(a)).total().data
(2.0 * Box(a) + Box(a)).data | Box(a).squash().squash().data * s | (Box(s) * Box(a)).data
"""
WRITES = """
a += c | a -= 0.3 * c | a *= c | a /= np.abs(c) + 0.5 | a += s | a *= 0.5 | a -= r | a **= 2
a[a <= 0] = 0 | a[a > 0.5] = r | a[a < 0] *= 0.1 | a[a < r] = s | a[0] = s | a[-1] = c | a[1:] = c
a[:, 0] = c | a[0] += s | a[[0, 0]] += s | a[::-1] += c | a[:] = c | a[...] = np.tanh(a)
a[i, i] = s | np.add(a, c, out=a) | np.multiply(a, s, out=a) | np.maximum(a, 0, out=a)
np.add.at(a, [0, 0, 1], s) | a[range(len(a)), classes(a)] -= 1 | a[c > 0] = c[c > 0]
np.copyto(a, c) | a.T[0] = s | a[0] *= c | a[range(len(a)), classes(a)] = c | a[c <= 0] = 0
a[:, ::-1] *= c | a[1:] += a[:-1] | a.fill(s) | a[::2] = s | a[[1, 0]] = a[[0, 1]] | a[0] = a[-1]
a[:] = 0 | a[i] = [s, u, r] | a[...] += c.T | np.exp(a * 0.1, out=a) | a.flat = s | a[None, 0] = c
a @= np.eye(3) * s | np.clip(a, -1, s, out=a) | np.random.default_rng(8).shuffle(a) | a.sort()
a.T[:] += c.T | a.ravel()[:] *= s | a.reshape(-1)[0] = s | a[1:][0] = s | np.put(a, [0, 1], s)
a.flat[0] = s | a[::-1][0] *= s | np.fill_diagonal(a, s)
"""
BLOCKS = """
z = np.zeros(3); for n in range(3):;     z[n] = a[n] * s
z = np.zeros((2, 3)); for n, row in enumerate(a):;     z[n] += row * c
z = 0; for t in a:;     z += t * s
z = 0.0; for n in range(len(a)):;     z = z + a[n] * c[n]
z = np.zeros_like(a); z[c > 0] = c[c > 0]
z = a * 2; z[0] += s; view = z[1:]; view *= c
z = a.copy(); part = z[0]; part += s; z *= 2
z = []; for t in a:;     z.append(t * s); z = np.array(z)
z = np.empty((2, 2)); z[0] = s; z[1] = [u, r]
z = a * 1.0; z[z <= 0] = 0; z = z * c
z = np.ones_like(a); z[a <= 0] = 0; z = c * z
z = a * 1; other = z; other += c; z = z - s
z = np.empty(len(a)); for n in range(len(a)):;     z[n] = np.sum(a[n] * c)
z = a * 1.0; for row in z:;     row *= s
z = a * 1.0; for n, t in enumerate(z):;     z[n] = t * c[n]
z = a * 1.0; for i, t in np.ndenumerate(a):;     z[i] = t * s
z = 0.0; for t, v in zip(a.flat, c.flat):;     z += t * v
z = a * 1.0; view = z.T; view += c.T; z = z * s
z = a * 1.0; half = z[: len(z) // 2]; half[...] = half * s; z -= r
z = a * 1.0; np.random.default_rng(2).shuffle(z); z = z * c
z = Box(a * 1.0); z.data += c; z = (z * s).data
z = a * 1.0; flat = z.reshape(-1); flat[1:] += flat[:-1]
"""
HEAD = """
def act(z):
    return np.maximum(0, z)

slope = lambda z, by: np.where(z > 0, z, by * z)

def softmax(z):
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)

class Box:
    def __init__(self, data):
        self.data = data
    def __add__(self, other):
        return Box(self.data + (other.data if isinstance(other, Box) else other))
    def __mul__(self, other):
        return Box(self.data * (other.data if isinstance(other, Box) else other))
    def __matmul__(self, other):
        return Box(self.data @ other.data)
    def __neg__(self):
        return self * -1
    def __sub__(self, other):
        return self + -other
    def squash(self):
        return Box(np.tanh(self.data))
    def total(self):
        return Box(np.sum(self.data))
    __radd__, __rmul__ = __add__, __mul__

def classes(z):
    return [n % z.shape[1] for n in range(len(z))]
""".strip()


def _split(table: str) -> list[str]:
    return [one.strip() for line in table.strip().splitlines() for one in line.split(" | ")]


# How often a line of each kind is tried.
KINDS = (
    (5, _split(ELEMENTWISE)),
    (5, _split(BROADCAST)),
    (3, _split(PRODUCTS)),
    (4, _split(REDUCTIONS)),
    (2, _split(SHAPES)),
    (3, _split(PARTS)),
    (3, _split(JOINS)),
    (2, _split(NUMBERS)),
    (2, _split(COPIES)),
    (2, _split(ORDERS)),
    (2, _split(VIEWS)),
    (1, _split(ITERATORS)),
    (2, _split(CARRIERS)),
)
INTO_ARRAYS = _split(WRITES)
SEVERAL = BLOCKS.strip().splitlines()
