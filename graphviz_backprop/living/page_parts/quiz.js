// The quiz: red numbers are hidden, and the learner types each. The key is computed, never written.

const NEAR = 5e-4;  // of a number: three digits are enough
const ASKED = NODES.map((_, n) => n).filter(n =>
  D.isQuiz && n != D.output && STEPS_INTO[n].length
  && SLOTS.some(slot => slot.kind == "gradient" && slot.node == n));
let answers = new Map(), askedNow = null;

const answerOf = node => answers.get(node) ?? {tries: 0, hints: 0, isRight: false};
const isUnfinished = () => ASKED.some(node => !answerOf(node).isRight);
const isAsked = node => ASKED.includes(node) && !answerOf(node).isRight;
// A number that would give an answer away.
function isUnanswered({kind, node}) {
  if (!ASKED.length) return false;
  if (kind == "calculation") return isUnfinished();
  return ["gradient", "partial", "contribution"].includes(kind) && isAsked(node);
}
const isNear = (one, other) => Math.abs(one - other) <= NEAR * Math.abs(other) + 1e-9;

// The gradients where some local derivatives are others.
function gradientsWith(localOf) {
  const found = new Float64Array(COUNT);
  found[D.output] = D.seed;
  for (const step of STEPS) found[step.producer] += localOf(step) * found[step.consumer];
  return found;
}
const isActivation = step => {
  const op = OPS[NODES[step.consumer].op];
  return op.isGate || D.curves.some(curve => curve[0] == step.consumer);
};

// What went wrong, as the numbers show it.
function mistake(node, answer) {
  const into = STEPS_INTO[node], right = G[node], {label} = NODES[node];
  if (right != 0 && isNear(answer, -right)) return "The sign is the other way round.";
  if (into.length > 1) {
    let sum = 0;
    const parts = into.flatMap(step => [step.contribution, sum += step.contribution]);
    if (parts.slice(0, -1).some(part => isNear(answer, part))) {
      return `That is a part: ${label} is used ${into.length} times, and what each use gives adds up.`;
    }
  }
  for (const step of STEPS.filter(isActivation)) {
    const without = gradientsWith(one => isActivation(one) && one.consumer == step.consumer ? 1 : one.local);
    if (!isNear(without[node], right) && isNear(answer, without[node])) {
      return `The slope at ${NODES[step.consumer].label} is forgotten: what passes there is multiplied by it.`;
    }
  }
  for (const step of into) {
    const rest = right - step.contribution;
    for (const other of NODES[step.consumer].inputs) {
      if (isNear(answer, rest + V[other] * step.upstream)) {
        return `That takes ${NODES[other].label} for the local derivative; see what is left of `
          + `${NODES[step.consumer].label} when it changes with ${label}.`;
      }
    }
  }
  if (isNear(answer, into.reduce((sum, step) => sum + step.local, 0))) {
    return "That is the local derivative alone: it is multiplied by what comes from above.";
  }
  if (isNear(answer, into.reduce((sum, step) => sum + step.upstream, 0))) {
    return "That is what comes from above alone: it is multiplied by the local derivative.";
  }
  return "Not yet: what comes from above, times the local derivative of the operation that it goes into.";
}

function judge(node, answer) {
  const before = answerOf(node), isRight = isNear(answer, G[node]);
  answers.set(node, {...before, tries: before.tries + 1, isRight});
  askedNow = node;
  const name = D.gradientNames[node];
  tell(isRight ? `Right: ${name} = ${shown(G[node])}.` : `${name} = ${shown(answer)}? ${mistake(node, answer)}`);
  show();
}

function tell(text) {
  put("told", typeset(text));
  put("live", typeset(text));
}

function ask(slot) {
  askedNow = slot.node;
  startTyping(slot, "", answer => judge(slot.node, answer));
}

// First which chain, then by which rules, then with which numbers.
function hint() {
  const node = askedNow !== null && isAsked(askedNow) ? askedNow : ASKED.find(isAsked);
  if (node === undefined) return;
  const before = answerOf(node), level = Math.min(before.hints, 2), into = STEPS_INTO[node];
  answers.set(node, {...before, hints: before.hints + 1});
  askedNow = node;
  const terms = into.map(step => [
    `${D.gradientNames[step.consumer]} · ${D.factors[step.index][0]}`,
    `${D.gradientNames[step.consumer]} · ${factorText(rule(step))}`,
    `${bracketed(shown(step.upstream))} · ${bracketed(shown(step.local))}`][level]);
  tell(`${D.gradientNames[node]} = ${terms.join(" + ")}`);
  showScore();
}

function showScore() {
  if (!ASKED.length) return;
  const all = ASKED.map(answerOf), count = test => all.filter(test).length;
  const hints = all.reduce((sum, one) => sum + one.hints, 0);
  put("score", `${count(one => one.isRight)} of ${ASKED.length} right, `
    + `${count(one => one.isRight && one.tries == 1 && !one.hints)} at the first try, `
    + `${hints} ${hints == 1 ? "hint" : "hints"}`);
  $("hint").hidden = !isUnfinished();
  $("whatif").hidden = D.isStill || isUnfinished();
}

// Of the backward frames only the complete figure, page by page, is seen before all is answered.
const isOpen = k => ["forward", "seed", "complete"].includes(FRAMES[k].kind) || k == LAST;
const isAbout = k => isUnfinished() && !["forward", "seed"].includes(FRAMES[k].kind);
function allowed(to) {
  const way = to > frame ? 1 : -1;
  while (isUnfinished() && !isOpen(to)) to += way;
  return to;
}

function restartQuiz() {
  if (!ASKED.length) return;
  answers = new Map();
  put("told", "The red numbers are yours: click a ? and type it, in any order.");
}

if (ASKED.length) {
  $("quiz").hidden = false;
  $("hint").onclick = hint;
  restartQuiz();
}
