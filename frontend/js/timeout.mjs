// Warns five minutes before a session ends, and keeps it if the reader says so.
// Pages open in other tabs count as use of the same session.
const WARNING = 300;

export function watchSession(box) {
  const left = box.querySelector("[data-timeout-left]");
  const seconds = Number(box.dataset.seconds);
  const tabs = new BroadcastChannel("kinkeeper-session");
  let timers = [];

  const warn = () => {
    let minutes = 5;
    timers.push(
      setInterval(() => {
        minutes = Math.max(minutes - 1, 0);
        left.textContent = minutes > 1 ? `${minutes} minutes` : "1 minute";
      }, 60_000),
    );
    left.textContent = "5 minutes";
    box.showModal();
  };

  const over = () => {
    stop();
    box.querySelector("[data-timeout-warning]").hidden = true;
    box.querySelector("[data-timeout-over]").hidden = false;
    if (!box.open) box.showModal();
  };

  const stop = () => {
    timers.forEach(clearInterval);
    timers = [];
  };

  const start = () => {
    stop();
    if (box.open) box.close();
    const before = Math.max(seconds - WARNING, 1);
    timers = [setTimeout(warn, before * 1000), setTimeout(over, seconds * 1000)];
  };

  const stay = async () => {
    const answer = await fetch(box.dataset.stayUrl, { redirect: "manual" });
    if (answer.status !== 204) return over();
    tabs.postMessage("used");
    start();
  };

  box.addEventListener("cancel", (event) => event.preventDefault());
  box.querySelector("[data-timeout-stay]").addEventListener("click", stay);
  box.querySelector("[data-timeout-close]").addEventListener("click", () => box.close());
  tabs.addEventListener("message", start);
  tabs.postMessage("used");
  start();
}
