// Marks of words: the plain ones, the dateline, and what nobody could resolve yet.

import { Mark, mergeAttributes } from "django-prose-editor/editor"

const plain = (name) =>
  Mark.create({
    name,
    parseHTML: () => [{ tag: name }],
    renderHTML: ({ HTMLAttributes }) => [name, HTMLAttributes, 0],
  })

export const inlineMarks = ["abbr", "cite", "code", "q", "small"].map(plain)

export const Dateline = Mark.create({
  name: "dateline",
  inclusive: false,
  parseHTML: () => [{ tag: "span.dateline" }],
  renderHTML: ({ HTMLAttributes }) => ["span", mergeAttributes(HTMLAttributes, { class: "dateline" }), 0],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "dateline",
      groups: "desk",
      priority: 80,
      button: buttons.text(gettext("Dateline"), gettext("Mark as the dateline: place and agency")),
      command: (editor) => editor.chain().focus().toggleMark("dateline").run(),
      active: (editor) => editor.isActive("dateline"),
      enabled: (editor) => editor.isActive("dateline") || !editor.state.selection.empty,
    })
  },
})

export const Unresolved = Mark.create({
  name: "unresolved",
  inclusive: false,
  addAttributes: () => ({
    about: {
      default: "also-read",
      parseHTML: (element) => element.dataset.unresolved,
      renderHTML: ({ about }) => ({ "data-unresolved": about }),
    },
  }),
  parseHTML: () => [{ tag: "span[data-unresolved]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
})
