// Sending a picture to the library, and the words that go with it.

import { address, part } from "desk/desk"

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

// Calls `take` with the files that were chosen or dropped inside `area`, an array of one or more.
export const onFiles = (area, take) => {
  const input = part(area, "file")
  const drop = area.matches("[data-drop]") ? area : part(area, "drop")
  input.addEventListener("change", () => {
    const files = [...input.files]
    input.value = ""
    if (files.length) take(files)
  })
  for (const kind of ["dragover", "dragenter", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault()
      drop.classList.toggle("over", kind === "dragover" || kind === "dragenter")
      const files = [...event.dataTransfer.files]
      if (kind === "drop" && files.length) take(files)
    })
  }
}

// The same for one.
export const onFile = (area, take) => onFiles(area, ([first]) => take(first))

// Answers { image, known } or { error }.
export const upload = async (file) => {
  const limit = Number(address("uploadLimit"))
  if (file.size > limit) {
    const megabytes = [Math.ceil(file.size / 1048576), Math.floor(limit / 1048576)]
    return { error: interpolate(gettext("This file has %s MB; a picture may have %s MB at most."), megabytes) }
  }
  const form = new FormData()
  form.append("file", file)
  return post(address("uploadUrl"), form)
}

// Answers { image } or { error }.
export const saveWords = async (form) => {
  const answer = await post(form.dataset.url, new FormData(form))
  const reasons = Object.values(answer.errors ?? {}).flat()
  return reasons.length ? { error: reasons.join(" ") } : answer
}

const post = async (url, body) => {
  try {
    const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token() } })
    return await response.json()
  } catch {
    return { error: gettext("The server did not answer. Is the connection still there? Try again.") }
  }
}
