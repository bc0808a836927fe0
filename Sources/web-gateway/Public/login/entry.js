// What the login page knows and decides; nothing here draws.

import { ApiError, get, post } from "/lib/api.js";
import { login as texts } from "/texts/login.js";

const COMPANY_KEY = "guiche.login.company";

/** Where an account works. */
export function homeOf(kind) {
  return kind === "supervisor" ? "/supervisor/" : "/console/";
}

/** Why it did not work, in words; the moment to try again is on this machine's clock. */
export function refusal(error, now = Date.now()) {
  if (!(error instanceof ApiError)) throw error;
  if (error.code === "wrong_password") return texts.wrong;
  if (error.status === 429) return texts.tooMany(error.retryAfter, time(now + error.retryAfter));
  return error.status === 0 ? texts.unreachable : texts.unavailable;
}

function time(instant) {
  return new Date(instant).toLocaleTimeString("pt-BR");
}

/** The first field that is missing, or null. */
export function missing(fields) {
  return ["tenant", "user", "password"].find((name) => fields[name] === "") ?? null;
}

/** Who is signed in already, or null. */
export async function whoIsHere() {
  try {
    return await get("/api/me");
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.isPassing)) return null;
    throw error;
  }
}

/** The companies one can sign in to, by name. */
export async function companies() {
  const all = await get("/api/companies");
  return all.sort((one, other) => one.name.localeCompare(other.name, "pt-BR"));
}

/** Signs in and returns where to go. */
export async function enter(fields) {
  const { kind } = await post("/api/login", { ...fields, user: fields.user.trim() });
  rememberCompany(fields.tenant);
  return homeOf(kind);
}

export function leave() {
  return post("/api/logout", {});
}

/** The company of the last sign-in in this browser; a comfort, so a browser without storage does without. */
export function lastCompany() {
  try {
    return localStorage.getItem(COMPANY_KEY);
  } catch {
    return null;
  }
}

function rememberCompany(tenant) {
  try {
    localStorage.setItem(COMPANY_KEY, tenant);
  } catch {
    // Not kept: the select then stands on no company next time.
  }
}
