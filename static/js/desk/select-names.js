// Gives the searching selects of bylines the names of their labels, which the widget leaves out.

const nameAll = (root) => {
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const name = select.labels[0]?.textContent.replace(/:\s*$/, "")
    for (const part of select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox]") ?? []) {
      if (name && part.getAttribute("aria-label") !== name) part.setAttribute("aria-label", name)
    }
  }
}

for (const group of document.querySelectorAll(".inline-group")) {
  new MutationObserver(() => nameAll(group)).observe(group, { childList: true, subtree: true })
  nameAll(group)
}
