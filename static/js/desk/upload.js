// Sending a picture to the library, and the words that go with it.

import { address, part } from "desk/desk"

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

// Calls `take` with a file that was chosen or dropped inside `area`.
export const onFile = (area, take) => {
  const input = part(area, "file")
  input.addEventListener("change", () => {
    if (input.files.length) take(input.files[0])
    input.value = ""
  })
  for (const kind of ["dragover", "dragenter", "dragleave", "drop"]) {
    area.addEventListener(kind, (event) => {
      event.preventDefault()
      area.classList.toggle("over", kind === "dragover" || kind === "dragenter")
      if (kind === "drop" && event.dataTransfer.files.length) take(event.dataTransfer.files[0])
    })
  }
}

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
