// The language and direction of any part, and of words inside a paragraph, kept as they are.

import { Extension, Mark } from "django-prose-editor/editor"

const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

const Language = Mark.create({
  name: "language",
  excludes: "",
  parseHTML: () => [{ tag: "span[lang]:not(.dateline, [data-unresolved])" }, { tag: "span[dir]:not(.dateline, [data-unresolved])" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
})

export const Languages = Extension.create({
  name: "languages",
  addExtensions: () => [Language],
  addGlobalAttributes: () => [
    {
      types: [
        "paragraph", "heading", "preformatted", "blockquote", "bulletList", "orderedList", "listItem", "table",
        "tableRow", "tableCell", "tableHeader", "language", "dateline", "unresolved", "link", "bold", "italic",
        "underline", "strike", "subscript", "superscript", "abbr", "cite", "code", "q", "small",
      ],
      attributes: { lang: kept("lang"), dir: kept("dir") },
    },
    { types: ["link"], attributes: { hreflang: kept("hreflang"), title: kept("title") } },
    { types: ["abbr"], attributes: { title: kept("title") } },
  ],
})
