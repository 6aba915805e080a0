// The frame and the edits in the address, and as Python.

const INPUTS = NODES.map((node, index) => ({node, index})).filter(({node}) => node.isLeaf);
const BY_NAME = new Map(INPUTS.map(({node, index}) => [D.names[index], {node, index}]));

function fragment() {
  const edits = INPUTS.filter(({node}) => isChanged(node))
    .map(({node, index}) => `${encodeURIComponent(D.names[index])}=${inFull(node.value)}`);
  return [`frame=${frame}`, ...edits].join("&");
}

// The address is kept current once it has a fragment, or where it was asked for.
let isRemembered = false;
function remember() {
  if (!isRemembered) return;
  try { history.replaceState(null, "", `#${fragment()}`); } catch { /* a page in a page */ }
}

function readFragment() {
  const parts = location.hash.slice(1).split("&").filter(Boolean);
  for (const {node} of INPUTS) node.value = node.start;
  for (const part of parts) {
    const at = part.lastIndexOf("="), text = part.slice(at + 1), x = Number(text);
    let name = part.slice(0, at);
    try { name = decodeURIComponent(name); } catch { /* as it is */ }
    if (at < 1 || text == "" || !isFinite(x)) continue;
    if (BY_NAME.has(name)) BY_NAME.get(name).node.value = x;
    else if (name == "frame") frame = allowed(Math.max(0, Math.min(LAST, Math.trunc(x))));
  }
  restartQuiz();
  show();
}
addEventListener("hashchange", readFragment);

function python() {
  const written = structure => {
    if (structure === null) return "None";
    if (typeof structure == "number") {
      const {value, start} = NODES[structure];
      const isInt = D.ints.includes(structure) && Number.isInteger(value);
      return isInt ? String(value) : isFinite(value) ? inFull(value) : `float("${inFull(value)}")`;
    }
    if (structure.array) return `np.array(${written(structure.array)})`;
    if (structure.list) return `[${structure.list.map(written).join(", ")}]`;
    if (structure.tuple) return `(${structure.tuple.map(written).join(", ")}${structure.tuple.length == 1 ? "," : ""})`;
    return `{${structure.dict.map(([key, part]) => `${key}: ${written(part)}`).join(", ")}}`;
  };
  return D.variables.map(([name, isName, structure]) =>
    `${isName ? "" : "# "}${name} = ${written(structure)}`).join("\n") + "\n";
}

async function copy(text, what) {
  try { await navigator.clipboard.writeText(text); }
  catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  put("live", `${what} copied`);
  put("copied", `${what} copied`);
  setTimeout(() => put("copied", ""), 2000);
}

$("reset").onclick = () => {
  for (const {node} of INPUTS) node.value = node.start;
  restartQuiz();
  show();
  remember();
};
$("python").onclick = () => copy(python(), "The inputs as Python");
$("link").hidden = location.protocol == "about:";  // a notebook's: it has no address
$("link").onclick = () => {
  isRemembered = true;
  remember();
  copy(location.href, "The link");
};
