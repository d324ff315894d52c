// Choosing “theirs” shows their text in its field; whoever then writes on there has a text of their own again.

let isPutting = false

const put = (element, text) => {
  isPutting = true
  if (element.type === "checkbox") element.checked = text === "on"
  else element.value = text
  element.dispatchEvent(new CustomEvent("desk:put", { bubbles: true }))
  isPutting = false
}

const enhance = (clash) => {
  const field = document.querySelector(`.desk-columns [name="${clash.dataset.clash}"]`)
  if (!field || field.matches("[data-picture-select] select")) return
  const [mine, theirs] = clash.querySelectorAll("input[type=radio]")
  const isMine = () => {
    if (isPutting) return
    mine.dataset.sent = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value
    mine.checked = true
  }
  for (const radio of [mine, theirs]) radio.addEventListener("change", () => put(field, radio.dataset.sent))
  for (const kind of ["input", "change"]) field.addEventListener(kind, isMine)
}

for (const clash of document.querySelectorAll("[data-clash]")) enhance(clash)
