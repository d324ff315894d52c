// A dialog in which something is found by words: type, move with the arrows, Enter takes, Escape leaves.

import { copyOf, part, showPicture } from "desk/desk"

const PAUSE = 150

export class Chooser {
  // `detail` says what stands under a result's name. Before a word is typed, `suggest` may offer some.
  constructor(dialog, { url, name, detail, suggest = null }) {
    Object.assign(this, { dialog, url, name, detail, suggest, results: [], active: -1, timer: 0 })
    this.query = part(dialog, "query")
    this.list = part(dialog, "results")
    this.found = part(dialog, "found")
    this.query.addEventListener("input", () => this.searchSoon())
    this.query.addEventListener("keydown", (event) => this.onKey(event))
    this.list.addEventListener("click", (event) => this.onClick(event))
    dialog.addEventListener("close", () => this.settle?.(this.taken))
  }

  // Resolves to the facts of what was taken, or to null.
  open() {
    this.taken = null
    this.query.value = ""
    this.dialog.showModal()
    this.query.focus()
    this.search()
    return new Promise((resolve) => {
      this.settle = resolve
    })
  }

  take(facts) {
    this.taken = facts
    this.dialog.close()
  }

  searchSoon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.search(), PAUSE)
  }

  async search() {
    clearTimeout(this.timer)
    this.asked?.abort()
    const asked = (this.asked = new AbortController())
    const url = new URL(this.url(), location.href)
    url.searchParams.set("q", this.query.value)
    try {
      if (this.suggest && !this.query.value.trim()) {
        const suggested = await this.suggest(asked.signal)
        if (suggested.length) return this.showSuggested(suggested)
      }
      const response = await fetch(url, { signal: asked.signal })
      if (!response.ok) throw new Error(response.status)
      this.show(await response.json())
    } catch (error) {
      if (error.name !== "AbortError") this.found.textContent = gettext("The search did not answer. Try again.")
    }
  }

  showSuggested(results) {
    this.show({ results, more: false })
    this.found.textContent = gettext("Suggested by tags and words; type to search among all.")
  }

  show({ results, more }) {
    this.results = results
    this.list.replaceChildren(...results.map((facts, index) => this.option(facts, index)))
    this.activate(results.length ? 0 : -1)
    const count = interpolate(ngettext("%s found", "%s found", results.length), [results.length])
    this.found.textContent = more ? gettext("The newest 20; type more words to find others.") : count
  }

  option(facts, index) {
    const option = copyOf("result")
    option.id = `${this.list.id}-${index}`
    part(option, "name").textContent = facts[this.name]
    part(option, "detail").textContent = this.detail(facts)
    showPicture(part(option, "thumbnail"), facts.thumbnail)
    return option
  }

  activate(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false")
    this.active = index
    const option = this.list.children[index]
    if (!option) return this.query.removeAttribute("aria-activedescendant")
    option.setAttribute("aria-selected", "true")
    option.scrollIntoView({ block: "nearest" })
    this.query.setAttribute("aria-activedescendant", option.id)
  }

  onKey(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }
    const last = this.results.length - 1
    if (event.key in steps && last >= 0) {
      event.preventDefault()
      this.activate((this.active + steps[event.key] + last + 1) % (last + 1))
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (this.results[this.active]) this.take(this.results[this.active])
    } else if (event.key === "Escape") {
      // A search field would only empty itself at the first one.
      event.preventDefault()
      this.dialog.close()
    }
  }

  onClick(event) {
    const option = event.target.closest("[role=option]")
    if (option) this.take(this.results[[...this.list.children].indexOf(option)])
  }
}
