// Lists that change in place. A link or a form of a list brings that list alone; whatever else comes
// back (a sign-in, an error) is opened as the page it is. Without this script every one is a page.
const REGION = "[data-part]";
const MARK = "Kinkeeper-Part";
let left = "";

const region = () => document.querySelector(REGION);
const nameOf = (element) => element.id || `${element.tagName}: ${element.textContent.trim()}`;
const inPaging = (element) => element.closest(".paging") !== null;

// Nothing here is ever made a program from text; the page's own policy forbids it as well.
function refuse() {
  throw new Error("No program is made from text here.");
}
window.htmx.registerExtension("kinkeeper", { init: (api) => api.initSecurity(null, refuse, refuse) });

document.addEventListener("htmx:before:request", () => {
  const now = document.activeElement;
  left = now && region().contains(now) && !inPaging(now) ? nameOf(now) : "";
  region().setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.headers.get(MARK) === region().dataset.part) return;
  event.preventDefault();
  window.location.assign(ctx.request.action);
});

document.addEventListener("htmx:error", (event) => {
  const action = event.detail.ctx?.request?.action;
  if (action) window.location.assign(action);
});

// The control that was used keeps the focus; a page turned begins at the top of its list.
document.addEventListener("htmx:after:swap", () => {
  const list = region();
  const same = [...list.querySelectorAll("a, button, select")].find((one) => nameOf(one) === left);
  (same ?? list).focus({ preventScroll: Boolean(same) });
  document.getElementById("list-said").textContent = list.dataset.said;
  new BroadcastChannel("kinkeeper-session").postMessage("used");
});
