// The lead picture: a thumbnail and the picture dialog over a plain list.

import { choosePicture } from "desk/picture-dialog"
import { describe } from "desk/described"
import { part, showPicture } from "desk/desk"

const enhance = (root) => {
  const select = root.querySelector("select")
  const show = async () => {
    const facts = select.value ? await describe("images", select.value) : null
    part(root, "shown").hidden = !facts
    part(root, "remove").hidden = !select.value
    part(root, "name").textContent = facts ? [facts.name, facts.credit].filter(Boolean).join(" · ") : ""
    showPicture(part(root, "thumbnail"), facts?.thumbnail)
  }
  const choose = (id, name) => {
    if (id && ![...select.options].some((option) => option.value === id)) select.add(new Option(name, id))
    select.value = id
    select.dispatchEvent(new Event("change", { bubbles: true }))
    show()
  }
  part(root, "choose").addEventListener("click", async () => {
    const facts = await choosePicture()
    if (facts) choose(String(facts.id), facts.name)
  })
  part(root, "remove").addEventListener("click", () => choose("", ""))
  select.hidden = true
  part(root, "buttons").hidden = false
  show()
}

for (const root of document.querySelectorAll("[data-picture-select]")) enhance(root)
