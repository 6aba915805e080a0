// The reader's code: its current lines are marked, and a click on a line goes to its step.

const LINES = [...document.querySelectorAll("#listing > div")];
const FRAMES_OF = LINES.map((_, place) =>
  FRAMES.map((one, k) => one.lines.includes(place) ? k : -1).filter(k => k >= 0));

function markLines() {
  const current = FRAMES[frame].lines;
  LINES.forEach((line, place) => {
    const isCurrent = current.includes(place);
    line.classList.toggle("current", isCurrent);
    if (isCurrent) line.setAttribute("aria-current", "step"); else line.removeAttribute("aria-current");
  });
  const box = $("listing"), first = LINES[current[0]];
  if (first && box.scrollHeight > box.clientHeight) {
    box.scrollTop = first.offsetTop - box.offsetTop - box.clientHeight / 2;
  }
}

LINES.forEach((line, place) => {
  const frames = FRAMES_OF[place];
  if (!frames.length) return;
  line.classList.add("has-steps");
  line.setAttribute("role", "button");
  line.setAttribute("tabindex", "0");
  line.setAttribute("aria-label", `line ${line.dataset.number}: ${line.textContent}`);
  const visit = () => { stop(); go(frames.find(k => k > frame) ?? frames[0]); };
  line.onclick = visit;
  line.onkeydown = event => {
    if (event.key != "Enter") return;
    visit();
    event.preventDefault();
  };
});
