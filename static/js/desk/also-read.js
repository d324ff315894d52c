// An ALSO READ in the text: a reference to one of our articles, or a link to another site.

import { Node } from "django-prose-editor/editor"
import { chooseArticle } from "desk/article-dialog"
import { describe } from "desk/described"
import { copyOf, part, show } from "desk/desk"

let ofThisPage = null

export const AlsoRead = Node.create({
  name: "alsoRead",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    target: { default: "", parseHTML: (element) => element.dataset.alsoRead, rendered: false },
    link: { default: null, parseHTML: (element) => element.querySelector("a")?.outerHTML ?? null, rendered: false },
  }),
  parseHTML: () => [{ tag: "aside[data-also-read]" }],
  onCreate() {
    ofThisPage = this.editor
  },
  renderHTML: ({ node }) => ["aside", { "data-also-read": node.attrs.target }, ...linkOf(node.attrs.link)],
  addNodeView: () => view,
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "alsoRead",
      groups: "desk",
      priority: 90,
      button: buttons.text(gettext("Also read"), gettext("Offer another article here")),
      command: insert,
    })
  },
})

const insert = async (editor) => {
  const facts = await chooseArticle()
  if (!facts) return editor.commands.focus()
  put(editor, facts.id)
}

// After a picture or box that is chosen, as the one is that was put in last: never in its place.
const put = (editor, id) => {
  const { node, from, to } = editor.state.selection
  const content = { type: "alsoRead", attrs: { target: String(id) } }
  return editor.chain().focus().insertContentAt(node ? to : { from, to }, content).run()
}

// At the cursor of the page's editor; answers whether it is there now.
export const putAlsoRead = (id) => Boolean(ofThisPage?.isEditable) && put(ofThisPage, id)

const anchorOf = (html) => new DOMParser().parseFromString(html ?? "", "text/html").querySelector("a")

const linkOf = (html) => {
  const anchor = anchorOf(html)
  if (!anchor) return []
  const attributes = Object.fromEntries([...anchor.attributes].map(({ name, value }) => [name, value]))
  return [["a", attributes, anchor.textContent]]
}

const view = ({ node, editor, getPos }) => {
  const dom = copyOf("also-read-box")
  part(dom, "choose").addEventListener("click", async () => {
    const facts = await chooseArticle()
    const attrs = facts && { target: String(facts.id), link: null }
    if (facts) editor.chain().command(({ tr }) => tr.setNodeMarkup(getPos(), undefined, attrs)).run()
  })
  part(dom, "remove").addEventListener("click", () => {
    editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + node.nodeSize }).run()
  })
  showTarget(dom, node.attrs)
  return {
    dom,
    update: (updated) => {
      if (updated.type !== node.type) return false
      node = updated
      showTarget(dom, node.attrs)
      return true
    },
    stopEvent: (event) => event.target.closest?.("button") !== null && event.type !== "dragstart",
    ignoreMutation: () => true,
  }
}

const showTarget = async (dom, { target, link }) => {
  const anchor = anchorOf(link)
  const facts = target ? await describe("articles", target) : null
  part(dom, "name").textContent = facts?.headline ?? anchor?.textContent ?? ""
  part(dom, "detail").textContent = facts ? [facts.section, facts.state].join(" · ") : (anchor?.getAttribute("href") ?? "")
  show(part(dom, "check"), toCheck(target, facts))
}

const toCheck = (target, facts) => {
  if (!target) return ""
  if (!facts) return gettext("To check: this article was deleted")
  return facts.gone ? gettext("To check: this article was withdrawn") : ""
}
