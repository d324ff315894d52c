// The inbox by keyboard: a key for each decision, and the focus goes on to where the work does.

const PLACE = "desk-inbox-place"
const TYPED_INTO = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]"
const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }

const inbox = document.querySelector("[data-inbox]")
let isLeaving = false

const rows = () => [...inbox.querySelectorAll("[data-row]")]
const focused = () => document.activeElement.closest("[data-row]")
const named = (name) => rows().find((row) => row.dataset.row === name)
const place = () => JSON.parse(sessionStorage.getItem(PLACE) ?? "{}")
const remember = (facts) => sessionStorage.setItem(PLACE, JSON.stringify({ ...place(), ...facts }))

const move = (step) => {
  const list = rows()
  const at = list.indexOf(focused())
  const next = at < 0 ? list[0] : list[at + step]
  next?.focus()
}

const press = (key) => {
  const button = key === "u" ? document.querySelector("[data-undo] button") : focused()?.querySelector(`[data-key="${key}"]`)
  button?.click()
  return Boolean(button)
}

// Single keys work only in the inbox, so that nobody who speaks or types elsewhere decides by accident;
// and a key that is held decides once, although the focus goes on.
const onKey = (event) => {
  const { key, target } = event
  if (isLeaving || event.ctrlKey || event.metaKey || event.altKey || target.closest(TYPED_INTO)) return
  const isInside = inbox.contains(target)
  if (!isInside && target !== document.body) return
  const isArrow = key.startsWith("Arrow")
  if (key in STEPS && !(isArrow && !focused())) {
    move(STEPS[key])
    event.preventDefault()
  } else if (isInside && !event.repeat && /^[a-z]$/.test(key) && press(key)) {
    event.preventDefault()
  }
}

// The row after the one decided on; after an undo that one again.
const onSubmit = ({ target, submitter }) => {
  const list = rows()
  const at = list.indexOf(submitter?.closest("[data-row]"))
  if (at >= 0) remember({ next: (list[at + 1] ?? list[at - 1])?.dataset.row ?? "", decided: list[at].dataset.row })
  else if (target.matches("[data-undo]")) remember({ next: place().decided ?? "" })
  isLeaving = true
}

// A message that stands in the page from the start is not read out; one that comes later is.
const goOn = (next) => {
  const target = named(next) ?? rows()[0] ?? inbox
  target.focus()
  const said = [...document.querySelectorAll(".messagelist li")].map((item) => (item.querySelector("span") ?? item).textContent)
  setTimeout(() => { document.querySelector("[data-said]").textContent = said.join(" ") }, 100)
}

const start = () => {
  const { next } = place()
  if (next !== undefined) goOn(next)
  remember({ next: undefined })
  for (const keys of document.querySelectorAll("[data-keys]")) keys.hidden = false
  document.addEventListener("keydown", onKey)
  document.addEventListener("submit", onSubmit)
  window.addEventListener("pageshow", () => { isLeaving = false })
}

if (inbox) start()
