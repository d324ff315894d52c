// Asks the server which articles are like the one that is written, as it stands in the form now.

import { address, ownArticle } from "desk/desk"

const FIELDS = ["headline", "standfirst", "tags", "body"]

export const suggested = async (signal) => {
  const form = document.querySelector("#article_form")
  const sent = new FormData()
  for (const name of FIELDS) sent.set(name, form.elements[name]?.value ?? "")
  sent.set("article", ownArticle())
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }
  const response = await fetch(address("suggestUrl"), { method: "POST", body: sent, headers, signal })
  if (!response.ok) throw new Error(response.status)
  return (await response.json()).results
}
