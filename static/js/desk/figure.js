// A picture's place in the text: a reference to the library, with a caption of its own where that differs.

import { Node } from "django-prose-editor/editor"
import { figureView } from "desk/figure-view"
import { choosePicture } from "desk/picture-dialog"

const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name) || null,
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

const NAMES = ["align", "alt", "attachment", "image", "link", "missing", "src", "unresolved"]

export const Figure = Node.create({
  name: "picture",
  group: "block",
  content: "paragraph+",
  isolating: true,
  draggable: true,
  addAttributes: () => Object.fromEntries(NAMES.map((name) => [`data-${name}`, kept(`data-${name}`)])),
  parseHTML: () => [{ tag: "figure", contentElement: captionOf }],
  renderHTML: ({ node, HTMLAttributes }) =>
    node.textContent ? ["figure", HTMLAttributes, ["figcaption", 0]] : ["figure", HTMLAttributes],
  addNodeView: () => figureView,
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "picture",
      groups: "desk",
      priority: 100,
      button: buttons.text(gettext("Picture"), gettext("Put a picture here")),
      command: insert,
    })
  },
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.isActive(this.name) && leave(this.editor) }
  },
})

const captionOf = (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption")

const insert = async (editor) => {
  const facts = await choosePicture()
  if (!facts) return editor.commands.focus()
  const attrs = { "data-image": String(facts.id) }
  editor.chain().focus().insertContent({ type: "picture", attrs, content: [{ type: "paragraph" }] }).run()
}

// From the caption to a new paragraph under the picture.
const leave = (editor) => {
  const { $from } = editor.state.selection
  const depth = [...Array($from.depth + 1).keys()].findLast((level) => $from.node(level).type.name === "picture")
  const after = $from.after(depth)
  return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).focus().run()
}
