// The reader's code: its current lines are marked, and a click on a line goes to its step.

const LISTING = $("listing");
const LINES = [...document.querySelectorAll("#listing > div")];
const FRAMES_OF = LINES.map((_, place) =>
  FRAMES.map((one, k) => one.lines.includes(place) ? k : -1).filter(k => k >= 0));

// Lines that are seen stay where they are: what jumps is read anew.
function isInSight(first, last) {
  const top = LISTING.scrollTop, end = top + LISTING.clientHeight;
  return first.offsetTop >= top && last.offsetTop + last.offsetHeight <= end;
}

function markLines() {
  const current = FRAMES[frame].lines, about = troubleLine === null ? current : [troubleLine];
  LINES.forEach((line, place) => {
    const isCurrent = current.includes(place);
    line.classList.toggle("current", isCurrent);
    line.classList.toggle("turned", place === troubleLine);
    if (isCurrent) line.setAttribute("aria-current", "step"); else line.removeAttribute("aria-current");
  });
  const first = LINES[Math.min(...about)], last = LINES[Math.max(...about)];
  if (first && !isInSight(first, last)) {
    const top = first.offsetTop, height = last.offsetTop + last.offsetHeight - top;
    LISTING.scrollTop = top - Math.max(0, (LISTING.clientHeight - height) / 2);
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
