// The list of suggestions under the text: one click puts an article in at the cursor; the list follows what is typed.

import { putAlsoRead } from "desk/also-read"
import { copyOf, part, show } from "desk/desk"
import { suggested } from "desk/suggested"

const panel = document.querySelector("[data-suggestions]")

const say = (text) => show(part(panel, "said"), text)

const entry = (facts) => {
  const item = copyOf("suggestion")
  item.dataset.article = facts.id
  const link = part(item, "name")
  link.textContent = facts.headline
  link.href = facts.public
  part(item, "detail").textContent = [facts.section, facts.time, facts.why].join(" · ")
  return item
}

const ready = (item) => {
  const button = part(item, "put")
  button.hidden = false
  button.setAttribute("aria-label", interpolate(gettext("Put in: %s"), [part(item, "name").textContent]))
}

const lookAgain = async () => {
  try {
    const results = await suggested()
    part(panel, "list").replaceChildren(...results.map(entry))
    part(panel, "list").childNodes.forEach(ready)
    show(part(panel, "none"), results.length ? "" : gettext("Nothing similar was found."))
  } catch {
    say(gettext("The server did not answer. Try again."))
  }
}

const put = (item) => {
  const name = part(item, "name").textContent
  if (!putAlsoRead(item.dataset.article)) return say(gettext("The text cannot be changed at the moment."))
  item.remove()
  say(interpolate(gettext("Put in: %s"), [name]))
}

if (panel) {
  for (const item of part(panel, "list").children) ready(item)
  part(panel, "list").addEventListener("click", (event) => {
    const button = event.target.closest("[data-put]")
    if (button) put(button.closest("li"))
  })
  part(panel, "again").hidden = false
  part(panel, "again").addEventListener("click", lookAgain)
  for (const name of ["headline", "standfirst", "tags"]) {
    document.querySelector(`#article_form [name="${name}"]`)?.addEventListener("change", lookAgain)
  }
}
