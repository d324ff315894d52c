// A part of the page that changes by itself, asked for anew while it says so; when it no longer does, the whole page.

const EVERY = 2000
const AFTER_FAILURE = 10000
const PART = "[data-refresh]"

const find = (root) => root.querySelector(PART)
const isOn = (part) => part.dataset.refresh === "on"

const show = (part) => {
  for (const link of part.querySelectorAll("[data-refresh-link]")) link.hidden = true
  find(document).replaceWith(part)
}

const asked = async () => {
  const response = await fetch(location.href, { cache: "no-store" })
  if (!response.ok) throw new Error(response.status)
  return find(new DOMParser().parseFromString(await response.text(), "text/html"))
}

// Without the part it is another page: somebody has logged out.
const refresh = async () => {
  try {
    const part = document.hidden ? find(document) : await asked()
    if (!part || !isOn(part)) return location.reload()
    show(part)
    setTimeout(refresh, EVERY)
  } catch {
    setTimeout(refresh, AFTER_FAILURE)
  }
}

const start = (part) => {
  show(part)
  setTimeout(refresh, EVERY)
}

if (isOn(find(document))) start(find(document))
