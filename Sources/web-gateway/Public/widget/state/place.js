// Where this chat is: company, channel and the page of the site around it, all from the frame's address.

/** The most code points of a text of `webchat.session.started.v1` (contract, "page"). */
const TEXT_LIMIT = 500;

function cut(text) {
  return text ? [...text].slice(0, TEXT_LIMIT).join("") : undefined;
}

/** Company and channel, and the paths of the gateway's interface for them. */
export class Place {
  constructor(search) {
    const words = new URLSearchParams(search);
    this.tenant = words.get("tenant") ?? "";
    this.channel = words.get("channel") ?? "";
    /** The page of the site, as the contract wants it; null when the chat stands alone. */
    this.page = words.get("url") ? { url: cut(words.get("url")), title: cut(words.get("title")) } : null;
    /** Whose messages count; "null" for a page without an origin of its own. */
    this.hostOrigin = words.get("url") ? originOf(words.get("url")) : null;
  }

  get path() {
    return `/api/webchat/${encodeURIComponent(this.tenant)}/${encodeURIComponent(this.channel)}`;
  }

  /** The name under which this browser keeps `what` for this channel. */
  key(what) {
    return `guiche.${what}.${this.tenant}.${this.channel}`;
  }
}

function originOf(address) {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}
