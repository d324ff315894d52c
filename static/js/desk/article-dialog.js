// Choosing the article that an ALSO READ leads to.

import { Chooser } from "desk/chooser"
import { remember } from "desk/described"
import { address, ownArticle } from "desk/desk"

let chooser

const make = () =>
  new Chooser(document.querySelector("[data-article-dialog]"), {
    url: () => `${address("articlesUrl")}?exclude=${ownArticle()}`,
    name: "headline",
    detail: (facts) => [facts.section, facts.state, facts.time].join(" · "),
  })

export const chooseArticle = async () => {
  chooser ??= make()
  const facts = await chooser.open()
  if (facts) remember("articles", facts)
  return facts
}
