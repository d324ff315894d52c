// Many pictures, sent one after the other: what happens to one does not touch the others, and each says how it went.

import { address } from "desk/desk"
import { onFiles, upload } from "desk/upload"

const form = document.querySelector("[data-several]")
const part = (name) => document.querySelector(`[data-${name}]`)
const most = Number(address("most"))
const mostBytes = Number(address("mostBytes"))

const pictures = new Set()
const waiting = []
let sent = 0
let sentBytes = 0
let settled = 0
let isSending = false

const line = (file) => {
  const item = document.createElement("li")
  const name = document.createElement("bdi")
  const state = document.createElement("span")
  name.textContent = file.name
  state.textContent = gettext("waiting")
  item.append(name, state)
  part("files").append(item)
  return state
}

const mark = (state, text, isRefused = false) => {
  state.textContent = text
  state.classList.toggle("refused", isRefused)
}

const tell = () => {
  const words = isSending ? gettext("%s of %s done") : gettext("%s of %s done; all that could be taken is in the library.")
  part("said").textContent = interpolate(words, [settled, settled + waiting.length + (isSending ? 1 : 0)])
  const query = new URLSearchParams([...pictures].map((id) => ["picture", id]))
  part("words").href = `${address("wordsUrl")}?${query}`
  part("next").hidden = isSending || !pictures.size
}

// The server's reason begins with the name, which stands beside it here.
const settle = ({ image, known, error }, file, state) => {
  if (error) return mark(state, error.replace(`${file.name}: `, ""), true)
  const isTwice = pictures.has(image.id)
  pictures.add(image.id)
  if (isTwice) return mark(state, gettext("the same as one above"))
  mark(state, known ? gettext("in the library already") : gettext("taken"))
}

const send = async () => {
  isSending = true
  while (waiting.length) {
    const [file, state] = waiting.shift()
    mark(state, gettext("on its way …"))
    tell()
    settle(await upload(file), file, state)
    settled += 1
  }
  isSending = false
  tell()
  if (pictures.size) part("words").focus()
}

const take = (files) => {
  part("files").hidden = false
  for (const file of files) {
    const state = line(file)
    if (sent + 1 > most || sentBytes + file.size > mostBytes) {
      mark(state, gettext("Not sent: more than can be taken at once. Describe these first, then come again."), true)
      continue
    }
    sent += 1
    sentBytes += file.size
    waiting.push([file, state])
  }
  if (!isSending && waiting.length) send()
}

onFiles(form, take)
part("send").hidden = true
part("droppable").hidden = false
window.addEventListener("beforeunload", (event) => { if (isSending) event.preventDefault() })
