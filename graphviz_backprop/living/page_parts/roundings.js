// What is nothing but rounding is shown as ≈ 0, by the rule of backward/roundings.py: the pass is
// computed again with each number off by its rounding, and what is another number then is none.

const TIMES = 4, UNITS = 2, LAST_PLACE = 2 ** -53, HALF = 0.5, TINY = 2 ** -40, ALMOST_ZERO = 5e-324;
const OF_STEP = ["upstream", "local", "contribution", "before", "after"];
// The numbers themselves, for those who read the page by a program.
const EXACT = {values: new Float64Array(COUNT), gradients: new Float64Array(COUNT)};

const everyNumber = () =>
  [...V, ...G, ...STEPS.flatMap(step => OF_STEP.map(key => step[key]))];

// Which numbers are off to which side, as the random signs of backward/roundings.py.
function signsOf(run) {
  let state = Math.imul(run, 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 31 ? 1 : -1;
  };
}

// All numbers of the pass where each is a little off; null where it can't be computed.
function computedAgain(run) {
  const sign = signsOf(run);
  const off = (value, i) => {
    const exact = EXACT.values[i];
    return Number.isInteger(exact) ? value : value * (1 + sign() * UNITS * LAST_PLACE);
  };
  if (forward(off)) return null;
  backward();
  return everyNumber();
}

function tellRoundings() {
  EXACT.values.set(V); EXACT.gradients.set(G);
  if (trouble) return;
  const numbers = everyNumber(), most = numbers.reduce((size, x) => Math.max(size, Math.abs(x)), 0);
  const tiny = isFinite(most) ? TINY * most : 0;
  const isTiny = x => x != 0 && Math.abs(x) < tiny;
  if (!numbers.some(isTiny)) return;
  const others = [...Array(TIMES).keys()].map(computedAgain);
  forward(); backward();
  if (!others.every(Boolean)) return;
  const told = numbers.map((x, k) =>
    isTiny(x) && others.some(other => Math.abs(other[k] - x) >= HALF * Math.abs(x)) ? ALMOST_ZERO : x);
  NODES.forEach(({inputs}, i) => { if (inputs.length) V[i] = told[i]; });  // what was given is as it is
  G.set(told.slice(COUNT, 2 * COUNT));
  STEPS.forEach((step, k) => OF_STEP.forEach((key, j) =>
    step[key] = told[2 * COUNT + k * OF_STEP.length + j]));
}
