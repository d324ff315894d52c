// A quotation set large beside the text is a blockquote with a class.

import { Extension } from "django-prose-editor/editor"

export const PullQuotes = Extension.create({
  name: "pullQuotes",
  addGlobalAttributes: () => [
    {
      types: ["blockquote"],
      attributes: {
        pulled: {
          default: false,
          parseHTML: (element) => element.classList.contains("pullquote"),
          renderHTML: ({ pulled }) => (pulled ? { class: "pullquote" } : {}),
        },
      },
    },
  ],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "desk",
      priority: 70,
      button: buttons.text(gettext("Pull quote"), gettext("Set this quotation large")),
      command: toggle,
      active: (editor) => editor.isActive("blockquote", { pulled: true }),
    })
  },
})

const toggle = (editor) => {
  const pulled = editor.isActive("blockquote", { pulled: true })
  const chain = editor.chain().focus()
  const quoted = editor.isActive("blockquote") ? chain : chain.toggleBlockquote()
  quoted.updateAttributes("blockquote", { pulled: !pulled }).run()
}
