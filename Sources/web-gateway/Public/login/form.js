// The login form.

import { element, fill } from "/lib/dom.js";
import { login as texts } from "/texts/login.js";
import { enter, lastCompany, missing, refusal } from "./entry.js";

/** Asks for company, user and password; `onDone(home)` is called when they are right. */
export class LoginForm {
  #fields;
  #message = element("p", { class: "message", role: "alert", id: "login-error", "data-test": "error" });
  #submit = element("button", { class: "button primary", type: "submit", "data-test": "enter" }, texts.submit);
  #isBusy = false;

  constructor({ companies, onDone }) {
    this.onDone = onDone;
    this.#fields = {
      tenant: select(companies),
      user: input("user", { type: "text", autocomplete: "username", autocapitalize: "none", spellcheck: "false" }),
      password: input("password", { type: "password", autocomplete: "current-password" }),
    };
    this.element = element("form", { novalidate: true, "data-test": "login" },
      this.#message,
      field(texts.company, this.#fields.tenant, companies.length === 1),
      field(texts.user, this.#fields.user),
      field(texts.password, this.#fields.password),
      this.#submit);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Puts the cursor into the first field that is empty. */
  focus() {
    this.#fields[missing(this.#values) ?? "user"].focus();
  }

  get #values() {
    return Object.fromEntries(Object.entries(this.#fields).map(([name, control]) => [name, control.value]));
  }

  async #send() {
    if (this.#isBusy) return;
    const values = this.#values;
    const gap = missing({ ...values, user: values.user.trim() });
    this.#mark(gap);
    if (gap) return this.#complain(texts.missing[gap], gap);
    this.#busy(true);
    try {
      this.onDone(await enter(values));
    } catch (error) {
      this.#busy(false);
      this.#fields.password.value = error.code === "wrong_password" ? "" : values.password;
      this.#mark(error.code === "wrong_password" ? "password" : null);
      this.#complain(refusal(error), "password");
    }
  }

  /** Said anew even if it is the same sentence as before. */
  #complain(sentence, name) {
    this.#message.className = "banner error message";
    fill(this.#message);
    requestAnimationFrame(() => fill(this.#message, sentence));
    this.#fields[name].focus();
  }

  #mark(wrong) {
    for (const [name, control] of Object.entries(this.#fields)) {
      if (name === wrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  #busy(isBusy) {
    this.#isBusy = isBusy;
    fill(this.#message);
    fill(this.#submit, isBusy ? texts.submitting : texts.submit);
    this.#submit.setAttribute("aria-disabled", String(isBusy));
  }
}

function input(name, properties) {
  return element("input", { id: `login-${name}`, name, "data-test": name, required: true,
    "aria-describedby": "login-error", ...properties });
}

function select(companies) {
  const last = companies.length === 1 ? companies[0].tenant : lastCompany();
  const known = companies.some(({ tenant }) => tenant === last) ? last : "";
  const control = element("select", { id: "login-tenant", name: "tenant", required: true, autocomplete: "organization",
    "data-test": "company" },
  known ? null : element("option", { value: "" }, texts.choose),
  companies.map(({ tenant, name }) => element("option", { value: tenant }, name)));
  control.value = known;
  return control;
}

function field(label, control, isHidden = false) {
  return element("div", { class: "field", hidden: isHidden },
    element("label", { for: control.id }, label), control);
}
