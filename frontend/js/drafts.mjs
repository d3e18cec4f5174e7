// A draft keeps itself: what is typed is sent a moment after the typing stops. Without this script
// the Save button does the same.
const QUIET = 3000; // milliseconds after the last key
const SOON = 300; // after a choice, which may lead to another question
const AGAIN = 15000; // after a failure
const draft = document.querySelector("[data-draft]");
const said = document.querySelector("[data-draft-said]");
let timer = 0;
let busy = false;
let unsent = false;

const tell = (words) => (said.textContent = words);

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

function told(answer) {
  for (const [question, mark] of Object.entries(answer.was)) {
    draft.elements.namedItem(`was.${question}`).value = mark;
    const confirm = draft.elements.namedItem(`confirm.${question}`);
    if (confirm) confirm.closest(".question__earlier").hidden = true;
  }
  for (const question of draft.querySelectorAll("[data-question]")) {
    question.hidden = !answer.shown.includes(question.dataset.question);
  }
  tell(answer.said);
  new BroadcastChannel("kinkeeper-session").postMessage("used");
}

async function keep() {
  if (busy) return later(SOON);
  busy = true;
  unsent = false;
  const send = { method: "POST", body: new FormData(draft), redirect: "manual", headers: { "Kinkeeper-Draft": "1" } };
  try {
    const came = await fetch(draft.action, send);
    if (!(came.headers.get("Content-Type") ?? "").includes("json")) throw new Error("not kept");
    told(await came.json());
  } catch {
    unsent = true;
    tell("Not saved. Your words are still on this page, and it tries again. Press Save to see what is wrong.");
    later(AGAIN);
  }
  busy = false;
}

draft.addEventListener("input", (event) => {
  unsent = true;
  later(event.target.matches("[type=radio], [type=checkbox], select") ? SOON : QUIET);
});
// What was typed before this script had come, or was put back by the browser, is kept as well.
function changed(field) {
  if (field.matches("select")) {
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  return field.matches("input, textarea") && field.value !== field.defaultValue;
}
if ([...draft.elements].some(changed)) {
  unsent = true;
  later(QUIET);
}
draft.addEventListener("focusin", (event) => {
  const question = event.target.closest("[data-question]");
  if (question) draft.elements.namedItem("place").value = question.dataset.question;
});
draft.addEventListener("submit", () => {
  clearTimeout(timer);
  unsent = false;
});
window.addEventListener("beforeunload", (event) => {
  if (unsent || busy) event.preventDefault();
});
// Back where one left off: the address names the question.
document.querySelector(":target")?.querySelector("input:not([type=hidden]), textarea, select")?.focus();
