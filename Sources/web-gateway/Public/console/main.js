// Starts the agent's console.

import { ApiError, get } from "/lib/api.js";
import { element } from "/lib/dom.js";
import { agentConsole } from "/texts/console.js";
import { ConsolePage } from "./page.js";

const texts = agentConsole.page;

function showFailure() {
  document.body.replaceChildren(element("main", { class: "starting" },
    element("p", { class: "banner error", role: "alert", "data-test": "error" }, texts.unavailable),
    element("button", { class: "button primary", type: "button", "data-test": "again", onclick: start }, texts.again)));
}

async function start() {
  document.body.replaceChildren(element("main", { class: "starting" },
    element("p", { role: "status" }, texts.starting)));
  try {
    const me = await get("/api/me");
    if (me.kind !== "agent") return location.replace("/login/");
    new ConsolePage(me);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) return location.replace("/login/?expired=1");
    showFailure();
  }
}

document.title = texts.title(0);
await start();
