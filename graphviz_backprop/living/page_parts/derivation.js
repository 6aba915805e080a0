// The derivation of one gradient: the chain along each path, rule by rule, with today's numbers.

const MOST_PATHS = 24;

// The ways from the output to a node, each as its steps; null where they are too many to write.
function pathsTo(node) {
  if (node == D.output) return [[]];
  const all = [];
  for (const step of STEPS_INTO[node]) {
    const before = pathsTo(step.consumer);
    if (!before) return null;
    for (const path of before) all.push([...path, step]);
    if (all.length > MOST_PATHS) return null;
  }
  return all;
}

function rule(step) {
  const rules = D.factors[step.index][1];
  return rules.length > 1 && step.local == 0 ? rules[1] : rules[0];
}
const factorText = text => /\s/.test(text.replace(/\([^()]*\)/g, "")) || text[0] == "-" ? `(${text})` : text;

function derivationOf(node) {
  const output = NODES[D.output].label, paths = pathsTo(node), sign = D.whole;
  const whole = `${sign}${output}/${sign}${NODES[node].label}`;
  if (!paths) {
    const names = STEPS_INTO[node].map(step => `${D.gradientNames[step.consumer]} · ${D.factors[step.index][0]}`);
    return {whole, chain: names.join(" + "), steps: STEPS_INTO[node], code: "", numbers: origin({kind: "gradient", node})};
  }
  const seed = D.seed == 1 ? [] : [shown(D.seed)];
  const product = (path, factor, times) =>
    [...seed.map(bracketed), ...path.map(factor)].join(times) || "1.0";
  const numbers = paths.map(path => product(path, step => bracketed(shown(step.local)), " × ")).join(" + ");
  return {
    whole,
    chain: paths.map(path => product(path, step => D.factors[step.index][0], " · ")).join(" + "),
    steps: [...new Set(paths.flat())],
    code: paths.map(path => product(path, step => factorText(rule(step)), " * ")).join(" + "),
    numbers: numbers == shown(G[node]) ? numbers : `${numbers} = ${shown(G[node])}`,
  };
}

function showDerivation(node) {
  if (trouble) return;
  const {whole, chain, steps, code: line, numbers} = derivationOf(node);
  const add = (tag, text, parent, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    parent.append(element);
    return element;
  };
  const body = $("derived");
  body.replaceChildren();
  add("p", "The chain rule, along each way from the output", body, "reason");
  add("p", typeset(`${whole} = ${chain}`), body, "chain");
  if (steps.length) add("p", "Each factor by its rule", body, "reason");
  const list = add("ul", "", body);
  for (const step of steps) {
    const isNumber = Number(rule(step)) === step.local, number = isNumber ? "" : ` = ${shown(step.local)}`;
    add("li", typeset(`${D.factors[step.index][0]} = ${rule(step)}${number}`), list);
  }
  if (line) {
    add("p", "Put in", body, "reason");
    add("p", typeset(`${D.gradientNames[node]} = ${line}`), body, "chain");
  }
  add("p", "With the numbers", body, "reason");
  add("p", typeset(line ? `${D.gradientNames[node]} = ${numbers}` : numbers), body, "chain");
  $("derivation").setAttribute("aria-label", `The derivation of ${whole}`);
  put("derivedname", `How ${D.gradientNames[node]} comes about`);
  if (!$("derivation").open) $("derivation").showModal();
}

for (const slot of SLOTS) {
  if (slot.kind != "gradient") continue;
  slot.element.setAttribute("role", "button");
  const act = () => isUnanswered(slot) ? ask(slot) : showDerivation(slot.node);
  slot.element.addEventListener("click", act);
  slot.element.addEventListener("keydown", event => {
    if (event.key != "Enter" && event.key != " ") return;
    act();
    event.preventDefault(); event.stopPropagation();
  });
}
$("closederivation").onclick = () => $("derivation").close();
