// Starts the supervisor's page.

import { ApiError, get } from "/lib/api.js";
import { element } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";
import { SupervisorPage } from "./page.js";

function showWaiting() {
  document.body.replaceChildren(element("main", { class: "starting" }, element("p", { role: "status" },
    supervisor.page.starting)));
}

function showFailure(error) {
  const again = element("button", { class: "button primary", type: "button", "data-test": "again", onclick: start },
    supervisor.page.again);
  const sentence = element("p", { class: "banner error", role: "alert", "data-test": "error" },
    supervisor.page.unavailable(error.code));
  document.body.replaceChildren(element("main", { class: "starting" }, sentence, again));
}

async function start() {
  showWaiting();
  try {
    const me = await get("/api/me");
    if (me.kind !== "supervisor") return location.replace("/login/");
    new SupervisorPage(me);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) return location.replace("/login/?expired=1");
    showFailure(error);
  }
}

document.title = supervisor.page.title(0);
await start();
