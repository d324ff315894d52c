// What pictures and articles are called by now, asked of the server once for all that a body refers to.

import { address } from "desk/desk"

const known = { images: new Map(), articles: new Map() }
let waiting = null

export const remember = (kind, facts) => known[kind].set(String(facts.id), facts)

// Resolves to the facts, or to null for what the archive does not have.
export const describe = async (kind, id) => {
  if (!known[kind].has(id)) {
    waiting ??= { images: new Set(), articles: new Set(), answer: nextTick().then(ask) }
    waiting[kind].add(id)
    await waiting.answer
  }
  return known[kind].get(id) ?? null
}

const nextTick = () => new Promise((resolve) => setTimeout(resolve))

const ask = async () => {
  const { images, articles } = waiting
  waiting = null
  const query = new URLSearchParams({ images: [...images].join(), articles: [...articles].join() })
  const response = await fetch(`${address("describeUrl")}?${query}`)
  if (!response.ok) return
  const answer = await response.json()
  for (const kind of ["images", "articles"]) {
    for (const facts of Object.values(answer[kind])) remember(kind, facts)
  }
}
