// Records the shell's answers and events for the page, from the start of the app.
const [page, place, done] = arguments;
const internals = window.__TAURI_INTERNALS__;
const fetched = window.fetch.bind(window);

const told = new Map();
const waiting = new Set();
const scene = { asked: 0, pending: 0, calls: [], heard: [] };
scene.hear = (event) =>
  new Promise((heard) => {
    const look = () => {
      const payloads = told.get(event) ?? [];
      if (payloads.length === 0) return false;
      scene.heard.push([event, payloads.shift()]);
      heard();
      return true;
    };
    if (!look()) waiting.add(look);
  });
window.scene = scene;

/** Handlers of the recorder itself. */
const own = new Set();
function listen(event) {
  if (told.has(event)) return;
  told.set(event, []);
  const handler = internals.transformCallback(({ payload }) => {
    told.get(event).push(payload);
    for (const look of waiting) if (look()) waiting.delete(look);
  });
  own.add(handler);
  internals.invoke("plugin:event|listen", { event, target: { kind: "Any" }, handler });
}

window.fetch = async (address, request) => {
  const command = decodeURIComponent(new URL(address).pathname.slice(1));
  const given = JSON.parse(request.body);
  if (command.startsWith("plugin:")) {
    if (command === "plugin:event|listen" && !own.has(given.handler)) listen(given.event);
    return fetched(address, request);
  }
  // A report whose answer doesn't matter.
  if (command === "show_on_screen") return fetched(address, request);
  const call = { question: `${command} ${request.body}` };
  scene.calls.push(call);
  scene.asked += 1;
  scene.pending += 1;
  try {
    const answer = await fetched(address, request);
    const outcome = answer.headers.get("Tauri-Response") === "ok" ? "ok" : "refused";
    const text = await answer.clone().text();
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    call[outcome] = isJson ? JSON.parse(text) : text;
    return answer;
  } finally {
    // After the page has handled the answer.
    requestAnimationFrame(() => {
      scene.pending -= 1;
    });
  }
};

const start = () => {
  document.body.innerHTML = "<div id='app'></div>";
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = page.style;
  const script = document.createElement("script");
  script.type = "module";
  script.src = page.script;
  script.onload = () => done(null);
  script.onerror = () => done("the page's script does not load");
  document.head.append(style, script);
};
if (place === null) start();
else internals.invoke("show_on_screen", { onScreen: { place, query: null } }).then(() => {
  scene.calls.length = 0;
  start();
}, (error) => done(String(error)));
