// Nothing that is typed into the article's form is lost: kept in this browser at once, on the server every few seconds.

import { address, ownArticle, show } from "desk/desk"
import { dropHere, keepHere, waitingHere } from "desk/kept-here"
import { renewToken, send, sendBehind } from "desk/kept-there"
import { askForLogin } from "desk/login-dialog"
import { hear, isLocked } from "desk/presence"

const SOON = 300
const QUIET = 2000
const EVERY = 5000
const AGAIN = [3000, 6000, 12000, 30000]
const BEAT = 20000
const IDLE = 10 * 60 * 1000

const form = document.querySelector("#article_form")
const keyField = form.elements.form_key
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "form_key"])

const part = (name) => form.querySelector(`[data-${name}]`)
const typed = () => [...new FormData(form)].filter(([name, text]) => !NOT_TYPED.has(name) && typeof text === "string")
const written = () => JSON.stringify(typed())

// As they were opened, as this browser has them, as the server has them.
const atFirst = written()
let here = atFirst
let there = atFirst
let failures = 0
let isLeaving = false
let heardAt = 0
let typingSince = null
let activeAt = Date.now()
const timers = {}

const record = () => ({
  key: keyField.value,
  user: address("user"),
  article: ownArticle(),
  sent: written() === atFirst ? [] : typed(),
  turn: Date.now(),
})

const isBehind = () => written() !== there

const keepInBrowser = () => {
  if (written() === here || isLocked()) return
  here = written()
  if (here === atFirst) dropHere(keyField.value)
  else if (!keepHere(record())) show(part("away"), gettext("This browser has no room left to keep what you type."))
}

const time = () => new Date().toTimeString().slice(0, 5)

const sayAway = (text) => {
  show(part("away"), text)
  show(part("kept"), "")
}

const say = (answer, now) => {
  if (answer.kept) {
    show(part("away"), "")
    show(part("kept"), now.sent.length ? interpolate(gettext("Saved as working copy %s"), [answer.kept]) : "")
  } else if (answer.error) {
    sayAway(answer.error)
  } else if (answer.login) {
    sayAway(interpolate(gettext("You are logged out. What you type is kept in this browser (%s)."), [time()]))
  } else if (answer.away) {
    sayAway(interpolate(gettext("The server does not answer. What you type is kept in this browser (%s)."), [time()]))
  }
}

// A form that was saved already, and shown again, goes on as another one.
const renewKey = () => {
  dropHere(keyField.value)
  keyField.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("")
}

// What the server has is not left lying in a browser that others may use.
const isThere = (text) => {
  there = text
  failures = 0
  heardAt = Date.now()
  if (here === there) dropHere(keyField.value)
}

// Answers what the server says to what is typed by now.
const keepOnServer = async () => {
  keepInBrowser()
  typingSince = null
  const [now, text] = [record(), written()]
  const answer = await send(now)
  if (answer.closed) {
    renewKey()
    return keepOnServer()
  }
  if (answer.kept) isThere(text)
  else failures += 1
  say(answer, now)
  hear(answer)
  return answer
}

// That the form is open, where there is nothing to keep.
const beat = async () => {
  heardAt = Date.now()
  const answer = await send({ ...record(), sent: null })
  if (answer.taken && isBehind() && !isLocked()) await keepOnServer()
  else hear(answer)
}

// Whoever does nothing for long has left: another may have the article then.
const isActive = () => Date.now() - activeAt < IDLE

const goOn = async () => {
  clearTimeout(timers.server)
  if (isLeaving) return
  if (isLocked()) {
    if (isActive()) await beat()
    return later(EVERY)
  }
  if (isBehind()) {
    const answer = await keepOnServer()
    if (answer.login && !(await askForLogin())) return later(AGAIN.at(-1))
    if (answer.login) return later(0)
  } else if (ownArticle() && isActive() && Date.now() - heardAt > BEAT) {
    await beat()
  }
  later(failures ? AGAIN[Math.min(failures, AGAIN.length) - 1] : EVERY)
}

const later = (pause) => {
  clearTimeout(timers.server)
  timers.server = setTimeout(goOn, pause)
}

// Whoever types without a pause is kept all the same.
const onTyping = () => {
  timers.browser ??= setTimeout(() => {
    timers.browser = null
    keepInBrowser()
  }, SOON)
  typingSince ??= Date.now()
  if (!failures) later(Math.max(0, Math.min(QUIET, typingSince + EVERY - Date.now())))
}

// A save goes out only when the server is there and knows who saves: a form that is sent is gone from the page.
const onSubmit = async (event) => {
  if (isLeaving) return
  event.preventDefault()
  if (isLocked()) return
  const { submitter } = event
  const answer = await keepOnServer()
  if (answer.away) return later(AGAIN[0])
  if (isLocked() || (answer.login && !(await askForLogin()))) return
  isLeaving = true
  renewToken()
  form.requestSubmit(submitter)
}

const onLeaving = () => {
  keepInBrowser()
  if (isLeaving) return
  const isKept = isLocked() || !isBehind()
  sendBehind({ ...record(), ...(isKept && { sent: null }), leaves: true })
}

// A page that is shown again as it was left goes on where it was.
const onReturn = (event) => {
  if (event.persisted) {
    isLeaving = false
    later(0)
  }
}

// What this browser has and the server has not goes there now, and is offered with the rest.
const offerWhatIsHere = async () => {
  const mine = waitingHere(address("user")).filter((one) => one.key !== keyField.value && one.article === ownArticle())
  for (const one of mine) {
    const answer = await send(one)
    if (answer.kept) dropHere(one.key)
  }
  if (mine.length) await showOffers()
}

const showOffers = async () => {
  const response = await fetch(location.href)
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const offers = page.querySelector("[data-offers]")
  if (offers) document.querySelector("[data-offers]").replaceWith(offers)
}

if (keyField && address("keepUrl")) {
  for (const kind of ["input", "change", "desk:put"]) form.addEventListener(kind, onTyping)
  form.addEventListener("submit", onSubmit)
  addEventListener("pagehide", onLeaving)
  addEventListener("pageshow", onReturn)
  addEventListener("online", () => later(0))
  for (const kind of ["keydown", "pointerdown", "focus"]) addEventListener(kind, () => (activeAt = Date.now()))
  later(0)
  offerWhatIsHere()
}
