// Choosing the article that an ALSO READ leads to.

import { Chooser } from "desk/chooser"
import { remember } from "desk/described"
import { address, ownArticle } from "desk/desk"
import { suggested } from "desk/suggested"

let chooser

const make = () =>
  new Chooser(document.querySelector("[data-article-dialog]"), {
    url: () => `${address("articlesUrl")}?exclude=${ownArticle()}`,
    name: "headline",
    detail: (facts) => [facts.section, facts.why ? "" : facts.state, facts.time, facts.why].filter(Boolean).join(" · "),
    suggest: address("suggestUrl") ? suggested : null,
  })

export const chooseArticle = async () => {
  chooser ??= make()
  const facts = await chooser.open()
  if (facts) remember("articles", facts)
  return facts
}
