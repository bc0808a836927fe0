// Building the page. Whatever people wrote becomes a text node: nothing here reads markup.

/**
 * An element: `element("button", { class: "primary", onclick: send }, "Enviar")`.
 *
 * A property that begins with "on" is a listener, `class`, `data-*`, `aria-*` and `role` are attributes, true and false
 * set and leave out an attribute, null and undefined leave it out. Children are nodes or texts; null is skipped.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value") made.value = value;
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Replaces everything in `parent`. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
}

/** An icon of `icons.svg`; decoration, so hidden from screen readers. */
export function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/icons.svg#${name}`);
  drawing.append(use);
  return drawing;
}
