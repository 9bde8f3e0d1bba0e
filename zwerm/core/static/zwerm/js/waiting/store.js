// What waits on this device for the network: a row in localStorage for each form, under the number of its member.

import { keep, kept, person } from "../device.js";

const DRAFT = `draft:${person}:`;
const WAITING = `waiting:${person}:`;

// randomUUID is not there on a plain http address.
export function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export const put = (item) => keep(WAITING + item.number, JSON.stringify(item));
export const drop = (item) => keep(WAITING + item.number, "");
export const draftName = (place) => DRAFT + place;

export function waiting() {
  if (!person) return [];
  return names(WAITING).map(read).filter(Boolean).sort((one, other) => one.at - other.at);
}

// What was being written when the server could not be reached, as [field, words] pairs; what was sent since is not asked about.
export function drafts() {
  const fields = person ? names(DRAFT).map(read).filter(Boolean) : [];
  return fields.filter((pairs) => !pairs.some(([name]) => name === "sent"));
}

// At signing out: nothing that one wrote stays behind on the device.
export function clear() {
  for (const name of [...names(WAITING), ...names(DRAFT), "person", "push"]) keep(name, "");
}

function names(start) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(kept(name));
  } catch {
    return null;
  }
}
