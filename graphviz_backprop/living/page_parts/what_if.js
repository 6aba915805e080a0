// What if the code took a step: its parameters against their gradients, and what comes of it.

const rate = () => Number((10 ** +$("rate").value).toPrecision(2));

// The output with these numbers; a sentence where the code would not compute it.
function outputWith(values) {
  const kept = NODES.map(node => node.value);
  values.forEach((value, node) => NODES[node].value = value);
  compute();
  const told = trouble || V[D.output];
  kept.forEach((value, node) => NODES[node].value = value);
  compute();
  return told;
}

const stepped = () => new Map(D.updates.map(node => [node, V[node] - rate() * G[node]]));

function showWhatIf() {
  if (!$("whatif").open || !D.updates.length) return;
  put("ratenow", shown(rate()));
  $("rate").setAttribute("aria-valuetext", shown(rate()));
  $("takestep").disabled = !!trouble;
  if (trouble) { put("whathappens", ""); put("whatpromised", ""); return; }
  const name = NODES[D.output].label, before = V[D.output], after = outputWith(stepped());
  const squares = D.updates.reduce((sum, node) => sum + G[node] ** 2, 0);
  const promised = D.seed ? -rate() * squares / D.seed : 0;
  const change = x => (x < 0 ? "falls" : "rises") + ` by ${shown(Math.abs(x))}`;
  put("whatpromised", typeset(`The gradients promise that ${name} ${change(promised)}.`));
  put("whathappens", typeset(typeof after == "string" ? after
    : `${name} goes from ${shown(before)} to ${shown(after)}: it ${change(after - before)}.`));
}

$("rate").oninput = showWhatIf;
$("whatif").ontoggle = showWhatIf;
$("takestep").onclick = () => {
  for (const [node, value] of stepped()) NODES[node].value = tidy(value);
  restartQuiz();
  show();
  remember();
};
