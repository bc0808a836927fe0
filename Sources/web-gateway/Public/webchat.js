// The one tag that a company puts into its pages:
//
//   <script src="//HOST/webchat.js" data-tenant="acme" data-channel="site" defer></script>
//
// It adds a button in the corner and, behind it, the chat in a frame of HOST. The site gives nothing but the address
// and the title of its page, and learns nothing but the number of unread lines. A page with a content security policy
// needs HOST in `script-src` and `frame-src`, nothing else: every style is set by script.
//
// A classic script without imports, because a site's page may load no modules from elsewhere: hence its own texts.

(() => {
  "use strict";

  const TEXTS = {
    frame: "Atendimento",
    open: "Abrir o atendimento",
    close: "Fechar o atendimento",
    unread: (count) => (count === 1 ? "1 mensagem não lida" : `${count} mensagens não lidas`),
  };

  /** A window smaller than this many pixels is filled by the chat. */
  const SMALL = "(max-width: 480px), (max-height: 480px)";
  const ABOVE_ALL = "2147483000";
  const BRAND = "#2546b0";
  const SVG = "http://www.w3.org/2000/svg";
  const WEBCHAT =
    "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm3 5v2h10V8zm0 4v2h7v-2z";
  const CROSS = "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z";

  const script = document.currentScript;
  const { tenant, channel } = script?.dataset ?? {};
  if (!tenant || !channel) {
    console.error("webchat.js: the script tag needs data-tenant and data-channel.");
    return;
  }
  const gateway = new URL(script.src).origin;

  /** An element without any style of the site's, with `style` set property by property. */
  function made(name, style, attributes = {}) {
    const element = document.createElement(name);
    element.style.all = "initial";
    Object.assign(element.style, style);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  /** What the contract takes of a page's address and title. */
  function cut(text) {
    return [...text].slice(0, 500).join("");
  }

  function drawing() {
    const svg = document.createElementNS(SVG, "svg");
    const attributes = { viewBox: "0 0 24 24", width: "28", height: "28", "aria-hidden": "true" };
    for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
    svg.append(document.createElementNS(SVG, "path"));
    svg.style.fill = "currentColor";
    return svg;
  }

  /** Whether this visitor has opened the chat before and a talk may be waiting, kept by the site's own origin. */
  const remembered = {
    key: `guiche.webchat.${tenant}.${channel}`,

    get isThere() {
      try {
        return localStorage.getItem(this.key) !== null;
      } catch {
        return false;
      }
    },

    set isThere(isThere) {
      try {
        if (isThere) localStorage.setItem(this.key, "1");
        else localStorage.removeItem(this.key);
      } catch {
        // A browser that keeps nothing loads the chat when it is opened.
      }
    },
  };

  /** The round button, with the number of unread lines. */
  class Launcher {
    #icon = drawing();
    #badge = made("span", {
      position: "absolute", top: "-4px", right: "-4px", minWidth: "22px", height: "22px", padding: "0 6px",
      boxSizing: "border-box", borderRadius: "11px", background: "#b3201f", color: "#fff", display: "none",
      font: "700 13px/22px system-ui, sans-serif", textAlign: "center",
    }, { "aria-hidden": "true", "data-test": "unread" });

    constructor(onClick) {
      this.element = made("button", {
        position: "fixed", right: "20px", bottom: "20px", zIndex: ABOVE_ALL, width: "60px", height: "60px",
        boxSizing: "border-box", display: "grid", placeItems: "center", borderRadius: "50%", background: BRAND,
        color: "#fff", cursor: "pointer", boxShadow: "0 2px 6px rgb(26 34 48 / 25%), 0 6px 20px rgb(26 34 48 / 25%)",
      }, { type: "button", "data-test": "launcher" });
      this.element.append(this.#icon, this.#badge);
      this.element.addEventListener("click", onClick);
      this.element.addEventListener("focus", () => this.#ring(this.element.matches(":focus-visible")));
      this.element.addEventListener("blur", () => this.#ring(false));
      this.draw(false, 0);
    }

    draw(isOpen, unread) {
      const count = isOpen ? 0 : unread;
      this.#icon.firstChild.setAttribute("d", isOpen ? CROSS : WEBCHAT);
      this.#badge.textContent = count > 99 ? "99+" : String(count);
      this.#badge.style.display = count > 0 ? "block" : "none";
      const label = isOpen ? TEXTS.close : TEXTS.open;
      this.element.setAttribute("aria-label", count > 0 ? `${label} (${TEXTS.unread(count)})` : label);
      this.element.setAttribute("aria-expanded", String(isOpen));
    }

    /** Behind a chat that covers the page nobody shall get to it by the keyboard either. */
    hide(isHidden) {
      this.element.style.visibility = isHidden ? "hidden" : "visible";
    }

    #ring(isShown) {
      this.element.style.outline = isShown ? "3px solid #fff" : "none";
      this.element.style.outlineOffset = "-7px";
    }
  }

  /** The frame with the chat; made when it is first wanted. */
  class Panel {
    #small = matchMedia(SMALL);
    #scrolling = null;
    /** The chat has said that it listens. */
    isReady = false;
    frame = null;
    isOpen = false;

    /** `place`: where the frame is put; `onPlace(fills)`: whether the chat now covers the page. */
    constructor(place, onPlace) {
      Object.assign(this, { place, onPlace });
      this.#small.addEventListener("change", () => this.#place());
      window.visualViewport?.addEventListener("resize", () => this.#place());
      window.visualViewport?.addEventListener("scroll", () => this.#place());
    }

    load() {
      if (this.frame) return;
      const words = new URLSearchParams({ tenant, channel, url: cut(location.href), title: cut(document.title) });
      this.frame = made("iframe", {
        position: "fixed", zIndex: ABOVE_ALL, display: "none", border: "0", background: "#fff", colorScheme: "light",
        boxShadow: "0 4px 12px rgb(26 34 48 / 20%), 0 12px 40px rgb(26 34 48 / 25%)",
      }, { title: TEXTS.frame, src: `${gateway}/widget/?${words}`, allow: "clipboard-write", "data-test": "frame" });
      this.place.append(this.frame);
    }

    unload() {
      this.frame?.remove();
      this.frame = null;
      this.isReady = false;
    }

    show(isOpen) {
      this.isOpen = isOpen;
      if (isOpen) this.load();
      this.#place();
    }

    say(kind) {
      if (this.isReady) this.frame.contentWindow.postMessage({ guiche: "webchat", kind }, gateway);
    }

    #place() {
      if (!this.frame) return;
      this.frame.style.display = this.isOpen ? "block" : "none";
      const fills = this.isOpen && this.#small.matches;
      this.#holdPage(fills);
      this.onPlace(fills);
      Object.assign(this.frame.style, fills ? this.#whole() : {
        top: "auto", left: "auto", right: "20px", bottom: "92px", width: "400px", maxWidth: "calc(100vw - 40px)",
        height: "640px", maxHeight: "calc(100vh - 112px)", borderRadius: "16px",
      });
    }

    /** What is left beside a phone's keyboard. */
    #whole() {
      const { offsetTop = 0, height = innerHeight } = window.visualViewport ?? {};
      return {
        top: `${offsetTop}px`, left: "0", right: "auto", bottom: "auto", width: "100%", maxWidth: "none",
        height: `${height}px`, maxHeight: "none", borderRadius: "0",
      };
    }

    /** The page behind a chat that fills the window does not scroll. */
    #holdPage(isHeld) {
      const { style } = document.documentElement;
      if (isHeld === (this.#scrolling !== null)) return;
      if (isHeld) this.#scrolling = style.overflow;
      style.overflow = isHeld ? "hidden" : this.#scrolling;
      if (!isHeld) this.#scrolling = null;
    }
  }

  /** Button and frame, and what the chat tells. */
  class WebChat {
    #unread = 0;
    #launcher = new Launcher(() => this.#toggle(!this.#panel.isOpen));
    #corner = made("aside", { position: "absolute" }, { "aria-label": TEXTS.frame });
    #panel = new Panel(this.#corner, (fills) => this.#launcher.hide(fills));

    start() {
      this.#corner.append(this.#launcher.element);
      document.body.append(this.#corner);
      addEventListener("message", (event) => this.#heard(event));
      addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented && this.#panel.isOpen) this.#toggle(false);
      });
      if (remembered.isThere) this.#panel.load();
    }

    #toggle(isOpen) {
      if (isOpen === this.#panel.isOpen) return;
      this.#panel.show(isOpen);
      this.#panel.say(isOpen ? "shown" : "hidden");
      this.#launcher.draw(isOpen, this.#unread);
      if (isOpen) {
        remembered.isThere = true;
        this.#panel.frame.focus();
      } else {
        this.#launcher.element.focus();
      }
    }

    #heard({ source, origin, data }) {
      const { frame, isOpen } = this.#panel;
      if (!frame || source !== frame.contentWindow || origin !== gateway || data?.guiche !== "webchat") return;
      if (data.kind === "ready") this.#meet(isOpen);
      else if (data.kind === "close") this.#toggle(false);
      else if (data.kind === "state") this.#isTold(data.isAlive === true, Number(data.unread) || 0);
    }

    #meet(isOpen) {
      this.#panel.isReady = true;
      this.#panel.say(isOpen ? "shown" : "hidden");
    }

    /** A talk that is over and read is not worth a connection on the next page. */
    #isTold(isAlive, unread) {
      this.#unread = unread;
      remembered.isThere = isAlive || unread > 0 || this.#panel.isOpen;
      this.#launcher.draw(this.#panel.isOpen, unread);
      if (!remembered.isThere && !this.#panel.isOpen) this.#panel.unload();
    }
  }

  function start() {
    if (document.querySelector("[data-test='launcher']")) return;
    new WebChat().start();
  }

  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
