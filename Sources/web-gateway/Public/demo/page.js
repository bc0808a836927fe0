// The made-up company's site. What makes the chat is one script tag in page.html; this only paints the rest.

import { element, fill, icon } from "/lib/dom.js";
import { demo as texts } from "/texts/demo.js";
import { companies } from "./companies.js";

/** The strip that says which flow of the manual is shown here. */
function demoStrip(channelId, channelName) {
  const flow = texts.flows[channelId] ?? texts.otherFlow;
  return element("aside", { class: "strip", "aria-label": texts.page.demoNavigation },
    element("div", { class: "inner" },
      element("p", { "data-test": "flow" }, element("strong", {}, `${texts.page.banner}: ${channelName}. `), flow),
      element("nav", { "aria-label": texts.page.demoNavigation },
        element("a", { href: "/demo/" }, texts.page.back),
        element("a", { href: "/console/", "data-test": "console" }, texts.list.console),
        element("a", { href: "/supervisor/", "data-test": "supervisor" }, texts.list.supervisor))));
}

function siteHead(company) {
  return element("header", { class: "site-head" }, element("div", { class: "inner" },
    element("p", { class: "logo" }, icon("webchat"), company),
    element("nav", { "aria-label": texts.page.navigation },
      element("ul", {}, texts.page.menu.map((word) => element("li", {}, element("a", { href: "#page" }, word)))))));
}

function siteBody(company) {
  return element("main", {},
    element("section", { class: "hero" }, element("div", { class: "inner" },
      element("h1", {}, texts.page.headline),
      element("p", {}, texts.page.lead(company)),
      element("p", { class: "hint" }, icon("webchat"), texts.page.hint))),
    element("ul", { class: "cards inner" }, texts.page.cards.map(({ title, text }) =>
      element("li", { class: "card" }, element("h2", {}, title), element("p", {}, text)))));
}

function draw({ tenant, channel }, company = tenant, channelName = channel) {
  document.title = texts.page.titleOf(company);
  fill(page, demoStrip(channel, channelName), siteHead(company), siteBody(company),
    element("footer", {}, element("p", { class: "inner" }, texts.page.footer(company))));
}

const page = document.getElementById("page");
draw(page.dataset);
const company = (await companies()).find(({ tenant }) => tenant === page.dataset.tenant);
const channel = company?.channels.find(({ channelId }) => channelId === page.dataset.channel);
draw(page.dataset, company?.name, channel?.name);
