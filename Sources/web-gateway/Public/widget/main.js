// The customer's chat, as it stands in the frame that webchat.js puts into a site.

import { Chat } from "./chat.js";
import { Place } from "./state/place.js";

new Chat(document.getElementById("chat"), new Place(location.search));
