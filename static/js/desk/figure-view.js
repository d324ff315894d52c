// How a picture looks while one writes: thumbnail, what the library says of it, and its caption to write into.

import { describe } from "desk/described"
import { copyOf, part, show, showPicture } from "desk/desk"
import { choosePicture } from "desk/picture-dialog"

export const figureView = ({ node, editor, getPos }) => {
  const dom = copyOf("figure")
  const head = dom.querySelector(".desk-figure-head")
  const change = (attrs) =>
    editor.chain().command(({ tr }) => tr.setNodeMarkup(getPos(), undefined, { ...attrs })).run()

  part(dom, "choose").addEventListener("click", async () => {
    const facts = await choosePicture()
    if (facts) change({ "data-image": String(facts.id), "data-align": node.attrs["data-align"] })
  })
  part(dom, "align").addEventListener("change", ({ target }) => {
    change({ ...node.attrs, "data-align": target.value || null })
  })
  part(dom, "remove").addEventListener("click", () => {
    editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + node.nodeSize }).run()
  })

  let shown = null
  const update = (updated) => {
    if (updated.type !== node.type) return false
    node = updated
    part(dom, "align").value = node.attrs["data-align"] ?? ""
    dom.dataset.align = node.attrs["data-align"] ?? ""
    dom.classList.toggle("empty-caption", !node.textContent)
    const key = JSON.stringify(node.attrs)
    if (key !== shown) showFacts(dom, node.attrs)
    shown = key
    return true
  }
  update(node)
  return {
    dom,
    contentDOM: part(dom, "caption"),
    update,
    stopEvent: (event) => head.contains(event.target) && event.type !== "dragstart",
    // Only what is typed into the caption is the editor's business.
    ignoreMutation: ({ type, target }) =>
      type === "attributes" || (type !== "selection" && !part(dom, "caption").contains(target)),
  }
}

const showFacts = async (dom, attrs) => {
  const id = attrs["data-image"]
  const facts = id ? await describe("images", id) : null
  showPicture(part(dom, "thumbnail"), facts?.thumbnail)
  part(dom, "name").textContent = facts ? facts.name : (attrs["data-alt"] ?? gettext("No picture yet"))
  part(dom, "detail").textContent = facts ? facts.credit : (attrs["data-src"] ?? "")
  part(dom, "caption").dataset.placeholder = facts?.caption
    ? gettext("Its own caption is shown. Write here to say something else.")
    : gettext("Write a caption.")
  show(part(dom, "check"), toCheck(attrs, facts))
  dom.classList.toggle("unresolved", !facts)
}

const toCheck = (attrs, facts) => {
  if (attrs["data-attachment"] && !facts) {
    return interpolate(gettext("To check: picture %s of the old site was not found"), [attrs["data-attachment"]])
  }
  if (!facts) return gettext("To check: no picture was found")
  if (facts.missing) return gettext("To check: the file is missing")
  return facts.alt_text || facts.decorative ? "" : gettext("No alternative text yet")
}
