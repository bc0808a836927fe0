// The place of the records in the page's address: "#/atendimentos" and "#/atendimentos/NUMBER".

const PLACE = "#/atendimentos";

/** The address of the list, or of a record. */
export function addressOf(number = null) {
  return number === null ? PLACE : `${PLACE}/${encodeURIComponent(number)}`;
}

/** {number} of a record, {number: null} of the list, or null where the address names neither. */
export function placeIn(hash) {
  const match = /^#\/atendimentos(?:\/([^/?]*))?$/.exec(hash);
  return match && { number: match[1] ? decodeURIComponent(match[1]) : null };
}
