// Numbers as Python writes them, and Python's errors where it has no number.

const MINUS = "\u2212";

// The digits and the power of ten of |x| in n + 1 digits; ties go to the even digit, as in Python.
function digitsOf(x, n) {
  const size = Math.abs(x);
  let [digits, power] = size.toExponential(n).split("e");
  const long = size.toExponential(60), end = long.indexOf("e");
  if (/^50*$/.test(long.slice(2 + n, end))) {
    const kept = long.slice(0, 2 + n);
    if (+kept[kept.length - 1] % 2 == 0) { digits = kept; power = long.slice(end + 1); }
  }
  return [digits, +power];
}

function withDecimal(text) {
  const [whole, decimals = ""] = text.split(".");
  return `${whole}.${decimals.replace(/0+$/, "") || "0"}`;
}

function writtenOut(digits, power) {
  const all = digits.replace(".", "");
  if (power < 0) return "0." + "0".repeat(-power - 1) + all;
  if (power + 1 >= all.length) return all + "0".repeat(power + 1 - all.length);
  return `${all.slice(0, power + 1)}.${all.slice(power + 1)}`;
}

// Not zero, and without all digits either: what stands for rounding.
const isAlmostZero = x => x != 0 && Math.abs(x) < 2.2250738585072014e-308;

// At most 5 significant digits and at least one decimal, with an ASCII minus.
function shown(x) {
  if (Number.isNaN(x)) return "nan";
  if (!isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (x == 0) return "0.0";
  if (isAlmostZero(x)) return "\u2248 0";
  const sign = x < 0 ? "-" : "", [digits, power] = digitsOf(x, 4);
  const isExact = Number(`${digits}e${power}`) == Math.abs(x);
  if (power >= -4 && (power < 5 || (power == 5 && isExact))) {
    return sign + withDecimal(writtenOut(digits, power));
  }
  return `${sign}${withDecimal(digits)}e${power}`;
}

// The sign before a result; a space where the result has one.
const equals = text => text[0] == "\u2248" ? " " : " = ";

// With true minus signs; the hyphen of a word stays one.
const typeset = text => text.replace(/-/g, MINUS)
  .replace(/([\p{L}\p{N}_])\u2212(?=[\p{L}\p{N}_])/gu, (all, before, at, whole) =>
    before == "e" && /\d/.test(whole[at - 1] || "") ? all : `${before}-`)
  .replace(/= \u2248/g, "\u2248");

const flagged = text => /^-?(nan|inf)$/.test(text) ? `\u26a0 ${text}` : text;

class PythonError extends Error {
  constructor(kind, text) { super(text); this.kind = kind; }
}
// Numbers of NumPy give inf and nan where Python's own raise an error.
let isNumpy = false;
function fail(kind, text, otherwise) {
  if (isNumpy) return otherwise;
  throw new PythonError(kind, text);
}
const outOfDomain = otherwise => fail("ValueError", "math domain error", otherwise);
const finite = (y, ...args) => isFinite(y) || Number.isNaN(y) || !args.every(isFinite)
  ? y : fail("OverflowError", "math range error", y);
const inDomain = (holds, y) => holds ? y : outOfDomain(NaN);
const div = (a, b) => b == 0 ? fail("ZeroDivisionError", "division by zero", a / b) : a / b;
const exp = a => finite(Math.exp(a), a);
const expm1 = a => finite(Math.expm1(a), a);
const sinh = a => finite(Math.sinh(a), a);
const cosh = a => finite(Math.cosh(a), a);
const {tanh, asinh, cbrt, hypot, abs, sign, atan, max, min} = Math;
const log = a => a > 0 || Number.isNaN(a) ? Math.log(a) : outOfDomain(Math.log(a));
const log2 = a => a > 0 || Number.isNaN(a) ? Math.log2(a) : outOfDomain(Math.log2(a));
const log10 = a => a > 0 || Number.isNaN(a) ? Math.log10(a) : outOfDomain(Math.log10(a));
const log1p = a => a > -1 || Number.isNaN(a) ? Math.log1p(a) : outOfDomain(Math.log1p(a));
const sqrt = a => inDomain(!(a < 0), Math.sqrt(a));
const acosh = a => inDomain(!(a < 1), Math.acosh(a));
const atanh = a => inDomain(!(Math.abs(a) >= 1), Math.atanh(a));
const asin = a => inDomain(!(Math.abs(a) > 1), Math.asin(a));
const acos = a => inDomain(!(Math.abs(a) > 1), Math.acos(a));
const ofAngle = f => a => inDomain(Math.abs(a) != Infinity, f(a));
const sin = ofAngle(Math.sin), cos = ofAngle(Math.cos), tan = ofAngle(Math.tan);
const atan2 = Math.atan2;
const relu = a => 0 > a ? 0 : a;
const sigmoid = a => a >= 0 ? 1 / (1 + exp(-a)) : exp(a) / (1 + exp(a));
function pow(a, p) {
  if (a == 0 && p < 0) {
    return fail("ZeroDivisionError", "zero to a negative power", Infinity);
  }
  if (a < 0 && isFinite(a) && isFinite(p) && !Number.isInteger(p)) {
    return fail("TypeError", "a negative number to a broken power is complex", NaN);
  }
  if (a == 1 || p == 0) return 1;
  if (p == 2) return finite(a * a, a);
  return finite(Math.pow(a, p), a, p);
}
// erf by its series, erfc by its continued fraction where that is small.
function erf(x) {
  if (Math.abs(x) > 3) return Math.sign(x) * (1 - tail(Math.abs(x)));
  let term = x, sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= -x * x / n;
    sum += term / (2 * n + 1);
  }
  return sum * 2 / Math.sqrt(Math.PI);
}
const erfc = x => x > 1 ? tail(x) : 1 - erf(x);
function tail(x) {
  let down = 0;
  for (let k = 400; k > 0; k--) down = k / 2 / (x + down);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + down);
}
function overSquare(part, y, x) {
  const square = x * x + y * y, length = Math.hypot(x, y);
  return square ? part / square : length ? part / length / length : NaN;
}
// To the first argument that is the result, the one that Python returns.
const passes = (k, y, t) => Number.isNaN(y) ? NaN : t.indexOf(y) == k ? 1 : 0;
// The rest of a division by 2 pi, nearest to zero.
const withinPeriod = z => z - 2 * Math.PI * Math.round(z / (2 * Math.PI));
