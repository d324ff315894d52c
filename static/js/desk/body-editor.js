// The editor over the body's textarea. The textarea stays what is sent: it is written only when something changed.

import { Editor } from "django-prose-editor/editor"
import { extensions } from "desk/body-schema"
import { tidy } from "desk/tidy"

const nameOf = (textarea) => (textarea.labels[0]?.textContent ?? textarea.name).replace(/:\s*$/, "")

const attributesOf = (textarea) => ({
  "aria-label": nameOf(textarea),
  ...(textarea.required && { "aria-required": "true" }),
  ...(textarea.hasAttribute("aria-describedby") && { "aria-describedby": textarea.getAttribute("aria-describedby") }),
  ...(textarea.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
})

const edit = (textarea) => {
  const element = document.createElement("div")
  element.className = "prose-editor"
  textarea.before(element)
  element.append(textarea)
  const editor = new Editor({
    element,
    extensions,
    injectCSS: false,
    content: textarea.value,
    editorProps: { attributes: attributesOf(textarea) },
    onUpdate: () => {
      textarea.value = tidy(editor.getHTML())
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  textarea.addEventListener("desk:put", () => editor.commands.setContent(textarea.value, { emitUpdate: false }))
  textarea.addEventListener("desk:lock", () => editor.setEditable(false))
  for (const label of textarea.labels) label.addEventListener("click", () => editor.commands.focus())
  textarea.dispatchEvent(new CustomEvent("prose-editor:ready", { bubbles: true, detail: { editor } }))
}

for (const textarea of document.querySelectorAll("textarea[data-body-editor]")) edit(textarea)
