// The steps: one frame after the other, by buttons, slider and keys.

const FRAMES = D.frames, LAST = FRAMES.length - 1, REST = 500;
let timer = 0, resting = 0;
const put = (id, text) => { const element = $(id); if (element.textContent != text) element.textContent = text; };

function showCaption() {
  const {caption, step} = FRAMES[frame], isSilent = trouble || isAbout(frame);
  put("count", caption.count);
  put("sentence", isSilent ? "" : prose(caption.sentence));
  put("place", isSilent ? "" : caption.place);
  put("code", isSilent ? "" : [code(caption.code), ...caption.vectors.map(vectorLine)].filter(Boolean).join("\n"));
  const isAsRun = !INPUTS.some(({node}) => isChanged(node));  // else your code has other numbers too
  put("judged", isSilent || !isAsRun || !caption.judged ? "" : typeset(caption.judged.join("\n")));
  document.body.classList.toggle("edited", !isAsRun);
  put("remark", isSilent ? "" : prose(caption.remark));
  put("trouble", typeset(trouble));
  put("command", trouble ? command() : "");
  document.body.classList.toggle("troubled", !!trouble);
  showRule(isSilent ? [] : caption.rules, step);
  showScore();
}

function showRule(rules, step) {
  const which = !rules.length || trouble ? -1 : rules[rules.length > 1 && STEPS[step].local == 0 ? 1 : 0];
  const box = $("rule");
  box.classList.toggle("off", which < 0);
  for (const one of box.querySelectorAll("[data-rule]")) one.classList.toggle("off", +one.dataset.rule != which);
  if (which < 0) return;
  const [width, height] = D.ruleSizes[which];
  box.setAttribute("viewBox", `0 0 ${width} ${height}`);
  box.setAttribute("width", width * 1.25); box.setAttribute("height", height * 1.25);
}

// What has come to rest is said once, to those who hear the page.
function announce() {
  clearTimeout(resting);
  if (timer) return;
  resting = setTimeout(() => put("live", ["count", "sentence", "code", "judged", "remark", "trouble"]
    .map(id => $(id).textContent).filter(Boolean).join(". ")), REST);
}

function showFrame() {
  showMarks(); showCaption(); announce(); markLines(); relight();
  const bar = $("bar");
  bar.value = frame;
  bar.setAttribute("aria-valuetext", FRAMES[frame].caption.count);
  $("first").disabled = $("previous").disabled = frame == 0;
  $("next").disabled = $("last").disabled = frame == LAST;
}
function show() { compute(); paintNumbers(); showFrame(); showTable(); showWhatIf(); }
function go(to) { frame = allowed(Math.max(0, Math.min(LAST, to))); showFrame(); keepInSight(); }

// Of a figure that is larger than the window, what a step is about.
function keepInSight() {
  const seen = name => FIGURE.querySelector(`${name}:not(.off)`);
  for (const one of [seen(".calculation"), seen(".outer") || seen(`[data-born="${frame}"]`)]) {
    if (one) one.scrollIntoView({block: "nearest", inline: "nearest"});
  }
}

function stop() {
  clearTimeout(timer); timer = 0;
  $("play").classList.remove("playing");
  $("play").setAttribute("aria-label", "Play");
}
function tick() {
  if (frame == LAST) { stop(); return; }
  go(frame + 1);
  timer = setTimeout(tick, FRAMES[frame].seconds * 1000);
}
function play() {
  if (timer) { stop(); announce(); return; }
  if (frame == LAST) go(0);
  $("play").classList.add("playing");
  $("play").setAttribute("aria-label", "Pause");
  timer = setTimeout(tick, FRAMES[frame].seconds * 1000);
}

function showTable() {
  if (!$("numbers").open) return;
  $("rows").replaceChildren(...NODES.map((node, i) => {
    const row = document.createElement("tr");
    const gradient = node.op == "constant" ? "" : isAsked(i) ? "?" : shown(G[i]);
    for (const text of [node.label, shown(V[i]), gradient]) {
      const cell = document.createElement(row.children.length ? "td" : "th");
      if (!row.children.length) cell.scope = "row";
      const isKnown = !trouble || row.children.length == 0 || (row.children.length == 1 && !node.inputs.length);
      cell.textContent = isKnown ? typeset(text) : "?";
      row.append(cell);
    }
    return row;
  }));
}

const BUTTONS = {first: () => go(0), previous: () => go(frame - 1), play, next: () => go(frame + 1),
  last: () => go(LAST)};
for (const [id, act] of Object.entries(BUTTONS)) $(id).onclick = () => { if (id != "play") stop(); act(); };
$("bar").oninput = event => { stop(); go(+event.target.value); };
$("numbers").ontoggle = showTable;
$("skip").onclick = () => $("next").disabled ? $("first").focus() : $("next").focus();

document.addEventListener("keydown", event => {
  const target = event.target, key = event.key;
  if ($("derivation").open) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (target.matches("input:not([type=range]), #rate, textarea, select, summary")) return;
  if (key == " ") { if (!target.matches("button, a")) { play(); event.preventDefault(); } return; }
  const to = {ArrowRight: frame + 1, ArrowLeft: frame - 1, Home: 0, End: LAST}[key];
  if (to === undefined) return;
  stop(); go(to);
  event.preventDefault();
});
