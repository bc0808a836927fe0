// The demonstration's first page: every channel, and what it shows.

import { element, fill, icon } from "/lib/dom.js";
import { demo as texts } from "/texts/demo.js";
import { companies } from "./companies.js";

function channelCard(company, { channelId, name }) {
  const address = `/demo/${encodeURIComponent(company.tenant)}/${encodeURIComponent(channelId)}`;
  return element("li", { class: "card", "data-test": "channel", "data-channel": channelId },
    element("h4", {}, icon("webchat"), name),
    element("p", {}, texts.flows[channelId] ?? texts.otherFlow),
    element("a", { class: "button primary", href: address, "data-test": "open" }, texts.list.open,
      element("span", { class: "visually-hidden" }, ` ${texts.list.of(name, company.name)}`)));
}

function companySection(company) {
  return element("section", { "data-test": "company" }, element("h3", {}, company.name),
    company.channels.length === 0
      ? element("p", {}, texts.list.none)
      : element("ul", { class: "cards" }, company.channels.map((channel) => channelCard(company, channel))));
}

function staffLink(address, name, title, lead) {
  return element("li", { class: "card" }, element("h3", {}, icon(name), title), element("p", {}, lead),
    element("a", { class: "button", href: address, "data-test": name }, title));
}

const list = element("div", { "data-test": "companies" }, element("p", { role: "status" }, texts.loading));

document.title = texts.title;
fill(document.getElementById("page"),
  element("header", { class: "demo-head" }, element("div", { class: "inner" },
    element("h1", {}, icon("webchat"), texts.title), element("p", {}, texts.list.lead))),
  element("main", { class: "inner" },
    element("h2", {}, texts.list.channels), list,
    element("h2", {}, texts.list.staff),
    element("ul", { class: "cards" },
      staffLink("/console/", "person", texts.list.console, texts.list.consoleLead),
      staffLink("/supervisor/", "people", texts.list.supervisor, texts.list.supervisorLead))));

const all = await companies(() => fill(list, element("p", { role: "status", class: "banner" }, texts.failed)));
fill(list, all.length === 0 ? element("p", {}, texts.list.none) : all.map(companySection));
