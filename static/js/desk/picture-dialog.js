// Choosing a picture, or uploading one and saying at once what it shows.

import { Chooser } from "desk/chooser"
import { remember } from "desk/described"
import { address, part, showPicture } from "desk/desk"
import { onFile, saveWords, upload } from "desk/upload"

let chooser

export const choosePicture = async () => {
  chooser ??= make()
  showPanel(chooser.dialog, "search-panel")
  const facts = await chooser.open()
  if (facts) remember("images", facts)
  return facts
}

const make = () => {
  const dialog = document.querySelector("[data-picture-dialog]")
  const made = new Chooser(dialog, {
    url: () => address("imagesUrl"),
    name: "name",
    detail: (facts) => [facts.credit, facts.size, facts.missing && gettext("file missing")].filter(Boolean).join(" · "),
  })
  acceptUploads(dialog, made)
  return made
}

const showPanel = (dialog, name) => {
  for (const panel of ["search-panel", "words"]) part(dialog, panel).hidden = panel !== name
  for (const refusal of dialog.querySelectorAll("[data-refusal]")) refusal.textContent = ""
}

const acceptUploads = (dialog, made) => {
  const words = part(dialog, "words")
  const drop = part(dialog, "drop")
  onFile(drop, async (file) => {
    drop.setAttribute("aria-busy", "true")
    const answer = await upload(file)
    drop.removeAttribute("aria-busy")
    if (answer.error) part(drop, "refusal").textContent = answer.error
    else askWords(dialog, words, answer)
  })
  words.addEventListener("submit", async (event) => {
    event.preventDefault()
    const answer = await saveWords(words)
    if (answer.image) made.take(answer.image)
    else part(words, "refusal").textContent = answer.error
  })
  part(words, "back").addEventListener("click", () => {
    showPanel(dialog, "search-panel")
    made.search()
    made.query.focus()
  })
}

const askWords = (dialog, words, { image, known }) => {
  showPanel(dialog, "words")
  words.dataset.url = image.url.replace(/change\/$/, "words/")
  for (const name of ["caption", "credit", "alt_text"]) words.elements[name].value = image[name]
  words.elements.decorative.checked = image.decorative
  part(words, "known").hidden = !known
  showPicture(part(words, "thumbnail"), image.thumbnail)
  words.elements.caption.focus()
}
