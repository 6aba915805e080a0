// The words under the figure: texts whose parts are numbers, by the rules of the storyboard.

const FLAT = 0.01, VANISHED = 1e-3, SMALL = 0.5, MANY = 3, RAISED = 0.001, SHARE = 9.99;

// A part is a text, a reference to a number (below zero: in parentheses with its sign), or a rule.
function said(parts) {
  return parts.map(part => {
    if (typeof part == "string") return part;
    if (typeof part == "number") {
      const text = shown(numberOf(D.quantities[part < 0 ? -part - 1 : part]));
      return part < 0 ? bracketed(text) : text;
    }
    return RULES[part[0]](...part.slice(1));
  }).join("");
}

// By how much an input is raised: of a small number not more than its tenth part.
function stepOf(value) {
  let step = RAISED;
  while (value && step > Math.abs(value) / SHARE) step /= 10;
  return step;
}

const least = () => FLAT * Math.abs(D.seed);
const CONDITIONS = {
  "blocks": step => STEPS[step].blocks,
  "flat": step => Math.abs(STEPS[step].local) < FLAT
    && Math.abs(STEPS[step].contribution) < least(),
  "flat sigmoid": (node, z) => V[node] * (1 - V[node]) < FLAT && Math.abs(G[z]) < least(),
  "longer": (parts, count) => said(parts).length > count,
  "same": (one, other) => said(one) == said(other),
};
const RULES = {
  operand: index => asOperand(shown(numberOf(D.quantities[index]))),
  either: ([rule, ...about], then, otherwise) =>
    said(CONDITIONS[rule](...about) ? then : otherwise),
  first: texts => { for (const one of texts) { const text = said(one); if (text) return text; } return ""; },
  listing: (texts, most, line) => {
    const codes = texts.map(said);
    let end = 0, fitting = 0;
    for (const code of codes.slice(0, most)) if ((end += code.length + 2) <= line) fitting++;
    const count = Math.max(1, fitting);
    const rest = codes.length > count ? `; and ${codes.length - count} more` : "";
    return codes.slice(0, count).join("; ") + rest;
  },
  meaning: ({leaves, last, output}) => {
    const effect = ([leaf]) => Math.abs(G[leaf] / D.seed) * stepOf(V[leaf]);
    let steepest = leaves[0];
    for (const leaf of leaves) if (effect(leaf) > effect(steepest)) steepest = leaf;
    const slope = G[steepest[0]] / D.seed, step = stepOf(V[steepest[0]]);
    if (slope == 0 || isAlmostZero(slope)) return last ? `No small change of ${last} changes ${output}` : "";
    return `Raise ${steepest[1]} by ${shown(step)} and ${output} `
      + `${slope > 0 ? "rises" : "falls"} by about ${shown(Math.abs(slope) * step)}`;
  },
  vanishing: ({way, output, leaf, node}) => {
    const seed = Math.abs(D.seed), reached = Math.abs(G[node]), factors = [];
    let share = 1;
    for (const [index, isAverage] of way) {
      const {upstream, contribution} = STEPS[index];
      if (!upstream) continue;
      const factor = Math.abs(contribution) / Math.abs(upstream);
      if (isAverage) share *= factor;
      else if (factor < SMALL) factors.push(factor);
    }
    if (!(0 < reached && reached < VANISHED * share * seed) || factors.length < MANY) return "";
    return `The gradient vanishes on its way: ${shown(seed)} at ${output}, ${shown(reached)} at `
      + `${leaf}; ${factors.length} factors on the way are below ${shown(SMALL)}, the smallest is `
      + shown(Math.min(...factors));
  },
  nonfinite: () => {
    const where = node => node.place ? ` at ${node.place}` : "";
    for (let i = 0; i < COUNT; i++) {
      const node = NODES[i];
      if (node.op != "constant" && !isFinite(V[i])) {
        return `Careful: ${node.label} is ${shown(V[i])}${where(node)}`;
      }
    }
    for (let i = 0; i < COUNT; i++) {
      const node = NODES[i];
      if (node.op != "constant" && !isFinite(G[i])) {
        return `Careful: the gradient of ${node.label} is ${shown(G[i])}${where(node)}`;
      }
    }
    return "";
  },
};

// A sentence is set as such: a product of the code has a dot, a power a raised number.
const RAISED_DIGITS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
const raised = text => text.replace(/ \*\* (\d+)(?![\w.])/g,
  (all, digits) => [...digits].map(digit => RAISED_DIGITS[digit]).join(""));
const prose = parts => typeset(raised(said(parts))).replace(/ \*\* /g, "^")
  .replace(/ \* /g, " \u00b7 ");
const code = parts => typeset(said(parts));
const vectorLine = ([parts, meaning]) => {
  const text = parts.map(([name, numbers]) => `${name} = ${said(numbers)}`).join("  ");
  return typeset(meaning ? `${text}  (${meaning})` : text);
};
