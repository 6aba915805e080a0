// The inputs: typed, stepped by keys, or dragged.

const TIDY = 12;  // significant digits of a number that was stepped to
const tidy = x => Number(x.toPrecision(TIDY));
const UNIT = 0.1, COARSE = 10, FINE = 0.1, PER_PIXEL = 0.01;

// How far a key steps a number; 0 where it is another key.
function wayOf(event) {
  const way = {ArrowUp: 1, ArrowDown: -1}[event.key] ?? 0;
  return way * UNIT * (event.shiftKey ? COARSE : event.altKey ? FINE : 1);
}

function give(node, x) {
  if (!isFinite(x)) return;
  NODES[node].value = x;
  restartQuiz();
  show();
  remember();
}

function startTyping(slot, text, accept = x => give(slot.node, x)) {
  const field = document.createElement("input"), around = slot.element.getBoundingClientRect();
  field.id = "typed"; field.inputMode = "decimal"; field.autocomplete = "off";
  field.setAttribute("aria-label", NODES[slot.node].label);
  field.value = text ?? inFull(V[slot.node]);
  field.style.left = `${around.left + scrollX}px`; field.style.top = `${around.top + scrollY}px`;
  document.querySelector("main").append(field);
  field.focus();
  if (text === undefined) field.select();
  const typedText = () => field.value.trim().replace(MINUS, "-").replace(",", ".");
  const before = NODES[slot.node].value;
  let isDone = false;
  const end = isKept => {
    if (isDone) return;
    const typed = typedText(), x = Number(typed);
    if (isKept && (typed == "" || !isFinite(x))) {
      field.setAttribute("aria-invalid", "true");
      for (const id of ["live", "origin"]) put(id, typeset("A number is expected, such as -1.5"));
      return;
    }
    isDone = true;
    field.remove();
    if (isKept) accept(x); else if (NODES[slot.node].value !== before) give(slot.node, before);
    slot.element.focus();
  };
  field.onkeydown = event => {
    if (event.key == "Enter") end(true);
    if (event.key == "Escape") end(false);
    const x = Number(typedText()), to = x + wayOf(event);
    if (to != x && isFinite(to) && slot.isInput) {
      give(slot.node, tidy(to));
      field.value = inFull(V[slot.node]);
      event.preventDefault();
    }
    event.stopPropagation();
  };
  field.oninput = () => field.removeAttribute("aria-invalid");
  field.onblur = () => end(typedText() != "" && isFinite(typedText()));
}

function makeInput(slot) {
  const {element, node} = slot;
  element.onkeydown = event => {
    const way = wayOf(event);
    if (event.ctrlKey || event.metaKey) return;
    if (way) give(node, tidy(V[node] + way));
    else if (event.key == "Enter") startTyping(slot);
    else if (/^[-0-9.]$/.test(event.key)) startTyping(slot, event.key);
    else return;
    event.preventDefault(); event.stopPropagation();
  };
  let from = null;
  element.onpointerdown = event => {
    if (event.button) return;
    from = {x: event.clientX, value: V[node], hasMoved: false};
    element.setPointerCapture(event.pointerId);
    element.focus();
  };
  element.onpointermove = event => {
    if (!from) return;
    const way = event.clientX - from.x;
    from.hasMoved ||= Math.abs(way) > 2;
    if (!from.hasMoved) return;
    const unit = PER_PIXEL * (event.shiftKey ? COARSE : 1);
    give(node, tidy(Math.round((from.value + way * unit) / unit) * unit));
  };
  element.onpointerup = element.onpointercancel = event => {
    const isClick = from && !from.hasMoved && event.type == "pointerup";
    from = null;
    if (isClick) startTyping(slot);
  };
}
for (const slot of SLOTS) if (slot.isInput) makeInput(slot);
