// How a number came about: what it was made of lights up, and its sum is spelled out.

const LIGHTS = document.createElementNS(FIGURE.namespaceURI, "g");
LIGHTS.setAttribute("id", "lights");
// Under all numbers, above the ground that panels lay.
const PANELS = [...FIGURE.querySelectorAll(".panel")];
if (PANELS.length) PANELS.at(-1).after(LIGHTS); else FIGURE.prepend(LIGHTS);
const bracketed = text => /^[-\u2248]/.test(text) ? `(${text})` : text;
const asOperand = text => text[0] == "\u2248" ? `(${text})` : text;
const STEPS_INTO = NODES.map((_, n) => STEPS.filter(step => step.producer == n));

// The nodes and gradients behind a number.
function behind({kind, node}) {
  if (kind == "value" || kind == "again") {
    return {values: NODES[node].inputs, gradients: [], shared: node};
  }
  const into = STEPS_INTO[node], sources = into.map(step => D.factors[step.index][2]);
  return {values: sources.filter(source => source !== null), shared: node,
    gradients: into.map(step => step.consumer)};
}

function origin({kind, node}) {
  if (kind == "value" || kind == "again") {
    const {label, isLeaf} = NODES[node];
    return isLeaf ? `${label} = ${shown(V[node])}, an input` : said(D.told[node]);
  }
  const into = STEPS_INTO[node], name = D.gradientNames[node];
  if (!into.length) return `${name} = ${shown(G[node])}`;
  const terms = into.map(step => `${bracketed(shown(step.local))} * ${bracketed(shown(step.upstream))}`);
  return `${name} = ${terms.join(" + ")} = ${shown(G[node])}`;
}

function light(slot) {
  LIGHTS.replaceChildren();
  if (!slot || trouble || slot.kind == "calculation" || isUnanswered(slot)) { put("origin", ""); return; }
  const {values, gradients, shared} = behind(slot);
  for (const other of SLOTS) {
    const isValue = other.kind == "value" || other.kind == "again";
    const isOrigin = isValue ? values.includes(other.node)
      : other.kind == "gradient" && gradients.includes(other.node);
    const isSelf = other.node == shared && other.kind != "calculation"
      && isValue == (slot.kind == "value" || slot.kind == "again");
    if (!(isOrigin || isSelf) || other.element.classList.contains("off")) continue;
    const box = document.createElementNS(FIGURE.namespaceURI, "rect");
    const half = other.room / 2 + 3;
    for (const [key, value] of Object.entries({x: other.x - half, y: other.y - 0.95 * other.size,
      width: 2 * half, height: 1.25 * other.size, rx: 4})) box.setAttribute(key, value);
    box.setAttribute("class", isSelf ? "self" : "origin");
    LIGHTS.append(box);
  }
  put("origin", typeset(origin(slot)));
}

let pointed = null, focused = null;
const relight = () => light(pointed || focused);
for (const slot of SLOTS) {
  if (slot.kind == "calculation") continue;
  if (!slot.isInput) slot.element.setAttribute("tabindex", "0");
  slot.element.addEventListener("pointerenter", () => { pointed = slot; relight(); });
  slot.element.addEventListener("pointerleave", () => { pointed = null; relight(); });
  slot.element.addEventListener("focus", () => { focused = slot; relight(); });
  slot.element.addEventListener("blur", () => { focused = null; relight(); });
}
