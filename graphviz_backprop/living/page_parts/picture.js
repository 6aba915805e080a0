// The picture: which marks a frame shows, and the numbers, points and wires that change.

const $ = id => document.getElementById(id);
const FIGURE = $("figure"), ADVANCE = 1233 / 2048;  // of a letter, in em
const lifeOf = ({dataset: {born, dies, page}}) => ({born: +born, dies: +dies, page});
const MARKS = [...FIGURE.querySelectorAll("[data-born]")].map(element =>
  ({element, ...lifeOf(element), isSeen: undefined}));
const SLOTS = D.slots.map(([kind, node, parts, room], index) => {
  const element = $(`s${index}`), text = element.querySelector("text");
  const {x, y, size} = {x: +text.getAttribute("x"), y: +text.getAttribute("y"),
    size: +text.getAttribute("font-size")};
  const isInput = kind == "value" && NODES[node].isLeaf;
  for (const [, color, isBold] of parts) {
    const span = document.createElementNS(text.namespaceURI, "tspan");
    span.setAttribute("fill", color);
    if (isBold) span.setAttribute("font-weight", "bold");
    text.append(span);
  }
  return {...lifeOf(element), kind, node, parts, room, element, text, x, y, size, isInput, last: null, exact: null,
    isStale: true};
});
const SLOT_OF = new Map(SLOTS.map(slot => [slot.element, slot]));
const WIRES = [...FIGURE.querySelectorAll("[data-wire]")].map(element => {
  const [producer, consumer, argument] = element.dataset.wire.split(" ").map(Number);
  return {element, producer, consumer, argument, group: element.parentNode};
});

const UPSTREAM_PART = 2, EQUALS_PART = 3, RESULT_PART = 4;  // of a calculation

const isHidden = slot => (trouble && !slot.isInput) || isUnanswered(slot);

function paint(slot) {
  slot.isStale = false;
  const isSecret = isHidden(slot);
  const texts = slot.parts.map(([part], k) => {
    if (typeof part == "string") return part;
    if (isSecret) return "?";
    const told = flagged(shown(numberOf(D.quantities[part])));
    return typeset(slot.kind == "calculation" && k == UPSTREAM_PART ? bracketed(told) : told);
  });
  if (slot.kind == "calculation") texts[EQUALS_PART] = equals(texts[RESULT_PART]);
  const all = texts.join("");
  if (all == slot.last) return;
  slot.last = all;
  const width = Math.min(all.length * ADVANCE * slot.size, slot.room);
  slot.text.setAttribute("x", (slot.x - width / 2).toFixed(2));
  slot.text.setAttribute("textLength", width.toFixed(2));
  texts.forEach((text, k) => {
    const span = slot.text.children[k];
    if (span.textContent != text) span.textContent = text;
  });
  say(slot, all);
}

// A number in full, as Python prints it.
function inFull(x) {
  if (Number.isNaN(x)) return "nan";
  if (!isFinite(x)) return x > 0 ? "inf" : "-inf";
  const text = String(x).replace("e+", "e");
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

// What those who hear the page are told of a number.
function say({element, kind, node, isInput}, text) {
  if (isInput) {
    element.setAttribute("aria-valuenow", inFull(V[node]));
    element.setAttribute("aria-valuetext", text);
    return;
  }
  const name = kind == "calculation" ? "" : NODES[node].label;
  const what = {value: name, gradient: `gradient of ${name}`, partial: `gradient of ${name} so far`,
    again: `${name}, used again`, contribution: `this use of ${name} contributes`,
    calculation: "calculation"}[kind];
  element.setAttribute("aria-label", kind == "calculation" ? `${what}: ${text}` : `${what} = ${text}`);
}

// The full number in the element, seen or not, for whoever reads the page by a program.
function tellExact(slot) {
  const {element, kind, node} = slot;
  if (kind != "value" && kind != "gradient") return;
  const exact = kind == "value" ? EXACT.values : EXACT.gradients;
  const number = isHidden(slot) ? null : exact[node];
  if (Object.is(number, slot.exact)) return;
  slot.exact = number;
  if (number === null) element.removeAttribute("data-value");
  else element.dataset.value = inFull(number);
}

// From when on a wire is dimmed, as figure.timeline.dimming has it.
const LEAVING = NODES.map(() => []);
NODES.forEach(({inputs}, consumer) =>
  inputs.forEach((producer, argument) => LEAVING[producer].push([consumer, argument])));
const STEP_AT = new Map(STEPS.map(step => [`${step.consumer} ${step.argument}`, step]));
const STUBS = new Set(D.stubs);
function dimming() {
  const nodes = Array(COUNT).fill(Infinity), edges = new Map();
  for (let n = COUNT - 1; n >= 0; n--) {
    let latest = 0;
    for (const [consumer, argument] of LEAVING[n]) {
      const key = `${consumer} ${argument}`, step = STEP_AT.get(key);
      let from = nodes[consumer];
      if (from == Infinity && step && step.blocks) from = D.arrival[step.index];
      edges.set(key, from);
      latest = Math.max(latest, from);
    }
    if (n != D.output) nodes[n] = latest;
  }
  return {nodes, edges};
}

// A home's piece goes with the value, or with its uses there.
function dimmedFrom({producer, consumer, argument}, {nodes, edges}) {
  if (consumer !== undefined) return edges.get(`${consumer} ${argument}`) ?? Infinity;
  const own = LEAVING[producer].map(edge => edge.join(" ")).filter(key => !STUBS.has(key));
  const latest = own.length ? Math.max(...own.map(key => edges.get(key))) : Infinity;
  return Math.min(nodes[producer], latest);
}

const CURVES = new Map(D.curves.map(([node, x, y, width, low, high, bottom, top, hasPeriod, step]) =>
  [node, {node, x, y, width, low, high, bottom, top, hasPeriod, step}]));
function onCurve(curve, z) {
  const inside = Math.min(Math.max(z, curve.low), curve.high);
  const across = (inside - curve.low) / (curve.high - curve.low) - 0.5;
  isNumpy = true;
  const up = (OPS[NODES[curve.node].op].f(inside) - curve.bottom) / (curve.top - curve.bottom) - 0.5;
  return [curve.x + curve.width * across, curve.y - D.rise * curve.width * up];
}
const points = list => list.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");

function paintCurve(curve) {
  const point = $(`p${curve.node}`), tangent = $(`t${curve.node}`);
  let z = V[NODES[curve.node].inputs[0]];
  if (curve.hasPeriod) z = withinPeriod(z);
  const isThere = !trouble && isFinite(z), slope = curve.step === null ? NaN : STEPS[curve.step].local;
  point.classList.toggle("none", !isThere);
  if (tangent) tangent.classList.toggle("none", !isThere || !isFinite(slope));
  if (!isThere) return;
  const inset = D.inset * (curve.high - curve.low), way = z < curve.low ? -1 : z > curve.high ? 1 : 0;
  const [x, y] = onCurve(curve, way ? (way > 0 ? curve.high - inset : curve.low + inset) : z);
  const [dot, head] = point.children;
  dot.setAttribute("cx", x.toFixed(2)); dot.setAttribute("cy", y.toFixed(2));
  const [ex, ey] = onCurve(curve, z), a = D.arrowhead;
  head.setAttribute("points", way ? points([[ex, ey - a], [ex + way * a, ey], [ex, ey + a]]) : "");
  if (!tangent || !isFinite(slope)) return;
  const steep = slope * D.rise * (curve.high - curve.low) / (curve.top - curve.bottom);
  const size = Math.hypot(1, steep), dx = 1 / size, dy = -steep / size;
  const px = x - curve.x, py = y - curve.y, along = px * dx + py * dy;
  const room = Math.sqrt(Math.max(along * along - px * px - py * py + D.limit ** 2, 0));
  const reach = D.rim + curve.width * D.reach;
  [[Math.max(-reach, -along - room), -D.rim], [D.rim, Math.min(reach, -along + room)]]
    .forEach(([start, end], side) => tangent.children[side].setAttribute("points",
      end - start > D.shortest ? points([start, end].map(s => [x + s * dx, y + s * dy])) : ""));
}

let frame = 0;
const alive = ({born, dies, page}) =>
  born <= frame && frame < dies && (page === undefined || +page == D.frames[frame].page);

function showMarks() {
  for (const mark of MARKS) {
    const isSeen = alive(mark);
    if (isSeen == mark.isSeen) continue;
    mark.isSeen = isSeen;
    mark.element.classList.toggle("off", !isSeen);
    // A browser may read out what is not displayed in an SVG.
    if (mark.element.hasAttribute("role")) mark.element.setAttribute("aria-hidden", !isSeen);
    const slot = isSeen && SLOT_OF.get(mark.element);
    if (slot && slot.isStale) paint(slot);
  }
  const [top, height] = D.views[D.frames[frame].page];
  const view = `0 ${top} ${D.width} ${height}`;
  if (FIGURE.getAttribute("viewBox") != view) FIGURE.setAttribute("viewBox", view);
  for (const wire of WIRES) {
    const isDim = !trouble && frame >= wire.dimmed;
    if (isDim === wire.isDim) continue;
    wire.isDim = isDim;
    wire.element.classList.toggle("dim", isDim);
    if (wire.element.tagName == "polyline") (isDim ? $("dimmed") : wire.group).append(wire.element);
  }
}

function paintNumbers() {
  const dims = trouble ? null : dimming();
  for (const wire of WIRES) wire.dimmed = dims ? dimmedFrom(wire, dims) : Infinity;
  for (const slot of SLOTS) {
    tellExact(slot);
    slot.isStale = true;
    if (alive(slot)) paint(slot);
  }
  for (const curve of CURVES.values()) paintCurve(curve);
}
