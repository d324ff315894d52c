// Sends what was typed to the server, as a working copy.

import { address } from "desk/desk"

const PATIENCE = 8000
// What a browser lets go out behind a page that is gone.
const LONGEST_BEHIND = 60000

const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1)

// After a login, here or in another window, the forms need the new token.
export const renewToken = () => {
  const token = cookie("csrftoken")
  if (!token) return
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token
}

const options = (record) => {
  renewToken()
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const { key, article, sent, turn, leaves } = record
  return {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify({ key, article, sent, turn, leaves }),
  }
}

// Answers { kept: "14:05" }, { closed: true }, { login: true }, { away: true } or { error }.
export const send = async (record) => {
  try {
    const response = await fetch(address("keepUrl"), { ...options(record), signal: AbortSignal.timeout(PATIENCE) })
    if (response.type === "opaqueredirect") return { login: true }
    if (response.headers.get("Content-Type") === "application/json") return await response.json()
    return response.status === 403 ? { login: true } : { away: true }
  } catch {
    return { away: true }
  }
}

export const sendBehind = (record) => {
  const all = options(record)
  if (all.body.length < LONGEST_BEHIND) fetch(address("keepUrl"), { ...all, keepalive: true }).catch(() => {})
}
