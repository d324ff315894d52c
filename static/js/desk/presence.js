// Whether the form may be written in: one person writes an article at a time, and whoever waits or was relieved reads.

import { part, show } from "desk/desk"

const notice = () => document.querySelector("[data-presence]")
const form = () => document.querySelector("#article_form")

let state = "free"

export const isLocked = () => state !== "free"

const lock = () => {
  for (const element of form().elements) {
    if (element.type === "hidden") continue
    if (element.matches("textarea, input:not([type=checkbox], [type=radio], [type=submit])")) element.readOnly = true
    else element.disabled = true
  }
  form().querySelector("textarea[data-body-editor]").dispatchEvent(new CustomEvent("desk:lock"))
}

const say = (text) => {
  notice().hidden = false
  show(part(notice(), "presence-text"), text)
}

const taken = (text) => {
  state = "taken"
  say(text)
  part(notice(), "take-over").hidden = true
  part(notice(), "open-again").hidden = false
  lock()
}

const held = (text) => {
  if (state === "free") lock()
  state = "held"
  say(text)
}

// What the server says of who has the article. A form that has waited begins anew with what is saved by now.
export const hear = (answer) => {
  if (!notice() || state === "taken") return
  if (answer.taken) taken(answer.taken)
  else if (answer.held) held(answer.held)
  else if (state === "held" && answer.held === "") location.reload()
}
