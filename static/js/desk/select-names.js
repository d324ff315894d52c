// Gives searching selects the names of their labels, and what else the widget leaves out for whoever does not see it.

const boxOf = (select) => select.nextElementSibling?.querySelector("[role=combobox]")

const nameAll = (root) => {
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) nameBox(boxOf(select), select.labels[0])
}

// By its label and by what is chosen, which is no field of its own.
const nameBox = (box, label) => {
  const chosen = box?.querySelector(".select2-selection__rendered[role=textbox]")
  if (!chosen || !label) return
  chosen.removeAttribute("role")
  chosen.removeAttribute("aria-readonly")
  label.id ||= `${label.htmlFor}-label`
  box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`)
}

// The list and the field over it are made anew each time, elsewhere in the page.
const nameOpened = (select) => {
  const box = boxOf(select)
  const list = document.getElementById(box?.getAttribute("aria-owns"))
  if (!list) return
  box.setAttribute("aria-controls", list.id)
  for (const part of [list, list.closest(".select2-dropdown").querySelector("input")]) {
    part.setAttribute("aria-labelledby", select.labels[0]?.id ?? "")
  }
}

for (const group of document.querySelectorAll(".inline-group")) {
  new MutationObserver(() => nameAll(group)).observe(group, { childList: true, subtree: true })
}
const $ = window.django.jQuery
$(() => nameAll(document))
$(document).on("select2:open", ({ target }) => nameOpened(target))
$(document).on("select2:close", ({ target }) => boxOf(target)?.removeAttribute("aria-controls"))
