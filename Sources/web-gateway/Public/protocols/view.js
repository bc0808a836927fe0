// "Atendimentos": the search for records and the records, inside an agent's console or a supervisor's page.

import { element, fill } from "/lib/dom.js";
import { addressOf, placeIn } from "./address.js";
import { ListView } from "./list-view.js";
import { Names } from "/lib/names.js";
import { RecordView } from "./record-view.js";

const STYLE = "/protocols/protocols.css";

/**
 * The records. `me` is what `/api/me` says. `onOpen(record)` is called when somebody wants to edit a record that is not
 * saved yet; without it nobody can.
 *
 * What is shown follows the page's address, `#/atendimentos` or `#/atendimentos/NUMBER`, also when it changes by itself
 * (back, a link). Addresses of other places are left alone.
 */
export class ProtocolsView {
  #list;
  #record = null;
  #element;

  constructor({ me, onOpen = null }) {
    Object.assign(this, { me, onOpen, names: new Names(me) });
    addStyle();
    this.#list = new ListView({ me, names: this.names, onOpen: (number) => this.#go(number) });
    this.#element = element("section", { class: "records", "data-test": "records" });
    addEventListener("hashchange", () => this.#follow());
  }

  get element() {
    return this.#element;
  }

  /** Shows a record, read anew; without a number what the address names, brought up to date if it stood there. */
  show(number = null) {
    const wanted = number ?? placeIn(location.hash)?.number ?? null;
    if (location.hash !== addressOf(wanted)) this.#go(wanted);
    if (wanted === null) {
      this.#showList();
      this.#list.refresh();
    } else if (number !== null || this.#record?.number !== wanted) {
      this.#showRecord(wanted);
    } else {
      this.#record.refresh();
    }
  }

  #go(number) {
    location.hash = addressOf(number);
  }

  #follow() {
    const place = placeIn(location.hash);
    if (!place) return;
    if (place.number === null) this.#showList();
    else if (this.#record?.number !== place.number) this.#showRecord(place.number);
  }

  #showList() {
    const before = this.#record?.number ?? null;
    this.#record = null;
    if (!this.#list.element.isConnected) fill(this.#element, this.#list.element);
    this.#list.restore();
    if (before !== null) this.#list.comeBack(before);
  }

  #showRecord(number) {
    this.#record = new RecordView({ me: this.me, names: this.names, number, onEdit: this.onOpen });
    fill(this.#element, this.#record.element);
    this.#record.start();
  }
}

/** The style of these views comes with them, whatever page they are in. */
function addStyle() {
  if (document.querySelector(`link[href="${STYLE}"]`)) return;
  document.head.append(element("link", { rel: "stylesheet", href: STYLE }));
}
