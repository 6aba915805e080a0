// The forward and the backward pass on the current inputs.

const COUNT = D.nodes.length;
const NODES = D.nodes.map(([op, inputs, value, label, place, isNumpy]) =>
  ({op, inputs, value, label, place, isNumpy, start: value, isLeaf: op == "leaf"}));
const V = new Float64Array(COUNT), G = new Float64Array(COUNT);
const STEPS = D.steps.map(([consumer, argument, producer], index) =>
  ({index, consumer, argument, producer}));
// Why the numbers can't be shown, and the line of the code's listing that it is about; else empty.
let trouble = "", troubleLine = null, blamed = null;

const isChanged = node => !Object.is(node.value, node.start);

// Args: off(value, index): gives each number, a little off where it is asked for.
function forward(off = value => value) {
  for (let i = 0; i < COUNT; i++) {
    const node = NODES[i];
    if (!node.inputs.length) { V[i] = off(node.value, i); continue; }
    isNumpy = node.isNumpy;
    try { V[i] = off(OPS[node.op].f(...node.inputs.map(k => V[k])), i); }
    catch (error) {
      if (!(error instanceof PythonError)) throw error;
      blamed = D.nodeLines[i];
      return `With these numbers your code stops${node.place ? ` at ${node.place}` : ""}: `
        + `${error.kind}, ${error.message}.`;
    }
  }
  return "";
}

function local(step) {
  const node = NODES[step.consumer], op = OPS[node.op], args = node.inputs.map(k => V[k]);
  isNumpy = false;
  try {
    const y = V[step.consumer];
    return (op.isVariadic ? op.d[0](step.argument, y, args) : op.d[step.argument](...args, y)) + 0;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return error.kind == "ValueError" ? NaN : error.kind == "TypeError" ? NaN : Infinity;
  }
}

// 0 where terms cancel but for rounding, as backward/backprop.py has it.
function withoutResidue(total, size) {
  return Math.abs(total) <= 2 ** -48 * size && isFinite(size) ? 0 : total;
}

function backward() {
  const arrived = new Uint8Array(COUNT);
  G.fill(0);
  const sizes = new Float64Array(COUNT);
  G[D.output] = D.seed; arrived[D.output] = 1;
  for (const step of STEPS) {
    const producer = step.producer;
    step.upstream = G[step.consumer];
    step.local = local(step);
    step.contribution = step.local * step.upstream + 0;
    step.blocks = OPS[NODES[step.consumer].op].isGate && step.local == 0;
    step.before = G[producer];
    sizes[producer] += Math.abs(step.contribution);
    G[producer] = arrived[producer]
      ? withoutResidue(G[producer] + step.contribution, sizes[producer]) : step.contribution;
    arrived[producer] = 1;
    step.after = G[producer];
  }
}

function compute() {
  trouble = forward() || flippedGuard();
  troubleLine = trouble ? blamed : null;
  if (!trouble) backward();
  tellRoundings();
}

function numberOf([kind, index]) {
  if (kind == "value") return V[index];
  if (kind == "gradient") return G[index];
  if (kind == "seed") return D.seed;
  if (kind == "slope") return V[index] * (1 - V[index]);
  if (kind == "uses") return index.reduce((sum, k) => sum + STEPS[k].contribution, 0) + 0;
  return STEPS[index][kind];
}
