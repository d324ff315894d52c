// Where the page says its addresses and texts, and how a part of it is copied.

const settings = () => document.querySelector("[data-desk]").dataset

export const address = (name) => settings()[name]
export const ownArticle = () => settings().article

export const copyOf = (name) =>
  document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true)

export const part = (root, name) => root.querySelector(`[data-${name}]`)

export const show = (element, text) => {
  element.textContent = text
  element.hidden = !text
}

export const showPicture = (img, url) => {
  img.hidden = !url
  if (url) img.src = url
  else img.removeAttribute("src")
}
