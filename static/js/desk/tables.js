// Tables that keep their caption, their head and their rows' groups, which the editor has no place for.

import { Extension, mergeAttributes, Table as BaseTable, TableRow } from "django-prose-editor/editor"

// Written as `data-` attributes; `tidy` makes elements of them again.
export const Table = BaseTable.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (table) => table.querySelector(":scope > caption")?.outerHTML ?? null,
        renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
      },
    }
  },
  parseHTML: () => [{ tag: "table", contentElement: withoutCaption }],
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
})

export const Row = TableRow.extend({
  addAttributes: () => ({
    group: {
      default: null,
      parseHTML: (row) => groupOf(row.parentElement),
      renderHTML: ({ group }) => (group ? { "data-group": group } : {}),
    },
  }),
})

export const ScopedCells = Extension.create({
  name: "scopedCells",
  addGlobalAttributes: () => [
    {
      types: ["tableHeader"],
      attributes: {
        scope: {
          default: null,
          parseHTML: (cell) => cell.getAttribute("scope"),
          renderHTML: ({ scope }) => (scope ? { scope } : {}),
        },
      },
    },
  ],
})

const withoutCaption = (table) => {
  const copy = table.cloneNode(true)
  copy.querySelector(":scope > caption")?.remove()
  return copy
}

// `0 thead`, `1 tbody`: which of the table's groups, and of which kind.
const groupOf = (group) => {
  if (!group || group.tagName === "TABLE") return null
  return `${[...group.parentElement.children].indexOf(group)} ${group.tagName.toLowerCase()}`
}
