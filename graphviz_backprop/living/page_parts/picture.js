// The picture: which marks a frame shows, and the numbers, points and wires that change.

const $ = id => document.getElementById(id);
const FIGURE = $("figure"), ADVANCE = 1233 / 2048;  // of a letter, in em
const MARKS = [...FIGURE.querySelectorAll("[data-born]")].map(element =>
  ({element, born: +element.dataset.born, dies: +element.dataset.dies, isSeen: undefined}));
const SLOTS = D.slots.map(([kind, node, parts, room], index) => {
  const element = $(`s${index}`), text = element.querySelector("text");
  const {x, y, size} = {x: +text.getAttribute("x"), y: +text.getAttribute("y"),
    size: +text.getAttribute("font-size")};
  const isInput = kind == "value" && NODES[node].isLeaf;
  return {kind, node, parts, room, element, text, x, y, size, isInput, last: null};
});
const WIRES = [...FIGURE.querySelectorAll("[data-wire]")].map(element => {
  const [producer, consumer, argument] = element.dataset.wire.split(" ").map(Number);
  return {element, producer, consumer, argument, group: element.parentNode};
});

function paintText(slot) {
  const parts = slot.parts.map(([part, color, isBold]) => {
    if (typeof part == "string") return [part, color, isBold];
    const isHidden = (trouble && !slot.isInput) || isUnanswered(slot);
    return [isHidden ? "?" : typeset(flagged(shown(numberOf(D.quantities[part])))), color, isBold];
  });
  const key = parts.map(part => part[0]).join("\0");
  if (key == slot.last) return;
  slot.last = key;
  const letters = parts.reduce((sum, part) => sum + part[0].length, 0);
  const width = Math.min(letters * ADVANCE * slot.size, slot.room);
  slot.text.setAttribute("x", (slot.x - width / 2).toFixed(2));
  slot.text.setAttribute("textLength", width.toFixed(2));
  slot.text.replaceChildren(...parts.map(([text, color, isBold]) => {
    const span = document.createElementNS(slot.text.namespaceURI, "tspan");
    span.textContent = text;
    span.setAttribute("fill", color);
    if (isBold) span.setAttribute("font-weight", "bold");
    return span;
  }));
}

// A number in full, as Python prints it.
function inFull(x) {
  if (Number.isNaN(x)) return "nan";
  if (!isFinite(x)) return x > 0 ? "inf" : "-inf";
  const text = String(x).replace("e+", "e");
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function say(slot) {
  const {element, kind, node} = slot;
  const isHidden = (trouble && !slot.isInput) || isUnanswered(slot);
  const exact = kind == "value" ? V[node] : kind == "gradient" ? G[node] : null;
  if (exact !== null) {
    if (isHidden) element.removeAttribute("data-value");
    else element.dataset.value = inFull(exact);
  }
  const text = slot.last.replace(/\0/g, "");
  const name = kind == "calculation" ? "" : NODES[node].label;
  if (slot.isInput) {
    element.setAttribute("aria-valuenow", inFull(V[node]));
    element.setAttribute("aria-valuetext", text);
  } else {
    const what = {value: name, gradient: `gradient of ${name}`, partial: `gradient of ${name} so far`,
      again: `${name}, used again`, contribution: `this use of ${name} contributes`,
      calculation: "calculation"}[kind];
    element.setAttribute("aria-label", kind == "calculation" ? `${what}: ${text}` : `${what} = ${text}`);
  }
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
const alive = ({born, dies}) => born <= frame && frame < dies;

function showMarks() {
  for (const mark of MARKS) {
    const isSeen = alive(mark);
    if (isSeen == mark.isSeen) continue;
    mark.isSeen = isSeen;
    mark.element.classList.toggle("off", !isSeen);
  }
  const [top, height] = D.views[D.frames[frame].page];
  FIGURE.setAttribute("viewBox", `0 ${top} ${D.width} ${height}`);
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
  for (const slot of SLOTS) { paintText(slot); say(slot); }
  for (const curve of CURVES.values()) paintCurve(curve);
}
