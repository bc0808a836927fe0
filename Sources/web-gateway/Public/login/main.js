// The login page: who is here already, else the form.

import { element, fill, icon } from "/lib/dom.js";
import { login as texts } from "/texts/login.js";
import { companies, homeOf, leave, refusal, whoIsHere } from "./entry.js";
import { LoginForm } from "./form.js";

const page = document.getElementById("page");

/** The card with the product's sign; `content` is what is asked. */
function card(heading, lead, ...content) {
  fill(page, element("section", { class: "entry" },
    element("header", {},
      element("span", { class: "sign" }, icon("webchat")),
      element("div", {}, element("h1", {}, heading), element("p", { class: "lead" }, lead))),
    ...content));
}

function showForm(all, note = null) {
  const form = new LoginForm({ companies: all, onDone: (home) => location.replace(home) });
  const banner = note && element("p", { class: "banner", role: "status", "data-test": "note" }, note);
  card(texts.heading, texts.lead, banner, form.element);
  form.focus();
}

/** Somebody is signed in: go on as him, or leave. */
function offerToGoOn(me) {
  const message = element("p", { class: "message", role: "alert", "data-test": "error" });
  const go = element("a", { class: "button primary", href: homeOf(me.kind), "data-test": "continue" },
    texts.goOn(me.name));
  const out = element("button", { class: "button", type: "button", "data-test": "leave" }, texts.leave);
  out.addEventListener("click", async () => {
    fill(out, texts.leaving);
    try {
      await leave();
      await start();
    } catch (error) {
      fill(out, texts.leave);
      fill(message, refusal(error));
      message.className = "banner error";
    }
  });
  const who = element("p", { class: "who", "data-test": "signed-in" }, texts.signedIn(me.name, me.company));
  card(texts.signedInHeading, texts.kind[me.kind], message, who, element("div", { class: "choices" }, go, out));
  go.focus();
}

function showTrouble(sentence) {
  const again = element("button", { class: "button primary", type: "button", "data-test": "again", onclick: start },
    texts.again);
  card(texts.heading, texts.lead,
    element("p", { class: "banner error", role: "alert", "data-test": "error" }, sentence), again);
}

async function start() {
  const isExpired = new URLSearchParams(location.search).has("expired");
  try {
    const me = await whoIsHere();
    if (me) return offerToGoOn(me);
    const all = await companies();
    if (all.length === 0) return showTrouble(texts.noCompanies);
    showForm(all, isExpired ? texts.expired : null);
  } catch (error) {
    showTrouble(refusal(error));
  }
}

document.title = texts.title;
card(texts.heading, texts.lead, element("p", { role: "status" }, texts.loading));
await start();
