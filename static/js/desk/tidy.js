// The editor's HTML as the newsroom keeps it: groups of rows and captions of tables become elements again.

export const tidy = (html) => {
  if (isEmpty(html)) return ""
  if (!html.includes("<table")) return html
  const body = new DOMParser().parseFromString(html, "text/html").body
  for (const table of body.querySelectorAll("table")) tidyTable(table)
  return body.innerHTML
}

const isEmpty = (html) => /^<p(\s[^>]*)?><\/p>$/.test(html)

const tidyTable = (table) => {
  const rows = [...table.querySelectorAll(":scope > tbody > tr")]
  const groups = []
  for (const row of rows) {
    const name = row.dataset.group ?? groups.at(-1)?.name ?? "0 tbody"
    if (groups.at(-1)?.name !== name) groups.push({ name, rows: [] })
    groups.at(-1).rows.push(row)
    delete row.dataset.group
  }
  table.replaceChildren(...captionOf(table), ...groups.map(element))
}

const captionOf = (table) => {
  const holder = document.createElement("template")
  holder.innerHTML = table.dataset.caption ? `<table>${table.dataset.caption}</table>` : ""
  delete table.dataset.caption
  return [...holder.content.querySelectorAll("caption")]
}

const element = ({ name, rows }) => {
  const group = document.createElement(name.endsWith("thead") ? "thead" : "tbody")
  group.append(...rows)
  return group
}
