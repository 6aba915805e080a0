// Comparisons that steered the code: where one would go the other way, the picture is not the code's.

function flippedGuard() {
  for (const guard of D.guards) {
    const now = outcomeOf(guard);
    if (now === guard.outcome || (Array.isArray(now) && "" + now == "" + guard.outcome)) continue;
    blamed = guard.line;
    const where = guard.place ? ` on ${guard.place}` : "";
    const said = now === undefined
      ? `whether ${guard.text}${where} goes the same way this page cannot tell`
      : `${guard.text}${where} would go the other way`;
    return `With these numbers ${said}: your code would compute something else.`;
  }
  return "";
}

// What runs the code with the numbers of now; empty where there is no file to run.
function command() {
  if (!D.file) return "";
  const quoted = text => `'${text.replace(/'/g, "'\\''")}'`;
  const edits = INPUTS.filter(({node}) => isChanged(node))
    .map(({node, index}) => ` --set ${quoted(`${D.names[index]}=${inFull(node.value)}`)}`);
  const file = /^[\w.-]+$/.test(D.file) ? D.file : quoted(D.file);
  return `graphviz-backprop run ${file}${edits.join("")} --formats html`;
}

// What a comparison gives now; undefined where the page does not know.
function outcomeOf({operator, operands, outcome}) {
  const isKnown = operands.every(([node, value]) => node !== null || value !== null);
  if (!isKnown) {
    const behind = operands.flatMap(([node, , other]) => node === null ? other : [node]);
    return behind.some(dependsOnEdit) ? undefined : outcome;
  }
  const [a, b] = operands.map(([node, value]) => node === null ? value : V[node]);
  const all = operands.map(([node, value]) => node === null ? value : V[node]);
  if (all.some(Array.isArray) && operator != "in" && operator != "not in") {
    return operands.some(([node]) => node !== null && dependsOnEdit(node)) ? undefined : outcome;
  }
  switch (operator) {
    case "<": return a < b;
    case "<=": return a <= b;
    case ">": return a > b;
    case ">=": return a >= b;
    case "==": return a == b;
    case "!=": return a != b;
    case "bool": return a != 0;
    case "in": return Array.isArray(b) ? b.includes(a) : undefined;
    case "not in": return Array.isArray(b) ? !b.includes(a) : undefined;
    case "int": return Math.trunc(a);
    case "sorted": return ordered(all, outcome);
    case "max": return all.indexOf(all.reduce((m, x) => x > m ? x : m));
    case "min": return all.indexOf(all.reduce((m, x) => x < m ? x : m));
  }
  const isSame = operands.every(([node]) => node === null || !dependsOnEdit(node));
  return isSame ? outcome : undefined;
}

// Sorted as before: stable, upwards, or downwards where it was so.
function ordered(all, outcome) {
  const places = all.map((_, k) => k);
  const up = [...places].sort((i, j) => all[i] - all[j] || i - j);
  const down = [...places].sort((i, j) => all[j] - all[i] || i - j);
  return "" + down == "" + outcome ? down : up;
}

const ANCESTORS = new Map();
function inputsBehind(index) {
  if (!ANCESTORS.has(index)) {
    const found = new Set(NODES[index].isLeaf ? [index] : []);
    for (const k of NODES[index].inputs) for (const leaf of inputsBehind(k)) found.add(leaf);
    ANCESTORS.set(index, found);
  }
  return ANCESTORS.get(index);
}
const dependsOnEdit = index => [...inputsBehind(index)].some(k => isChanged(NODES[k]));
