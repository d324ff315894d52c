// Says to screen readers what the toolbar shows: which buttons are pressed, which can do nothing now.

import { Extension } from "django-prose-editor/editor"

export const ToolbarStates = Extension.create({
  name: "toolbarStates",
  priority: 1,
  onCreate() {
    const bar = this.editor.view.dom.parentElement.querySelector(".prose-menubar")
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", gettext("Text and what goes into it"))
    const say = () => bar.querySelectorAll("button").forEach(sayState)
    this.editor.on("transaction", say)
    say()
  },
})

const sayState = (button) => {
  button.setAttribute("aria-disabled", button.classList.contains("disabled"))
  button.setAttribute("aria-pressed", button.classList.contains("active"))
}
